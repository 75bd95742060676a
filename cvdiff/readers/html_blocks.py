"""From a tree of elements to blocks: what a browser would show, as `Block`s."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_uppercase

from cvdiff.document import Block, BlockKind, StyleKind, Text, join
from cvdiff.readers.html_hidden import is_hidden
from cvdiff.readers.html_tree import BLOCKS, FIELD, INLINE, LISTS, Chunk, Node
from cvdiff.readers.text_buffer import TextBuffer

_STYLES: dict[str, StyleKind] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic", "var": "italic",
    "u": "underline", "ins": "underline", "s": "strike", "del": "strike", "strike": "strike",
    "code": "code", "tt": "code", "kbd": "code", "samp": "code", "sup": "superscript",
}  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d[.)]")
"""A number of an item that is no count: "2021. A. Roe. On moss" is meant as text."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_FRAMED = LISTS | _HEADINGS.keys() | {"li", "dl", "dt", "dd", "table", "tr"}
_CELLS = frozenset({"td", "th"})
_CELL_BLOCKS = BLOCKS - _CELLS - {"tr", "thead", "tbody", "tfoot", "caption"}


class _Frame:
    """What the elements around a place say of it.

    `fresh` tells that the enclosing item has no block yet; `group` is the id of the current group of
    a definition list (0 before the first, -1 outside such lists), `defined` whether that group has a
    definition; `number` counts a list's items, `said` is an item's number that is meant as text; `layout`
    tells a table that only sets its content side by side; `before` is how many blocks stood before a
    heading, which is one block also where it is empty, as it ends the section above.
    """

    __slots__ = (
        "before", "defined", "fresh", "group", "items", "kind", "layout", "level", "list_id", "marker",
        "number", "said", "step",
    )  # fmt: skip

    def __init__(self, items: tuple[int, ...], list_id: int | None = None) -> None:
        self.items, self.list_id = items, list_id
        self.kind: BlockKind = "paragraph"
        self.level, self.marker, self.fresh, self.layout = 0, "", False, False
        self.group, self.defined, self.before = -1, False, -1
        self.number: int | None = None
        self.step = 1
        self.said = ""


def blocks_of(root: Node) -> tuple[Block, ...]:
    """The blocks of a tree in reading order. Time is linear in the tree's size; nothing recurses."""
    walker = _Walker()
    opened: list[tuple[Node, Iterator[Node | Chunk]]] = [(root, iter(root.children))]
    while opened:
        node, children = opened[-1]
        child = next(children, None)
        if child is None:
            opened.pop()
            walker.leave(node)
        elif isinstance(child, Chunk):
            walker.buffer.text(child.text, child.first, child.last)
        elif not is_hidden(child):
            walker.enter(child)
            opened.append((child, iter(child.children)))
    return walker.finish()


