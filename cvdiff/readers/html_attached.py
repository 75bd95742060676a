"""What stands beside an entry in the source and belongs to it on the page: its abstract, its list."""

from __future__ import annotations

from cvdiff.readers.html_hidden import words_in_names
from cvdiff.readers.html_tree import BLOCKS, LISTS, Chunk, Node
from cvdiff.readers.html_walk import elements, is_blank
from cvdiff.vocabulary import words_of

_ENTRIES = frozenset({"li", "article", "div", "dd"})


def attach(root: Node) -> None:
    """Move what follows an entry and belongs to it into that entry."""
    for node in elements(root):
        kept: list[Node | Chunk] = []
        entry: Node | None = None
        for child in node.children:
            if isinstance(child, Node) and entry and (_is_abstract(child) or _is_inner_list(child, node)):
                entry.children.append(child)
                continue
            if isinstance(child, Node) and not is_blank(child):
                entry = child if child.tag in _ENTRIES else None
            kept.append(child)
        node.children = kept


def _is_abstract(node: Node) -> bool:
    return node.tag in BLOCKS and bool(words_in_names(node) & words_of("html", "abstract", "words"))


def _is_inner_list(node: Node, outer: Node) -> bool:
    """Whether a list stands in a list, not in one of its items: browsers show it below the item before."""
    return node.tag in LISTS and outer.tag in LISTS
