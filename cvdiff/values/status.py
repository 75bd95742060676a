"""How far a publication or a grant has come, and what distinguishes it (`data/status.toml`)."""

from __future__ import annotations

import re
from collections import deque
from typing import NamedTuple, cast

from cvdiff.memory import remember
from cvdiff.model import STATUSES, Status
from cvdiff.patterns import pattern
from cvdiff.values.venues import find_venues, venue_type
from cvdiff.vocabulary import Word, Words, fold, phrases_of, split_words, words_of

_BRACKETS = re.compile(r"\(([^()\n]{1,200})\)|\[([^\[\]\n]{1,200})\]")
_RATE = pattern(r"\s*(?:of|was|is|:|=|~|≈|-|–|—)?\s*[~≈<]?\s*\d+(?:[.,]\d+)?\s?%(?:\s*\(\d+/\d+\))?")
_ISSUE = pattern(
    r"\s(?:to|for)\s(?:[^,.;()\n\t]{2,80}\s)?special issue(?:\s(?:of|in|on)\s[^,.;()\n\t]{2,80})?",
    re.IGNORECASE,
)
_PERCENT = pattern(r"\s*%")
_HYPHENS = ("-", "–", "‐", "/")
_PUBLISHED = {"publication", "publications", "published", "articles", "papers"}
_RATES = ("acceptance rate", "accept rate", "acceptance ratio", "aceptance rate")


class StatusMatch(NamedTuple):
    """Status words in a text, a preposition to the venue included ("under review at")."""

    start: int
    end: int
    status: Status


class NoteMatch(NamedTuple):
    """A note in a text; `start` and `end` take in the brackets around it, `text` does not."""

    start: int
    end: int
    text: str


def find_statuses(text: str) -> list[StatusMatch]:
    """The status words of `text`, from left to right.

    A single word ("accepted", "draft") counts only where it begins or ends a segment or leads to a
    venue, not within running words ("accepted wisdom").
    """
    return list(_statuses(text))


@remember
def _statuses(text: str) -> list[StatusMatch]:
    found = split_words(text)
    folded = found.folded
    out: list[StatusMatch] = []
    for start, end, status in phrases_of("status", "status").scan(folded):
        if end - start == 1 and not _free(text, found, start):
            continue
        if folded[end : end + 1] == ["of"]:
            continue
        out.append(StatusMatch(found[start].start, found[end - 1].end, cast(Status, status)))
    return out


def _free(text: str, found: Words, index: int) -> bool:
    """Whether a single word stands free: on both sides the edge of its segment, a venue or a fitting word."""
    word = found[index]
    before = text[found[index - 1].end : word.start] if index else ","
    after = text[word.end : found[index + 1].start] if index + 1 < len(found) else ","
    if before in _HYPHENS or after in _HYPHENS:
        return False
    left = before != " " or _fits(text, found[index - 1], "leaders")
    return left and (after != " " or _fits(text, found[index + 1], "followers"))


def _fits(text: str, word: Word, place: str) -> bool:
    """Whether a word may stand beside a single status word: of the list, a number, or an acronym."""
    return (
        word.folded in words_of("status", "context", place)
        or word.folded.isdigit()
        or _is_acronym(text, word)
    )


def _is_acronym(text: str, word: Word) -> bool:
    """Whether a word as printed has two capitals or more ("CPAL", "NeurIPS")."""
    return sum(map(str.isupper, text[word.start : word.end])) >= 2


_PENDING: tuple[Status, ...] = ("in-preparation", "submitted")
"""What a heading says of works although their entries name a journal."""


def status_of(*, venue: str | None, text: str, section: str) -> Status | None:
    """How far a publication has come: status words of `text`, else the venue, else its heading.

    `text` is what the entry says beside title and authors; of several status words the furthest
    counts ("arXiv preprint, accepted at ..."). A journal that is printed below "Under review" is where a
    work was sent. None where nothing tells.
    """
    matches = find_statuses(text)
    found = [
        match.status
        for match in matches
        if not (_is_announced(text, match) and venue and _status_of_venue(venue))
    ]
    firm = [status for status in found if status != "preprint"]
    if firm:
        return max(firm, key=STATUSES.index)
    headed = _status_of_heading(section)
    told = _status_of_venue(venue) if venue else None
    if told == "published" and headed in _PENDING:
        return headed
    if told is not None:
        return told
    return "preprint" if found else headed


def _is_announced(text: str, match: StatusMatch) -> bool:
    """Whether the words say that something is soon to be read here: "(Code and paper coming soon)"."""
    printed = text[match.start : match.end].casefold()
    if not printed.endswith(" soon"):
        return False
    return printed.startswith("draft") or text[max(0, match.start - 2) : match.start - 1].isalpha()


def is_pending(text: str) -> bool:
    """Whether the text of a grant or a prize says that it is not decided yet."""
    return any(True for _ in phrases_of("status", "award").scan(split_words(text).folded))


def _status_of_venue(venue: str) -> Status | None:
    kind = venue_type(venue)
    if kind == "preprint":
        return "preprint"
    if kind == "workshop":
        return "workshop"
    return "published" if kind in ("journal", "conference", "book") else None


def _status_of_heading(section: str) -> Status | None:
    """The status that a heading gives to all below it; none where it also names published work.

    Of headings one below the other ("Articles / In review") the lowest tells more than those above it.
    """
    *above, lowest = section.split(" / ")
    return _named_status(lowest) or (_named_status(section) if above else None)


def _named_status(heading: str) -> Status | None:
    words = fold(heading).split()
    found = list(phrases_of("status", "heading").scan(words))
    for start, end, _ in reversed(found):
        del words[start:end]
    if len({status for _, _, status in found}) != 1 or _PUBLISHED & set(words):
        return None
    return cast(Status, found[0][2])


def find_notes(text: str) -> list[NoteMatch]:
    """The notes of `text`: "Oral", "Best Paper Award", "Acceptance rate: 27%", from left to right.

    A note in brackets takes the whole bracket, unless a venue stands in it too ("(ICML 2024, Oral)").
    """
    found = split_words(text)
    folded = found.folded
    brackets = deque((m.start(), m.end(), (m[1] or m[2]).strip()) for m in _BRACKETS.finditer(text))
    out: list[NoteMatch] = []
    counted = words_of("status", "context", "counted")
    for start, end, extent in phrases_of("status", "notes").scan(folded):
        if folded[start] in counted and start and folded[start - 1].isdigit():
            start -= 1  # "11 citations"
        first, last = found[start].start, _note_end(text, found, folded, start, end)
        if (out and first < out[-1].end) or (extent == "single" and not _free(text, found, end - 1)):
            continue
        while brackets and brackets[0][1] <= first:
            brackets.popleft()
        bracketed = bool(brackets) and brackets[0][0] < first and last < brackets[0][1]
        if bracketed and not find_venues(brackets[0][2]):
            out.append(NoteMatch(*brackets[0]))
        else:
            out.append(NoteMatch(first, last, text[first:last]))
    return out


def _note_end(text: str, found: Words, folded: list[str], start: int, end: int) -> int:
    """The end of a note: behind the rate, the per cent sign or the special issue that belongs to it."""
    last = found[end - 1].end
    tail = None
    if folded[start] in ("invited", "selected"):
        tail = _ISSUE.match(text, found[start].end)
    elif " ".join(folded[start:end]) in _RATES:
        tail = _RATE.match(text, last)
    elif folded[end - 1].isdigit():
        tail = _PERCENT.match(text, last)
    return tail.end() if tail else last
