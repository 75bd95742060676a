"""Entries told from their looks: a bold title above a slanted place, again and again.

Where several entries of a document are a line in one look above lines in another, a paragraph in which
these two looks alternate holds several such entries, and a title alone at the end of a page belongs to
the lines overleaf.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise, takewhile

from cvdiff.readers.pdf.drafts import Draft
from cvdiff.readers.pdf.layout import Line
from cvdiff.readers.pdf.margins import SAME_EDGE

ENOUGH_ALIKE = 2
"""So many entries of two looks show that entries are set so."""

AROUND = 3
NEAR = 6
"""So many blocks before and after one tell what entries look like: an entry may be several."""
ENOUGH_TIMES = 3
"""Two looks that alternate so many times in one paragraph show it too."""

ENOUGH_MARKS = 3
MOST_PARTS = 5
"""So many lines of one and the same mark (".", "* * *") part entries, of at most so many paragraphs each."""

_Look = tuple[float, bool, bool]
_Key = tuple[tuple[_Look, ...], int]
"""The looks of an entry's lines, and the left edge."""


def regrouped(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those of several entries cut and those torn apart by the end of a page joined."""
    keys = [_key(draft) for draft in drafts]
    counts = Counter(key for key in keys if len(key[0]) == 2 and _is_title(*key[0]))
    shapes = {key for key, count in counts.items() if count >= ENOUGH_ALIKE}
    out: list[Draft] = []
    for index, (draft, (looks, place)) in enumerate(zip(drafts, keys, strict=True)):
        times = len(looks) // 2
        alternate = times > 1 and looks == looks[:2] * times and _is_title(*looks[:2])
        if alternate and (times >= ENOUGH_TIMES or (looks[:2], place) in shapes):
            out += _cut(draft)
        elif (
            out
            and _tore(out[-1], draft)
            and (_fit(out[-1], draft, shapes) or _are_halves(drafts, index) or _are_parts(drafts, index))
        ):
            out[-1] = _joined(out[-1], draft)
        else:
            out.append(draft)
    return out


def parted(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts; those between two marks alone on their lines are one, if most of a section are several."""
    marks = Counter(draft.lines[0].text for draft in drafts if _is_mark(draft))
    if max(marks.values(), default=0) < ENOUGH_MARKS:
        return list(drafts)
    out: list[Draft] = []
    for is_heading, section in groupby(drafts, lambda draft: draft.level > 0 and not _is_mark(draft)):
        runs = [list(run) for is_mark, run in groupby(section, _is_mark) if not is_mark]
        several = sum(1 < len(run) <= MOST_PARTS and all(map(_is_paragraph, run)) for run in runs)
        is_parted = not is_heading and len(runs) > 1 and 2 * several >= len(runs)
        for run in runs:
            out += _together(run) if is_parted and len(run) <= MOST_PARTS else run
    return out


def _is_mark(draft: Draft) -> bool:
    return len(draft.lines) == 1 and not any(map(str.isalnum, draft.lines[0].text))


def _is_paragraph(draft: Draft) -> bool:
    return draft.kind == "paragraph" and not draft.items


def _together(run: Sequence[Draft]) -> list[Draft]:
    """Paragraphs as one, a line each; as they are if one is an item."""
    if not all(map(_is_paragraph, run)):
        return list(run)
    whole, *rest = run
    for draft in rest:
        whole = _joined(whole, draft)
    return [whole]


def _key(draft: Draft) -> _Key:
    """No looks for a heading, an item, lines at several edges, a sentence that goes on in the first look."""
    first = draft.lines[0]
    looks = [_look(line) for line in draft.lines]
    is_even = all(abs(line.x0 - first.x0) <= SAME_EDGE for line in draft.lines)
    if draft.level or first.marker or not is_even or _has_marked_words(draft, looks):
        return (), 0
    return tuple(look for look, _ in groupby(looks)), round(first.x0 / SAME_EDGE)


def _has_marked_words(draft: Draft, looks: Sequence[_Look]) -> bool:
    """Whether a wrapped sentence happens to go on with words in the look of the first line."""
    return any(
        wrapped and before != look == looks[0] and not line.text.endswith(".")
        for line, wrapped, (before, look) in zip(draft.lines, draft.wrapped, pairwise(looks), strict=False)
    )


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


def _tore(above: Draft, draft: Draft) -> bool:
    """Whether the end of a page or column stands between two drafts: no headings, items, rows of tables."""
    last, first = above.lines[-1], draft.lines[0]
    if last.tag.row or first.tag.row:
        return False
    overleaf = (last.page, last.column) != (first.page, first.column)
    return overleaf and not (above.level or draft.level or above.lines[0].marker or first.marker)


def _fit(above: Draft, draft: Draft, shapes: set[_Key]) -> bool:
    """Whether a title stands above and its other lines below, as in other entries."""
    (looks, place), (others, _) = _key(above), _key(draft)
    return len(looks) == len(others) == 1 and ((*looks, *others), place) in shapes


def _are_halves(drafts: Sequence[Draft], index: int) -> bool:
    """Whether two single lines stand as the first two lines of all entries around them do."""
    here, above = drafts[index], drafts[index - 1]
    if len(here.lines) > 1 or len(above.lines) > 1:
        return False
    before, after = drafts[max(0, index - 1 - AROUND) : index - 1], drafts[index + 1 : index + 1 + AROUND]
    around = [draft for draft in (*before, *after) if _are_alike(draft, above)]
    halves = (above.lines[0], here.lines[0])
    return len(around) >= AROUND and all(_begins_so(draft, halves) for draft in around)


def _begins_so(draft: Draft, halves: tuple[Line, Line]) -> bool:
    """Whether the first two lines of a draft stand at the edges and in the sizes of two others."""
    return len(draft.lines) > 1 and all(
        abs(line.x0 - half.x0) <= SAME_EDGE and line.size == half.size
        for line, half in zip(draft.lines, halves, strict=False)
    )


def _are_parts(drafts: Sequence[Draft], index: int) -> bool:
    """Whether an entry lacks lines that others which open alike have, and lines that open no entry follow."""
    here, above = drafts[index], drafts[index - 1]
    if _opening(here) == _opening(above) or abs(here.lines[0].x0 - above.lines[0].x0) > SAME_EDGE:
        return False
    before, after = drafts[max(0, index - 1 - NEAR) : index - 1], drafts[index + 1 : index + 1 + NEAR]
    near = [draft for part in (before[::-1], after) for draft in takewhile(lambda one: not one.level, part)]
    sizes = [len(draft.lines) for draft in near if _opening(draft) == _opening(above)]
    whole = len(above.lines) + len(here.lines)
    return len(sizes) >= ENOUGH_ALIKE and len(above.lines) < min(sizes) and whole <= max(sizes)


def _opening(draft: Draft) -> tuple[bool, _Look]:
    """How the first line of a draft looks, a date at the margin or none beside it."""
    return len(draft.lines[0].cells) > 1, _look(draft.lines[0])


def _are_alike(draft: Draft, other: Draft) -> bool:
    """Whether two drafts are no headings and begin at one edge in type of one size."""
    first, here = draft.lines[0], other.lines[0]
    same = abs(first.x0 - here.x0) <= SAME_EDGE and first.size == here.size
    return same and not draft.level and not first.marker


def _joined(above: Draft, draft: Draft) -> Draft:
    whole = above.part(0, len(above.lines))
    for index, line in enumerate(draft.lines):
        whole.add(line, draft.wrapped[index - 1] if index else False)
    return whole
