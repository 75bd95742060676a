"""Finds, reads and compares the dates and date ranges of CVs.

The text is cut into tokens once (`_TOKEN`); words that no date contains split the tokens into short
runs, and only runs with a number are read, by recursive descent over this grammar:

    list    = range { ("," | ";" | "&" | and) range }
    range   = [since | until | from | expected] point [tail]
    tail    = (dash | to) point | (dash | to) ["("] current [")"] | dash open-end | onwards
            | "(" current ")" , then ["("] expected [")"]
    point   = Y-M[-D] | M/Y | M.Y | D.M.Y | M/D/Y | Y年[M月[D日]] | years
            | month [day [dash day]] [","] [years] | day [dash day] month [years]
            | season [term] [years] | "Q" N [years] | Y month [day] | Y season
    years   = Y | Y/YY | Y-YY | 'YY

A month, a season or a day with month may lack its year when a later part of the range or list has it
("Jun - Aug 2024"). All words come from `cvdiff/data/dates.toml`.

Readings that need a decision: `2010-11` and `2010/11` are academic years, `2010-10` is October and
`2003–07` (a long dash) a range; `03/04/2019` is month first, `03.04.2019` and `03-04-2019` day first
(and whichever of the two cannot be a month is the day). A season, a quarter and "early/mid/late" have
no month: the ISO prefix is the year, but `same_dates` compares the season. A month or day that the
calendar does not have is not read.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from cvdiff.model import Dates

_TOKEN = re.compile(
    r"(?P<skip>(?:https?://|www\.|(?i:doi|arxiv):\ ?)[^\s<>)\]]+|\b10\.\d{4,9}/[^\s<>]+"
    r"|\+\d[\d ().-]{6,20}\d(?!\d)|\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b"
    r"|\b\d{4}\.\d{4,5}(?:v\d+)?\b|\b\d{1,3}(?:,\d{3})+(?![\d]))"
    r"|(?P<short>['’‘´`]\d\d(?!\w))|(?P<number>\d+)|(?P<cjk>[\u3040-\u9fff])"
    r"|(?P<word>[^\W\d_\u3040-\u9fff][^\W\d_\u3040-\u9fff\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W\d_]*)*)"
    r"|(?P<dash>-{1,3}|[‐‑‒–—−~～〜－])|(?P<dots>\.{2,}|…)|(?P<break>[\t\n\r\v\f])|(?P<mark>\S)"
)
_LETTER = r"[^\W\u3040-\u9fff]"
_GLUED_BEFORE = re.compile(rf"(?:{_LETTER}|[@#$€£=+]|{_LETTER}[-/]|\d[.‐‑‒–—−]|\d--)$")
_GLUED_AFTER = re.compile(rf"{_LETTER}|[@%+°€$£=]|\.\d|[-/]{_LETTER}|[‐‑‒–—−]\d|--+\d|,\d\d\d(?!\d)")
_LONGEST_RUN = 4096
"""Tokens; a run that hostile text makes longer is cut, which bounds the memory."""
_LONGEST_SHORTHAND = 15
"""Years that `1998–02` may span; more is no range of years."""
_PARTS_WITHOUT_YEAR = 4
"""How many parts may wait for a later part's year ("Spring, Summer and Fall 2021")."""
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_CLOSERS = " \t\n\r.,;:|*_·•)]}"
_OPENERS = " \t\n\r.,;:|*_·•([{"

