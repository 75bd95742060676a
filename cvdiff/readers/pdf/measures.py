"""What a document's lines have in common: right margins, line pitch, hanging indents.

From these follows whether a line ended because the next word did not fit, and whether a line begins an
entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from cvdiff.readers.pdf.layout import SAME_EDGE, Line

OUTLIERS = 25
"""One line in so many may run beyond the margin (a long URL, an overfull line)."""

FEW_LINES = 8
"""A column with fewer lines takes the right margin of the document's first columns."""

SPACE = 0.25
"""Width of a space, in ems."""

DEFAULT_PITCH = 1.3
EXTRA_GAP = 0.15
"""In ems: so much more than the pitch between two lines sets them apart."""

INDENT = 0.7
"""In ems: a smaller indentation is none."""

MAX_HANG = 8.0


class Measures:
    """The measures of a document's lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._limits = _limits(lines)
        self.pitch = self._pitch(lines)
        self.hangs = self._hangs(lines)

    def is_forced(self, line: Line, following: Line) -> bool:
        """Whether the first word of `following` would not have fitted on `line`."""
        if len(line.cells) > 1 and not line.marker and not _is_text_column(line, following):
            return False
        if len(line.cells) > 2 and line.marker and not _is_text_column(line, following):
            return False
        limit = self._limits[(line.page, line.column)]
        return line.x1 + SPACE * line.size + following.first_word_width > limit + 0.1 * line.size

    def is_full(self, line: Line) -> bool:
        """Whether a line reaches the right margin, as the last line of a paragraph rarely does."""
        return line.x1 >= self._limits[(line.page, line.column)] - line.size

    def has_gap(self, line: Line, following: Line) -> bool:
        """Whether more than the usual distance lies between two lines of one column."""
        size = max(line.size, following.size)
        return line.y - following.y > (self.pitch + EXTRA_GAP) * size

    def _pitch(self, lines: Sequence[Line]) -> float:
        """Distance of baselines in running text, in ems."""
        found = []
        for line, following in zip(lines, lines[1:], strict=False):
            if are_neighbours(line, following) and not following.marker and self.is_forced(line, following):
                distance = (line.y - following.y) / max(line.size, following.size)
                if 0.9 < distance < 2.2:
                    found.append(distance)
        return median(found) if len(found) >= 4 else DEFAULT_PITCH

    def _hangs(self, lines: Sequence[Line]) -> set[int]:
        """Left edges (as `edge` gives them) at which lines begin entries with a hanging indent."""
        votes: dict[int, int] = {}
        for line, following in zip(lines, lines[1:], strict=False):
            if line.marker or following.marker or line.is_heading or following.is_heading:
                continue
            if not are_neighbours(line, following) or not self.is_forced(line, following):
                continue
            if self.has_gap(line, following):
                continue
            indent = (following.x0 - line.x0) / line.size
            if indent < -INDENT or indent > MAX_HANG:
                continue
            votes[edge(line)] = votes.get(edge(line), 0) + (1 if indent > INDENT else -1)
        return {place for place, vote in votes.items() if vote > 0}


def edge(line: Line) -> int:
    """The left edge of a line as a key: equal for lines of one column."""
    return round(line.x0 / SAME_EDGE)


def are_neighbours(line: Line, following: Line) -> bool:
    """Whether two lines stand below each other in one column."""
    return line.page == following.page and line.column == following.column and line.y > following.y


def _is_text_column(line: Line, following: Line) -> bool:
    """Whether the last cell of a line goes on in the next: they begin at the same edge."""
    return abs(line.cells[-1][0].x0 - following.x0) <= INDENT * line.size


def _limits(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    """The right margin of each column of each page, in points."""
    ends: dict[tuple[int, int], list[float]] = {}
    for line in lines:
        ends.setdefault((line.page, line.column), []).append(line.x1)
    main = [x1 for (_, column), xs in ends.items() if column == 0 for x1 in xs]
    usual = _end(main) if main else 0.0
    return {
        place: _end(xs) if len(xs) >= FEW_LINES or place[1] else max(usual, _end(xs))
        for place, xs in ends.items()
    }


def _end(xs: list[float]) -> float:
    return sorted(xs)[-1 - len(xs) // OUTLIERS]
