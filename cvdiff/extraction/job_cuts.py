"""Which lines of a section of jobs or degrees belong to one.

A grammar of components (dates, role or degree, organization) begins the next entry where a component
comes again; plainer cuts compete with it, and the one whose entries have one date and a name each wins.
"""

from __future__ import annotations

from itertools import pairwise

from cvdiff.extraction.cuts import PARALLEL_SHARE, PROSE_WORDS, Entry, as_entries, cut_at, groups
from cvdiff.extraction.features import SURE, Features
from cvdiff.extraction.job_items import (
    apart_inside,
    completes,
    cut_above_headings,
    cut_at_opening_dates,
    is_dated_paragraph,
    is_item_of_one,
    is_whole_paragraph,
    names_in_pairs,
    with_details,
    without_closing,
)
from cvdiff.extraction.job_ranks import ranks_apart
from cvdiff.extraction.job_units import Unit, units_of
from cvdiff.extraction.list_cuts import with_texts
from cvdiff.values.dates import parse_dates
from cvdiff.values.roles import find_degree, opens_with_part

_ARE_ONE = (is_item_of_one, is_dated_paragraph, is_whole_paragraph)
"""What tells of a group of lines that it is one job or degree, if it tells it of all."""
HEAD_LINES = 5
"""Role, organization, place and dates of a job take no more lines."""


def cut_jobs(features: list[Features]) -> list[Entry]:
    """One entry a job or degree."""
    ranks = (rank for entry in _cut(features) for rank in ranks_apart(entry))
    return as_entries(part for rank in ranks for part in _degrees_apart(rank))


def _cut(features: list[Features]) -> list[list[Features]]:
    """The cut whose entries have one date and a name each; the grammar of components if several do."""
    if any(f.line.source.kind == "term" for f in features):
        return _by_grammar(features)
    headings = sum(1 for f in features if f.line.source.kind == "heading")
    if headings > 2 or (headings > 1 and features[0].line.source.kind == "heading"):
        headed = cut_above_headings(features) or cut_at(features, lambda f: f.line.source.kind == "heading")
        return [entry for below in headed for entry in _roles_of_employer(below)]
    if not any(f.stint for f in features):
        return with_details(names_in_pairs(groups(features)))
    if _is_one(features):
        return [features]
    items = groups(features)
    if described := with_texts(items):
        return described
    if len(items) > 1 and any(all(map(one, items)) for one in _ARE_ONE):
        return [part for item in items for part in apart_inside(item)]
    if below_dates := cut_at_opening_dates(features):
        return below_dates
    cuts = [_by_grammar(features), items]
    if sum(1 for f in features if f.stint) >= 2:
        cuts.append(cut_at(features, lambda f: _may_start(f, features[0].line.depth)))
        cuts.append(_cut_before_dates(features))
    return without_closing(max(cuts, key=_quality))


def _roles_of_employer(entry: list[Features]) -> list[list[Features]]:
    """What stands below a heading, cut at each job or degree where it names an employer with several.

    The employer goes with the first.
    """
    heading, *below = entry
    if heading.stint or heading.line.source.kind != "heading" or max(heading.role, heading.degree) >= SURE:
        return [entry]
    starts = {id(f) for f in below if _is_dated_role(f)}
    if len(starts) < 2 or not _is_dated_role(below[0]):
        return [entry]
    first, *others = cut_at(below, lambda f: id(f) in starts)
    return [[heading, *first], *others]


def _is_dated_role(feature: Features) -> bool:
    """Whether a line outside lists names a job or degree and its dates."""
    in_list = bool(feature.line.source.items)
    return not in_list and feature.stint and feature.named and max(feature.role, feature.degree) >= SURE


def _is_one(features: list[Features]) -> bool:
    """Whether a few lines outside lists hold one date and one role or degree: one job, in any order."""
    listed = any(f.line.source.items for f in features)
    if listed or len(features) > HEAD_LINES or sum(f.stint for f in features) != 1:
        return False
    return sum(f.named and max(f.role, f.degree) >= SURE for f in features) == 1


def _degrees_apart(entry: list[Features]) -> list[list[Features]]:
    """A school's name with degrees on the lines below: the first goes with it, others stand alone."""
    school, *below = entry
    one = all(f.line.block == school.line.block for f in below) and not school.dates
    degrees = [f for f in below if _names_degree(f)] if one and school.organization >= SURE else []
    if len(degrees) < 2 or degrees[0] is not below[0] or school.degree >= SURE:
        return [entry]
    others = {id(f) for f in degrees[1:]}
    return cut_at(entry, lambda f: id(f) in others)


def _names_degree(feature: Features) -> bool:
    """Whether a line opens with a degree that is not a part of another."""
    span = None if feature.labelled or feature.prose else find_degree(feature.plain)
    opens = span is not None and span[0] == 0
    return opens and not opens_with_part(feature.plain)


