"""Where the columns of a document begin and end, and which of them are set flush right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf

from cvdiff.readers.pdf.layout import Line
from cvdiff.readers.pdf.margins import SAME_EDGE
from cvdiff.readers.pdf.page import Rule

OUTLIERS = 25
"""One line in so many may run beyond the margin (a long URL, an overfull line)."""

ENOUGH_ENDS = 4
NEAR_MARGIN = 2.0
NARROWEST = 13.0
"""So many lines must end so close (in ems) to the longest, and the column be so wide, for a margin to
show: the words of a list of skills end near each other too. A page with fewer takes the margin of the
other pages."""

SAME_END = 1.0
SHARED_END = 8
"""The margin is where one line in so many ends, within as many points, and no more lines run beyond."""

FLUSH_SHARE = 0.9
RAGGED_SHARE = 0.5
"""A column is flush right if so many of its lines end at one place, and begin at so many places."""


def edge(line: Line) -> int:
    """The left edge of a line as a key: equal for lines of one column."""
    return round(line.x0 / SAME_EDGE)


def are_neighbours(line: Line, following: Line) -> bool:
    """Whether two lines stand below each other in one column."""
    return line.page == following.page and line.column == following.column and line.y > following.y


Places = dict[tuple[int, int], float]
"""A value for each column of each page."""


def bounds(lines: Sequence[Line]) -> tuple[Places, Places]:
    """The left edges of the columns, and how far their lines reach, in points."""
    lefts: Places = {}
    ends: dict[tuple[int, int], list[float]] = {}
    for line in lines:
        place = (line.page, line.column)
        lefts[place] = min(lefts.get(place, line.x0), line.x0)
        ends.setdefault(place, []).append(line.x1)
    return lefts, {place: last_end(xs) for place, xs in ends.items()}


def limits(lines: Sequence[Line], lefts: Places, ends: Places, rules: Iterable[Rule]) -> Places:
    """The right margins of the columns. Infinite where no margin shows: too few lines end near one place.

    Where no page shows one, the rules across the pages do.
    """
    counts: dict[tuple[int, int], int] = {}
    for line in lines:
        place = (line.page, line.column)
        counts[place] = counts.get(place, 0) + (line.x1 >= ends[place] - NEAR_MARGIN * line.size)
    sizes = {(line.page, line.column): line.size for line in lines}
    sure = {
        place: end
        for place, end in ends.items()
        if counts[place] >= ENOUGH_ENDS and end - lefts[place] >= NARROWEST * sizes[place]
    }
    usual = max((end for (_, column), end in sure.items() if column == 0), default=_end_of_rules(rules))
    found: Places = {}
    for place, end in ends.items():
        other = usual if place[1] == 0 and usual >= end - NEAR_MARGIN else inf
        found[place] = sure.get(place, other)
    return found


def _end_of_rules(rules: Iterable[Rule]) -> float:
    """Where rules below headings end, all at one place; infinite where too few do."""
    ends = [rule.x1 for rule in rules]
    last = max(ends, default=inf)
    return last if sum(last - end <= SAME_END for end in ends) >= ENOUGH_ENDS else inf


def last_end(xs: list[float]) -> float:
    """Where lines end: the farthest place where several do, else nearly the longest."""
    ends = sorted(xs, reverse=True)
    enough = max(ENOUGH_ENDS, len(ends) // SHARED_END)
    for index in range(min(len(ends) - enough, len(ends) // SHARED_END) + 1):
        if ends[index] - ends[index + enough - 1] <= SAME_END:
            return ends[index]
    return ends[len(ends) // OUTLIERS]


def flush_right(lines: Sequence[Line], ends: Places) -> frozenset[tuple[int, int]]:
    """The columns whose lines all end at one place and begin at many: an aside set flush right."""
    columns: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        columns.setdefault((line.page, line.column), []).append(line)
    return frozenset(place for place, column in columns.items() if _is_flush_right(column, ends[place]))


def _is_flush_right(column: Sequence[Line], end: float) -> bool:
    starts = {edge(line) for line in column}
    flush = sum(abs(line.x1 - end) <= SAME_END for line in column)
    is_ragged = len(starts) >= RAGGED_SHARE * len(column)
    return len(column) >= ENOUGH_ENDS and is_ragged and flush >= FLUSH_SHARE * len(column)
