"""Reads one point in time (a day, month, season or year) from tokens: the lower half of the grammar.

    point   = Y-M[-D] | M/Y | M.Y | D.M.Y | M/D/Y | M/YY | Y年[M月[D日]] | years
            | month [day [dash day]] [","] [years] | day [dash day] month [years]
            | season [term] [years] | "Q" N [years] | Y [","] month [day] | Y season
    years   = Y | Y/YY | Y-YY | 'YY

Readings that need a decision: `2006-11` is two years, as is `2010/11`; `2015-11` is a month, and so is
the first month of `2006-11 - 2008-12`; `2003–07` (a long dash) is always two years; `03/04/2019` is
month first, `03.04.2019` and `03-04-2019` day first. Whichever of the two cannot be a month is the day;
where that tells of one date of the text that it is day first, `03/04/2019` is, too. `09/18` is a month
where it fills the first cell of a line (as `9/18 –` does), or where both ends of a range have this form
(`10/15-08/18`); elsewhere it is a score, a volume, a day. A month or day that no calendar has is not read.
"""

from __future__ import annotations

import re

from cvdiff.patterns import pattern
from cvdiff.values.date_calendar import Point, Span, calendar
from cvdiff.values.date_glue import glued_after
from cvdiff.values.date_tokens import TokenReader

_LONGEST_SHORTHAND = 15
"""Years that `1998–02` may span; more is no range of years."""

_DAY_FIRST = r"(?<![\d/])(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?!\d)"

_CLOSES = pattern(r"\s*(?:[-–—~)\]\n\t]|$)")
"""What stands behind `2018. Apr` or `2018 summer`; else a sentence goes on ("in 2018. May we ...")."""
_UNDATED = Point()