_Phrases = dict[str, list[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class DateMatch:
    """Dates found in a text; `start` and `end` are offsets into it."""

    start: int
    end: int
    dates: Dates


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


class _Point(NamedTuple):
    """A day, month, season or year; `year` is None while it waits for a later part's year."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: str | None = None

    def iso(self) -> str:
        parts = f"{self.year:04d}"
        if self.month:
            parts += f"-{self.month:02d}"
        if self.month and self.day:
            parts += f"-{self.day:02d}"
        return parts


_UNDATED = _Point()


class _Span(NamedTuple):
    """A range as read, up to the token `end`; `first` is None for "until 2020"."""

    first: _Point | None
    last: _Point
    end: int
    current: bool = False
    expected: bool = False


class _Found(NamedTuple):
    start: int
    end: int
    spans: list[_Span]


class _Words(NamedTuple):
    """The vocabulary; `known` holds every token that can be part of a date."""

    months: dict[str, int]
    seasons: dict[str, str]
    phrases: dict[str, _Phrases]
    sets: dict[str, frozenset[str]]
    known: frozenset[str]


def find_dates(text: str) -> list[DateMatch]:
    """Every date or date range of `text`, in reading order and disjoint.

    A list of stints ("06/2016-08/2016, 04/2017") is one match from its earliest to its latest date.
    Brackets around a date are outside the match.
    """
    return [DateMatch(f.start, f.end, _dates(text, f)) for f in _scan(text)]


def trailing_dates(text: str) -> DateMatch | None:
    """The dates that close `text`, or else the first line of it that closes with dates.

    The match reaches over brackets around the dates and to the end of the line, so that what is left
    of the line is `text[:start]`; `dates.text` is without them.
    """
    closing = [m for m in find_dates(text) if not text[m.end :].split("\n", 1)[0].strip(_CLOSERS)]
    if not closing:
        return None
    match = closing[-1] if not text[closing[-1].end :].strip(_CLOSERS) else closing[0]
    line_end = text.find("\n", match.end)
    end = len(text) if line_end < 0 else line_end
    start = match.start
    while start and text[start - 1] in "([{":
        start -= 1
    return DateMatch(start, end, match.dates)


def parse_dates(text: str) -> Dates | None:
    """The dates of a text that is nothing but dates; None for any other text.

    Brackets, punctuation at the ends and words such as "in" or "circa" may stand around them.
    """
    found = find_dates(text)
    if len(found) != 1:
        return None
    match = found[0]
    filler = _words().sets["filler"]
    around = f"{text[: match.start].strip(_OPENERS)} {text[match.end :].strip(_CLOSERS)}"
    return match.dates if all(w.strip(".:").lower() in filler for w in around.split()) else None


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
    found: list[tuple[int, int, str]] = []
    for run in _runs(text):
        reader = _Reader(text, run)
        for i in range(len(run)):
            year = reader.publication_year(i)
            if year is not None and (not found or found[-1][0] < run[i].start):
                found.append((run[i].start, run[i].end, str(year)))
    return found


@cache
def _words() -> _Words:
    data = tomllib.loads(files("cvdiff").joinpath("data/dates.toml").read_text("utf-8"))
    months = {name: int(number) for number, names in data["months"].items() for name in names}
    seasons = {name: season for season, names in data["seasons"].items() for name in names}
    phrases = {role: _phrases(names) for role, names in data["words"].items()}
    phrases |= {mark: _phrases(names) for mark, names in data["marks"].items()}
    phrases["season"] = _phrases(seasons)
    groups = ("doubtful", "ordinal", "filler")
    sets = {role: frozenset(data["words"][role]) for role in groups}
    sets |= {role: frozenset(names) for role, names in data["numbers"].items()}
    known = {"q", *months}
    for table in phrases.values():
        for first, rests in table.items():
            known.update((first,), *rests)
    return _Words(months, seasons, phrases, sets, frozenset(known))


def _phrases(names: list[str] | dict[str, str]) -> _Phrases:
    """First token -> the tokens after it, longest first, of each phrase."""
    table: _Phrases = {}
    for name in names:
        first, *rest = (_folded(m.group()) for m in _TOKEN.finditer(name))
        table.setdefault(first, []).append(tuple(rest))
    for rests in table.values():
        rests.sort(key=len, reverse=True)
    return table


def _folded(word: str) -> str:
    word = word.lower().replace("’", "'")
    return word if word.isascii() else unicodedata.normalize("NFC", word)


def _runs(text: str) -> Iterator[list[_Token]]:
    """The stretches of tokens that may hold dates, each with one token of context at both ends."""
    known = _words().known
    run: list[_Token] = []
    numbers = False
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        token = _Token(kind, _folded(match.group()), match.start(), match.end())
        run.append(token)
        numbers = numbers or kind in ("number", "short")
        outside = kind == "skip" or (kind in ("word", "cjk") and token.text not in known)
        if outside or len(run) >= _LONGEST_RUN:
            if numbers:
                yield run
            run, numbers = [token] if outside else [], False
    if numbers:
        yield run


def _scan(text: str) -> Iterator[_Found]:
    for run in _runs(text):
        reader = _Reader(text, run)
        i = 0
        while i < len(run):
            spans = reader.dates(i) if run[i].kind in _STARTS else []
            if not spans:
                i += 1
                continue
            end = spans[-1].end
            yield _Found(run[i].start, run[end - 1].end, spans)
            i = end


_STARTS = frozenset(("number", "short", "word", "cjk"))
_END = _Token("end", "", -1, -1)


class _Reader:
    """Reads the grammar of the module's docstring from one run of tokens.

    Methods that read take the index of a token; those that skip give the index after what they
    skipped, the same index if nothing was there.
    """

    __slots__ = ("_run", "_text", "_words")

    def __init__(self, text: str, run: list[_Token]) -> None:
        self._text = text
        self._run = run
        self._words = _words()

    def dates(self, i: int) -> list[_Span]:
        """The list of ranges that starts at `i`, every one with its year."""
        spans: list[_Span] = []
        waiting = 0
        while waiting < _PARTS_WITHOUT_YEAR and (span := self._range(i)):
            spans.append(span)
            waiting = waiting + 1 if span.last.year is None else 0
            i = self._phrase(span.end, "and")
            if i == span.end:
                break
        while spans and spans[-1].last.year is None:
            spans.pop()
        return _with_years(spans)

    def publication_year(self, i: int) -> int | None:
        """The year at `i` as far as it can be one of publication."""
        year = self._year(i)
        before = self._at(i - 1)
        if year is None or self._at(i).kind == "short":
            named = before.kind == "word" and self._text[before.start].isupper()
            return year if named else None
        if self._dated(i):
            return year
        if self._ranges(i) or self._labelled(i):
            return None
        return year if self._venue_glued(i) or self._bounded(i, i + 1, letter=True) else None

    def _dated(self, i: int) -> bool:
        """Whether the year at `i` belongs to a date with a month or a season."""
        for start in range(max(0, i - 6), i + 1):
            span = self._point(start) if self._run[start].kind in _STARTS else None
            if span and span.end > i and (span.last.month or span.last.season):
                return self._bounded(start, span.end)
        return False

    def _ranges(self, i: int) -> bool:
        """Whether a dash joins the number at `i` to another number, as in page ranges."""
        after = self._at(i + 1).kind == "dash" and self._at(i + 2).kind == "number"
        return after or (self._at(i - 1).kind == "dash" and self._at(i - 2).kind == "number")

    def _venue_glued(self, i: int) -> bool:
        """Whether the year at `i` is stuck to a venue's acronym (`ICML2024`, `ICML-2024`)."""
        before = i - 2 if self._at(i - 1).text == "-" and self._glued(i) else i - 1
        token = self._at(before)
        acronym = sum(c.isupper() for c in self._text[token.start : token.end]) > 1
        after = _GLUED_AFTER.match(self._text, self._run[i].end)
        return token.kind == "word" and acronym and self._glued(before + 1) and not after

    # -- tokens

    def _at(self, i: int) -> _Token:
        return self._run[i] if 0 <= i < len(self._run) else _END

    def _glued(self, i: int) -> bool:
        """Whether no space stands before the token."""
        return self._at(i - 1).end == self._at(i).start

    def _is(self, i: int, marks: str) -> bool:
        return 0 <= i < len(self._run) and self._run[i].text in marks

    def _phrase(self, i: int, role: str) -> int:
        """Skips the longest phrase of a role, and a point stuck to it."""
        for rest in self._words.phrases[role].get(self._at(i).text, ()):
            end = i + 1 + len(rest)
            if tuple(t.text for t in self._run[i + 1 : end]) == rest:
                point = self._at(end).text == "." and self._glued(end)
                return end + 1 if point and self._at(end - 1).kind == "word" else end
        return i

    def _number(self, i: int, low: int, high: int) -> int | None:
        """The one- or two-digit number at `i` if it is within the bounds."""
        token = self._at(i)
        if token.kind != "number" or token.end - token.start > 2:
            return None
        value = int(token.text)
        return value if low <= value <= high else None

    # -- ranges

    def _range(self, i: int) -> _Span | None:
        lead, start = self._lead(i)
        point = self._point(start)
        if point is None:
            return None
        span = self._tail(point)
        ranged = span.current or span.first != span.last
        if span.last.year is None:
            return span if not lead else None
        if (lead == "from" and not ranged) or not self._plausible(start, span):
            return None
        if lead == "since" and not ranged:
            span = span._replace(current=True)
        if lead == "until":
            span = span._replace(first=None)
        return span._replace(expected=span.expected or lead == "expected")

    def _lead(self, i: int) -> tuple[str, int]:
        for lead in ("expected", "since", "until", "from"):
            end = self._phrase(i, lead)
            if end > i:
                return lead, end + 1 if self._is(end, ":") else end
        return "", i

    def _tail(self, point: _Span) -> _Span:
        """The point with what may follow it: an end, "now", "expected"."""
        end = self._phrase(point.end, "onwards")
        if end == point.end and self._is(end, "(["):
            end = self._bracketed(end, "current")
        if end > point.end:
            return point._replace(end=end, current=True)
        span = self._ended(point)
        end = self._bracketed(span.end, "expected")
        return span._replace(end=end, expected=True) if end > span.end else span

    def _bracketed(self, i: int, role: str) -> int:
        """Skips a phrase of a role, with or without brackets around it."""
        opened = i + 1 if self._is(i, "([,") else i
        end = self._phrase(opened, role)
        if end == opened:
            return i
        return end + 1 if self._is(i, "([") and self._is(end, ")]") else end

    def _ended(self, point: _Span) -> _Span:
        dash = point.end + 1 if self._at(point.end).kind == "dash" else point.end
        second = dash if dash > point.end else self._phrase(point.end, "to")
        if second == point.end and point.last.year is None and self._is(second, "/"):
            second += 1
        if second == point.end:
            return point
        if dash > point.end and self._at(second).kind == "break":
            second += 1
        end = self._bracketed(second, "current")
        if end > second or (dash > point.end and self._at(end).kind == "dots"):
            return point._replace(end=max(end, second + (end == second)), current=True)
        start = self._phrase(self._phrase(second, "expected"), "of")
        later = self._point(start)
        joined = later and _joined(point, later)
        if joined:
            return joined._replace(expected=start > second)
        return point._replace(end=dash, current=True) if self._open(point, dash) else point

    def _open(self, point: _Span, dash: int) -> bool:
        """Whether the dash before the token `dash` is an open end ("2019 -", "2019-, Basel")."""
        if dash == point.end or point.last.year is None:
            return False
        after = self._at(dash)
        return (
            after.kind in ("break", "end")
            or (self._glued(dash - 1) and not self._glued(dash))
            or (after.text in (")", "]", ",", ";", "|"))
        )

    # -- what is no date

    def _plausible(self, i: int, span: _Span) -> bool:
        point = span.first or span.last
        if point.month or point.season:
            return self._bounded(i, span.end)
        if self._at(i).kind == "short" and span.first == span.last:
            return False
        return not self._labelled(i) and self._bounded(i, span.end)

    def _bounded(self, i: int, end: int, *, letter: bool = False) -> bool:
        """Whether the tokens `i` to `end` are no piece of a longer number or word.

        `letter` allows the letter of a citation ("2019a").
        """
        start, stop = self._run[i].start, self._run[end - 1].end
        if _GLUED_BEFORE.search(self._text[max(0, start - 2) : start]):
            return False
        if letter and self._at(end).text in ("a", "b", "c", "d") and self._glued(end):
            stop += 1
        return not _GLUED_AFTER.match(self._text, stop)

    def _labelled(self, i: int) -> bool:
        """Whether the words around say that the number at `i` is a volume, a course, an amount."""
        before = i - 1
        if self._is(before, ".:#") and self._at(before - 1).kind == "word":
            before -= 1
        sets = self._words.sets
        label, raw = self._at(before), self._text[self._at(before).start : self._at(before).end]
        if label.kind == "word" and label.text in sets["labels"] and not raw.isupper():
            return True
        if label.text in ("$", "€", "£", "#") or self._at(i + 1).text in sets["units"]:
            return True
        if self._is(before, ":") and (self._at(before - 1).kind == "number" or self._is(before - 1, ")")):
            return True
        code = before == i - 1 and label.kind == "word" and len(raw) > 1 and raw.isupper()
        return code and (label.text in sets["courses"] or not 1950 <= (self._year(i) or 2000) <= 2049)

    # -- points

    def _point(self, i: int) -> _Span | None:
        kind = self._at(i).kind
        if kind in ("number", "short"):
            return self._year_first(i) or self._numeric(i) or self._day_first(i)
        if kind == "word":
            return self._quarter(i) or self._month_first(i) or self._season_first(i)
        return None

    def _year(self, i: int) -> int | None:
        token = self._at(i)
        if token.kind == "short":
            value = int(token.text[1:])
            return 2000 + value if value < 50 else 1900 + value
        if token.kind != "number" or token.end - token.start != 4:
            return None
        value = int(token.text)
        return value if 1900 <= value <= 2099 else None

    def _years(self, i: int, point: _Point = _UNDATED) -> _Span | None:
        """A year or a shorthand for two, with the month and season of `point`."""
        year = self._year(i)
        if year is None:
            return None
        first = point._replace(year=year)
        if self._at(i + 1).kind == "dash" or self._is(i + 1, "/"):
            last = self._second_year(i, year)
            if last:
                return _Span(first, point._replace(year=last), i + 3)
        return _Span(first, first, i + 1)

    def _second_year(self, i: int, year: int) -> int | None:
        """The second year of `2019/20`, `2015-17`, `2019/2020`."""
        token = self._at(i + 2)
        digits = token.end - token.start
        if token.kind != "number" or digits not in (2, 4) or not (self._glued(i + 1) and self._glued(i + 2)):
            return None
        if digits == 4 and not self._is(i + 1, "/"):
            return None
        last = int(token.text) if digits == 4 else year - year % 100 + int(token.text)
        last += 100 if digits == 2 and last <= year else 0
        if not year < last <= min(year + _LONGEST_SHORTHAND, 2099):
            return None
        return None if _GLUED_AFTER.match(self._text, token.end) else last

    def _year_first(self, i: int) -> _Span | None:
        year = self._year(i)
        if year is None:
            return None
        return self._marked(i, year) or self._iso(i, year) or self._year_month(i, year) or self._years(i)

    def _marked(self, i: int, year: int) -> _Span | None:
        """`2019年4月1日`, in Korean `2019년 4월 1일`."""
        end = self._phrase(i + 1, "year")
        if end == i + 1:
            return None
        numbers: list[int | None] = []
        for mark in ("month", "day"):
            number = self._number(end, 1, 31)
            after = self._phrase(end + 1, mark)
            if number is None or after == end + 1:
                break
            numbers.append(number)
            end = after
        point = _calendar(year, *numbers)
        return _Span(point, point, end)

    def _iso(self, i: int, year: int) -> _Span | None:
        """`2020-01`, `2020-01-15`, `2019.04`, `2019/4/1`."""
        separator = self._at(i + 1).text
        month = self._number(i + 2, 1, 12)
        if separator not in ("-", "/", ".") or month is None or not self._joined(i + 1, i + 2):
            return None
        day = self._number(i + 4, 1, 31)
        if day and self._at(i + 3).text == separator and self._joined(i + 3, i + 4):
            point = _calendar(year, month, day)
            return _Span(point, point, i + 5)
        if separator != "." and self._second_year(i, year) == year + 1:
            return None
        point = _Point(year, month)
        return _Span(point, point, i + 3)

    def _joined(self, *indices: int) -> bool:
        return all(self._glued(i) for i in indices)

    def _year_month(self, i: int, year: int) -> _Span | None:
        """`2018 Apr 16`, `2019 Fall`, `2021 Q3`, but not the month of a next year (`2019 May 2020`)."""
        start = i + 2 if self._is(i + 1, "-/") and self._joined(i + 1, i + 2) else i + 1
        token = self._at(start)
        if token.kind != "word" or not self._text[token.start].isupper():
            return None
        rest = self._quarter(start) or self._month_first(start) or self._season_first(start)
        if rest is None or rest.first is None or rest.last.year is not None or rest.first != rest.last:
            return None
        point = rest.last._replace(year=year)
        return _Span(point, point, rest.end)

    def _numeric(self, i: int) -> _Span | None:
        """`06/2016`, `05.2023`, `12/12/2018`, `15.01.2022`; a 13th month is not read."""
        separator = self._at(i + 1).text
        one = self._number(i, 0, 99)
        if one is None or separator not in ("/", ".", "-") or not self._joined(i + 1, i + 2):
            return None
        year = self._year(i + 2) if self._at(i + 2).kind == "number" else None
        if year is not None:
            point = _calendar(year, one)
            return _Span(point, point, i + 3) if point.month or separator == "/" else None
        two, year = self._number(i + 2, 0, 99), self._year(i + 4)
        if two is None or year is None or self._at(i + 3).text != separator or not self._joined(i + 3, i + 4):
            return None
        day_first = one > 12 or (separator != "/" and two <= 12)
        point = _calendar(year, two, one) if day_first else _calendar(year, one, two)
        return _Span(point, point, i + 5)

    def _month(self, i: int) -> tuple[int, int] | None:
        """The month at `i` and the index after it and its point."""
        token = self._at(i)
        month = self._words.months.get(token.text) if token.kind == "word" else None
        if month is None:
            return None
        point = self._is(i + 1, ".") and self._glued(i + 1)
        joined = self._is(i + 1, "/-") and self._glued(i + 1)
        if token.text in self._words.sets["doubtful"] and not (point or joined):
            return None
        return month, i + 2 if point else i + 1

    def _gap(self, i: int) -> int:
        """Skips what joins a month to its year or day: a comma, "de", a stuck `/` or `-`."""
        if self._is(i, ",") or (self._is(i, "/-") and self._joined(i, i + 1)):
            i += 1
        return self._phrase(i, "of")

    def _day(self, i: int) -> tuple[int, int] | None:
        """The day of a month at `i` and the index after it and its ordinal ending."""
        day = self._number(i, 1, 31)
        if day is None:
            return None
        after = self._at(i + 1)
        ending = after.text == "." or after.text in self._words.sets["ordinal"]
        return day, i + 2 if ending and self._glued(i + 1) else i + 1

    def _days(self, i: int) -> tuple[int, int, int] | None:
        """One day or two joined by a dash, "to" or "and", and the index after them."""
        one = self._day(i)
        if one is None:
            return None
        day, end = one
        joint = end + 1 if self._at(end).kind == "dash" else self._phrase(end, "to")
        joint = self._phrase(end, "and") if joint == end else joint
        two = self._day(joint) if joint > end else None
        return (day, *two) if two and two[0] > day else (day, day, end)

    def _month_first(self, i: int) -> _Span | None:
        read = self._month(i)
        if read is None:
            return None
        month, end = read
        dated = self._years(self._gap(end), _Point(month=month))
        if dated:
            return dated
        days = self._days(self._gap(end))
        if days is None:
            return _Span(_Point(month=month), _Point(month=month), end)
        return self._with_days(month, days[0], days[1], days[2])

    def _day_first(self, i: int) -> _Span | None:
        days = self._days(i)
        read = self._month(self._gap(days[2])) if days else None
        if days is None or read is None:
            return None
        return self._with_days(read[0], days[0], days[1], read[1])

    def _with_days(self, month: int, first: int, last: int, i: int) -> _Span:
        """The days of a month with the year that may follow at `i`."""
        dated = self._years(self._gap(i))
        if dated is None:
            return _Span(_calendar(None, month, first), _calendar(None, month, last), i)
        year = dated.last.year
        return _Span(_calendar(year, month, first), _calendar(year, month, last), dated.end)

    def _season_first(self, i: int) -> _Span | None:
        end = self._phrase(i, "season")
        if end == i:
            return None
        name = " ".join(t.text for t in self._run[i:end] if t.text != ".")
        point = _Point(season=self._words.seasons[name])
        end = self._phrase(end, "term")
        return self._years(self._gap(end), point) or _Span(point, point, end)

    def _quarter(self, i: int) -> _Span | None:
        quarter = self._number(i + 1, 1, 4)
        if self._at(i).text != "q" or quarter is None or not self._glued(i + 1):
            return None
        point = _Point(season=f"q{quarter}")
        return self._years(self._gap(i + 2), point) or _Span(point, point, i + 2)


def _calendar(year: int | None, month: int | None = None, day: int | None = None) -> _Point:
    """A point without what the calendar does not have."""
    if not month or not 1 <= month <= 12:
        return _Point(year)
    leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    longest = 28 if month == 2 and not leap else _MONTH_DAYS[month - 1]
    return _Point(year, month, day if day and 1 <= day <= longest else None)


def _joined(point: _Span, later: _Span) -> _Span | None:
    """The range from one point to a later one, or None if they make none."""
    first, second = point.first, later.first
    if first is None or second is None:
        return None
    if first.year is None:
        if not (second.month or second.season):
            return None
        first = _earlier(first, second)
    if first.year is None or later.last.year is None:
        return _Span(first, later.last, later.end) if later.last.year is None and first.year is None else None
    if (first.year, first.month or 0) > (later.last.year, later.last.month or 12):
        return None
    return _Span(first, later.last, later.end)


def _earlier(first: _Point, second: _Point) -> _Point:
    """A point without year with the year of the next one, or the year before ("Dec - Feb 2020")."""
    if second.year is None:
        return first
    before = bool(first.month and second.month and first.month > second.month)
    return _calendar_or_season(first, second.year - before)


def _calendar_or_season(point: _Point, year: int) -> _Point:
    return point._replace(year=year) if point.season else _calendar(year, point.month, point.day)


def _with_years(spans: list[_Span]) -> list[_Span]:
    """Parts without a year get that of the next part: "Spring and Fall 2021"."""
    year: int | None = None
    out = []
    for span in reversed(spans):
        if span.last.year is None and year is not None and span.first is not None:
            first, last = _calendar_or_season(span.first, year), _calendar_or_season(span.last, year)
            span = span._replace(first=first, last=last)
        year = span.first.year if span.first else span.last.year
        out.append(span)
    return out[::-1]


def _dates(text: str, found: _Found) -> Dates:
    starts = [s.first.iso() for s in found.spans if s.first]
    current = any(s.current for s in found.spans)
    return Dates(
        text=text[found.start : found.end],
        start=min(starts) if len(starts) == len(found.spans) else None,
        end=None if current else max(s.last.iso() for s in found.spans),
        current=current,
    )


def _content(dates: Dates) -> object:
    """What two printed forms of the same dates have in common."""
    spans = [s for found in _scan(dates.text) for s in found.spans]
    if not spans:
        words = "".join(c for c in dates.text.lower() if c.isalnum())
        return words, dates.start, dates.end, dates.current
    out: list[tuple[object, ...]] = []
    for span in spans:
        first, last = span.first, None if span.current else span.last
        out.append((first, last, span.expected))
    return out
