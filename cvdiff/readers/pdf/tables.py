"""Tables that the file itself tells: their rows, each cell that only wrapped in its column in one line.

The lines of a narrow cell stand on other baselines than those of the cell beside it; by their places alone
they would be columns, or entries of their own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf

from cvdiff.readers.cells import are_headings
from cvdiff.readers.pdf.columns import rows_in_order
from cvdiff.readers.pdf.layout import Line
from cvdiff.readers.pdf.lines import SAME_BASELINE, Segment
from cvdiff.readers.pdf.rows import Row

MAX_LINES = 25
"""A row of more lines than this is the frame of a page."""

FRAME_LINES = 3
"""A table's only row, all cells of which have so many lines, sets blocks of text side by side."""

LOWEST = 6
"""The level of the headings that open tables: below every heading of the page."""

SPACE = 0.25
"""In ems."""

NEAR_EDGE, ENOUGH_LINES = 6.0, 3
"""So many lines of a column end so close, in ems, to where the widest does, or its edge is not known."""

_BROKEN = re.compile(r"\w[-\ufffe\x02]$")


def rows_of_page(segments: Sequence[Segment], known: list[float]) -> list[Row]:
    """The rows of a page in reading order, those of its tagged tables first put together.

    `known` holds where columns of the pages before begin; those of this page are added.
    """
    found = _cells(segments)
    edges = _right_edges(found.values())
    rows = Counter(row[0][0].tag.table for row in found.values())
    tables = {
        number: _one_by_one(row)
        if rows[row[0][0].tag.table] == 1 and _is_frame(row)
        else _lines_of(row, edges)
        for number, row in found.items()
        if len(row) > 1 and sum(map(len, row)) <= MAX_LINES * len(row)
    }
    rest = rows_in_order(
        [segment for segment in segments if segment.tag.row not in tables or not segment.tag.cell], known
    )
    if not tables or any(row.column for row in rest):
        return rest if not tables else rows_in_order(segments, known)
    return _merged(rest, list(tables.values()))


def _cells(segments: Sequence[Segment]) -> dict[int, list[list[Segment]]]:
    """The segments of the cells of each row of the tables, by the row's number."""
    found: dict[int, dict[int, list[Segment]]] = defaultdict(lambda: defaultdict(list))
    for segment in segments:
        if segment.tag.cell:
            found[segment.tag.row][segment.tag.cell].append(segment)
    return {number: [cells[cell] for cell in sorted(cells)] for number, cells in found.items()}


def _is_frame(cells: Sequence[Sequence[Segment]]) -> bool:
    return all(len(_by_lines(cell)) >= FRAME_LINES for cell in cells)


def _one_by_one(cells: Iterable[Sequence[Segment]]) -> list[Row]:
    """The rows of the cells, one cell after the other, each a column of its own."""
    found = [row for cell in cells for row in rows_in_order(cell, [])]
    for row in found:
        row.column = row.cells[0].tag.cell
    return found


_Edges = dict[tuple[int, int], float]
"""Where the widest line of each column of a page ends, in ems, by its table and its number in that."""


def _right_edges(rows: Iterable[list[list[Segment]]]) -> _Edges:
    ends: dict[tuple[int, int], list[float]] = defaultdict(list)
    for row in rows:
        for number, cell in enumerate(row):
            ends[cell[0].tag.table, number] += [segment.x1 / segment.size for segment in cell]
    return {
        column: max(found) if sum(end > max(found) - NEAR_EDGE for end in found) >= ENOUGH_LINES else inf
        for column, found in ends.items()
    }


def headings(lines: Sequence[Line]) -> dict[int, int]:
    """The level of the rows of one short cell that open several tables, by index of line."""
    tables: list[list[int]] = []
    for index, line in enumerate(lines):
        if not line.tag.cell:
            continue
        last = lines[tables[-1][-1]] if tables else None
        if last and tables[-1][-1] == index - 1 and _is_one_table(last, line):
            tables[-1].append(index)
        else:
            tables.append([index])
    opening = [indices[0] for indices in tables if _opens([lines[index] for index in indices])]
    if not are_headings(lines[index].text for index in opening):
        return {}
    return dict.fromkeys(opening, LOWEST)


