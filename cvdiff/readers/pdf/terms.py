"""Definition lists: a short line at the margin, and what belongs to it below, indented by more than a hang.

    2019 – 2022
          Postdoctoral scholarship of the Bog Council
    2015
          Travel grant

One such pair may be an address; two or more at the same two edges, more than those that may be paragraphs
with an indented first line, show that entries are set so. A line that holds nothing but a date is no line
of a paragraph: above any indent it is a term, and other short lines at these edges are terms with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from cvdiff.readers.pdf.extents import are_neighbours, edge
from cvdiff.readers.pdf.layout import Line
from cvdiff.readers.pdf.measures import INDENT, MAX_HANG, Measures
from cvdiff.values.dates import parse_dates

LEAST_INDENT = 2.0
"""In ems; first lines of paragraphs and wrapped lines are indented by 1 to 1.8, definitions by 2.5."""

ENOUGH_TERMS = 2
"""More terms than lines in which the line above goes on."""

LONGEST_TERM = 14.0
"""In ems: a term above a definition that is indented by less."""


def find_terms(lines: Sequence[Line], levels: Mapping[int, int], measures: Measures) -> dict[int, float]:
    """The left edge (in points) of the definition below each line that is a term, by index of the line."""
    found: dict[int, tuple[int, int]] = {}
    votes: Counter[tuple[int, int]] = Counter()
    above: Line | None = None
    for index, (line, following) in enumerate(pairwise(lines)):
        plain = _is_plain(line) and _is_plain(following) and index not in levels and index + 1 not in levels
        if plain and _is_above_definition(line, following, measures):
            edges = edge(line), edge(following)
            runs_on = above is not None and _runs_on(above, line, measures)
            votes[edges] += _vote(line, following, runs_on=runs_on)
            if not runs_on or (above and edge(above) == edges[1]):
                found[index] = edges
        above = line
    return {index: lines[index + 1].x0 for index, edges in found.items() if votes[edges] >= ENOUGH_TERMS}


def _is_plain(line: Line) -> bool:
    return len(line.cells) == 1 and not line.marker and not line.is_heading


def _is_above_definition(line: Line, following: Line, measures: Measures) -> bool:
    overleaf = following.page == line.page + 1 and line.column == following.column == 0
    if not overleaf and (not are_neighbours(line, following) or measures.has_gap(line, following)):
        return False
    least = INDENT if line.x1 - line.x0 <= LONGEST_TERM * line.size else LEAST_INDENT
    return least <= _indent(line, following) <= MAX_HANG and not measures.is_wrapped(line, following)


def _indent(line: Line, following: Line) -> float:
    """In ems."""
    return (following.x0 - line.x0) / line.size


def _vote(line: Line, following: Line, *, runs_on: bool) -> int:
    """Whether a line speaks for terms at its edges (1) or against them (-1)."""
    if runs_on:
        return -1
    return 1 if _indent(line, following) >= LEAST_INDENT or parse_dates(line.text) else 0


def _runs_on(above: Line, line: Line, measures: Measures) -> bool:
    """Whether the line above seems to go on in a line: the end of a paragraph is no term.

    A definition that happens to be full seems so too; paragraphs with an indented first line all do.
    """
    return are_neighbours(above, line) and measures.is_wrapped(above, line)
