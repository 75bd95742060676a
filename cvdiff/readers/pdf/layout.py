"""Rows -> lines: the unit that blocks are built from, with headings and dates of the margin sorted out.

In many CVs the left margin is a column of its own. If it holds the headings, each is a line before the
text beside it, however many rows it takes itself; if it holds dates or labels, they stay the first cell
of their line, and a date broken over two rows is put together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cvdiff.readers.pdf.cuts import DASHES, LONGEST_DATE, has_year
from cvdiff.readers.pdf.fonts import Face
from cvdiff.readers.pdf.letters import BULLETS, ICON
from cvdiff.readers.pdf.lines import WORD_GAP, Run, Segment
from cvdiff.readers.pdf.margins import MARGIN_PITCH, SAME_EDGE, Margin, find_margin, goes_on
from cvdiff.readers.pdf.rows import Row
from cvdiff.readers.pdf.tags import Tag
from cvdiff.values.dates import parse_dates

YEAR_DIGITS = 4
_YEAR = re.compile(r"\d{4}")
_YEARS = re.compile(r"\d{4}\s?[-–—]\s?\d{2,4}")
_SINCE = re.compile(r"\d{4}\s?[-–—]")
_MONTH_END = re.compile(r"(?:[^\W_]{0,9}\.? ?\d{0,4} ?[-–—−] ?)?[^\W\d_]{3,9}\.?")
LONGEST_MONTH = 6.0
"""In ems, with its dash."""


class Line:
    """A line of the text: its cells, each of one or more segments; where it stands; its page and column.

    `runs` holds the text of each cell. `is_heading` marks headings known from the margin. `marker` is the
    bullet or number that was taken off the start of a list item, `text_x` where its text begins.
    """

    __slots__ = (
        "cells", "column", "is_heading", "marker", "page", "runs", "size", "text_x", "x0", "x1", "y"
    )  # fmt: skip

    def __init__(self, cells: list[list[Segment]], row: Row, *, is_heading: bool = False) -> None:
        cells = [cell for index, cell in enumerate(cells) if not index or not _is_icon(cell)]
        self.cells, self.is_heading = cells, is_heading
        self.page, self.column, self.y = row.page, row.column, cells[0][0].y
        self.x0 = cells[0][0].x0
        self.x1 = max(segment.x1 for segment in cells[-1])
        self.runs: list[list[Run]] = [_cell_runs(cell) for cell in cells]
        sizes = [segment.size for cell in cells for segment in cell if not segment.icons]
        self.size = max(sizes, default=cells[0][0].size)
        self.marker, self.text_x = "", self.x0

    @property
    def text(self) -> str:
        """The text with a tab between cells; it still holds `ICON`s."""
        return "\t".join("".join(run.text for run in cell) for cell in self.runs)

    @property
    def bottom(self) -> float:
        """The lowest baseline: that of a cell's second line."""
        return min([cell[-1].y for cell in self.cells])

    @property
    def tag(self) -> Tag:
        """What the file tells of where the line begins."""
        return self.cells[0][0].tag

    @property
    def sources(self) -> list[int]:
        """The lines of a page printed as text that it comes from; none in a PDF."""
        return [part.fragments[0].source for cell in self.cells for part in cell if part.fragments[0].source]

    @property
    def jumps(self) -> bool:
        """Whether all words of the line link to places in the document."""
        fragments = [fragment for cell in self.cells for part in cell for fragment in part.fragments]
        words = [fragment for fragment in fragments if any(map(str.isalpha, fragment.text))]
        return bool(words) and all(fragment.tag.jumps for fragment in words)

    @property
    def tagged_level(self) -> int:
        """The level of the heading that the file's tags say the whole line is, or 0."""
        levels = {fragment.tag.heading for cell in self.cells for part in cell for fragment in part.fragments}
        return levels.pop() if len(levels) == 1 else 0

    def pop_cell(self) -> list[Segment]:
        """Take the last cell off."""
        self.runs.pop()
        cell = self.cells.pop()
        self.x1 = max(segment.x1 for segment in self.cells[-1])
        return cell

    def insert_cell(self, cell: list[Segment]) -> None:
        """Put a cell after the first."""
        self.cells.insert(1, cell)
        self.runs.insert(1, _cell_runs(cell))
        self.x1 = max(segment.x1 for segment in self.cells[-1])

    def append(self, rest: Line) -> None:
        """Put the text of a line behind that of the last cell."""
        self.cells[-1] = [*self.cells[-1], *rest.cells[0]]
        self.runs[-1] = _cell_runs(self.cells[-1])
        self.x1 = max(segment.x1 for segment in self.cells[-1])

    def put_before(self, cell: list[Segment]) -> None:
        """Put a cell before the others; the line's place stays that of its own text."""
        self.cells.insert(0, cell)
        self.runs.insert(0, _cell_runs(cell))

    def pop_label(self) -> list[Segment]:
        """Take the first cell off; the line then begins where its text does."""
        self.runs.pop(0)
        cell = self.cells.pop(0)
        self.x0 = self.text_x = self.cells[0][0].x0
        return cell

    def put_label(self, cell: list[Segment], rest: list[Segment], between: str) -> None:
        """Make two cells, one of which may be the line's first, its first; `between` is put between them."""
        if self.cells[0] in (cell, rest):
            self.cells.pop(0)
            self.runs.pop(0)
        runs = [run for part in (cell, rest) if part for run in _cell_runs(part)]
        if cell and rest:
            runs[len(_cell_runs(cell))].text = between + runs[len(_cell_runs(cell))].text
        self.cells.insert(0, [*cell, *rest])
        self.runs.insert(0, runs)

    def look(self, cell: int) -> tuple[float, bool, bool]:
        """Size, bold and italic of the start of a cell; nothing of one that held a marker only."""
        runs = self.runs[cell]
        if not runs:
            return (0.0, False, False)
        return (round(runs[0].face.size * 2) / 2, runs[0].face.bold, runs[0].face.italic)

    @property
    def first_word_width(self) -> float:
        """The width of what would have had to fit on the line before."""
        fragments = self.cells[0][0].fragments
        end = fragments[0].x1
        for fragment in fragments[1:]:
            if fragment.x0 - end > WORD_GAP * fragment.face.size:
                break
            end = fragment.x1
        return end - fragments[0].x0


