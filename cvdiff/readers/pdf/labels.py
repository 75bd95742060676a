"""Dates that a margin prints once for several entries: the entries below show a blank.

"2020" stands beside the first of three committees. Which entry is the first changes from version to
version, so each of them gets the date. Entries are told from paragraphs about the one above by their
look: they begin as the dated entries do and change to a second look (smaller, italic) where those do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from cvdiff.readers.pdf.layout import Line
from cvdiff.readers.pdf.lines import Segment
from cvdiff.readers.pdf.margins import SAME_EDGE

ENOUGH_DATED = 2
"""So many dated entries show how entries look."""

_Look = tuple[float, bool, bool]
"""Size, bold, italic."""
_Shape = tuple[_Look, ...]


def repeat_dates(entries: Sequence[Sequence[Line]]) -> None:
    """Put the date above before each entry that has a blank for it; an empty entry is a heading."""
    labels = [_label(entry) for entry in entries]
    dated = _edges_of_dates(entries, labels)
    shapes = _shapes(entries, labels)
    above: list[Segment] | None = None
    place = None
    for entry, label, shape in zip(entries, labels, shapes, strict=True):
        if label:
            above, place = label, _place(entry, label)
        elif not entry or not shape or _place(entry, label) != place:
            above = None
        elif above and place in dated:
            entry[0].put_before(above)


def _edges_of_dates(
    entries: Sequence[Sequence[Line]], labels: Sequence[list[Segment] | None]
) -> frozenset[int]:
    """The left edges of text beside which most labels are dates."""
    votes: dict[int, int] = {}
    for entry, label in zip(entries, labels, strict=True):
        if label:
            place = _place(entry, label)
            votes[place] = votes.get(place, 0) + (1 if _is_date(label) else -1)
    return frozenset(place for place, vote in votes.items() if vote > 0)


def _shapes(entries: Sequence[Sequence[Line]], labels: Sequence[list[Segment] | None]) -> list[_Shape]:
    """The first two looks of each entry's lines, if labelled entries at its place have the same ones."""
    found = [
        (_shape(entry, label), _place(entry, label)) if entry else ((), 0)
        for entry, label in zip(entries, labels, strict=True)
    ]
    counts = Counter(key for key, label in zip(found, labels, strict=True) if label)
    return [key[0] if len(key[0]) > 1 and counts[key] >= ENOUGH_DATED else () for key in found]


def _shape(entry: Sequence[Line], label: list[Segment] | None) -> _Shape:
    looks = [line.look(1 if label and not number else 0) for number, line in enumerate(entry)]
    return tuple(look for look, _ in groupby(looks))[:2]


def _label(entry: Sequence[Line]) -> list[Segment] | None:
    """What stands left of the text of an entry's first line."""
    if not entry or len(entry[0].cells) < 2 or entry[0].marker:
        return None
    text_x = entry[0].cells[1][0].x0
    hang = entry[1].x0 if len(entry) > 1 else text_x
    return entry[0].cells[0] if abs(hang - text_x) <= SAME_EDGE else None


def _place(entry: Sequence[Line], label: list[Segment] | None) -> int:
    """The left edge of an entry's text, as a number that edges of one column share."""
    return round((entry[0].cells[1][0].x0 if label else entry[0].x0) / SAME_EDGE)


def _is_date(label: Sequence[Segment]) -> bool:
    return sum(character.isdigit() for segment in label for character in segment.text()) >= 4
