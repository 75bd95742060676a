"""The lines of a section of jobs or degrees in units: what is of one entry for sure."""

from __future__ import annotations

from itertools import pairwise

from cvdiff.extraction.cuts import cut_at, groups
from cvdiff.extraction.features import SURE, Features
from cvdiff.extraction.job_items import completes, employer_below_role, is_date
from cvdiff.values.dates import parse_dates


class Unit:
    """A group of lines with the components of its head."""

    def __init__(self, features: list[Features]) -> None:
        self.features = features
        top = min(f.line.depth for f in features)
        head = [f for f in features if f.line.depth == top][:4]
        listed = features[0].line.source.kind in ("item", "term", "row")
        self.item = listed and not _at_margin(features[0])
        self.term = features[0].line.source.kind in ("term", "row")
        self.heading = features[0].line.source.kind == "heading"
        self.dated = any(f.stint for f in head) or (self.item and any(is_date(f) for f in features))
        self.only_dates = len(head) == 1 and is_date(head[0])
        self.role = any(max(f.role, f.degree) >= SURE and f.named for f in head)
        self.organization = any(f.organization >= SURE and f.named for f in head)
        self.dated_role = self.dated and self.role

    @property
    def look(self) -> str:
        """How an undated line that opens a paragraph is set apart: it may name an employer for the rest."""
        first = self.features[0]
        opens = first.line.source.kind == "paragraph" and not first.line.depth and not first.line.number
        return first.opening if opens and not first.stint and first.opening != "plain" else ""

    @property
    def title(self) -> str:
        """The look of a lone line."""
        return self.look if len(self.features) == 1 else ""

    @property
    def named(self) -> bool:
        """Whether a role or an organization stands in the head."""
        return self.role or self.organization

    @property
    def first(self) -> str:
        """Whether the first line is rather an employer or school, or a role or degree."""
        feature = self.features[0]
        return "organization" if feature.organization > max(feature.role, feature.degree) else "role"


def units_of(features: list[Features]) -> list[Unit]:
    """The units of a section, in order."""
    return [Unit(p) for group in groups(features) for part in _at_margins(group) for p in _explode(part)]


def _at_margins(group: list[Features]) -> list[list[Features]]:
    """Cut where a later line of an item below other lines has a name and, in a column, dates: the next job.

    Plain text without blank lines runs the next job's first line together with the last bullet above it.
    """
    return cut_at(group, lambda f: _at_margin(f) and f is not employer_below_role(group))


def _at_margin(feature: Features) -> bool:
    """Whether a later line of an item names a job and has its dates in its last column.

    An item whose first line has columns as well is all one job, set in rows; so is one without a bullet.
    """
    source = feature.line.source
    if (
        feature.line.number == 0
        or source.kind != "item"
        or not source.marker
        or "\t" in source.text.plain.partition("\n")[0]
    ):
        return False
    _, tab, cell = feature.plain.rpartition("\t")
    return bool(tab) and feature.stint and feature.named and parse_dates(cell) is not None


def _explode(group: list[Features]) -> list[list[Features]]:
    """A paragraph of several dated lines is a table of entries: one unit a line.

    What an item says above its first date (a school with two degrees) goes with that, and a degree with
    its day with the years at school above it.
    """
    top = min(f.line.depth for f in group)
    head = [f for f in group if f.line.depth == top]
    if group[0].line.source.kind in ("term", "row") or sum(1 for f in head if f.stint) < 2:
        return [group]
    named = [f for f in head if f.stint and f.named]
    if len(named) < 2:
        return [group]
    first = next(n for n, f in enumerate(group) if f.stint) if group[0].line.source.kind == "item" else 0
    parts = [group[: first + 1]]
    for above, line in pairwise(group[first:]):
        if completes(line, above):
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts
