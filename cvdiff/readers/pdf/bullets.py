"""Bullets that are drawn, not written: browsers print those of a list as small discs, rings and squares."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cvdiff.readers.pdf.lines import Segment
from cvdiff.readers.pdf.page import Dot, Fragment

SMALLEST, LARGEST = 0.15, 0.55
"""In ems: the width of a bullet; those of browsers are 0.31."""

LOWEST, HIGHEST = 0.05, 0.6
"""In ems: the middle of a bullet above the baseline."""

APART = 2.5
"""In ems: a bullet's text begins no farther away, and nothing stands so close on its other side: dots in a
row tell a rating, a dot behind a word parts it from the next."""

MOST_BESIDE = 200
"""So many segments are looked at for a dot; a line of a page has a few."""


def put_bullets(segments: Sequence[Segment], dots: Sequence[Dot]) -> None:
    """Write a bullet into each segment of a page, sorted from top to bottom, that has one drawn before it."""
    depths = [-segment.y for segment in segments]
    largest = max((segment.size for segment in segments), default=0.0)
    for dot in _lone(dots):
        start = bisect_left(depths, -dot.y)
        end = min(bisect_left(depths, HIGHEST * largest - dot.y), start + MOST_BESIDE)
        level = [segment for segment in segments[start:end] if _fits(dot, segment)]
        behind = min((one for one in level if one.x0 >= dot.x1), key=lambda one: one.x0, default=None)
        if behind is None or behind.x0 - dot.x1 > APART * behind.size:
            continue
        if not any(-APART * one.size < one.x1 - dot.x0 and one.x0 < dot.x1 for one in level):
            face = behind.fragments[0].face
            behind.put_before(Fragment("•", dot.x0, dot.x1, behind.y, face, glued=False, link=""))


def _lone(dots: Sequence[Dot]) -> Iterator[Dot]:
    """The dots that do not stand in a row of dots."""
    ordered = sorted(dots, key=lambda dot: (round(dot.y, 1), dot.x0))
    close = {
        index
        for index, (left, right) in enumerate(pairwise(ordered))
        if abs(left.y - right.y) < left.size and right.x0 - left.x1 < APART / LARGEST * left.size
    }
    return (dot for index, dot in enumerate(ordered) if index not in close and index - 1 not in close)


def _fits(dot: Dot, segment: Segment) -> bool:
    """Whether a dot has the size and the height of a bullet of a segment's line."""
    size = segment.size
    return (
        SMALLEST * size <= dot.size <= LARGEST * size and LOWEST * size <= dot.y - segment.y <= HIGHEST * size
    )