def _may_start(feature: Features, depth: int) -> bool:
    """Whether a dated line can begin an entry: not inside an item, unless it names a job or is only dates."""
    if not feature.stint or feature.line.depth > depth or feature.told:
        return False
    inside = feature.line.source.kind == "item" and feature.line.number > 0
    return not inside or feature.named or parse_dates(feature.plain) is not None


def _cut_before_dates(features: list[Features]) -> list[list[Features]]:
    """Starts at the named line above an undated name's dates ("Analyst, Acme" / "2019-2020")."""
    starts = set()
    for n, feature in enumerate(features):
        if _may_start(feature, features[0].line.depth):
            above = n - 1
            lone = parse_dates(feature.plain) is not None
            starts.add(above if lone and above >= 0 and not features[above].stint else n)
    return [
        [features[i] for i in range(a, b)]
        for a, b in zip([0, *sorted(starts - {0})], [*sorted(starts - {0}), len(features)], strict=True)
    ]


def _quality(cut: list[list[Features]]) -> float:
    """The mean of its entries; what summing floats adds to it must not tell one cut from another."""
    return round(sum(map(_job_quality, cut)) / len(cut), 6)


def _job_quality(entry: list[Features]) -> float:
    """1 for one date and a name in the head; less for what is missing or there twice."""
    top = min(f.line.depth for f in entry)
    head = [f for f in entry if f.line.depth == top and f.words <= PROSE_WORDS]
    completing = sum(f.stint and above.stint and completes(f, above) for above, f in pairwise(head))
    dates = sum(f.stint for f in head) - completing or int(any(f.stint for f in entry[:4]))
    named = any(f.named for f in head[:4])
    opened = bool(head) and (head[0].named or head[0].stint)
    return 0.6 * (dates > 0) + 0.4 * named + 0.2 * opened - 0.5 * max(0, dates - 1) - 0.6 * (not head)


def _by_grammar(features: list[Features]) -> list[list[Features]]:
    units = units_of(features)
    items = [u for u in units if u.item]
    items_start = bool(items) and (
        units[0].item or sum(u.dated and u.named for u in items) >= PARALLEL_SHARE * len(items)
    )
    entries: list[list[Unit]] = []
    opener: str | None = None
    employers = _employers(units)
    terms = any(u.term for u in units)
    terms_are_jobs = any(u.term and u.dated_role for u in units)
    for unit in units:
        begins = unit in employers or (
            not _is_row_below(unit, units[0])
            and bool(entries)
            and _starts(unit, entries[-1], items_start, opener)
        )
        if terms:  # a job without a description stands between them, as a paragraph
            begins = unit.term or (
                terms_are_jobs and unit.dated_role and not unit.features[0].line.source.items
            )
        if not entries or begins:
            entries.append([])
            opener = opener or unit.first
        entries[-1].append(unit)
    return [[f for u in entry for f in u.features] for entry in entries]


def _employers(units: list[Unit]) -> set[Unit]:
    """The lone lines that look as the first line does, where one of these names an employer."""
    look = units[0].look
    heads = {unit for unit in units if look and unit.title == look}
    return heads if any(unit.named for unit in (units[0], *heads)) else set()


def _starts(unit: Unit, entry: list[Unit], items_start: bool, opener: str | None) -> bool:
    """Whether a unit begins the next entry, given the units of the entry so far."""
    if unit.heading:
        return True
    dated = any(u.dated for u in entry)
    if unit.item:
        if not items_start:
            return False
        header = not entry[0].item and not any(u.dated for u in entry)
        whole = unit.role and unit.organization and entry[0].item
        return (unit.dated or whole) and not header and (unit.named or not entry[0].named)
    closed = any(u.item or not (u.dated or u.named) for u in entry[1:]) and dated
    if unit.dated:
        return (dated and (unit.named or unit.only_dates)) or (closed and unit.named)
    if not unit.named or _is_prose(unit):
        return False
    repeated = (unit.role and any(u.role for u in entry)) or (
        unit.organization and any(u.organization for u in entry)
    )
    return dated and (repeated or closed or unit.first == opener)


def _is_row_below(unit: Unit, head: Unit) -> bool:
    """Whether an undated line of a paragraph is not set apart as the employer's name above the first is."""
    first, above = unit.features[0], head.features[0]
    inside = first.line.source.kind == "paragraph" and first.line.number > 0
    return (
        inside
        and not unit.dated
        and first.opening == "plain"
        and above.opening != "plain"
        and not above.stint
    )


def _is_prose(unit: Unit) -> bool:
    return sum(f.words for f in unit.features) > 30 or unit.features[0].plain.endswith((".", ":"))
