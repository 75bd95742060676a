"""Footnotes: small text below a short rule. It would tear apart what goes on overleaf."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from cvdiff.readers.pdf.fonts import Face
from cvdiff.readers.pdf.lines import Segment
from cvdiff.readers.pdf.page import Rule

SMALLER = 0.93
"""Times the size of the text."""

LONGEST_RULE = 250.0
"""Points; a longer one rules a heading or a footer."""


def cut_footnotes(
    segments: Sequence[Segment], rules: Sequence[Rule], body: Face
) -> tuple[list[Segment], list[Segment]]:
    """The segments of a page without its footnotes, and these: small ones alone stand below their rule."""
    lowest = min((segment.y for segment in segments), default=inf)
    text = min((segment.y for segment in segments if segment.size > SMALLER * body.size), default=inf)
    highest = max((segment.y for segment in segments), default=-inf)
    heights = [rule.y for rule in rules if rule.x1 - rule.x0 <= LONGEST_RULE]
    edge = max((y for y in heights if lowest < y <= min(text, highest)), default=-inf)
    above = [segment for segment in segments if segment.y >= edge]
    return above, [segment for segment in segments if segment.y < edge]
