"""The rules and dots among the drawings of a page."""

from __future__ import annotations

from ctypes import addressof, c_float
from typing import Any

import pypdfium2_raw as raw  # type: ignore[import-untyped]

from cvdiff.readers.pdf import calls
from cvdiff.readers.pdf.page import Dot, Rule

MIN_RULE = 20.0
"""Points; shorter strokes are parts of letters, of icons or of dashed lines."""

MAX_RULE_THICKNESS = 3.0

MAX_DOT = 12.0
ROUND = 0.15
"""Points; a shape is a dot if its height and width are at most so large and differ by at most this share."""

MAX_DOTS = 2_000
"""On a page; more are a drawing, and none of them a bullet."""


def rules_and_dots(page: Any, objects: int) -> tuple[list[Rule], list[Dot]]:
    """Those of PDFium's page, which draws so many objects."""
    rules: list[Rule] = []
    dots: list[Dot] = []
    edges = (c_float * 4)()
    address, at = calls.address_of(page), addressof(edges)
    for index in range(objects):
        drawn = calls.page_object(address, index)
        if calls.object_type(drawn) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if calls.bounds(drawn, at, at + 4, at + 8, at + 12):
            left, bottom, right, top = edges
            width, height, middle = right - left, top - bottom, (top + bottom) / 2
            if height <= MAX_RULE_THICKNESS and width >= MIN_RULE:
                rules.append(Rule(left, right, middle))
            elif 0 < width <= MAX_DOT and abs(width - height) <= ROUND * width:
                dots.append(Dot(left, right, middle))
    return rules, dots if len(dots) <= MAX_DOTS else []