class PointReader(TokenReader):
    """Reads points from one run of tokens."""

    __slots__ = ()

    def _point(self, i: int) -> Span | None:
        kind = self._tokens[i].kind
        if kind in ("number", "short"):
            return self._year_first(i) or self._numeric(i) or self._day_first(i)
        if kind == "word":
            return self._quarter(i) or self._month_first(i) or self._season_first(i)
        return None

    def _year(self, i: int) -> int | None:
        token = self._tokens[i]
        if token.kind == "short":
            return century(int(token.text[1:]))
        if token.kind != "number" or token.end - token.start != 4:
            return None
        value = int(token.text)
        return value if 1900 <= value <= 2099 else None

    def _years(self, i: int, point: Point = _UNDATED) -> Span | None:
        """A year or a shorthand for two, with the month and season of `point`."""
        year = self._year(i)
        if year is None:
            return None
        first = point._replace(year=year)
        if self._tokens[i + 1].kind == "dash" or self._is(i + 1, "/"):
            last = self._second_year(i, year)
            if last:
                return Span(first, point._replace(year=last), i + 3)
        return Span(first, first, i + 1)

    def _second_year(self, i: int, year: int) -> int | None:
        """The second year of `2019/20`, `2015-17`, `2019/2020`, and of `2007–8`, which is no month."""
        token = self._tokens[i + 2]
        digits = token.end - token.start
        if token.kind != "number" or digits == 3 or not (self._glued(i + 1) and self._glued(i + 2)):
            return None
        if (digits == 4 and not self._is(i + 1, "/")) or (digits == 1 and not self._is(i + 1, "–")):
            return None
        last = int(token.text) + (0 if digits == 4 else year - year % 10**digits)
        last += 100 if digits == 2 and last <= year else 0
        if not year < last <= min(year + _LONGEST_SHORTHAND, 2099):
            return None
        return None if glued_after(self._text, token.end) else last

    def _year_first(self, i: int) -> Span | None:
        year = self._year(i)
        if year is None:
            return None
        return self._marked(i, year) or self._iso(i, year) or self._year_month(i, year) or self._years(i)

    def _marked(self, i: int, year: int) -> Span | None:
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
        point = calendar(year, *numbers)
        return Span(point, point, end)

    def _iso(self, i: int, year: int) -> Span | None:
        """`2020-01`, `2020-01-15`, `2019.04`, `2019/4/1`."""
        separator = self._tokens[i + 1].text
        month = self._number(i + 2, 1, 12)
        if separator not in ("-", "/", ".") or month is None or not self._joined(i + 1, i + 2):
            return None
        day = self._number(i + 4, 1, 31)
        if day and self._tokens[i + 3].text == separator and self._joined(i + 3, i + 4):
            point = calendar(year, month, day)
            return Span(point, point, i + 5)
        if self._is_shorthand(i, year):
            return None
        point = Point(year, month)
        return Span(point, point, i + 3)

    def _is_shorthand(self, i: int, year: int) -> bool:
        """Whether `2006-11` or `2010/11` is two years: not beside another `2008-12` of a range."""
        second = self._second_year(i, year)
        if second is None or self._is(i + 1, "."):
            return False
        if not self._is(i + 1, "-"):
            return second == year + 1
        then = i + 4 if self._tokens[i + 3].kind == "dash" else len(self._run)
        after = (self._year(then) and self._is(then + 1, "-")) or self._phrase(then, "current") > then
        before = self._tokens[i - 1].kind == "dash" and self._is(i - 3, "-") and self._year(i - 4)
        return not (after or before)

    def _joined(self, *indices: int) -> bool:
        return all(self._glued(i) for i in indices)

    def _year_month(self, i: int, year: int) -> Span | None:
        """`2018 Apr 16`, `2019 Fall`, `2018. Apr`, `2018, May 1`; no next year's month (`2019 May 2020`)."""
        start = i + 2 if self._is(i + 1, "-/") and self._joined(i + 1, i + 2) else i + 1
        stop = self._is(i + 1, ".,") and self._glued(i + 1)
        start += stop
        if (token := self._tokens[start]).kind != "word":
            return None
        small = start == i + 1 and self._text[token.start].islower()
        rest = self._quarter(start) or self._month_first(start) or self._season_first(start)
        if rest is None or rest.first is None or rest.last.year is not None or rest.first != rest.last:
            return None
        if (stop or small) and not _CLOSES.match(self._text, self._tokens[rest.end - 1].end):
            return None
        point = rest.last._replace(year=year)
        return Span(point, point, rest.end)

    def _numeric(self, i: int) -> Span | None:
        """`06/2016`, `05.2023`, `12/12/2018`, `15.01.2022`; a 13th month is not read."""
        separator = self._tokens[i + 1].text
        one = self._number(i, 0, 99)
        if one is None or separator not in ("/", ".", "-") or not self._joined(i + 1, i + 2):
            return None
        year = self._year(i + 2) if self._tokens[i + 2].kind == "number" else None
        if year is not None:
            point = calendar(year, one)
            return Span(point, point, i + 3) if point.month or separator == "/" else None
        short = self._short_year(i)
        if short is not None:
            return Span(short, short, i + 3)
        two, year = self._number(i + 2, 0, 99), self._year(i + 4)
        if (
            two is None
            or year is None
            or self._tokens[i + 3].text != separator
            or not self._joined(i + 3, i + 4)
        ):
            return None
        day_first = one > 12 or (two <= 12 and (separator != "/" or self._days_lead()))
        point = calendar(year, two, one) if day_first else calendar(year, one, two)
        return Span(point, point, i + 5)

    def _days_lead(self) -> bool:
        """Whether the text has a date with slashes whose first number can only be a day."""
        return re.search(_DAY_FIRST, self._text) is not None

    def _short_year(self, i: int) -> Point | None:
        """The month and year of `09/18`, told by its place as the grammar says."""
        point = self._month_and_digits(i)
        if point is None:
            return None
        before, after = self._tokens[i - 1].kind, self._tokens[i + 3].kind
        is_open = after == "dash" and self._tokens[i + 4].kind in ("break", "end")
        if (before == "end" or self._is(i - 1, "\n")) and (is_open or after in ("break", "end")):
            return point if is_open or self._run[i].end - self._run[i].start == 2 else None
        then = i + 4 if after == "dash" else self._phrase(i + 3, "to")
        later = self._month_and_digits(then) if then > i + 3 else None
        if (later and point <= later) or (then > i + 3 and self._phrase(then, "current") > then):
            return point
        joined = before == "dash" or self._phrase(i - 1, "to") == i
        earlier = self._month_and_digits(i - 4) if joined else None
        return point if earlier and earlier <= point else None

    def _month_and_digits(self, i: int) -> Point | None:
        """Two numbers that can be a month and the last digits of a year: `9/18`."""
        month = self._number(i, 1, 12)
        digits = self._tokens[i + 2]
        if month is None or not self._is(i + 1, "/") or not self._joined(i + 1, i + 2):
            return None
        if self._is(i - 1, "/") or self._is(i + 3, "/"):
            return None
        if digits.kind != "number" or digits.end - digits.start != 2:
            return None
        return Point(century(int(digits.text)), month)

    def _month(self, i: int) -> tuple[int, int] | None:
        """The month at `i` and the index after it and its point."""
        token = self._tokens[i]
        month = self._words.months.get(token.text) if token.kind == "word" else None
        if month is None:
            return None
        point = self._is(i + 1, ".") and self._glued(i + 1)
        joined = self._is(i + 1, "/-") and self._glued(i + 1)
        if token.text in self._words.sets["doubtful"] and not (point or joined):
            return None
        return month, i + 2 if point else i + 1

    def _gap(self, i: int) -> int:
        """Skips what joins the parts of one date: "de", a stuck `/` or `-`."""
        if self._is(i, "/-") and self._joined(i, i + 1):
            i += 1
        return self._phrase(i, "of")

    def _comma(self, i: int) -> int:
        """The same, where a comma may stand too (before a year, but not before a month)."""
        return self._gap(i + 1 if self._is(i, ",") else i)

    def _day(self, i: int) -> tuple[int, int] | None:
        """The day of a month at `i` and the index after it and its ordinal ending."""
        day = self._number(i, 1, 31)
        if day is None:
            return None
        after = self._tokens[i + 1]
        ending = after.text == "." or after.text in self._words.sets["ordinal"]
        return day, i + 2 if ending and self._glued(i + 1) else i + 1

    def _days(self, i: int) -> tuple[int, int, int] | None:
        """One day or two joined by a dash, "to" or "and", and the index after them."""
        one = self._day(i)
        if one is None:
            return None
        day, end = one
        joint = end + 1 if self._tokens[end].kind == "dash" else self._phrase(end, "to")
        if joint == end and not self._is(end, ";"):  # a volume may follow: "2023 May 9;26(6)"
            joint = self._phrase(end, "and")
        two = self._day(joint) if joint > end else None
        return (day, *two) if two and two[0] > day else (day, day, end)

    def _month_first(self, i: int) -> Span | None:
        read = self._month(i)
        if read is None:
            return None
        month, end = read
        dated = self._years(self._comma(end), Point(month=month))
        if dated:
            return dated
        days = self._days(self._gap(end))
        if days is None:
            return Span(Point(month=month), Point(month=month), end)
        return self._with_days(month, days[0], days[1], days[2])

    def _day_first(self, i: int) -> Span | None:
        days = self._days(i)
        read = self._month(self._gap(days[2])) if days else None
        if days is None or read is None:
            return None
        return self._with_days(read[0], days[0], days[1], read[1])

    def _with_days(self, month: int, first: int, last: int, i: int) -> Span:
        """The days of a month with the year that may follow at `i`."""
        dated = self._years(self._comma(i))
        if dated is None:
            return Span(calendar(None, month, first), calendar(None, month, last), i)
        year = dated.last.year
        return Span(calendar(year, month, first), calendar(year, month, last), dated.end)

    def _season_first(self, i: int) -> Span | None:
        end = self._phrase(i, "season")
        if end == i:
            return None
        name = " ".join(t.text for t in self._run[i:end] if t.text != ".")
        point = Point(season=self._words.seasons[name])
        end = self._phrase(end, "term")
        dated = self._years(self._comma(end), point)
        if name in self._words.sets["spanning"] and (dated is None or dated.first == dated.last):
            return None
        return dated or Span(point, point, end)

    def _quarter(self, i: int) -> Span | None:
        quarter = self._number(i + 1, 1, 4)
        if self._tokens[i].text != "q" or quarter is None or not self._glued(i + 1):
            return None
        point = Point(season=f"q{quarter}")
        return self._years(self._comma(i + 2), point) or Span(point, point, i + 2)


def century(digits: int) -> int:
    """The year that two digits stand for."""
    return 2000 + digits if digits < 50 else 1900 + digits
