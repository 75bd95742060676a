"""Boxes that a page editor placed: put from top to bottom, whatever order they were made in.

EverWeb, iWeb and what prints pages as HTML give each line a box with `position: absolute`, `top` and
`left`, and write the boxes in the order in which their author made them.
"""

from __future__ import annotations

import re
from itertools import pairwise

from cvdiff.readers.html_tree import Chunk, Node
from cvdiff.readers.html_walk import elements

_MIN_BOXES = 6
"""Fewer boxes are a picture beside the text, or a menu."""
_DEPTH = 3
"""A box is placed by itself, or by an element that is all that it holds."""
_POSITION = re.compile(r"(?:^|;)\s*position\s*:\s*absolute\b", re.IGNORECASE)
_OFFSET = r"(?:^|;)\s*{}\s*:\s*(-?\d{{1,7}}(?:\.\d{{1,4}})?)\s*(?:px|pt)\b"
_TOP, _LEFT = (re.compile(_OFFSET.format(side), re.IGNORECASE) for side in ("top", "left"))

_Place = tuple[float, float]
"""The distances from the top and from the left."""


def put_in_order(root: Node) -> None:
    """Sort the placed children of each element by their places; the others stay where they are."""
    for node in elements(root):
        placed = [(place, child) for child in node.children if (place := _place(child))]
        places = [place for place, _ in placed]
        if len(places) >= _MIN_BOXES and any(upper > lower for upper, lower in pairwise(places)):
            boxes = iter([child for _, child in sorted(placed, key=lambda box: box[0])])
            node.children = [next(boxes) if _place(child) else child for child in node.children]


def _place(child: Node | Chunk) -> _Place | None:
    """Where a box is placed, or the only element in it; None for what stands in the flow of the page."""
    for _ in range(_DEPTH):
        if isinstance(child, Chunk):
            return None
        style = child.attrs.get("style", "")
        top = _TOP.search(style) if _POSITION.search(style) else None
        if top:
            left = _LEFT.search(style)
            return float(top[1]), float(left[1]) if left else 0.0
        inner = [part for part in child.children if isinstance(part, Node) or part.text.strip()]
        if len(inner) != 1:
            return None
        child = inner[0]
    return None
