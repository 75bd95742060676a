"""Finding the known venues in a text, with the words of an edition around their names."""

from __future__ import annotations

import re
from typing import NamedTuple

from cvdiff.memory import remember
from cvdiff.patterns import pattern
from cvdiff.values.venue_table import (
    Venue,
    VenueType,
    acronyms_at,
    is_stop,
    names_with,
    openings,
    stem,
    words,
)
from cvdiff.vocabulary import Words, split_words

_GAP = re.compile(r"[\s./@\-–—&:]{0,3}\(?")
_ACRONYM_GAP = pattern(r"\s?[(\[,:]?\s?|\s[-–—]\s")
_EDITION = re.compile(r"\s?[,(]?\s?(?:['’`‘]\s?\d\d\b|(?:19|20)\d\d\b|(?<=\w)\d\d\b)")
_ORDINAL = re.compile(r"(?:\d{1,3}(?:st|nd|rd|th)|(?:19|20)\d\d)$", re.IGNORECASE)
_TOPIC = pattern(r"\s(?:on|for|in|:)\s[^,.;()\[\]\n\t]{2,90}", re.IGNORECASE)
_ORDINAL_WORDS = 8
"""How many words before or after a name can belong to its edition ("Proceedings of the 41st ...")."""


class VenueMatch(NamedTuple):
    """A known venue in a text, its edition included ("the 38th ... (NeurIPS 2024)")."""

    start: int
    end: int
    key: str
    type: VenueType


def find_venues(text: str) -> list[VenueMatch]:
    """The known venues in `text`, from left to right and without overlap.

    A match takes in what belongs to the edition: ordinals, "Proceedings of", year, "Findings",
    "Workshop on ..." . Ambiguous names ("Science", "ACL") count only with such an edition.
    """
    return list(_found(text))


@remember
def _found(text: str) -> list[VenueMatch]:
    found = split_words(text)
    matches: list[VenueMatch] = []
    first = openings()
    for index in [i for i, w in enumerate(found.folded) if w in first or w.rstrip("0123456789") in first]:
        floor = matches[-1].end if matches else 0
        hit = _hit(text, found, index) if found[index].start >= floor else None
        match = _widened(text, found, index, *hit, floor) if hit else None
        if match:
            _join(text, matches, match)
    return matches


def _hit(text: str, found: Words, index: int) -> tuple[int, Venue, int] | None:
    """The venue whose acronym or full name begins at a word: the index after it, venue, place of its end."""
    word = found[index]
    named = _named(found, index)
    if named is not None and named[0] > index + 1:
        end = found[named[0] - 1].end
        abbreviated = "." in text[word.start : end] and text[end : end + 1] == "."
        return named[0], named[1], end + abbreviated
    acronym = acronyms_at(text, word.start, text[word.start : word.end])
    if acronym is not None:
        end = word.start + len(acronym.text)
        after = index + 1
        while after < len(found) and found[after].start < end:
            after += 1
        return after, acronym.venue, end
    return (named[0], named[1], word.end) if named is not None else None


def _named(found: Words, index: int) -> tuple[int, Venue] | None:
    """The longest full name that begins at a word: the index after it, and its venue."""
    folded = found.folded
    known, longest = names_with(folded[index])
    if not known:
        return None
    sequence: tuple[str, ...] = ()
    best: tuple[int, Venue] | None = None
    for position in range(index, min(len(folded), index + 2 * longest)):
        if is_stop(folded[position]):
            continue
        sequence = (*sequence, stem(folded[position]))
        venue = known.get(sequence)
        if venue is not None:
            best = position + 1, venue
        if len(sequence) >= longest:
            break
    return best


def _widened(
    text: str, found: Words, index: int, after: int, venue: Venue, end: int, floor: int
) -> VenueMatch | None:
    """The match with its edition on both sides, None for an ambiguous name without one."""
    start, left = _leftward(text, found, index, floor)
    stop, right = _rightward(text, found, after, end)
    marks = left | right
    alone = found[0].start >= start and found[-1].end <= stop
    if venue.weak and not marks and not alone:
        return None
    if "workshop" in marks:
        return VenueMatch(start, stop, f"{venue.key} workshop", "workshop")
    if "findings" in marks:
        return VenueMatch(start, stop, f"{venue.key} findings", venue.type)
    return VenueMatch(start, stop, venue.key, venue.type)


def _leftward(text: str, found: Words, index: int, floor: int) -> tuple[int, set[str]]:
    """Where the edition begins that ends at a word, and what it says (edition, findings, workshop)."""
    start, marks = found[index].start, set()
    edge = start
    for word in reversed(found[max(0, index - _ORDINAL_WORDS) : index]):
        if word.start < floor or not _GAP.fullmatch(text, word.end, edge):
            break
        mark = _mark(word.folded)
        if mark is None and word.folded not in words("links"):
            break
        edge = word.start
        if mark is not None:
            start = edge
            marks.add(mark)
    return start, marks


def _rightward(text: str, found: Words, after: int, end: int) -> tuple[int, set[str]]:
    """Where the edition ends that begins after a name, and what it says."""
    marks = set()
    edition = _EDITION.match(text, end)
    if edition and not text[end : end + 1].isalpha():
        end = edition.end()
        marks.add("edition")
        while after < len(found) and found[after].start < end:
            after += 1
    for word in found[after : after + _ORDINAL_WORDS]:
        if not _GAP.fullmatch(text, end, word.start):
            break
        mark = _mark(word.folded)
        if mark not in ("findings", "workshop") and not _ORDINAL.fullmatch(word.folded):
            break
        end = word.end
        marks.add(mark or "edition")
        topic = _TOPIC.match(text, end) if mark == "workshop" else None
        if topic:
            end = topic.end()
            break
    return _closed(text, end), marks


def _closed(text: str, end: int) -> int:
    """`end` after the bracket that the edition opened and that closes there ("ICML (2024)")."""
    opened = text.count("(", max(0, end - 12), end) > text.count(")", max(0, end - 12), end)
    return end + 1 if opened and text[end : end + 1] == ")" else end


def _mark(word: str) -> str | None:
    """What a folded word next to a venue's name says of the edition."""
    for name in ("findings", "workshop"):
        if word in words(name):
            return name
    return "edition" if word in words("before") or _ORDINAL.fullmatch(word) else None


def _join(text: str, matches: list[VenueMatch], match: VenueMatch) -> None:
    """Add a match to those found before; a name and its acronym beside it become one match."""
    last = matches[-1] if matches else None
    if last is None or not _beside(text, last, match):
        matches.append(match)
        return
    opened = text[last.end : match.start].strip() in ("(", "[")
    end = match.end + (opened and text[match.end : match.end + 1] in (")", "]"))
    named = max(last, match, key=lambda m: len(m.key))
    matches[-1] = VenueMatch(min(last.start, match.start), end, named.key, named.type)


def _beside(text: str, last: VenueMatch, match: VenueMatch) -> bool:
    """Whether two matches name one venue with nothing but a bracket or a comma between them."""
    same = last.key.split()[0] == match.key.split()[0] and last.type in (match.type, "workshop")
    return same and bool(match.start <= last.end or _ACRONYM_GAP.fullmatch(text, last.end, match.start))
