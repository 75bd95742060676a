"""Tables that only lay a page out -> lists and plain blocks; definition lists that only number.

A table whose cells hold a line each is data and stays a table. In one whose cells hold several lines
each row is an entry: its cells become one list item, cells of one line joined to the next by a gap. A
table around headings or other tables is the frame of the page and disappears. Where tables open with a row
of one short cell, these rows are headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from cvdiff.readers.cells import LONGEST_DATE, are_headings, is_date
from cvdiff.readers.html_tree import BLOCKS, HEADINGS, Chunk, Node
from cvdiff.readers.html_walk import elements, inside_out, is_blank, text_of

_CELLS = frozenset({"td", "th"})
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_NUMBER = re.compile(r"[\[(](\d{1,4}|[A-Za-z]{0,4}\+?\d{1,4}[a-z]?)[\])]\.?|\d{1,3}[.)]?")
"""What numbers an entry: "[12]", "(3)", "4.", a label such as "[ABC+12]"; no bare year."""

_LONGEST_HEADING = 200
_FRAME_LINES = 25
"""A row of more lines than this holds more than an entry."""
_WRAPPERS = frozenset({"blockquote", "center", "dd", "div", "font", "p", "span"})


def lay_out(root: Node) -> None:
    """Turn the tables of a settled tree into what they show, innermost first."""
    nodes = list(inside_out(root))
    tables = [_without_strays(node) for node in nodes if node.tag == "table"]
    for table in tables:
        _settle_cells(table)
    for table in _without_headings(tables):
        _convert(table)
    for node in nodes:
        if node.tag == "dl":
            _number(node)


def _settle_cells(table: Node) -> None:
    """Leave what cells hold, and undo the breaks of dates that are set in a narrow column."""
    for row in _rows(table):
        cells = _cells(row)
        for cell in cells:
            _unwrap(cell)
        texts = [text_of(cell, LONGEST_DATE) for cell in cells]
        for cell, text in zip(cells, texts, strict=True):
            if len(cells) > 1 and is_date(text, max(map(len, texts))) and _is_flat(cell):
                _join_lines(cell)


def _is_flat(cell: Node) -> bool:
    """Whether a cell holds no blocks, but may hold line breaks."""
    return not any(node.tag in BLOCKS for node in _inside(cell))


def _join_lines(cell: Node) -> None:
    for node in elements(cell):
        for index, child in enumerate(node.children):
            if isinstance(child, Chunk):
                child.text = child.text.replace("\n", " ")
            elif child.tag == "br":
                node.children[index] = Chunk(" ", child.line, child.line)


def _without_headings(tables: Sequence[Node]) -> list[Node]:
    """The tables, the row of one short cell that opens several of them now a heading above each."""
    headed = {id(table): row for table in tables if (row := _opening(table))}
    if not are_headings(text_of(row, _LONGEST_HEADING) for row in headed.values()):
        return list(tables)
    return [_below(headed[id(table)], table) if id(table) in headed else table for table in tables]


def _below(row: Node, table: Node) -> Node:
    """The rest of a table, once its first row stands above it as a heading."""
    heading, rest = Node("h6", {}, row.line), Node("table", {}, table.line)
    heading.children = _cells(row)[0].children
    rest.children = [child for child in table.children if child is not row]
    table.tag, table.children = "div", [heading, rest]
    return rest


def _opening(table: Node) -> Node | None:
    """The first row, if it is one line in one cell and the others have several cells."""
    rows = _rows(table)
    if len(rows) < 2 or len(_cells(rows[0])) != 1 or not _is_line(rows[0]):
        return None
    return rows[0] if all(len(_cells(row)) > 1 for row in rows[1:]) else None


def _convert(table: Node) -> None:
    rows = _rows(table)
    frames = sum(_is_frame(row) for row in rows)
    if 2 * frames >= max(1, len(rows)) or (len(rows) == 1 and not _is_line(rows[0])):
        _dissolve(table)
    elif all(_is_line(row) for row in rows) or _has_head(rows):
        table.fixed = True
    else:
        _to_list(table, rows)


def _inside(node: Node) -> Iterator[Node]:
    return islice(elements(node), 1, None)


def _without_strays(table: Node) -> Node:
    """The table itself, once what is in no cell of it stands before it, as in browsers."""
    strays: list[Node | Chunk] = []
    rows: list[Node | Chunk] = []
    waiting = table.children[::-1]
    while waiting:
        child = waiting.pop()
        if isinstance(child, Node) and child.tag in _ROW_GROUPS:
            waiting += reversed(child.children)
        elif isinstance(child, Node) and child.tag == "tr":
            strays.append(Chunk(" ", child.line, child.line))
            strays += [part for part in child.children if not _is_cell(part)]
            child.children = [part for part in child.children if _is_cell(part)]
            rows.append(child)
        else:
            strays.append(child)
    inner = Node("table", {}, table.line)
    inner.children = rows
    table.tag, table.children = "div", [*strays, inner]
    return inner


def _is_cell(child: Node | Chunk) -> bool:
    return isinstance(child, Node) and child.tag in _CELLS


def _rows(table: Node) -> list[Node]:
    """The rows that have text."""
    return [row for row in table.children if isinstance(row, Node) and _cells(row)]


def _cells(row: Node) -> list[Node]:
    """The cells of a row that have text."""
    cells = [child for child in row.children if isinstance(child, Node) and child.tag in _CELLS]
    return [cell for cell in cells if not is_blank(cell)]


def _unwrap(cell: Node) -> None:
    """Take the content of a cell out of the one element that it is wrapped in."""
    while len(inner := list(islice((child for child in cell.children if not is_blank(child)), 2))) == 1:
        wrapper = inner[0]
        if not isinstance(wrapper, Node) or wrapper.tag not in _WRAPPERS:
            return
        cell.children = wrapper.children


def _is_frame(row: Node) -> bool:
    lines = 0
    for node in _inside(row):
        if node.tag in HEADINGS or node.tag in ("table", "hr", "section"):
            return True
        lines += node.tag in ("br", "p", "div", "li")
    return lines > _FRAME_LINES


def _is_list(row: Node) -> bool:
    """Whether all that a row holds is lists in one cell."""
    cells = _cells(row)
    shown = [child for child in cells[0].children if not is_blank(child)] if len(cells) == 1 else []
    return bool(shown) and all(isinstance(child, Node) and child.tag in ("ul", "ol") for child in shown)


def _is_line(row: Node) -> bool:
    """Whether each cell of a row is one line."""
    return all(_is_one_line(cell) for cell in _cells(row))


def _is_one_line(cell: Node) -> bool:
    return _is_flat(cell) and not any(node.tag == "br" for node in _inside(cell))


def _has_head(rows: Sequence[Node]) -> bool:
    """Whether the first row names the columns, and no cell holds more than lines."""
    head = _cells(rows[0])
    if len(head) < 2 or any(cell.tag != "th" for cell in head):
        return False
    return all(_is_flat(cell) for row in rows for cell in _cells(row))


def _dissolve(table: Node) -> None:
    """Make a table, or a row, plain blocks."""
    for node in (table, *(child for child in table.children if isinstance(child, Node))):
        if node.tag == "tr":
            for cell in _cells(node):
                cell.tag = "div"
        node.tag = "div"


def _to_list(table: Node, rows: Sequence[Node]) -> None:
    """A list of the rows; what stands between lists: rows of one short cell, frames, and lists themselves."""
    widest = max(len(_cells(row)) for row in rows)
    parts: list[Node | Chunk] = []
    group: Node | None = None
    for row, below in zip_longest(rows, rows[1:]):
        cells = _cells(row)
        is_short = len(cells) == 1 and _is_one_line(cells[0])
        stands_between = is_short and (widest > 1 or (below is not None and _is_list(below)))
        if _is_frame(row) or _is_list(row) or stands_between:
            _dissolve(row)
            parts.append(row)
            group = None
            continue
        if group is None:
            group = Node("ul", {}, row.line)
            parts.append(group)
        group.children.append(_item(row, cells))
    table.tag, table.children = "div", parts


def _item(row: Node, cells: Sequence[Node]) -> Node:
    item = Node("li", {"data-marker": ""}, row.line)
    number = _number_of(cells[0]) if len(cells) > 1 else ""
    if number:
        item.attrs["data-marker"], cells = number, cells[1:]
    in_line = True
    for cell in cells:
        line = _first_line(cell) if in_line else None
        if line is None:
            cell.tag = "div"
            item.children.append(cell)
        else:
            gap: list[Node | Chunk] = [Chunk("\t", cell.line, cell.line)]
            item.children += (gap if item.children else []) + line
        in_line = in_line and _is_one_line(cell)
    return item


def _first_line(cell: Node) -> list[Node | Chunk] | None:
    """The content of a cell whose first line can stand on the line of the cell before it, or None.

    That line may be a paragraph of its own.
    """
    index = next(index for index, child in enumerate(cell.children) if not is_blank(child))
    first = cell.children[index]
    if isinstance(first, Chunk) or first.tag not in BLOCKS:
        return cell.children
    if first.tag in ("p", "div") and not any(node.tag in BLOCKS for node in _inside(first)):
        rest = Node("div", {}, first.line)
        rest.children = cell.children[index + 1 :]
        return [*first.children, rest]
    return None


def _number_of(cell: Node) -> str:
    """The number or label that is all of a cell's text, or ""."""
    text = text_of(cell, 20)
    return text if _NUMBER.fullmatch(text.replace(" ", "")) else ""


def _number(group: Node) -> None:
    """Make a definition list whose terms are numbers the list of its definitions."""
    parts = [part for part in group.children if isinstance(part, Node) and part.tag in ("dt", "dd")]
    if sum(not is_blank(child) for child in group.children) > len(parts):
        return
    terms = [_number_of(part) for part in parts if part.tag == "dt"]
    if not terms or not all(terms):
        return
    group.tag = "ul"
    items: list[Node | Chunk] = []
    marker = ""
    for part in parts:
        if part.tag == "dt":
            marker = _number_of(part)
        else:
            part.tag, part.attrs = "li", {"data-marker": marker}
            items.append(part)
            marker = ""
    group.children = items
