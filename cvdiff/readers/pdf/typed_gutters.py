"""The gutter between a margin and the text of a page printed as text, where a label leaves one blank only.

2007  BA in Basketry        Where most lines begin at one column, and nearly all that begin left of
Since PhD candidate         it have a word there too, what stands left of it are labels.
      Advisor: B. Marl
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

ENOUGH_LINES, LINES_SHARE = 5, 0.25
"""So many lines of a page, and so much of it, begin at the column of its text."""

NARROWEST = 8
"""Columns of a margin; what is narrower holds the numbers of a list."""

LABELS_SHARE, ENOUGH_LABELS = 0.8, 2
"""So many lines that begin left of it have a word there; of wrapped lines one in three has by chance."""

TIGHT_SHARE = 0.25
"""So many labels have one blank behind them, or there is nothing to mend."""

WIDENED = "  "


def with_wide_gutter(lines: Sequence[str]) -> list[str]:
    """The lines of a page, those with a label moved apart from it, and all others right of it with them."""
    edge = _edge(lines)
    return [line[:gap] + WIDENED + line[gap:] if (gap := _gap(line, edge)) else line for line in lines]


def _edge(lines: Sequence[str]) -> int:
    """The column of the text, where labels stand close to it on its left; 0 where there are none."""
    printed = [line for line in lines if line.strip()]
    starts = Counter(len(line) - len(line.lstrip()) for line in printed)
    enough = max(ENOUGH_LINES, LINES_SHARE * len(printed))
    edges = sorted(column for column, count in starts.items() if column >= NARROWEST and count >= enough)
    return next((edge for edge in edges if _has_labels(printed, edge)), 0)


def _has_labels(printed: Sequence[str], edge: int) -> bool:
    """Whether nearly all lines that begin left of a column are labels, and some are close to the text."""
    left = [line for line in printed if line[:edge].strip()]
    short = sum(len(line) <= edge for line in left)
    gaps = [(line, gap) for line in left if (gap := _gap(line, edge))]
    tight = sum(line[gap - 2] != " " for line, gap in gaps)
    is_margin = len(gaps) >= ENOUGH_LABELS and len(gaps) + short >= LABELS_SHARE * len(left)
    return is_margin and tight >= TIGHT_SHARE * len(gaps)


def _gap(line: str, edge: int) -> int:
    """Where what is right of the edge begins, give or take a column; 0 if something stands across it."""
    return next((at for at in (edge, edge - 1) if 0 < at < len(line) and line[at - 1] == " "), 0)
