"""A position or degree ends before it starts, names a month that no year has, or starts in the future.

`2020-21` and `1998-02` are years in short; `2020-13` can be neither years nor a month. A start in the
future may be a contract that is signed, so that it is only info.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit, hit
from cvdiff.model import CV, Dates, Job

_HEAD_LINES = 3
_LONGEST_HEAD = 500
_LONGEST_SHORTHAND = 15
"""Years that a range such as `1998-02` spans at most."""

_MONTH_FIRST = re.compile(r"(?<![\w./-])(\d{2})[/.](?:19|20)\d\d(?![\w/-]|\.\d)")
_YEAR_FIRST = re.compile(r"(?<![\w./-])(?:19|20)(\d\d)-(\d\d)(?![\w./-])")
_DAY_OR_MONTH = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
"""`09/02/2026` may be in February or in September, so that such dates prove nothing."""

_TWO_YEARS = r"((?:19|20)\d\d)\s*(?:[-–—−]{1,3}|to|until|bis|au|al?)\s*((?:19|20)\d\d)"
_TO = re.compile(r"\s*(?:[-–—−]|to|until|bis|au|al?)\s*", re.IGNORECASE)


def find(cv: CV, context: Context) -> Iterator[Hit]:
    """At most one hit a position or degree, the gravest."""
    for record in cv.records:
        if not isinstance(record, Job):
            continue
        head = "\n".join(record.text.split("\n")[:_HEAD_LINES])[:_LONGEST_HEAD]
        if reversed_range := _reversed(head):
            yield hit(cv, record, "dates", dates=reversed_range, form="reversed")
        elif month := _no_month(head):
            yield hit(cv, record, "dates", dates=month, form="month")
        elif record.dates and _is_future(record.dates, context.today):
            yield hit(cv, record, "dates", severity="info", dates=record.dates.text, form="future")


def _reversed(head: str) -> str | None:
    """A range as printed whose end is before its start."""
    from cvdiff.values.dates import find_dates

    found = find_dates(head)
    for date_ in found:
        printed = head[date_.start : date_.end]
        years = re.fullmatch(_TWO_YEARS, printed)
        if years and years[1] > years[2]:  # read as the span that it may be, but printed the wrong way
            return printed
    for first, second in pairwise(found):
        if not _TO.fullmatch(head, first.end, second.start):
            continue
        start, end = first.dates.end, second.dates.start
        if _DAY_OR_MONTH.search(head, first.start, second.end):
            continue
        if start and end and not start.startswith(end) and end < start[: len(end)]:
            return head[first.start : second.end]
    return None


def _no_month(head: str) -> str | None:
    """A date as printed whose month is not from 1 to 12, however it is read."""
    for found in _MONTH_FIRST.finditer(head):
        if not 1 <= int(found[1]) <= 12:
            return found[0]
    for found in _YEAR_FIRST.finditer(head):
        year, part = int(found[1]), int(found[2])
        if (part == 0 or part > 12) and (part - year) % 100 > _LONGEST_SHORTHAND:
            return found[0]
    return None


def _is_future(dates: Dates, today: date) -> bool:
    """Whether a range starts after today; a single date may be the end that is hoped for."""
    start = dates.start
    return start is not None and start != dates.end and start > today.isoformat()[: len(start)]
