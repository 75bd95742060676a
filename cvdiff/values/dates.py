"""Finds, reads and compares the dates and date ranges of CVs.

`date_words` cuts a text into tokens and names the words, `date_points` reads one point in time,
`date_ranges` ranges and lists of them; their docstrings are the grammar. The words of every language
are in `cvdiff/data/dates.toml`.

A season, a quarter and "early/mid/late" have no month: the ISO prefix is the year, and `same_dates`
compares the season all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cvdiff.dataclass import dataclass
from cvdiff.memory import remember
from cvdiff.model import Dates
from cvdiff.values.date_calendar import Point, Span
from cvdiff.values.date_ranges import DateReader
from cvdiff.values.date_words import runs, words

_NOW = r"(?:^(?!..$)|\()([^\W\d][^()\d\n]{1,15})\)?$"
"""A short word or two that are all of a text ("ON" is a place), or stand in the bracket that closes it."""
_NOW_BEFORE = r"([^\W\d][^()\d\n\t]{1,15})\t"
"""The same in a cell of its own that opens it."""
_LONGEST_NOW = 16
_AROUND = " \t\n\r.,;:|*_·•()[]{}"
_AFTER = " \t\r.,;:|*_·•)]}"


@dataclass(frozen=True, slots=True)
class DateMatch:
    """Dates found in a text; `start` and `end` are offsets into it."""

    start: int
    end: int
    dates: Dates


_Part = tuple[Point | None, Point | None, bool]
"""First and last point (None: open) and whether it is only expected."""


class _Found(NamedTuple):
    start: int
    end: int
    spans: list[Span]


def find_dates(text: str) -> list[DateMatch]:
    """Every date or date range of `text`, in reading order and disjoint.

    A list of stints ("06/2016-08/2016, 04/2017") is one match from its earliest to its latest date.
    Brackets around a date are outside the match.
    """
    return list(_found_dates(text))


@remember
def _found_dates(text: str) -> list[DateMatch]:
    return [DateMatch(f.start, f.end, _dates(text, f)) for f in _scan(text)]


def trailing_dates(text: str) -> DateMatch | None:
    """The dates that close `text`, or else the first line of it that closes with dates.

    The match reaches over brackets around the dates and to the end of the line, so that what is left
    of the line is `text[:start]`; `dates.text` is without them.
    """
    found = find_dates(text)
    at_end = [m for m in found[-1:] if _closes_text(text, m.end)]
    match = next(iter(at_end or (m for m in found if _closes_line(text, m.end))), None)
    if match is None:
        return None
    line_end = text.find("\n", match.end)
    end = len(text) if line_end < 0 else line_end
    start = match.start
    while start and text[start - 1] in "([{":
        start -= 1
    return DateMatch(start, end, match.dates)


def lasting(text: str) -> DateMatch | None:
    """What only says that something lasts: all of a line ("Present"), a bracket behind it, a cell before it.

    In "Head of Moss (present)", "Present<TAB>PhD candidate" as in the line above a role no date is told, so
    that `find_dates` finds none; the match is without the bracket.
    """
    if text.endswith(")") or len(text) <= _LONGEST_NOW:
        found = re.search(_NOW, text)
    else:
        found = re.match(_NOW_BEFORE, text) if "\t" in text[: _LONGEST_NOW + 1] else None
    words_in = tuple(found[1].lower().split()) if found else ()
    if not found or list(words_in[1:]) not in map(list, words().phrases["current"].get(words_in[0], ())):
        return None
    return DateMatch(*found.span(1), Dates(text=found[1], start=None, end=None, current=True))


def lies_within(inner: Dates, outer: Dates) -> bool:
    """Whether a stint's years are among those of another one."""
    begins = (outer.start or "0000")[:4] <= (inner.start or "9999")[:4]
    return begins and (outer.current or (inner.end or "9999")[:4] <= (outer.end or "0000")[:4])


def _closes_text(text: str, end: int) -> bool:
    """Whether nothing but punctuation and white space follows."""
    while end < len(text) and (text[end] in _AFTER or text[end].isspace()):
        end += 1
    return end == len(text)


def _closes_line(text: str, end: int) -> bool:
    """The same for the rest of the line."""
    while end < len(text) and text[end] in _AFTER:
        end += 1
    return end == len(text) or text[end] == "\n"


def parse_dates(text: str) -> Dates | None:
    """The dates of a text that is nothing but dates; None for any other text.

    Brackets, punctuation at the ends and words such as "in" or "circa" may stand around them.
    """
    found = find_dates(text)
    if len(found) != 1:
        return None
    match = found[0]
    filler = words().sets["filler"]
    around = f"{text[: match.start]} {text[match.end :]}".split()
    words_around = (w.strip(_AROUND).lower() for w in around)
    return match.dates if all(not w or w in filler for w in words_around) else None


def same_dates(a: Dates | None, b: Dates | None) -> bool:
    """Whether both say the same, however printed; a month or an "expected" more is a difference."""
    if a is None or b is None:
        return a is b
    return _content(a) == _content(b)


def years(text: str) -> list[tuple[int, int, str]]:
    """The numbers of `text` that can be publication years: start, end, four digits.

    Not taken: parts of longer numbers, identifiers, URLs, page ranges and volumes. `'24` counts as
    2024 after a capitalised word (a venue).
    """
    return list(_years(text))


@remember
def _years(text: str) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for run in runs(text):
        reader = DateReader(text, run)
        for i, token in enumerate(run):
            year = reader.publication_year(i) if token.kind in ("number", "short") else None
            if year is not None and (not found or found[-1][0] < token.start):
                found.append((token.start, token.end, str(year)))
    return found


def _scan(text: str) -> Iterator[_Found]:
    for run in runs(text):
        reader = DateReader(text, run)
        i = 0
        while i < len(run):
            spans = reader.dates(i) if reader.starts(i) else []
            if not spans:
                i += 1
                continue
            end = spans[-1].end
            yield _Found(run[i].start, run[end - 1].end, spans)
            i = end


def _dates(text: str, found: _Found) -> Dates:
    starts = [s.first.iso() for s in found.spans if s.first]
    current = any(s.current for s in found.spans)
    return Dates(
        text=text[found.start : found.end],
        start=min(starts) if len(starts) == len(found.spans) else None,
        end=None if current else max(s.last.iso() for s in found.spans),
        current=current,
    )


def is_expected(dates: Dates) -> bool:
    """Whether they are announced only: "2025 (expected)"."""
    return any(span.expected for found in _scan(dates.text) for span in found.spans)


def _content(dates: Dates) -> object:
    """What two printed forms of the same dates have in common."""
    spans = [s for found in _scan(dates.text) for s in found.spans]
    if not spans:
        words = "".join(c for c in dates.text.lower() if c.isalnum())
        return words, dates.start, dates.end, dates.current
    return _merged([(s.first, None if s.current else s.last, s.expected) for s in spans])


def _merged(parts: list[_Part]) -> list[_Part]:
    """The parts with years that follow each other made one range: "2022, 2023" is "2022-2023"."""
    out: list[_Part] = []
    for first, last, expected in parts:
        before = out[-1] if out else (None, None, expected)
        if before[1] and first and _follows(before[1], first) and before[2] == expected:
            out[-1] = (before[0], last, expected)
        else:
            out.append((first, last, expected))
    return out


def _follows(before: Point, after: Point) -> bool:
    """Whether both are bare years, one after the other."""
    return before[1:] == after[1:] == (None, None, None) and after.year == (before.year or 0) + 1
