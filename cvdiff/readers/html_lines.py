"""Lines of a page that stand apart without an element of their own: large type, and what is below it."""

from __future__ import annotations

from collections.abc import Sequence

from cvdiff.readers.html_tree import BLOCKS, LISTS, Chunk, Node
from cvdiff.readers.html_walk import elements, inside_out, is_blank

_LINES_OF = frozenset({"body", "center", "dd", "div", "li", "main", "p", "section", "td"})


def set_apart(root: Node) -> None:
    """Make each line that is wholly in large type a bold paragraph, and end items without a list there."""
    for node in list(elements(root)):
        if node.tag in _LINES_OF or node is root:
            node.children = _paragraphs(node.children)
    for node in inside_out(root):
        if node.tag not in LISTS:
            node.children = _without_loose_ends(node.children)


def _paragraphs(children: Sequence[Node | Chunk]) -> list[Node | Chunk]:
    out: list[Node | Chunk] = []
    line: list[Node | Chunk] = []
    for child in children:
        if isinstance(child, Node) and (child.tag == "br" or child.tag in BLOCKS):
            out += _line(line)
            out.append(child)
            line = []
        else:
            line.append(child)
    return out + _line(line)


def _line(line: list[Node | Chunk]) -> list[Node | Chunk]:
    shown = [child for child in line if not is_blank(child)]
    if not shown or not all(_is_large(child) for child in shown):
        return line
    paragraph, bold = Node("p", {}, _first_line(shown[0])), Node("strong", {}, _first_line(shown[0]))
    paragraph.children, bold.children = [bold], line
    return [paragraph]


def _is_large(child: Node | Chunk) -> bool:
    """Whether an inline element is `<big>`, or has all its text in one inside it."""
    while isinstance(child, Node) and child.tag != "big":
        inner = [part for part in child.children if not is_blank(part)]
        if len(inner) != 1:
            return False
        child = inner[0]
    return isinstance(child, Node)


def _first_line(child: Node | Chunk) -> int:
    return child.line if isinstance(child, Node) else child.first


def _without_loose_ends(children: Sequence[Node | Chunk]) -> list[Node | Chunk]:
    """Items that stand in no list end where a paragraph follows their text."""
    out: list[Node | Chunk] = []
    for child in children:
        out.append(child)
        if isinstance(child, Node) and child.tag == "li":
            end = _end_of_item(child.children)
            child.children, rest = child.children[:end], child.children[end:]
            out += rest
    return out


def _end_of_item(children: Sequence[Node | Chunk]) -> int:
    has_text = False
    for index, child in enumerate(children):
        if has_text and isinstance(child, Node) and child.tag in ("p", "div", "hr", "center"):
            return index
        has_text = has_text or not is_blank(child)
    return len(children)
