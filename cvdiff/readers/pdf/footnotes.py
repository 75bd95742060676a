"""Footnotes: small text below a short rule. It would tear apart what goes on overleaf."""

from __future__ import annotations

from collections.abc import Sequence

from cvdiff.readers.pdf.fonts import Face
from cvdiff.readers.pdf.lines import Segment
from cvdiff.readers.pdf.pdfium import Rule

SMALLER = 0.93
"""Times the size of the text."""

LONGEST_RULE = 250.0
"""Points; a longer one rules a heading or a footer."""


def cut_footnotes(
    segments: Sequence[Segment], rules: Sequence[Rule], body: Face
) -> tuple[list[Segment], list[Segment]]:
    """The segments of a page (sorted from top to bottom) without its footnotes, and these."""
    for rule in sorted(rules, key=lambda rule: -rule.y):
        below = [segment for segment in segments if segment.y < rule.y]
        if rule.x1 - rule.x0 > LONGEST_RULE or not below or len(below) == len(segments):
            continue
        if all(segment.size <= SMALLER * body.size for segment in below):
            return [segment for segment in segments if segment.y >= rule.y], below
    return list(segments), []
