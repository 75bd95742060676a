"""Entries told from their looks: a bold title above a slanted place, again and again.

Where several entries of a document are a line in one look above lines in another, a paragraph in which
these two looks alternate holds several such entries, and a title alone at the end of a page belongs to
the lines overleaf.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from cvdiff.readers.pdf.drafts import Draft
from cvdiff.readers.pdf.layout import SAME_EDGE, Line

ENOUGH_ALIKE = 2
"""So many entries of two looks show that entries are set so."""

_Look = tuple[float, bool, bool]
_Key = tuple[tuple[_Look, ...], int]
"""The looks of an entry's lines, and the left edge."""


def regrouped(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those of several entries cut and those torn apart by the end of a page joined."""
    keys = [_key(draft) for draft in drafts]
    counts = Counter(key for key in keys if len(key[0]) == 2 and _is_title(*key[0]))
    shapes = {key for key, count in counts.items() if count >= ENOUGH_ALIKE}
    out: list[Draft] = []
    for draft, (looks, place) in zip(drafts, keys, strict=True):
        if len(looks) > 2 and looks == looks[:2] * (len(looks) // 2) and (looks[:2], place) in shapes:
            out += _cut(draft)
        elif out and _tore(out[-1], draft, shapes):
            out[-1] = _joined(out[-1], draft)
        else:
            out.append(draft)
    return out


def _key(draft: Draft) -> _Key:
    """No looks for a heading, for an item and for lines that were wrapped or do not begin at one edge."""
    first = draft.lines[0]
    is_even = all(abs(line.x0 - first.x0) <= SAME_EDGE for line in draft.lines)
    if draft.level or first.marker or not is_even or any(draft.wrapped):
        return (), 0
    return tuple(look for look, _ in groupby(map(_look, draft.lines))), round(first.x0 / SAME_EDGE)


def _look(line: Line) -> _Look:
    return line.look(0)


def _is_title(look: _Look, other: _Look) -> bool:
    """Whether the first of two looks is the larger or bolder one."""
    return look[:2] > other[:2]


def _cut(draft: Draft) -> list[Draft]:
    starts = [
        index
        for index, line in enumerate(draft.lines)
        if not index or (_look(line) == _look(draft.lines[0]) != _look(draft.lines[index - 1]))
    ]
    return [draft.part(a, b) for a, b in zip(starts, [*starts[1:], len(draft.lines)], strict=True)]


def _tore(above: Draft, draft: Draft, shapes: set[_Key]) -> bool:
    """Whether a title stands at the end of one page or column and its other lines begin the next."""
    (looks, place), (others, _) = _key(above), _key(draft)
    last, first = above.lines[-1], draft.lines[0]
    overleaf = (last.page, last.column) != (first.page, first.column)
    return overleaf and len(looks) == len(others) == 1 and ((*looks, *others), place) in shapes


def _joined(above: Draft, draft: Draft) -> Draft:
    whole = above.part(0, len(above.lines))
    for index, line in enumerate(draft.lines):
        whole.add(line, draft.wrapped[index - 1] if index else False)
    return whole
