"""Prizes that an entry of a publication list tells of: they are notes, and what gave them is no venue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cvdiff.document import Text
from cvdiff.extraction.venue_name import EDGES
from cvdiff.values.dates import years
from cvdiff.values.status import NoteMatch, find_notes
from cvdiff.vocabulary import fold

_PRIZES = frozenset(("award", "awards", "prize", "mention"))


def prizes_apart(text: Text, plain: str) -> Iterator[NoteMatch]:
    """The prizes that are set apart from the venue: "Moss Letters. **Heath Prize.**".

    `plain` is the text with what was already read blanked out; prizes that the table of notes knows are
    left to it.
    """
    for style in text.styles:
        words = plain[style.start : style.end].strip(EDGES)
        prize = style.kind in ("bold", "italic") and fold(words).rpartition(" ")[2] in _PRIZES
        if prize and not find_notes(words):
            yield NoteMatch(style.start, style.end, words)


def is_prize_line(line: str, notes: Sequence[tuple[int, int]]) -> bool:
    """Whether a line is that of a prize won elsewhere: "2023 Moss Workshop Best Paper".

    It opens with a year and closes with the last of its `notes`.
    """
    first = next(iter(years(line)), None)
    if not notes or first is None or line[: first[0]].strip():
        return False
    start, end = notes[-1]
    told = fold(line[max(0, start) : end]).split()
    return not line[end:].strip(EDGES) and not {"best", *_PRIZES}.isdisjoint(told)
