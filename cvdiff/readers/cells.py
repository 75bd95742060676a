"""What the cells of a layout table show, in every format: dates broken in a narrow column, headings."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from cvdiff.patterns import pattern

_DATE = pattern(r"(?:[\d./-]{0,6}|[^\W\d_]{3,9}\.?) ?(?:[^\W\d_]{3,9}\.? )?(?:19|20)\d\d(?!\d)")
"""A year at the start of a cell, behind a day, a month, a season: "March 2024", "31 May 2023", "05/2021"."""

LONGEST_DATE = 80
"""Characters of a date with its remarks."""
SHORT_DATE = 40
"""A date of fewer characters may have still shorter text beside it."""

_MIN_HEADED = 2
"""Tables that open with a heading; a single one may open with a title."""
_HEADING_WORDS = 4
"""Headings of sections have fewer words in the median, the titles of papers more."""


def is_date(text: str, longest: int) -> bool:
    """Whether a cell holds a date, whose line breaks are the column's.

    `longest` is the number of characters of the longest cell in its row.
    """
    return len(text) < max(SHORT_DATE, min(longest, LONGEST_DATE)) and _DATE.match(text) is not None


def are_headings(rows: Iterable[str]) -> bool:
    """Whether the rows of one cell that open several tables are headings, by their texts."""
    words = [len(row.split()) for row in rows]
    return len(words) >= _MIN_HEADED and median(words) < _HEADING_WORDS