def _is_one_table(last: Line, line: Line) -> bool:
    """Whether two lines of tables, one right below the other, are of one that may go on overleaf."""
    return last.page != line.page or last.tag.table == line.tag.table


def _opens(lines: Sequence[Line]) -> bool:
    """Whether the first of a table's lines is a row of one cell, and every other row has several.

    A row of one cell at the top of a page may be the rest of one overleaf.
    """
    first, *rest = lines
    below = {(line.page, line.tag.row): line for line in reversed(rest)}
    tops = {page: row for page, row in below if page != first.page}
    rows = [line for (page, row), line in below.items() if tops.get(page) != row or len(line.cells) > 1]
    return len(first.cells) == 1 and bool(rows) and all(len(line.cells) > 1 for line in rows)


def _merged(rest: list[Row], tables: Iterable[list[Row]]) -> list[Row]:
    """Rows from top to bottom, those of one row of a table together."""
    groups = [[row] for row in rest] + [list(group) for group in tables]
    groups.sort(key=lambda group: -group[0].y)
    return [row for group in groups for row in group]


def _lines_of(cells: list[list[Segment]], edges: _Edges) -> list[Row]:
    """The rows of one row of a table: one, or as many as its fullest cell has lines, if these do not wrap."""
    lined = [_by_lines(cell) for cell in cells]
    fullest = max(range(len(cells)), key=lambda index: sum(segment.width for segment in cells[index]))
    whole = _only_wraps(lined[fullest], edges[cells[fullest][0].tag.table, fullest])
    first: list[Segment] = []
    for index, lines in enumerate(lined):
        first += lines[0] if index == fullest and not whole else [_joined(lines)]
    for segment in first:
        segment.y = lined[fullest][0][0].y
    return [Row(first, 0), *(Row(line, 0) for line in lined[fullest][1:] if not whole)]


def _by_lines(segments: Sequence[Segment]) -> list[list[Segment]]:
    lines: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda segment: -segment.y):
        if lines and abs(lines[-1][0].y - segment.y) <= SAME_BASELINE * segment.size:
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return [sorted(line, key=lambda segment: segment.x0) for line in lines]


def _only_wraps(lines: Sequence[Sequence[Segment]], edge: float) -> bool:
    """Whether each line of a cell but the last had to end where it does, before the column's edge."""
    return all(
        len(line) == len(above) == 1 and _wraps(above[0], line[0], edge) for above, line in pairwise(lines)
    )


def _wraps(above: Segment, segment: Segment, edge: float) -> bool:
    """Whether a segment goes on with the one above: one stretch, or no room for its first word there."""
    if above.fragments[-1].tag.run == segment.tag.run > 0:
        return True
    return (above.x1 + _first_word(segment)) / segment.size > edge - SPACE


def _first_word(segment: Segment) -> float:
    """The width of the first word of a segment."""
    end = segment.fragments[0].x1
    for fragment in segment.fragments[1:]:
        if not fragment.glued:
            break
        end = fragment.x1
    return end - segment.x0


def _joined(lines: Sequence[Sequence[Segment]]) -> Segment:
    """All that stands in a cell, as one segment."""
    segments = [segment for line in lines for segment in line]
    whole = Segment(segments[0].fragments[0], segments[0].page)
    for above, segment in pairwise(segments):
        segment.fragments[0].glued = _BROKEN.search(above.fragments[-1].text) is not None
    whole.fragments = [fragment for segment in segments for fragment in segment.fragments]
    whole.size = max(segment.size for segment in segments)
    whole.x0 = min(segment.x0 for segment in segments)
    whole.x1 = max(segment.x1 for segment in segments)
    return whole
