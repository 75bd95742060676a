"""Neighbouring spans of other classes, which style sheets set apart: `<span class="when">2023</span>`.

Their words are not to run together where no space stands between them: "2023Ice and echo".
"""

from __future__ import annotations

from itertools import pairwise

from cvdiff.readers.html_tree import Chunk, Node
from cvdiff.readers.html_walk import elements, text_of

SHORTEST = 3
"""Letters; shorter spans are parts of a word that are set in another type."""
_LONGEST = 400


def part_spans(root: Node) -> None:
    """Put a space between such spans."""
    for node in elements(root):
        apart = [n for n, (left, right) in enumerate(pairwise(node.children)) if _are_parts(left, right)]
        for n in reversed(apart):
            node.children.insert(n + 1, Chunk(" ", node.line, node.line))


def _are_parts(left: Node | Chunk, right: Node | Chunk) -> bool:
    """Whether two spans without a space between them have each a class of its own, and words."""
    if isinstance(left, Chunk) or isinstance(right, Chunk) or not left.tag == right.tag == "span":
        return False
    classes = left.attrs.get("class", ""), right.attrs.get("class", "")
    if not all(classes) or classes[0] == classes[1]:
        return False
    first, second = text_of(left, _LONGEST), text_of(right, _LONGEST)
    return min(len(first), len(second)) >= SHORTEST and first[-1].isalnum() and second[0].isalnum()
