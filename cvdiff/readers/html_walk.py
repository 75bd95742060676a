"""Ways through a tree of elements, and whether there is any text in it."""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.readers.html_tree import Chunk, Node

WHITE = " \t\n\r\xa0"
"""What a page shows as white space."""

_GAP = 3
"""So much white space is a gap between columns; more says no more."""


def elements(root: Node) -> Iterator[Node]:
    """All elements, `root` first, each before those inside it, in reading order.

    The children of an element may be replaced while it is the current one.
    """
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [child for child in reversed(node.children) if isinstance(child, Node)]


def inside_out(root: Node) -> list[Node]:
    """All elements, each after those inside it."""
    return list(elements(root))[::-1]


def text_of(node: Node, limit: int) -> str:
    """The beginning of the text inside an element."""
    parts, length = [], 0
    for chunk in _chunks(node):
        parts.append(chunk.text)
        length += len(chunk.text)
        if length >= limit:
            break
    return " ".join("".join(parts).split())[:limit]


def _chunks(node: Node) -> Iterator[Chunk]:
    waiting: list[Node | Chunk] = [node]
    while waiting:
        child = waiting.pop()
        if isinstance(child, Chunk):
            yield child
        else:
            waiting += reversed(child.children)


def is_blank(child: Node | Chunk) -> bool:
    """Whether it is white space between elements, or an element of a settled tree without any text."""
    if isinstance(child, Chunk):
        return not child.text.strip(WHITE)
    return child.tag not in ("br", "hr") and all(
        isinstance(part, Chunk) and not part.text.strip(WHITE) for part in child.children
    )


def settle(root: Node) -> None:
    """Put plain white space in place of the elements that have no text, so that `is_blank` is quick."""
    for node in inside_out(root):
        if all(is_blank(child) for child in node.children):
            white = "".join(chunk.text for child in node.children for chunk in _own_chunks(child))
            node.children = [Chunk(white[:_GAP], node.line, node.line)] if white else []


def _own_chunks(child: Node | Chunk) -> list[Chunk]:
    if isinstance(child, Chunk):
        return [child]
    return [part for part in child.children if isinstance(part, Chunk)]