def _is_icon(cell: Sequence[Segment]) -> bool:
    return len(cell) == 1 and not cell[0].text().strip(ICON + " ")


def _cell_runs(cell: Sequence[Segment]) -> list[Run]:
    runs = cell[0].runs()
    for segment in cell[1:]:
        more = segment.runs()
        more[0].text = " " + more[0].text
        runs += more
    return runs


def lines(rows: Sequence[Row], body: Face) -> list[Line]:
    """The lines of a document in reading order; `body` is the face of most of its text."""
    margin = find_margin(rows, body)
    return _with_headings(rows, margin) if margin else _with_labels(rows)


def _with_headings(rows: Sequence[Row], margin: Margin) -> list[Line]:
    out: list[Line] = []
    heading: list[Segment] = []
    last: Row | None = None
    place = 0
    for row in rows:
        cells = margin.cells(row)
        if cells:
            if last is not None and goes_on(last, row):
                heading += cells
                out[place] = Line([heading], last, is_heading=True)
            else:
                heading, place = cells, len(out)
                out.append(Line([heading], row, is_heading=True))
            last = row
        rest = row.cells[len(cells) :]
        if rest:
            out.append(Line([[cell] for cell in rest], row))
    return out


def _with_labels(rows: Sequence[Row]) -> list[Line]:
    out: list[Line] = []
    is_wide = any(_YEARS.fullmatch(row.cells[0].text()) for row in rows)
    for row in rows:
        cells = [[cell] for cell in row.cells]
        if out and _begins_range(out[-1], row):
            out[-1].put_label([row.cells[0]], out[-1].cells[0], " – ")
            continue
        if out and _completes(out[-1], row) and not (is_wide and _is_next_year(out[-1], row)):
            before = out[-1]
            before.cells[0].append(row.cells[0])
            before.runs[0] = _cell_runs(before.cells[0])
            cells = cells[1:]
        if cells and out and _completes_last(out[-1], row):
            before = out[-1]
            before.cells[-1].append(row.cells[-1])
            before.runs[-1] = _cell_runs(before.cells[-1])
            cells.pop()
        if cells:
            out.append(Line(cells, row))
    return out


