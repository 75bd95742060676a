"""Lists whose items or paragraphs are a job or degree each, or an employer or school with those inside."""

from __future__ import annotations

from itertools import pairwise

from cvdiff.extraction.cuts import cut_at
from cvdiff.extraction.features import SURE, Features
from cvdiff.extraction.list_cuts import opens_with_date
from cvdiff.extraction.named import named_spans
from cvdiff.values.dates import lasting, parse_dates, trailing_dates
from cvdiff.values.details import tells_prizes
from cvdiff.values.roles import find_role

DATE_WORDS = 6
"""A longer line is no date alone."""
_ROLE_WORDS = 8
"""A longer line is a bullet that tells of a job, not its title."""


def is_item_of_one(group: list[Features]) -> bool:
    """Whether an item or a row is one job: by what its source says, or by its dates."""
    return _is_named_item(group) or _is_dated_item(group)


def _is_dated_item(group: list[Features]) -> bool:
    """Whether an item or a row has the dates of one job in a line that is not nested, or of those in it.

    Dates alone that open an item are the job's; what lines below them date is a part of it.
    """
    first = group[0].line
    level = [f for f in group if f.line.depth == first.depth]
    own = sum(f.stint and not _is_prize(f, level) for f in level)
    own -= sum(_is_begin(f, above) for above, f in pairwise(level))
    item = first.source.kind == "item"
    opened = item and is_date(level[0]) and not any(map(opens_with_date, level[1:]))
    one = own == 1 or opened or (not own and bool(_dated_inside(group)))
    return (item or first.source.kind == "row") and one


def _is_begin(feature: Features, above: Features) -> bool:
    """Whether a line is the date at which what lasts in the line above began: "Current", "May 2019" below."""
    return feature.stint and above.stint and not above.dates and is_date(feature)


def _is_prize(feature: Features, level: list[Features]) -> bool:
    """Whether the dates of a line are those of prizes won in studies that another line names and dates."""
    others = (f for f in level if f is not feature and f.stint and f.degree >= SURE)
    return feature.degree < SURE and any(others) and tells_prizes(feature.plain)


def _is_named_item(group: list[Features]) -> bool:
    """Whether the source itself says whose job an item is and what it was called, with dates or without."""
    source = group[0].line.source
    return source.kind == "item" and {"role", "organization"} <= named_spans(source.text).keys()


def _dated_inside(group: list[Features]) -> list[Features]:
    """The dated roles or degrees nested in the item of a school or employer that has no dates itself."""
    first = group[0]
    dated = [f for f in group if f.stint]
    inside = all(f.line.depth > first.line.depth and max(f.role, f.degree) >= SURE for f in dated)
    return dated if inside and first.organization >= SURE else []


def is_dated_paragraph(group: list[Features]) -> bool:
    """Whether a paragraph is one line, however long, that names a job and that dates close."""
    first = group[0]
    closing = trailing_dates(first.plain) if len(group) == 1 and not first.labelled else None
    if closing is None or closing.end < len(first.plain) or not closing.start:
        return False
    role = find_role(first.plain)
    opens = role is not None and role[0] == 0
    return opens or max(first.role, first.degree, first.organization) >= SURE


def is_whole_paragraph(group: list[Features]) -> bool:
    """Whether a paragraph of lines names a degree or job in one and its organization in another, and has
    the dates of no other."""
    first = group[0].line
    if first.source.kind != "paragraph" or first.source.items or group[-1].line.block != first.block:
        return False
    ranks = [max(f.role, f.degree) >= SURE for f in group]
    places = [f.organization >= SURE and not rank for f, rank in zip(group, ranks, strict=True)]
    return sum(ranks) == sum(places) == 1 and sum(f.stint for f in group) <= 1


