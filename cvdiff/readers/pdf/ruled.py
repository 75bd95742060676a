"""Rules below a line or beside it, across the page or as long as its text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from cvdiff.readers.pdf.layout import Line
from cvdiff.readers.pdf.page import Rule

MIN_RULE = 90.0

UNDERLINE = 2.0
"""Points: an underline begins and ends no farther from where its text does."""

UNDERLINE_DEPTH = 0.3
"""In ems."""


def is_ruled(line: Line, rules: Sequence[Rule]) -> bool:
    """Whether one of a page's rules, from the bottom up, runs below a line or beside it."""
    start = bisect_left(rules, line.y - 1.1 * line.size, key=lambda rule: rule.y)
    for index in range(start, len(rules)):
        rule = rules[index]
        below = (line.y - rule.y) / line.size
        if below < -0.6:
            return False
        if below > 1.0 or rule.x1 - rule.x0 < MIN_RULE:
            continue
        if rule.x0 <= line.x0 + line.size and rule.x1 >= line.x1 + 3 * line.size:
            return True
        if below <= 0.3 and line.x1 < rule.x0 < line.x1 + 3 * line.size:
            return True
    return False


def is_underlined(line: Line, rules: Sequence[Rule]) -> bool:
    """Whether one of a page's rules, from the bottom up, runs right below a line, start to end."""
    start = bisect_left(rules, line.y - UNDERLINE_DEPTH * line.size, key=lambda rule: rule.y)
    for index in range(start, len(rules)):
        rule = rules[index]
        if rule.y > line.y:
            return False
        if max(abs(rule.x0 - line.x0), abs(rule.x1 - line.x1)) <= UNDERLINE:
            return True
    return False
