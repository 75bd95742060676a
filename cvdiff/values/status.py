"""How far a publication has come, and what distinguishes it: status words and notes (`data/status.toml`)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast

from cvdiff.model import STATUSES, Status
from cvdiff.values.venues import find_venues, venue_type
from cvdiff.vocabulary import Phrases, Word, entries, fold, load, split_words

_BRACKETS = re.compile(r"\(([^()\n]{1,200})\)|\[([^\[\]\n]{1,200})\]")
_RATE = re.compile(r"\s*(?:of|was|is|:|=|~|≈|-|–|—)?\s*[~≈<]?\s*\d+(?:[.,]\d+)?\s?%(?:\s*\(\d+/\d+\))?")
_PERCENT = re.compile(r"\s*%")
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


@cache
def _statuses() -> Phrases[Status]:
    table = load("status")["status"]
    return Phrases(
        (fold(entry), status) for status in STATUSES if status in table for entry in entries(table[status])
    )


@cache
def _context(name: str) -> frozenset[str]:
    return frozenset(entries(load("status")["context"][name]))


@cache
def _notes() -> Phrases[bool]:
    """The phrases that are notes anywhere (True) and the words that are notes in isolation (False)."""
    table = load("status")["notes"]
    return Phrases((fold(e), key == "phrases") for key in ("phrases", "single") for e in entries(table[key]))


@cache
def _headings() -> Phrases[Status]:
    table = load("status")["heading"]
    return Phrases(
        (fold(entry), cast(Status, status)) for status in table for entry in entries(table[status])
    )


def find_statuses(text: str) -> list[StatusMatch]:
    """The status words of `text`, from left to right.

    A single word ("accepted", "draft") counts only where it begins or ends a segment or leads to a
    venue, not within running words ("accepted wisdom").
    """
    found = split_words(text)
    folded = [word.folded for word in found]
    out: list[StatusMatch] = []
    for start, end, status in _statuses().scan(folded):
        if end - start == 1 and not _free(text, found, start):
            continue
        if folded[end : end + 1] == ["of"]:
            continue
        out.append(StatusMatch(found[start].start, found[end - 1].end, status))
    return out


def _free(text: str, found: list[Word], index: int) -> bool:
    """Whether a single word is at the edge of its segment on both sides, or in the words of a status."""
    word = found[index]
    before = text[found[index - 1].end : word.start] if index else ","
    after = text[word.end : found[index + 1].start] if index + 1 < len(found) else ","
    left = before.strip() != "" or "\n" in before or "\t" in before
    right = after.strip() != "" or "\n" in after or "\t" in after
    if not left:
        previous = found[index - 1]
        left = (
            previous.folded in _context("leaders") or previous.folded.isdigit() or _is_acronym(text, previous)
        )
    if not right:
        following = found[index + 1]
        right = (
            following.folded in _context("followers")
            or following.folded.isdigit()
            or _is_acronym(text, following)
        )
    hyphens = ("-", "–", "‐")
    return left and right and before not in hyphens and after not in hyphens


def _is_acronym(text: str, word: Word) -> bool:
    """Whether a word as printed has two capitals or more ("CPAL", "NeurIPS")."""
    return sum(map(str.isupper, text[word.start : word.end])) >= 2


def status_of(*, venue: str | None, text: str, section: str) -> Status | None:
    """How far a publication has come: status words of `text`, else the venue, else its heading.

    `text` is what the entry says beside title and authors; of several status words the furthest
    counts ("arXiv preprint, accepted at ..."). None where nothing tells.
    """
    found = [match.status for match in find_statuses(text)]
    firm = [status for status in found if status != "preprint"]
    if firm:
        return max(firm, key=STATUSES.index)
    if venue:
        told = _status_of_venue(venue)
        if told is not None:
            return told
    if found:
        return "preprint"
    return _status_of_heading(section)


def _status_of_venue(venue: str) -> Status | None:
    kind = venue_type(venue)
    if kind == "preprint":
        return "preprint"
    if kind == "workshop":
        return "workshop"
    return "published" if kind in ("journal", "conference", "book") else None


def _status_of_heading(section: str) -> Status | None:
    """The status that a heading gives to all below it; none where it also names published work."""
    words = fold(section).split()
    found = {status for _, _, status in _headings().scan(words)}
    if len(found) != 1 or {"publications", "published", "publication"} & set(words):
        return None
    return found.pop()


def find_notes(text: str) -> list[NoteMatch]:
    """The notes of `text`: "Oral", "Best Paper Award", "Acceptance rate: 27%", from left to right.

    A note in brackets takes the whole bracket, unless a venue stands in it too ("(ICML 2024, Oral)").
    """
    found = split_words(text)
    folded = [word.folded for word in found]
    brackets = [(m.start(), m.end(), (m[1] or m[2]).strip()) for m in _BRACKETS.finditer(text)]
    out: list[NoteMatch] = []
    for start, end, anywhere in _notes().scan(folded):
        if not anywhere and not _free(text, found, start):
            continue
        first, last = found[start].start, _note_end(text, found, folded, start, end)
        if out and first < out[-1].end:
            continue
        around = next((b for b in brackets if b[0] < first and last < b[1]), None)
        if around and not find_venues(around[2]):
            out.append(NoteMatch(*around))
        elif last - first < 60:
            out.append(NoteMatch(first, last, text[first:last]))
    return out


def _note_end(text: str, found: list[Word], folded: list[str], start: int, end: int) -> int:
    """The end of a note: behind the rate or the per cent sign that belongs to it."""
    last = found[end - 1].end
    tail = None
    if " ".join(folded[start:end]) in _RATES:
        tail = _RATE.match(text, last)
    elif folded[end - 1].isdigit():
        tail = _PERCENT.match(text, last)
    return tail.end() if tail else last
