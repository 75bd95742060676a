"""Rows: the segments of lines that stand on one baseline."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cvdiff.readers.pdf.lines import Segment

ROW_TOLERANCE = 0.3
"""In ems: segments whose baselines differ by less stand in one row."""

ROW_SIZES = 1.4

EVEN_GAPS = 4


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


def level_rows(segments: Sequence[Segment], column: int) -> list[Row]:
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
    if left.size > ROW_SIZES * right.size and not left.icons:
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
