"""Definition lists: a short line at the margin, and what belongs to it below, indented by more than a hang.

    2019 – 2022
          Postdoctoral scholarship of the Bog Council
    2015
          Travel grant

One such pair may be an address; two or more at the same two edges, more than those that may be paragraphs
with an indented first line, show that entries are set so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from cvdiff.readers.pdf.extents import are_neighbours, edge
from cvdiff.readers.pdf.layout import Line
from cvdiff.readers.pdf.measures import MAX_HANG, Measures

LEAST_INDENT = 2.0
"""In ems; first lines of paragraphs and wrapped lines are indented by 1 to 1.8, definitions by 2.5."""

ENOUGH_TERMS = 2
"""More terms than lines in which the line above goes on."""


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
            votes[edges] += -1 if runs_on else 1
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
    indent = (following.x0 - line.x0) / line.size
    return LEAST_INDENT <= indent <= MAX_HANG and not measures.is_wrapped(line, following)


def _runs_on(above: Line, line: Line, measures: Measures) -> bool:
    """Whether the line above seems to go on in a line: the end of a paragraph is no term.

    A definition that happens to be full seems so too; paragraphs with an indented first line all do.
    """
    return are_neighbours(above, line) and measures.is_wrapped(above, line)
