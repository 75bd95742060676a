"""Points in time and ranges of them, as read; what the calendar does not have is left out."""

from __future__ import annotations

from typing import NamedTuple

_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Point(NamedTuple):
    """A day, month, season or year; `year` is None while it waits for a later part's year."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: str | None = None

    def iso(self) -> str:
        """The point as an ISO prefix: "2024", "2024-08", "2024-08-31"."""
        parts = f"{self.year:04d}"
        if self.month:
            parts += f"-{self.month:02d}"
        if self.month and self.day:
            parts += f"-{self.day:02d}"
        return parts


class Span(NamedTuple):
    """A range as read, up to the token `end`; `first` is None for "until 2020"."""

    first: Point | None
    last: Point
    end: int
    current: bool = False
    expected: bool = False


def calendar(year: int | None, month: int | None = None, day: int | None = None) -> Point:
    """A point without what the calendar does not have."""
    if not month or not 1 <= month <= 12:
        return Point(year)
    leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    longest = 28 if month == 2 and not leap else _MONTH_DAYS[month - 1]
    return Point(year, month, day if day and 1 <= day <= longest else None)
