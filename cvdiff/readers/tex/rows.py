"""Tables: rows of cells to blocks. In CVs a table is layout more often than data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from cvdiff.document import Block, Text, join
from cvdiff.readers.cells import are_headings, is_date

_MIN_TORN = 2
"""So many entries of a table whose text breaks off at the end of a row tell that rows are lines."""

_TITLE_WORDS = 3
"""So many words in bold are a title rather than a name or a label."""
_MIN_PARTED = 3
"""So many empty rows of a table part its entries."""

Cell = list[Block]
Row = list[Cell]


class Group(list[Row]):
    """The rows of one entry: a first one and those that go on with it."""


def table_blocks(rows: list[Row], items: tuple[int, ...], list_id: int, new_id: Iterator[int]) -> list[Block]:
    """The blocks of a table that stands inside `items`.

    A table of one column is a paragraph with line breaks; inside a list item, rows are lines of the
    item. Else a row is a "row", unless one of the table's rows goes on with the entry above it (its
    first cell is empty or in brackets, or its date column is) or holds a list or several lines: then
    every entry of the table is an item.
    """
    rows = [[_joined(cell, row) for cell in row] for row in rows if any(row) or len(rows) > 1]
    filled = [row for row in rows if any(row)]
    if items or all(len(row) < 2 for row in filled):
        return _as_lines(filled, items)
    groups = _unwrapped(_groups(rows))
    if all(len(group) == 1 and _is_flat(group[0]) for group in groups):
        return [_row(group[0], items, list_id) for group in groups]
    return [block for group in groups for block in _entry(group, items, list_id, next(new_id))]


def with_headings(blocks: list[Block]) -> list[Block]:
    """The blocks, where several tables open with a row of one short cell with these rows as headings."""
    tables: dict[int, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if block.list_id is not None and not block.marker and block.kind in ("row", "item"):
            tables[block.list_id].append(index)
    opening = [indices[0] for indices in tables.values() if _is_headed([blocks[i] for i in indices])]
    if not are_headings(blocks[index].text.plain for index in opening):
        return blocks
    for index in opening:
        blocks[index] = replace(blocks[index], kind="heading", level=6, items=(), list_id=None)
    return blocks


def _joined(cell: Cell, row: Row) -> Cell:
    """A cell, the breaks of a date undone that is set in a narrow column beside others."""
    longest = max(len(_plain(other)) for other in row)
    if len(cell) != 1 or cell[0].items or len(row) < 2 or not is_date(_plain(cell), longest):
        return cell
    text = cell[0].text
    return [replace(cell[0], text=Text(text.plain.replace("\n", " "), text.styles))]


def _plain(cell: Cell) -> str:
    return " ".join(block.text.plain for block in cell)


def _is_headed(rows: list[Block]) -> bool:
    """Whether the first row is one line in one cell, and the others have several cells."""
    if len(rows) < 2 or {"\n", "\t"} & set(rows[0].text.plain):
        return False
    return all("\t" in row.text.plain for row in rows[1:])


def _as_lines(rows: list[Row], items: tuple[int, ...]) -> list[Block]:
    """The rows as lines of one block; a row that holds a list ends it and comes as it is."""
    out: list[Block] = []
    lines: list[Row] = []
    for row in rows:
        if _has_list(row):
            out += _lines_block(lines, items)
            lines = []
            out += [_inside(block, items) for cell in row for block in cell]
        else:
            lines.append(row)
    return out + _lines_block(lines, items)


def _lines_block(rows: list[Row], items: tuple[int, ...]) -> list[Block]:
    if not rows:
        return []
    text = join([_row_text(row) for row in rows])
    return [Block(kind="paragraph", text=text, items=items, lines=_span(rows))]


def _groups(rows: list[Row]) -> list[Group]:
    groups: list[Group] = []
    apart = True
    headed = _heads_rows(next((row for row in rows if any(row)), []))
    parted = sum(not any(row) for row in rows[:-1]) >= _MIN_PARTED
    for row in rows:
        if not any(row) or (headed and _heads_rows(row)):
            apart = True
        if not any(row):
            continue
        if not apart and _shares_date(row, groups[-1][0]):
            groups.append(Group([[groups[-1][0][0], *row[1:]]]))
        elif not apart and _goes_on(row, groups[-1], parted):
            groups[-1].append(row)
        else:
            groups.append(Group([row]))
            apart = False
    return groups


def _unwrapped(groups: list[Group]) -> list[Group]:
    """The groups, rows put together that are one text broken by hand, where several of them show it.

    A row breaks off where a quotation or bracket is open, or where the next one goes on in a small letter.
    """
    long = [group for group in groups if len(group) > 1 and not any(map(_has_list, group))]
    torn = sum(any(map(_breaks_off, *_neighbours(group))) for group in long)
    if torn < _MIN_TORN or 2 * torn < len(long):
        return groups
    return [Group([_one_row(group)]) if group in long else group for group in groups]


def _neighbours(group: Group) -> tuple[list[str], list[str]]:
    """The texts of a group up to each of its rows but the last, and the text of the row behind."""
    texts = [_row_text(row).plain.rpartition("\t")[2] for row in group]
    return [" ".join(texts[:n]) for n in range(1, len(texts))], texts[1:]


def _breaks_off(above: str, row: str) -> bool:
    """Whether a text goes on in the next row."""
    opened = any(above.count(sign) > above.count(closing) for sign, closing in ("“”", "()", "„“"))
    return opened or row[:1].islower() or above.endswith((" and", " &", " of", " the", " in"))


def _one_row(group: Group) -> Row:
    """The rows of a group as one, each cell's text with what stands below it."""
    first, *rest = group
    texts = [_row_text(first[1:]), *(_row_text(row[1:]) for row in rest)]
    whole = texts[0]
    for text in texts[1:]:
        whole = _continued(whole, text)
    block = Block(kind="paragraph", text=whole, lines=_span(group))
    return [first[0], [block]]