def _begins_range(before: Line, row: Row) -> bool:
    """Whether a row is the date since when what the cell above says holds: "Current" / "May 2021"."""
    if len(row.cells) > 1 or not _has_digit(row.cells[0]) or not _stands_below_label(before, row):
        return False
    above, first = before.cells[0][-1], row.cells[0]
    if _has_digit(above) or above.y - first.y > MARGIN_PITCH * first.size:
        return False
    dates = parse_dates(f"{first.text()} – {above.text()}")
    return dates is not None and dates.current


def _stands_below_label(before: Line, row: Row) -> bool:
    """Whether a row begins below the label of a line, and goes on, if it does, where the text beside does."""
    if before.page != row.page or before.column != row.column or len(before.cells) != 2:
        return False
    above, first, text_x = before.cells[0][-1], row.cells[0], before.cells[1][0].x0
    beside = len(row.cells) == 1 or abs(row.cells[1].x0 - text_x) <= SAME_EDGE
    shift = min(abs(above.x0 - first.x0), abs(above.x1 - first.x1))
    return first.x1 <= text_x and beside and shift <= first.size


def _completes(before: Line, row: Row) -> bool:
    """Whether the first cell of a row is the rest of the date in the cell above: "2021 -" / "Present"."""
    above, first = before.cells[0][-1], row.cells[0]
    if first.text()[:1] in BULLETS or not _stands_below_label(before, row):
        return False
    if len(row.cells) == 1 and _is_year_of_month(above, first):
        return True
    if not _has_digit(above) and above.width > LONGEST_MONTH * above.size:
        return False
    return _is_rest_of_date(above, first)


def _is_next_year(before: Line, row: Row) -> bool:
    """Whether a date since a year stands above another year: "2018–" / "2019".

    Where the margin is wide enough for whole spans ("2013–17") the year below is no end of it.
    """
    return bool(_SINCE.fullmatch(before.cells[0][-1].text()) and _YEAR.match(row.cells[0].text()))


def _completes_last(before: Line, row: Row) -> bool:
    """Whether the last cell of a row is the rest of the date above it, at the right margin or alone.

    What stands alone below a cell at the margin, right of all other text, is the rest of that, date or not;
    lines that begin and end alike are a text, which wraps.
    """
    above, last = before.cells[-1][-1], row.cells[-1]
    if before.page != row.page or before.column != row.column or len(before.cells) < 2:
        return False
    if len(row.cells) == 1 and not _has_digit(last) and before.cells[-2][-1].x1 < last.x0:
        is_flush = abs(above.x1 - last.x1) <= SAME_EDGE < abs(above.x0 - last.x0)
        return is_flush and above.y - last.y <= MARGIN_PITCH * last.size
    if len(before.cells[-1]) > 1 or above.width + last.width > LONGEST_DATE * above.size:
        return False
    date = f"{above.text()} {last.text()}"
    if not has_year(date) or not _has_digit(above):
        return False
    same_edge = min(abs(above.x0 - last.x0), abs(above.x1 - last.x1)) <= SAME_EDGE
    is_beside = same_edge and before.cells[-2][-1].x1 < min(above.x0, last.x0)
    return (is_beside or len(row.cells) == 1) and _is_rest_of_date(above, last)


def _has_digit(segment: Segment) -> bool:
    return any(character.isdigit() for character in segment.text())


def _is_year_of_month(above: Segment, below: Segment) -> bool:
    """Whether a narrow margin broke a date behind its month: "Jan" / "2014-Mar" / "2014"."""
    near = above.y - below.y <= MARGIN_PITCH * below.size
    return near and bool(_MONTH_END.fullmatch(above.text()) and _YEAR.match(below.text()))


def _is_rest_of_date(above: Segment, below: Segment) -> bool:
    """Whether a date goes on below; "2014 - 2019" does not go on with "2019 -", nor does "2014"."""
    if above.y - below.y > MARGIN_PITCH * below.size:
        return False
    date, rest = above.text(), below.text()
    if rest.startswith(DASHES):
        return True
    if date.endswith(","):
        return bool(_YEAR.match(rest))
    years, more = _YEAR.findall(date), _YEAR.findall(rest)
    is_end = len(more) < 2 and not (years and more and more[0] < years[-1])
    return date.endswith(DASHES) and is_end