def names_in_pairs(paragraphs: list[list[Features]]) -> list[list[Features]]:
    """The undated paragraphs in pairs, where a role or degree and its organization take turns."""
    if any(len(paragraph) > 1 or paragraph[0].line.source.items for paragraph in paragraphs):
        return paragraphs
    names = [_name_of(paragraph[0]) for paragraph in paragraphs]
    turns = names[:2] in (["r", "o"], ["o", "r"]) and names == names[:2] * (len(names) // 2)
    if not turns:
        return paragraphs
    return [a + b for a, b in zip(paragraphs[::2], paragraphs[1::2], strict=True)]


def with_details(entries: list[list[Features]]) -> list[list[Features]]:
    """Undated entries, each paragraph that names a degree and its school with what describes it below."""
    out: list[list[Features]] = []
    is_open = False
    for entry in entries:
        if is_open and _describes(entry[0]):
            out[-1] = [*out[-1], *entry]
        else:
            out.append(entry)
            is_open = not entry[0].line.source.items and _is_whole(entry[0]) and entry[0].degree >= SURE
    return out


def _describes(feature: Features) -> bool:
    """Whether a line below a degree is a row with a label, or an item that names nothing of its own."""
    return feature.labelled or (bool(feature.line.source.items) and not _is_whole(feature))


def _is_whole(feature: Features) -> bool:
    """Whether a line names both a role or degree and an organization."""
    return feature.named and max(feature.role, feature.degree) >= SURE and feature.organization >= SURE


def _name_of(feature: Features) -> str:
    """What a line names: "r" a role or degree, "o" an organization, "-" both or neither."""
    role, organization = max(feature.role, feature.degree) >= SURE, feature.organization >= SURE
    return "-" if role == organization else "r" if role else "o"


def apart_inside(item: list[Features]) -> list[list[Features]]:
    """An item, cut at each dated role or degree nested in it but the first, which goes with the employer."""
    others = {id(f) for f in _dated_inside(item)[1:]}
    return cut_at(item, lambda f: id(f) in others)


def cut_at_opening_dates(features: list[Features]) -> list[list[Features]] | None:
    """Paragraphs cut at the jobs that dates open, where another line has its date further on.

    What became of a post is told below it ("Tenure granted, May 2018."). So they are where all dates stand
    in a margin of their own, "Present" among them, and some of the jobs have more lines below.
    """
    if not features[0].stint or any(f.line.source.items for f in features):
        return None
    margin = [f for f in features if f.stint and _is_beside_date(f)]
    if len(margin) > 1 and features[0] is margin[0] and sum(f.stint for f in features) == len(margin):
        return cut_at(features, _is_beside_date)
    opened = [opens_with_date(f) and f.named for f in features]
    told = any(f.stint and not opens_with_date(f) for f in features)
    if not told or not opened[0] or sum(opened) < 2:
        return None
    return cut_at(features, lambda f: opens_with_date(f) and f.named)


def _is_beside_date(feature: Features) -> bool:
    """Whether a line of a paragraph names a job or degree behind a cell that holds its dates."""
    cell, tab, behind = feature.plain.partition("\t")
    if not (tab and behind and feature.named and feature.line.source.kind == "paragraph"):
        return False
    return (parse_dates(cell) or lasting(feature.plain)) is not None


def cut_above_headings(features: list[Features]) -> list[list[Features]] | None:
    """The entries of a section in which dates alone stand right above every heading, else None."""
    dated = {
        id(above)
        for above, f in pairwise(features)
        if f.line.source.kind == "heading" and above.line.source.kind != "heading" and is_date(above)
    }
    headings = sum(f.line.source.kind == "heading" for f in features)
    if id(features[0]) not in dated or len(dated) < headings:
        return None
    return cut_at(features, lambda f: id(f) in dated)


def without_closing(entries: list[list[Features]]) -> list[list[Features]]:
    """The entries, a paragraph below a list of them on its own ("References on request.")."""
    *others, last = entries
    own = [f for f in last if f.line.source.items]
    listed = others and all(f.line.source.items for entry in others for f in entry)
    return [*others, own, last[len(own) :]] if listed and last[: len(own)] == own != last and own else entries


def employer_below_role(item: list[Features]) -> Features | None:
    """The employer's line with the dates, right below the role alone with which an item opens."""
    if len(item) < 2 or item[0].stint or item[0].words > _ROLE_WORDS:
        return None
    first, second = item[:2]
    role = first.named and first.role >= SURE > first.organization
    employer = second.stint and second.organization >= SURE > second.role
    return second if role and employer else None


def is_date(feature: Features) -> bool:
    """Whether a line is nothing but dates."""
    return feature.words <= DATE_WORDS and parse_dates(feature.plain) is not None


def completes(feature: Features, above: Features) -> bool:
    """Whether a line is the degree, with its day, that ended the years at the school in the line above.

    The years may also stand alone in front of the degree in an item.
    """
    if not (feature.dates and above.dates) or above.degree >= SURE:
        return False
    years, day = above.dates[0].dates, feature.dates[0].dates
    studied = years.current or years.start != years.end
    school = feature.organization < SURE <= above.organization
    in_front = feature.line.source.items == above.line.source.items != () and is_date(above)
    return feature.degree >= SURE and (school or in_front) and studied and day.start == day.end
