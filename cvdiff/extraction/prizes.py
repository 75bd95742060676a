"""Prizes that an entry of a publication list tells of: notes, no venues, and their years date no work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cvdiff.document import Text
from cvdiff.extraction.venue_name import EDGES
from cvdiff.values.dates import years
from cvdiff.values.status import NoteMatch, find_notes
from cvdiff.values.venues import find_venues, venue_like
from cvdiff.vocabulary import fold, phrases_of, words_of

_STRETCH = r"[^\0\n\t()\[\]]+"
_SENTENCE_END = r"(?<=[^\W_]{2})[.;!?]\s+"
LONGEST_PRIZE = 20
"""Words: what tells of a prize at greater length is a sentence about the work."""


def find_prizes(text: Text, plain: str) -> list[NoteMatch]:
    """The prizes of an entry: a sentence, line or bracket that tells one, or a stretch set apart.

    "Moss Letters, 2020. **Heath Prize.**", "Moss Letters, 2020 (winner of the 2021 Heath Prize)". `plain` is
    the text with what was already read blanked out. Shorter notes that the table knows are left to it.
    """
    if _nouns().isdisjoint(fold(plain).split()):
        return []
    told = {(start, end) for start, end in _sentences(plain) if tells_prize(plain[start:end])}
    for style in text.styles:
        inside = any(start <= style.start and style.end <= end for start, end in told)
        if (
            not inside
            and style.kind in ("bold", "italic")
            and _closes_with_prize(plain[style.start : style.end])
        ):
            told.add((style.start, style.end))
    return [NoteMatch(start, end, plain[start:end].strip(f"{EDGES}★☆🏆")) for start, end in sorted(told)]


def tells_prize(text: str) -> bool:
    """Whether a stretch opens by telling of a prize: "Winner, Heath Prize", "2021 Heath Prize for essays"."""
    words = fold(text).split()
    if not 1 < len(words) <= LONGEST_PRIZE or _nouns().isdisjoint(words):
        return False
    dated = _opens_with_year(text)
    subject = phrases_of("status", "prizes", "subjects").at(words, 0)
    if phrases_of("status", "prizes", "openers").at(words, subject[0] if subject else int(dated)):
        return bool(subject) or not find_venues(text)
    named = text.partition(",")[0]
    return dated and not _nouns().isdisjoint(fold(named).split()) and not venue_like(named)


def is_distinction(line: str) -> bool:
    """Whether a line below a work tells of nothing but a prize of it: "Runner-up, Heath Award"."""
    short = len(line.split()) <= LONGEST_PRIZE
    return (
        short
        and not _nouns().isdisjoint(fold(line).split())
        and (tells_prize(line) or bool(find_notes(line)))
    )


def is_prize_line(line: str, notes: Sequence[tuple[int, int]]) -> bool:
    """Whether a line is that of a prize won elsewhere: "2023 Moss Workshop Best Paper".

    It opens with a year and closes with the last of its `notes`.
    """
    if not notes or not _opens_with_year(line):
        return False
    start, end = notes[-1]
    told = fold(line[max(0, start) : end]).split()
    return not line[end:].strip(EDGES) and not {"best", *_nouns()}.isdisjoint(told)


def _sentences(plain: str) -> Iterator[tuple[int, int]]:
    """The sentences, lines and brackets of a text."""
    for stretch in re.finditer(_STRETCH, plain):
        start = stretch.start()
        for stop in re.finditer(_SENTENCE_END, stretch[0]):
            yield start, stretch.start() + stop.start()
            start = stretch.start() + stop.end()
        yield start, stretch.end()


def _closes_with_prize(text: str) -> bool:
    """Whether the last word of a stretch names a prize, and the table of notes does not know it better.

    "Heath Research Paper Award" is known in part, and told as a whole; "ICML 2020 Best Paper" has a venue.
    """
    words = text.strip(EDGES)
    if fold(words).rpartition(" ")[2] not in _nouns():
        return False
    named = not ({",", ";"} & set(words) or find_venues(words) or years(words))
    return named or not find_notes(words)


def _opens_with_year(text: str) -> bool:
    first = next(iter(years(text)), None)
    return first is not None and not any(map(str.isalnum, text[: first[0]]))


def _nouns() -> frozenset[str]:
    return words_of("status", "prizes", "nouns")
