"""A left margin that holds headings, each beside the first lines of its section."""

from __future__ import annotations

from collections.abc import Sequence

from cvdiff.readers.pdf.fonts import Face
from cvdiff.readers.pdf.lines import Segment
from cvdiff.readers.pdf.rows import Row

SAME_EDGE = 2.5
"""Points by which the left edges of one column differ."""

MARGIN_PITCH = 1.7
"""In ems: rows of one margin heading or date are no farther apart."""

ROWS_A_HEADING = 2.5
"""A margin of headings has at least so many rows of text for each; a margin of labels has fewer."""

TEXT_SHARE = 0.1
"""The part of all text that a column holds at whose left edge a margin may end."""

LOOKS_SHARE = 0.8
BESIDE_SHARE = 0.6
"""So many cells of the margin look like headings, and so many headings begin on the row of a text: below some
an entry begins with a gap."""

SMALL_TYPE = 0.95
"""Times the size of the text: words of a margin in smaller type are headings, dates have no letters."""


class Margin:
    """A margin of headings: where it begins and where the text beside it does, in points, and its type."""

    __slots__ = ("_edge", "_size", "_x0")

    def __init__(self, rows: Sequence[Row], edge: float) -> None:
        first = min((row.cells[0] for row in rows), key=lambda cell: cell.x0)
        self._edge, self._x0, self._size = edge, first.x0, first.size

    def cells(self, row: Row) -> list[Segment]:
        """The cells of a row in the margin. A wide heading may reach below text that hangs into the gap."""
        found: list[Segment] = []
        for cell in row.cells:
            is_left = cell.x1 < self._edge - 0.2 * cell.size
            if not is_left and not (self._reaches(cell) and (found or abs(cell.x0 - self._x0) <= SAME_EDGE)):
                break
            found.append(cell)
        return found

    def _reaches(self, cell: Segment) -> bool:
        return cell.size == self._size and cell.x1 < self._edge + cell.size


def find_margin(rows: Sequence[Row], body: Face) -> Margin | None:
    """The margin of a document if it holds headings; `body` is the face of most of the text."""
    for edge in _text_edges(rows):
        margin = [row for row in rows if _left_cells(row, edge)]
        if _holds_headings(margin, rows, edge, body):
            return Margin(margin, edge)
    return None


def _text_edges(rows: Sequence[Row]) -> list[float]:
    """The left edges of the columns that hold much of the text, from left to right."""
    widths: dict[int, float] = {}
    for row in rows:
        for cell in row.cells:
            slot = round(cell.x0 / SAME_EDGE)
            widths[slot] = widths.get(slot, 0.0) + cell.width
    enough = TEXT_SHARE * sum(widths.values())
    return [SAME_EDGE * slot for slot in sorted(widths) if widths[slot] >= enough]


def _left_cells(row: Row, edge: float) -> list[Segment]:
    """The cells that stand wholly left of the text; a justified heading has one for each of its words."""
    return [cell for cell in row.cells if cell.x1 < edge - 0.2 * cell.size]


def _holds_headings(margin: Sequence[Row], rows: Sequence[Row], edge: float, body: Face) -> bool:
    """Whether the cells left of `edge` are headings: they look so, with text beside and below them."""
    starts = [row for index, row in enumerate(margin) if not index or not goes_on(margin[index - 1], row)]
    if len(starts) < 2:
        return False
    looks = [row for row in margin if _looks_like_heading(row.cells[0], body)]
    if len(looks) < LOOKS_SHARE * len(margin):
        return False
    with_text = sum(row.cells[-1].x0 >= edge - SAME_EDGE for row in starts)
    if with_text < BESIDE_SHARE * len(starts):
        return False
    beside = sum(1 for row in rows if row.cells[-1].x0 >= edge - SAME_EDGE)
    return beside >= ROWS_A_HEADING * len(starts)


def _looks_like_heading(segment: Segment, body: Face) -> bool:
    text = segment.text()
    letters = sum(character.isalpha() for character in text)
    face = segment.fragments[0].face
    is_bold = face.bold > body.bold or face.small_capitals
    other = face.colour != body.colour or (face.family != body.family and not face.italic)
    sized = face.size > 1.1 * body.size or face.size < SMALL_TYPE * body.size
    return letters >= 0.7 * len(text) and (is_bold or other or sized or text.isupper())


def goes_on(before: Row, row: Row) -> bool:
    """Whether the margin cells of two rows are one: close below each other."""
    return before.page == row.page and before.cells[0].y - row.cells[0].y < MARGIN_PITCH * row.cells[0].size