def _continued(above: Text, below: Text) -> Text:
    """Two lines of one text, a style that covers the end of one and the start of the other as one."""
    whole = join([above, below], "" if above.plain.endswith(("-", "–")) else " ")
    start, end = len(above.plain), len(whole.plain) - len(below.plain)
    styles = list(whole.styles)
    for left in [style for style in styles if style.end == start]:
        right = next(
            (s for s in styles if s.start == end and (s.kind, s.value) == (left.kind, left.value)), None
        )
        if right:
            styles.remove(right)
            styles[styles.index(left)] = replace(left, end=right.end)
    return Text(whole.plain, tuple(styles))


def _heads_rows(row: Row) -> bool:
    """Whether a row has nothing in its first cell and opens in bold: it stands above the rows below it."""
    blocks = [block for cell in row for block in cell]
    bold = bool(blocks) and any(s.kind == "bold" and s.start == 0 for s in blocks[0].text.styles)
    return len(row) > 1 and not row[0] and bold


def _shares_date(row: Row, above: Row) -> bool:
    """Whether a row is an entry of the year printed above it: a title in bold and lines below, as there."""
    dated = len(row) == len(above) == 2 and not row[0] and is_date(_plain(above[0]), len(_plain(above[1])))
    return dated and _has_title(row[1]) and _has_title(above[1])


def _has_title(cell: Cell) -> bool:
    """Whether words in bold open a cell that has lines below them."""
    first = cell[0].text.lines()[0] if len(cell) == 1 else Text("")
    bold = first.slice(0, max((s.end for s in first.styles if s.kind == "bold" and s.start == 0), default=0))
    return len(bold.plain.split()) >= _TITLE_WORDS and "\n" in cell[0].text.plain


def _goes_on(row: Row, group: Group, parted: bool) -> bool:
    """Whether a row belongs to the entry above it; `parted` says that empty rows stand between entries."""
    first = group[0]
    if len(first) < 2 or not any(first[1:]):
        return False
    if not row[0] or row[0][0].text.plain.startswith("("):
        return parted or bool(first[0])
    if any(row[1:]) or not first[-1]:
        return False
    bold = row[0][0].text.styles
    return not any(style.kind == "bold" and style.start == 0 for style in bold)


def _is_flat(row: Row) -> bool:
    return all(
        len(cell) < 2 and not any("\n" in block.text.plain for block in cell) for cell in row
    ) and not (_has_list(row))


def _has_list(row: Row) -> bool:
    return any(block.items for cell in row for block in cell)


def _row(row: Row, items: tuple[int, ...], list_id: int) -> Block:
    return Block(kind="row", text=_row_text(row), items=items, list_id=list_id, lines=_span([row]))


def _entry(group: Group, items: tuple[int, ...], list_id: int, own: int) -> list[Block]:
    """One item: its rows as lines of the first block, lists in its cells below it."""
    inside = (*items, own)
    heads, nested = [], []
    for row in group:
        text = _row_text([[block for block in cell if not block.items] for cell in row])
        if text:
            heads.append(text)
        nested += [_inside(block, inside) for cell in row for block in cell if block.items]
    head = Block(kind="item", text=join(heads), items=inside, list_id=list_id, lines=_span(group))
    return [head, *nested] if heads else nested


def _inside(block: Block, items: tuple[int, ...]) -> Block:
    return replace(block, items=(*items, *block.items))


def _row_text(row: Row) -> Text:
    """The cells with tabs between; a cell's second and later lines follow the row's first line."""
    heads, rests = [], []
    for cell in row:
        lines = [line for block in cell for line in block.text.lines()]
        heads += lines[:1]
        rests += lines[1:]
    return join([join(heads, "\t"), *rests])


def _span(rows: list[Row]) -> tuple[int, int] | None:
    spans = [block.lines for row in rows for cell in row for block in cell if block.lines]
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None
