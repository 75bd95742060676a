"""Points that belong together: the two of a range, and the parts of a list that share a year."""

from __future__ import annotations

from cvdiff.values.date_calendar import Point, Span, calendar


def joined(point: Span, later: Span) -> Span | None:
    """The range from one point to a later one, or None if they make none."""
    first, second, last = point.first, later.first, later.last
    if first is None or second is None:
        return None
    if first.year is None:
        if not (second.month or second.season):
            return None
        before = bool(first.month and second.month and first.month > second.month)
        first = _in_year(first, second.year - before if second.year else None)
    if (first.year is None) != (last.year is None):
        return None
    if (first.year or 0, first.month or 0) > (last.year or 0, last.month or 12) and first.year:
        return None
    return Span(first, last, later.end)


def _in_year(point: Point, year: int | None) -> Point:
    return point._replace(year=year) if point.season else calendar(year, point.month, point.day)


def with_years(spans: list[Span]) -> list[Span]:
    """Parts without a year get that of the next part: "Spring and Fall 2021"."""
    year: int | None = None
    out = []
    for span in reversed(spans):
        if span.last.year is None and year is not None and span.first is not None:
            span = span._replace(first=_in_year(span.first, year), last=_in_year(span.last, year))
        year = span.first.year if span.first else span.last.year
        out.append(span)
    return out[::-1]
