"""Years behind a name: "ICML 2022 and 2024-2026" as "ICML" and a set of years, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)"
_SPAN = rf"{_YEAR}(?:\s?[-–—]{{1,3}}\s?(?:{_YEAR}|\d\d))?"
_JOINT = r"\s?(?:,|;|/|&|\+|\band\b|\bet\b|\bund\b|\by\b|\be\b)\s?"
_YEARS_AT_END = rf"(?:^|[\s(]|(?=['’]))({_SPAN}(?:{_JOINT}{_SPAN})*)\)?$"
_ONE_SPAN = rf"({_YEAR})(?:\s?[-–—]{{1,3}}\s?({_YEAR}|\d\d))?"

_LONGEST_SPAN = 80
"""Years that a range may cover; a longer one is no range of years."""

_LONGEST_ITEM = 300
"""Characters of an item in which years are looked for."""


class Dated(NamedTuple):
    """A name and the years that stand behind it (none: not dated)."""

    head: str
    years: frozenset[int]


def split_years(item: str) -> Dated:
    """An item as its name and its years; the name is empty where the item is nothing but years."""
    if len(item) > _LONGEST_ITEM or not item.rstrip(")\n")[-1:].isdecimal():
        return Dated(item, frozenset())
    found = re.search(_YEARS_AT_END, item)
    years = expand(found[1]) if found else frozenset()
    if not found or not years:
        return Dated(item, frozenset())
    head = item[: found.start()].rstrip(" (,:")
    if head.count("(") > head.count(")"):  # "Oxmere (Feb 2024)": more than years in the bracket
        return Dated(item, frozenset())
    return Dated(head, years)


def expand(spans: str) -> frozenset[int]:
    """Every year of a list of years and ranges; empty where a range runs backwards or too far."""
    years: set[int] = set()
    for span in re.finditer(_ONE_SPAN, spans):
        first = _year(span[1], 2000)
        last = _year(span[2], first) if span[2] else first
        if not first <= last <= first + _LONGEST_SPAN:
            return frozenset()
        years.update(range(first, last + 1))
    return frozenset(years)


def _year(text: str, near: int) -> int:
    """A year in digits; one of two digits stands in the century of `near`."""
    digits = text.lstrip("'’")
    return int(digits) if len(digits) == 4 else near - near % 100 + int(digits)


def compress(years: Iterable[int]) -> str:
    """Years as ranges: 2020, 2021, 2022, 2025 -> "2020-2022, 2025"."""
    spans: list[list[int]] = []
    for year in sorted(years):
        if spans and year == spans[-1][1] + 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)
