"""Segments -> rows in reading order.

Two layouts look alike at first: columns that are read one after the other, and columns of one table,
whose rows belong together (a date and its job, a heading in the margin and its text). In the second
every line of the shorter column stands on the baseline of a line of the other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import inf

from cvdiff.readers.pdf.cuts import cut_dates, cut_labels
from cvdiff.readers.pdf.lines import Segment
from cvdiff.readers.pdf.rows import ROW_TOLERANCE, Row, level_rows

MIN_LINES = 6
"""Shorter columns are not read alone."""

UNALIGNED_SHARE = 0.45
"""A column is read alone if this share of the lines of the shorter one, of those that have text beside
them, has no partner in the other. In tables and margins it was at most 0.33, in columns of text 0.53."""

KNOWN_SHARE, KNOWN_LINES = 0.34, 3
"""Or, at the edge of a column of a page before, more than a table was seen to have, of so many lines."""

SAME_PLACE = 2.0
"""Points by which the edge of a column differs from page to page."""

BESIDE = 0.9
"""In ems: lines of two columns whose baselines differ by less stand beside each other."""

FILLED_SHARE = 0.5
FILLED_WIDTH = 0.8
MIN_FILLED = 12
"""Or if this share of the lines on both sides fills its column to this extent,
and at least so many ems: text set on one grid."""

EDGE_STEP = 3.0
MIN_EDGE = 4
MAX_EDGES = 6


def rows_in_order(segments: Sequence[Segment], known: list[float]) -> list[Row]:
    """The rows of a page in reading order; rows of different columns differ in `column`.

    `known` holds where columns of the pages before begin; those of this page are added.
    """
    out: list[Row] = []
    edges: list[float] = []
    for number, part in enumerate(_parts(list(segments), known, edges)):
        found = level_rows(part, number)
        cut_labels(found)
        cut_dates(found)
        out += found
    known += [edge for edge in dict.fromkeys(edges) if not _is_known(edge, known)]
    return out


def _parts(segments: list[Segment], known: Sequence[float], edges: list[float]) -> list[list[Segment]]:
    """The stretches of a page that are read one after the other; their left edges are added to `edges`."""
    if len(segments) < 2 * MIN_LINES:
        return [segments] if segments else []
    cuts = [(edge, cut) for edge in (*_edges(segments), *known) if (cut := _cut(segments, edge, known))]
    if not cuts:
        return [segments]
    edge, (_, parts) = max(cuts, key=lambda cut: cut[1][0])
    edges.append(edge)
    return [stretch for part in parts for stretch in _parts(part, known, edges)]


def _edges(segments: list[Segment]) -> list[float]:
    """Where several segments begin that have others left of them: left edges of columns, likeliest first."""
    leftmost = min(segment.x0 for segment in segments)
    counts: dict[int, list[float]] = {}
    for segment in segments:
        if segment.x0 > leftmost + 5 * segment.size:
            counts.setdefault(round(segment.x0 / EDGE_STEP), []).append(segment.x0)
    likely = sorted((len(xs), min(xs)) for xs in counts.values() if len(xs) >= MIN_EDGE)
    return [x for _, x in likely[: -MAX_EDGES - 1 : -1]]


_Cut = tuple[list[Segment], list[Segment], list[Segment], list[Segment]]


def _cut(segments: list[Segment], edge: float, known: Sequence[float]) -> tuple[float, _Cut] | None:
    """What is above, left, right and below in the longest stretch that nothing crosses at `edge`.

    With how independent left and right are: behind the dates of a table in the right column, both share rows.
    """
    best: tuple[int, int] = (0, 0)
    start = 0
    crossing = _crossing(segments, edge)
    for index in range(len(segments) + 1):
        if index == len(segments) or crossing[index]:
            if index - start > best[1] - best[0]:
                best = (start, index)
            start = index + 1
    stretch = segments[best[0] : best[1]]
    left = [segment for segment in stretch if segment.x0 < edge - 1]
    right = [segment for segment in stretch if segment.x0 >= edge - 1]
    independence = _independence(left, right, _is_known(edge, known))
    if not independence:
        return None
    return independence, (segments[: best[0]], left, right, segments[best[1] :])


def _is_known(edge: float, known: Sequence[float]) -> bool:
    return any(abs(edge - x) <= SAME_PLACE for x in known)


def _crossing(segments: Sequence[Segment], edge: float) -> list[bool]:
    """Which segments stand on both sides of an edge, or right of one that does: the last of an address."""
    found: list[bool] = []
    lowest = inf
    for segment in segments:
        if segment.x0 < edge - 1 and segment.x1 > edge + 1:
            lowest = segment.y - ROW_TOLERANCE * segment.size
        found.append(segment.y >= lowest)
    return found


def _independence(left: list[Segment], right: list[Segment], is_known: bool) -> float:
    """The share of lines without a partner, where two columns are read one after the other; 0 in a table."""
    fewest, share = (KNOWN_LINES, KNOWN_SHARE) if is_known else (MIN_LINES, UNALIGNED_SHARE)
    if min(len(left), len(right)) < fewest:
        return 0.0
    left_rows, right_rows = level_rows(left, 0), level_rows(right, 0)
    if min(len(left_rows), len(right_rows)) < fewest:
        return 0.0
    shorter, longer = sorted((left_rows, right_rows), key=len)
    aligned, unaligned = _alignment(shorter, longer)
    if aligned + unaligned >= fewest and unaligned >= share * (aligned + unaligned):
        return unaligned / (aligned + unaligned)
    is_filled = all(_filled(side) >= FILLED_SHARE * len(side) for side in (left_rows, right_rows))
    return UNALIGNED_SHARE if is_filled and len(shorter) >= MIN_LINES else 0.0


def _alignment(shorter: list[Row], longer: list[Row]) -> tuple[int, int]:
    """How many rows have a partner on their baseline, and how many stand between two of the other column.

    A row with nothing beside it, a heading above a table of dates, tells nothing.
    """
    heights = sorted(row.y for row in longer)
    aligned = unaligned = 0
    for row in shorter:
        position = bisect_left(heights, row.y)
        distance = min(
            (abs(row.y - y) for y in heights[max(0, position - 1) : position + 1]), default=row.size
        )
        aligned += distance <= ROW_TOLERANCE * row.size
        unaligned += ROW_TOLERANCE * row.size < distance < BESIDE * row.size
    return aligned, unaligned


def _filled(side: list[Row]) -> int:
    """How many rows of a column reach its right edge, as running text does."""
    widths = sorted(row.x1 - row.x0 for row in side)
    widest = widths[-1 - len(widths) // 10]
    return sum(row.x1 - row.x0 >= max(FILLED_WIDTH * widest, MIN_FILLED * row.size) for row in side)
