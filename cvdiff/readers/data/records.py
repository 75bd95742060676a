"""One record of a data file as the blocks that a CV would print for it.

A paper: title, people, venue with its date, status, links, each on a line. Anything else: what it is
and when, where and whereabouts, then the rest; its points as items of a list inside.
"""

from __future__ import annotations

from cvdiff.document import Block, Text, join
from cvdiff.readers.data import values
from cvdiff.readers.data.fields import Fields
from cvdiff.readers.data.keys import is_shown, readable
from cvdiff.readers.data.lines import dates_of, entry_lines, paper_lines
from cvdiff.readers.data.shapes import is_paper
from cvdiff.readers.data.tree import Mapping, Node, Scalar, Sequence, holds_records

_LONG = 60
"""A list whose members are longer on average (in characters) is one of points, not of words."""


class Ids:
    """Numbers for items and lists, each used once."""

    def __init__(self) -> None:
        self._item = self._list = 0

    def item(self) -> int:
        """A new item's number."""
        self._item += 1
        return self._item

    def list(self) -> int:
        """A new list's number."""
        self._list += 1
        return self._list


def record_blocks(
    node: Node, ids: Ids, list_id: int, outer: tuple[int, ...] = (), *, papers: bool = False
) -> list[Block]:
    """The blocks of a record: one item of the list `list_id`, and the items inside it.

    `papers` says that the record stands below a heading of publications.
    """
    items = (*outer, ids.item())
    if not isinstance(node, Mapping):
        return _plain_blocks(node, items, list_id, ids)
    if not is_shown(node):
        return []
    fields = Fields(node)
    if fields.only_dated_points():
        return _dated_points(fields, ids, list_id, outer)
    lines = list(paper_lines(fields) if is_paper(node, papers) else entry_lines(fields))
    inner = _Inner(items, ids)
    lines += inner.rest(fields)
    lines = [line for line in lines if line]
    if not lines and not inner.blocks:
        return []
    head = Block(
        kind="item", text=join(lines), items=items, list_id=list_id, lines=(node.line, node.last_line)
    )
    return [head, *inner.blocks] if lines else inner.blocks


def _dated_points(fields: Fields, ids: Ids, list_id: int, outer: tuple[int, ...]) -> list[Block]:
    """The points that share a date and nothing else: each is a record of its own."""
    dates = dates_of(fields)
    pieces = [piece for _, node in fields.take("bullets") for piece in values.paragraphs(node)]
    return [
        Block(
            kind="item",
            text=join([text, dates], "\t"),
            items=(*outer, ids.item()),
            list_id=list_id,
            lines=(line, line),
        )
        for _, text, line in pieces
    ]


def _plain_blocks(node: Node, items: tuple[int, ...], list_id: int, ids: Ids) -> list[Block]:
    """A member that is a string (its lines) or a list (its first member, then the others inside)."""
    if isinstance(node, Sequence) and node.items and not isinstance(node.items[0], Scalar):
        return [block for item in node.items for block in record_blocks(item, ids, list_id, items[:-1])]
    pieces = values.paragraphs(node)
    if not pieces:
        return []
    text = join([piece for _, piece, _ in pieces])
    return [Block(kind="item", text=text, items=items, list_id=list_id, lines=(node.line, node.last_line))]


class _Inner:
    """What stands inside a record's item: its points, and records within it."""

    def __init__(self, items: tuple[int, ...], ids: Ids) -> None:
        self.blocks: list[Block] = []
        self._items, self._ids = items, ids
        self._list_id = ids.list()

    def rest(self, fields: Fields) -> list[Text]:
        """The lines of what is left in the fields; lists of points and of records become blocks."""
        lines: list[Text] = []
        for _, node in fields.take("text"):
            self._running_text(node, lines)
        for key, node in (*fields.others, *fields.left()):
            self._other(key, node, fields.address(key), lines)
        for _, node in fields.take("bullets"):
            self._running_text(node, lines)
        return lines

    def _running_text(self, node: Node, lines: list[Text]) -> None:
        if isinstance(node, Mapping) or holds_records(node):
            self._records(node)
            return
        for is_bullet, text, line in values.paragraphs(node):
            if is_bullet:
                self._point(text, line)
            else:
                lines.append(text)

    def _other(self, key: str, node: Node, url: str, lines: list[Text]) -> None:
        if holds_records(node):
            lines.append(Text(f"{readable(key)}:"))
            self._records(node)
        elif isinstance(node, Sequence) and _mean_length(node) > _LONG:
            lines.append(Text(f"{readable(key)}:"))
            for _, text, line in values.paragraphs(node):
                self._point(text, line)
        else:
            lines.append(values.linked(values.labelled(key, node), url))

    def _point(self, text: Text, line: int) -> None:
        items = (*self._items, self._ids.item())
        self.blocks.append(
            Block(kind="item", text=text, items=items, list_id=self._list_id, lines=(line, line))
        )

    def _records(self, node: Node) -> None:
        for member in node.items if isinstance(node, Sequence) else (node,):
            self.blocks += record_blocks(member, self._ids, self._list_id, self._items)


def _mean_length(node: Sequence) -> float:
    lengths = [len(item.value) for item in node.items if isinstance(item, Scalar)]
    return sum(lengths) / len(lengths) if lengths else 0.0
