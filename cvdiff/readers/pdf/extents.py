"""Where the columns of a document begin and end, and which of them are set flush right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
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


SPACE = 0.25
"""Width of a space, in ems."""

ENOUGH_LINES = 6
NEAR_BESIDE = 20.0
"""Points."""

ENOUGH_PAIRS, FORCED_SHARE = 3, 0.8
"""Where so many lines go on left of a right margin, and so many of these had to, it is a column's edge."""

NEAR_BELOW = 1.6
"""In ems: lines of one cell are no farther apart."""


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


def ends_beside(lines: Sequence[Line], limits: Places) -> dict[int | None, float]:
    """Where text ends that stands left of dates at the right margin; infinite where no margin shows.

    Over all (None), and by left edge where the lines that go on below their dates tell.
    """
    dated = [line for line in lines if _is_dated(line, limits)]
    ends = sorted(line.cells[-2][-1].x1 for line in dated)
    shows = len(ends) >= ENOUGH_LINES and ends[-1] - ends[-ENOUGH_ENDS] <= NEAR_BESIDE
    found: dict[int | None, float] = {None: ends[-1] if shows else inf}
    pairs: dict[int, list[tuple[Line, Line]]] = {}
    for line, following in pairwise(lines):
        if _is_dated(line, limits) and _may_go_on(line, following):
            pairs.setdefault(edge(following), []).append((line, following))
    for place, alike in pairs.items():
        end = max(max(line.cells[-2][-1].x1, following.x1) for line, following in alike)
        forced = sum(
            line.cells[-2][-1].x1 + SPACE * line.size + following.first_word_width > end
            for line, following in alike
        )
        if len(alike) >= ENOUGH_PAIRS and forced >= FORCED_SHARE * len(alike):
            found[place] = end
    return found


def _is_dated(line: Line, limits: Places) -> bool:
    return len(line.runs) > 1 and line.x1 >= limits[(line.page, line.column)] - line.size


def _may_go_on(line: Line, following: Line) -> bool:
    """Whether a line stands below the text of one that has a date at the right margin, in its type."""
    if len(following.cells) > 1 or following.marker or not are_neighbours(line, following):
        return False
    if line.y - following.y > NEAR_BELOW * line.size or not (line.runs[-2] and following.runs[0]):
        return False
    start = line.text_x if line.marker else line.cells[-2][0].x0
    same_type = line.runs[-2][-1].face.bold == following.runs[0][0].face.bold
    return same_type and abs(start - following.x0) <= SAME_EDGE