class _Walker:
    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self.buffer = TextBuffer()
        self._frames = [_Frame(())]
        self._ids = 0

    def enter(self, node: Node) -> None:
        """Take note of an element that begins."""
        tag = node.tag
        if tag in INLINE:
            self._open_style(node)
        elif tag == "br":
            self.buffer.line_break()
        elif tag in _CELLS and self._frames[-1].kind == "row":
            self.buffer.gap()
        elif tag in BLOCKS:
            self._flush()
            if tag == "hr":
                self._emit("rule", Text(""), (node.line, node.line))
            elif tag in _FRAMED:
                self._frames.append(self._frame(node))

    def leave(self, node: Node) -> None:
        """Take note of an element that ends."""
        tag = node.tag
        if tag in INLINE:
            style = _style(node)
            if style:
                self.buffer.close(style)
        elif tag in _CELLS and self._frames[-1].kind == "row":
            self.buffer.gap()
        elif tag in BLOCKS:
            self._flush()
            if tag in _HEADINGS and self._frames[-1].before == len(self._blocks):
                self._emit("heading", Text(""), (node.line, node.line))
            if tag in _FRAMED:
                self._frames.pop()

    def finish(self) -> tuple[Block, ...]:
        """The blocks, the text after the last element included."""
        self._flush()
        return tuple(self._blocks)

    def _open_style(self, node: Node) -> None:
        style = _style(node)
        if style:
            value = node.attrs.get("href", "").strip() if style == "link" else node.attrs.get(FIELD, "")
            self.buffer.open(style, value)

    def _frame(self, node: Node) -> _Frame:
        outer, tag = self._frames[-1], node.tag
        if tag in _HEADINGS:
            frame = _Frame(outer.items)
            frame.kind, frame.level, frame.before = "heading", _HEADINGS[tag], len(self._blocks)
        elif tag in LISTS:
            if outer.fresh and outer.said:  # nothing but the year stands above the list
                outer.fresh = False
                self._emit("item", Text(outer.said), (node.line, node.line))
            frame = _Frame(outer.items, self._id())
            if tag == "ol":
                frame.number, frame.step = _numbering(node)
                frame.said = _initial(node, frame.number)
        elif tag == "li":
            frame = self._item(outer)
            marker = node.attrs["data-marker"] if "data-marker" in node.attrs else _marker(outer)
            if outer.said or _YEAR.fullmatch(marker):
                frame.said = outer.said or marker
            else:
                frame.marker = marker
        elif tag in ("dl", "table"):
            frame = _Frame(outer.items, self._id())
            frame.layout = tag == "table" and _is_layout(node)
            frame.group = 0 if tag == "dl" else -1
        elif tag == "tr":
            frame = self._row(outer)
        else:
            frame = self._definition(outer, tag)
        return frame

    def _item(self, outer: _Frame) -> _Frame:
        frame = _Frame((*outer.items, self._id()), outer.list_id)
        frame.fresh = True
        return frame

    def _row(self, outer: _Frame) -> _Frame:
        if outer.layout:
            return self._item(outer)
        frame = _Frame(outer.items, outer.list_id)
        frame.kind = "row"
        return frame

    def _definition(self, outer: _Frame, tag: str) -> _Frame:
        """A term begins a group unless it follows another term; definitions join the group.

        One that stands in an item without a list of its own is a further line of the item.
        """
        if outer.group < 0 and outer.items:
            return _Frame(outer.items)
        if outer.group <= 0 or (tag == "dt" and outer.defined):
            outer.group, outer.defined = self._id(), False
        frame = _Frame((*outer.items, outer.group), outer.list_id)
        if tag == "dt":
            frame.kind = "term"
        else:
            outer.defined = frame.fresh = True
        return frame

    def _id(self) -> int:
        self._ids += 1
        return self._ids

    def _flush(self) -> None:
        texts, lines = self.buffer.take()
        for text in texts:
            frame = self._frames[-1]
            kind: BlockKind = "item" if frame.fresh else frame.kind
            if frame.fresh and frame.said:
                text = join([Text(frame.said), text], " ")
            frame.fresh = False
            self._emit(kind, text, lines)

    def _emit(self, kind: BlockKind, text: Text, lines: tuple[int, int]) -> None:
        frame = self._frames[-1]
        block = Block(
            kind=kind,
            text=text,
            level=frame.level,
            items=frame.items,
            list_id=frame.list_id if kind in ("item", "term", "row") else None,
            marker=frame.marker if kind == "item" else "",
            lines=lines,
        )
        self._blocks.append(block)


def _style(node: Node) -> StyleKind | None:
    if node.tag == "a":
        return "link" if node.attrs.get("href") else None
    if FIELD in node.attrs:
        return "field"
    return _STYLES.get(node.tag)


def _numbering(node: Node) -> tuple[int, int]:
    """An ordered list's first number and the step to the next."""
    step = -1 if "reversed" in node.attrs else 1
    start = node.attrs.get("start", "")
    if start.isdecimal():
        return int(start[:9]), step
    items = sum(isinstance(child, Node) and child.tag == "li" for child in node.children)
    return (items if step < 0 else 1), step


def _initial(node: Node, number: int) -> str:
    """The letter that counts the only item of a list: a converter took an author's initial for a count.

    "T. Roe and A. Poe, On moss" is written as an ordered list of type A that starts at 20.
    """
    counted = node.attrs.get("type") == "A" and 0 < number <= len(ascii_uppercase)
    alone = counted and sum(isinstance(child, Node) and child.tag == "li" for child in node.children) == 1
    return f"{ascii_uppercase[number - 1]}." if alone else ""


def _marker(outer: _Frame) -> str:
    if outer.number is None:
        return "-"
    marker = f"{outer.number}."
    outer.number += outer.step
    return marker


def _is_layout(table: Node) -> bool:
    """Whether a table's cells hold blocks or several lines. A table of the format itself is data."""
    if table.fixed:
        return False
    waiting: list[Node] = [table]
    while waiting:
        for child in waiting.pop().children:
            if isinstance(child, Node):
                if child.tag == "br" or child.tag in _CELL_BLOCKS:
                    return True
                waiting.append(child)
    return False
