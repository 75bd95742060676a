"""Papers of one year in a table that prints the year once, beside the first of them."""

from __future__ import annotations

from cvdiff.document import Text, join
from cvdiff.extraction.features import Features
from cvdiff.outline import Line
from cvdiff.values.dates import parse_dates

PAPER_WORDS = 8
"""A row of fewer words is no paper of its own."""


def papers_of_rows(entry: list[Features]) -> list[list[Line]]:
    """The rows of one entry of a table as the papers that they are, each with the year of the first.

    A row with its own authors that opens as the first one does behind the year is the next paper.
    """
    lines = [f.line for f in entry]
    tab = entry[0].plain.find("\t")
    if tab < 0 or len(lines) < 2 or parse_dates(entry[0].plain[:tab]) is None:
        return [lines]
    margin = lines[0].text.slice(0, tab)
    first = entry[0].of(lines[0].text.slice(tab + 1, len(entry[0].plain)))
    papers = [lines[:1]]
    for feature in entry[1:]:
        if _is_row(feature, entry[0]) and _alike(first, feature):
            papers.append([_beside(margin, feature.line)])
        else:
            papers[-1].append(feature.line)
    return papers


def _is_row(feature: Features, first: Features) -> bool:
    """Whether a line is a later row of the same entry that may be a paper by its length and its parts."""
    row = feature.line.block == first.line.block and feature.line.number > 0
    return row and feature.words >= PAPER_WORDS and (feature.has_venue or feature.titled or feature.slanted)


def _alike(a: Features, b: Features) -> bool:
    """Whether both name authors, and either open with them or with a stretch in the same style."""
    if not a.authors or not b.authors:
        return False
    first = a.authors.start <= 2, b.authors.start <= 2
    return all(first) or (not any(first) and a.opening == b.opening != "plain")


def _beside(margin: Text, line: Line) -> Line:
    return Line(join([margin, line.text], "\t"), line.block, line.number, line.source)
