"""Segments -> rows in reading order.

Two layouts look alike at first: columns that are read one after the other, and columns of one table,
whose rows belong together (a date and its job, a heading in the margin and its text). In the second
every line of the shorter column stands on the baseline of a line of the other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from cvdiff.readers.pdf.fonts import Face
from cvdiff.readers.pdf.lines import Segment

ROW_TOLERANCE = 0.3
"""In ems: segments whose baselines differ by less stand in one row."""

ROW_SIZES = 1.4

MIN_LINES = 6
"""Shorter columns are not read alone."""

UNALIGNED_SHARE = 0.45
"""A column is read alone if this share of the lines of the shorter one, of those that have text beside
them, has no partner in the other. In tables and margins it was at most 0.33, in columns of text 0.53."""

BESIDE = 0.9
"""In ems: lines of two columns whose baselines differ by less stand beside each other."""

FILLED_SHARE = 0.5
FILLED_WIDTH = 0.8
MIN_FILLED = 12
"""Or if this share of the lines on both sides fills its column to this extent,
and at least so many ems: text set on one grid."""

EDGE_STEP = 3.0
MIN_EDGE = 4
MAX_EDGES = 6
EVEN_GAPS = 4

MAX_LABEL_PIECES = 8
LABEL_CELLS = 2
LABEL_GAP = 0.5
"""In ems: between a label and text that begins where the text of the next row begins; a year, or a label in
a type of its own, needs none."""

OTHER_SIZE = 0.05

SAME_START = 0.7
"""Points."""

NEAR_ROWS = 3
SAME_DATE_END = 1.0
"""Points."""

LONGEST_DATE = 14.0
LONG_TEXT = 20.0
"""In ems: a date at the right margin may stand as close as a space to text of this width, where one of the
next rows on either side has a date with a gap that ends at the same place."""

_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")


class Row:
    """The segments on one baseline, from left to right."""

    __slots__ = ("cells", "column")

    def __init__(self, cells: list[Segment], column: int) -> None:
        self.cells, self.column = cells, column

    @property
    def y(self) -> float:
        """The baseline."""
        return self.cells[0].y

    @property
    def size(self) -> float:
        """The size of the largest type."""
        return max(cell.size for cell in self.cells)

    @property
    def x0(self) -> float:
        """Where the row begins."""
        return self.cells[0].x0

    @property
    def x1(self) -> float:
        """Where the row ends."""
        return self.cells[-1].x1

    @property
    def page(self) -> int:
        """The page, from 1."""
        return self.cells[0].page


def rows(segments: Sequence[Segment]) -> list[Row]:
    """The rows of a page in reading order; rows of different columns differ in `column`."""
    out: list[Row] = []
    for number, part in enumerate(_parts(list(segments))):
        found = _rows(part, number)
        _cut_labels(found)
        _cut_dates(found)
        out += found
    return out


def _cut_labels(found: list[Row]) -> None:
    """Cut a label off the text that stands close to it, where a row next to it begins a cell there."""
    edges = [[cell.x0 for cell in row.cells] for row in found]
    for index, row in enumerate(found):
        near = [*edges[max(0, index - 1) : index], *edges[index + 1 : index + 2]]
        cuts = {
            number: position
            for x0 in {x0 for xs in near for x0 in xs}
            for number, cell in enumerate(row.cells[:LABEL_CELLS])
            if cell.x0 < x0 - 2 * cell.size and x0 < cell.x1 and (position := _label_end(cell, x0))
        }
        if cuts:
            number = min(cuts)
            row.cells[number : number + 1] = row.cells[number].cut(cuts[number])


def _label_end(segment: Segment, edge: float) -> int:
    """The index of the fragment that begins at `edge` after a label; 0 if there is none."""
    before = None
    for position, fragment in enumerate(segment.fragments):
        if position > MAX_LABEL_PIECES or fragment.x0 > edge + SAME_START:
            return 0
        if before is not None and abs(fragment.x0 - edge) <= SAME_START:
            label = " ".join(one.text for one in segment.fragments[:position])
            gap = (fragment.x0 - before.x1) / segment.size
            is_label = has_year(label) or _are_of_two_types(before.face, fragment.face)
            return position if gap >= LABEL_GAP or (is_label and gap > -0.1) else 0
        before = fragment
    return 0


def _are_of_two_types(face: Face, other: Face) -> bool:
    """Whether two faces differ in size or family; a bold or italic cut may have a name of its own."""
    if abs(face.size - other.size) > OTHER_SIZE * max(face.size, other.size):
        return True
    is_upright = not (face.italic or other.italic) and face.bold == other.bold
    return is_upright and face.family != other.family


def has_year(label: str) -> bool:
    """Whether a label has the digits of a year."""
    return sum(character.isdigit() for character in label) >= 4


def _cut_dates(found: list[Row]) -> None:
    """Cut a date at the right margin off the long text that leaves no more than a space before it."""
    dates = [row.cells[-1] if _ends_in_date(row) else None for row in found]
    if not any(dates):
        return
    for index, row in enumerate(found):
        last = row.cells[-1]
        if last.width < LONG_TEXT * last.size:
            continue
        for date in dates[max(0, index - NEAR_ROWS) : index + NEAR_ROWS + 1]:
            if date is None or abs(date.x1 - last.x1) > SAME_DATE_END:
                continue
            position = len(last.fragments) - len(date.fragments)
            if position > 0 and _shape(last, position) == _shape(date):
                row.cells = [*row.cells[:-1], *last.cut(position)]
                break


def _ends_in_date(row: Row) -> bool:
    last = row.cells[-1]
    return len(row.cells) > 1 and last.width <= LONGEST_DATE * last.size and has_year(last.text())


def _shape(segment: Segment, position: int = 0) -> list[str]:
    """What the words from `position` on are like: "June 2019 -" and "May 2021 -" are alike."""
    words = (fragment.text for fragment in segment.fragments[position:])
    return [_LETTERS.sub("a", _DIGITS.sub("0", word)) for word in words]


def _parts(segments: list[Segment]) -> list[list[Segment]]:
    """The stretches of a page that are read one after the other."""
    if len(segments) < 2 * MIN_LINES:
        return [segments] if segments else []
    cuts = [cut for edge in _edges(segments) if (cut := _cut(segments, edge))]
    if not cuts:
        return [segments]
    _, (above, left, right, below) = max(cuts, key=lambda cut: cut[0])
    return [*_parts(above), *_parts(left), *_parts(right), *_parts(below)]


def _edges(segments: list[Segment]) -> list[float]:
    """Where several segments begin that have others left of them: left edges of columns, likeliest first."""
    leftmost = min(segment.x0 for segment in segments)
    counts: dict[int, list[float]] = {}
    for segment in segments:
        if segment.x0 > leftmost + 5 * segment.size:
            counts.setdefault(round(segment.x0 / EDGE_STEP), []).append(segment.x0)
    likely = sorted((len(xs), min(xs)) for xs in counts.values() if len(xs) >= MIN_EDGE)
    return [x for _, x in likely[: -MAX_EDGES - 1 : -1]]


_Cut = tuple[list[Segment], list[Segment], list[Segment], list[Segment]]


def _cut(segments: list[Segment], edge: float) -> tuple[float, _Cut] | None:
    """What is above, left, right and below in the longest stretch that nothing crosses at `edge`.

    With how independent left and right are: behind the dates of a table in the right column, both share rows.
    """
    best: tuple[int, int] = (0, 0)
    start = 0
    crossing = [segment.x0 < edge - 1 and segment.x1 > edge + 1 for segment in segments]
    for index in range(len(segments) + 1):
        if index == len(segments) or crossing[index]:
            if index - start > best[1] - best[0]:
                best = (start, index)
            start = index + 1
    stretch = segments[best[0] : best[1]]
    left = [segment for segment in stretch if segment.x0 < edge - 1]
    right = [segment for segment in stretch if segment.x0 >= edge - 1]
    independence = _independence(left, right)
    if not independence:
        return None
    return independence, (segments[: best[0]], left, right, segments[best[1] :])


def _independence(left: list[Segment], right: list[Segment]) -> float:
    """The share of lines without a partner, where two columns are read one after the other; 0 in a table."""
    if min(len(left), len(right)) < MIN_LINES:
        return 0.0
    left_rows, right_rows = _rows(left, 0), _rows(right, 0)
    if min(len(left_rows), len(right_rows)) < MIN_LINES:
        return 0.0
    shorter, longer = sorted((left_rows, right_rows), key=len)
    aligned, unaligned = _alignment(shorter, longer)
    if aligned + unaligned >= MIN_LINES and unaligned >= UNALIGNED_SHARE * (aligned + unaligned):
        return unaligned / (aligned + unaligned)
    is_filled = all(_filled(side) >= FILLED_SHARE * len(side) for side in (left_rows, right_rows))
    return UNALIGNED_SHARE if is_filled else 0.0


def _alignment(shorter: list[Row], longer: list[Row]) -> tuple[int, int]:
    """How many rows have a partner on their baseline, and how many stand between two of the other column.

    A row with nothing beside it, a heading above a table of dates, tells nothing.
    """
    heights = sorted(row.y for row in longer)
    aligned = unaligned = 0
    for row in shorter:
        position = bisect_left(heights, row.y)
        distance = min(
            (abs(row.y - y) for y in heights[max(0, position - 1) : position + 1]), default=row.size
        )
        aligned += distance <= ROW_TOLERANCE * row.size
        unaligned += ROW_TOLERANCE * row.size < distance < BESIDE * row.size
    return aligned, unaligned


def _filled(side: list[Row]) -> int:
    """How many rows of a column reach its right edge, as running text does."""
    widths = sorted(row.x1 - row.x0 for row in side)
    widest = widths[-1 - len(widths) // 10]
    return sum(row.x1 - row.x0 >= max(FILLED_WIDTH * widest, MIN_FILLED * row.size) for row in side)


def _rows(segments: Sequence[Segment], column: int) -> list[Row]:
    """Segments, sorted from top to bottom, put together by baselines."""
    found: list[list[Segment]] = []
    for segment in segments:
        row = found[-1] if found else None
        if row and _is_level(row[0], segment):
            row.append(segment)
        else:
            found.append([segment])
    return [Row(_evened(sorted(cells, key=lambda cell: cell.x0)), column) for cells in found]


def _is_level(one: Segment, other: Segment) -> bool:
    """Whether two segments share a row. A name in large type shares none with the address on its right."""
    left, right = (one, other) if one.x0 <= other.x0 else (other, one)
    if left.size > ROW_SIZES * right.size:
        return False
    return one.y - other.y <= ROW_TOLERANCE * min(one.size, other.size)


def _evened(cells: list[Segment]) -> list[Segment]:
    """One segment of a justified line whose words were pulled apart: gaps of equal width."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(cells)]
    if len(gaps) < EVEN_GAPS or max(gaps) > 1.08 * min(gaps):
        return cells
    whole = Segment(cells[0].fragments[0], cells[0].page)
    whole.fragments = [fragment for cell in cells for fragment in cell.fragments]
    whole.x1 = cells[-1].x1
    for cell in cells[1:]:
        cell.fragments[0].glued = False
    return [whole]
