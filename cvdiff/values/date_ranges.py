"""Reads ranges and lists of dates from tokens: the upper half of the grammar.

    list    = range { ("," | ";" | "&" | and) range }
    range   = [academic year] [since | until | from | expected] point [tail]
            | Y (dash | to) YY | short (dash | to) (short | current) | (since | from) short
    short   = month YY
    tail    = (dash | to) point | (dash | to) ["("] current [")"] | dash open-end | onwards
            | "(" current ")" , also behind an end, then ["("] expected [")"] | "(" expected point ")"

A month, a season or a day with month may lack its year when a later part of the range or list has it
("Jun - Aug 2024"). `Nov 10` is a month in a range of two months or from one until now that fills a cell,
a line's end or brackets (`(Nov 10 – Feb 11)`, `(since Jan 13)`), two of one month only in brackets; elsewhere
it is a day. "From" opens a range that is never closed where it fills brackets: `(from 2013)`.
"""

from __future__ import annotations

from cvdiff.values.date_calendar import Point, Span
from cvdiff.values.date_glue import glued_after, glued_before
from cvdiff.values.date_joins import joined, with_years
from cvdiff.values.date_points import PointReader, century
from cvdiff.values.date_words import Token

_LONGEST_TURNED = 12
"""Years that a range may span whose later year stands first, or whose end is two digits behind blanks."""
_PARTS_WITHOUT_YEAR = 4
"""How many parts may wait for a later part's year ("Spring, Summer and Fall 2021")."""


class DateReader(PointReader):
    """Reads dates, ranges and lists from one run of tokens."""

    __slots__ = ()

    def dates(self, i: int) -> list[Span]:
        """The list of ranges that starts at `i`, every one with its year."""
        spans: list[Span] = []
        waiting = 0
        while waiting < _PARTS_WITHOUT_YEAR and (span := self._range(i)):
            spans.append(span)
            waiting = waiting + 1 if span.last.year is None else 0
            i = self._phrase(span.end, "and")
            if i == span.end:
                break
        while spans and spans[-1].last.year is None:
            spans.pop()
        return with_years(spans)

    def publication_year(self, i: int) -> int | None:
        """The year at `i` as far as it can be one of publication."""
        month = self._short_year(i - 2) if self._is(i - 1, "/") else None
        if month is not None:
            return month.year
        year = self._year(i)
        before = self._tokens[i - 1]
        if year is None or self._tokens[i].kind == "short":
            named = before.kind == "word" and self._text[before.start].isupper()
            return year if named or (year is not None and self._dated(i)) else None
        if self._dated(i):
            return year
        if self._ranges(i) or self._labelled(i):
            return None
        return year if self._venue_glued(i) or self._bounded(i, i + 1, letter=True) else None

    def _dated(self, i: int) -> bool:
        """Whether the year at `i` belongs to a date with a month or a season."""
        for start in range(max(0, i - 6), i + 1):
            span = self._point(start) if self.starts(start) else None
            if span and span.end > i and (span.last.month or span.last.season):
                return self._bounded(start, span.end)
        return False

    def _ranges(self, i: int) -> bool:
        """Whether a dash joins the number at `i` to another number, as in page ranges."""
        after = self._tokens[i + 1].kind == "dash" and self._tokens[i + 2].kind == "number"
        return after or (self._tokens[i - 1].kind == "dash" and self._tokens[i - 2].kind == "number")

    def _venue_glued(self, i: int) -> bool:
        """Whether the year at `i` is stuck to a venue's acronym (`ICML2024`, `ICML-2024`)."""
        before = i - 2 if self._tokens[i - 1].text == "-" and self._glued(i) else i - 1
        token = self._tokens[before]
        acronym = sum(c.isupper() for c in self._text[token.start : token.end]) > 1
        after = glued_after(self._text, self._run[i].end)
        return token.kind == "word" and acronym and self._glued(before + 1) and not after

    def _range(self, i: int) -> Span | None:
        lead, start = self._lead(self._phrase(i, "academic"))
        short = self._short_years(start, lead)
        if short:
            return short
        point = self._point(start)
        if point is None:
            return None
        span = self._tail(point)
        ranged = span.current or span.first != span.last
        if span.last.year is None:
            return span if not lead else None
        opened = lead == "from" and not ranged
        if (opened and not self._fills_brackets(i, span.end)) or not self._plausible(start, span):
            return None
        if opened or (lead == "since" and not ranged):
            span = span._replace(current=True)
        if lead == "until":
            span = span._replace(first=None)
        return span._replace(expected=span.expected or lead == "expected")

    def _fills_brackets(self, i: int, end: int) -> bool:
        return self._is(i - 1, "([") and self._is(end, ")]")

    def _short_years(self, i: int, lead: str) -> Span | None:
        """The range that two months with the last digits of their years make, or one of them and now."""
        first, end = self._month_with_digits(i) if self._tokens[i].kind == "word" else (None, i)
        if first is None:
            return None
        last, current = first, lead in ("since", "from")
        joint = end + 1 if self._tokens[end].kind == "dash" else self._phrase(end, "to")
        if joint > end:
            now = self._phrase(joint, "current")
            current = now > joint
            later, end = (first, now) if current else self._month_with_digits(joint)
            if later is None or not (current or first < later):
                return None
            if first.month == later.month and not (current or self._fills_brackets(i, end)):
                return None
            last = later
        elif not current:
            return None
        opens = lead or self._tokens[i - 1].kind in ("break", "end") or self._is(i - 1, "([,;:")
        closes = self._tokens[end].kind in ("break", "end") or self._is(end, ")];")
        return Span(first, last, end, current=current) if opens and closes else None

    def _month_with_digits(self, i: int) -> tuple[Point | None, int]:
        """`Nov 10` as a month and a year, and the index after it."""
        month, end = self._month(i) or (0, i)
        token = self._tokens[end]
        if not month or token.kind != "number" or token.end - token.start != 2:
            return None, i
        return Point(century(int(token.text)), month), end + 1

    def _lead(self, i: int) -> tuple[str, int]:
        for lead in ("expected", "since", "until", "from"):
            end = self._phrase(i, lead)
            if end > i:
                end += self._is(end, ":")
                return lead, end + (lead == "expected" and self._is(end, "\t"))
        return "", i

    def _tail(self, point: Span) -> Span:
        """The point with what may follow it: an end, "now", "expected"."""
        end = self._phrase(point.end, "onwards")
        if end == point.end and self._is(end, "(["):
            end = self._bracketed(end, "current")
        if end > point.end:
            return point._replace(end=end, current=True)
        span = self._ended(point)
        end = self._bracketed(span.end, "current") if self._is(span.end, "([") else span.end
        if end > span.end and self._is(end - 1, ")]"):
            return span._replace(end=end, current=True)
        end = self._bracketed(span.end, "expected")
        if end == span.end:
            return span
        return span._replace(end=self._announced(span, end) or end, expected=True)

    def _announced(self, span: Span, i: int) -> int | None:
        """The end of a bracket that says when a stint is going to end: `2015 - present (expected 2019)`."""
        stint = span.current or span.first != span.last
        point = self._point(i) if stint and self._is(span.end, "([") else None
        return point.end + 1 if point and self._is(point.end, ")]") else None

    def _bracketed(self, i: int, role: str) -> int:
        """Skips a phrase of a role, with or without brackets around it."""
        opened = i + 1 if self._is(i, "([,") else i
        end = self._phrase(opened, role)
        if end == opened:
            return i
        return end + 1 if self._is(i, "([") and self._is(end, ")]") else end

    def _ended(self, point: Span) -> Span:
        """The point with the end that a dash or "to" announces."""
        dash = point.end + 1 if self._tokens[point.end].kind == "dash" else point.end
        second = dash if dash > point.end else self._phrase(point.end, "to")
        if second == point.end and point.last.year is None and self._is(second, "/"):
            second += 1
        if second == point.end:
            return point
        if dash > point.end and self._tokens[second].kind == "break":
            second += 1
        dots = dash > point.end and self._tokens[second].kind == "dots"
        end = second + 1 if dots else self._bracketed(second, "current")
        if end > second:
            return point._replace(end=end, current=True)
        start = self._phrase(second, "expected")
        later = self._point(self._phrase(start, "of")) or self._digits_of_year(point, start)
        ended = later and (joined(point, later) or self._turned(point, later))
        if ended:
            return ended._replace(expected=start > second)
        return point._replace(end=dash, current=True) if self._open(point, dash) else point

    def _digits_of_year(self, point: Span, i: int) -> Span | None:
        """The last digits of the later year where the range fills a line, a cell or brackets: `2018 – 25`."""
        token, year = self._tokens[i], self._year(point.end - 1)
        opens = self._tokens[point.end - 2].kind in ("break", "end") or self._is(point.end - 2, "([,;")
        closes = self._tokens[i + 1].kind in ("break", "end") or self._is(i + 1, ")],;")
        if not (year and token.kind == "number" and token.end - token.start == 2 and opens and closes):
            return None
        lasting = (int(token.text) - year) % 100
        later = Point(year + lasting)
        return Span(later, later, i + 1) if 0 < lasting <= _LONGEST_TURNED else None

    def _turned(self, point: Span, earlier: Span) -> Span | None:
        """The range of two years, the later one first ("2011-2005"), as long as a stint may be."""
        first, last = earlier.first, point.last
        if self._tokens[earlier.end - 1].kind == "short" or not (first and first.year and last.year):
            return None
        bare = first == Point(first.year) and last == Point(last.year) and point.first == last
        is_stint = 0 < last.year - first.year <= _LONGEST_TURNED
        return Span(first, last, earlier.end) if bare and is_stint else None

    def _open(self, point: Span, dash: int) -> bool:
        """Whether the dash before the token `dash` is an open end ("2019 -", "2019-, Basel")."""
        if dash == point.end or point.last.year is None:
            return False
        after = self._tokens[dash]
        return (
            after.kind in ("break", "end")
            or (self._glued(dash - 1) and not self._glued(dash))
            or after.text in (")", "]", ",", ";", ":", "|", ".")
        )

    def _plausible(self, i: int, span: Span) -> bool:
        """Whether the words and characters around leave a range that starts at `i` a date."""
        point = span.first or span.last
        if self._number_label(i):
            return False
        if point.month or point.season:
            return self._bounded(i, span.end)
        if self._tokens[i].kind == "short" and span.first == span.last:
            return False
        return not self._labelled(i) and self._bounded(i, span.end)

    def _bounded(self, i: int, end: int, *, letter: bool = False) -> bool:
        """Whether the tokens `i` to `end` are no piece of a longer number or word.

        `letter` allows the letter of a citation ("2019a").
        """
        start, stop = self._run[i].start, self._run[end - 1].end
        if glued_before(self._text, start):
            return False
        if letter and self._tokens[end].text in ("a", "b", "c", "d") and self._glued(end):
            stop += 1
        return not glued_after(self._text, stop)

    def _labelled(self, i: int) -> bool:
        """Whether the words around say that the number at `i` is a volume, a course, an amount."""
        before, after = self._tokens[i - 1], self._tokens[i + 1]
        raw = self._text[before.start : before.end]
        sets = self._words.sets
        code = before.kind == "word" and len(raw) > 1 and raw.isupper()
        if code and (before.text in sets["courses"] or not 1950 <= (self._year(i) or 2000) <= 2049):
            return True
        amount = before.text in ("$", "€", "£", "#") or (after.text in sets["units"] and self._is_unit(after))
        return amount or self._number_label(i) or self._volume(i)

    def _is_unit(self, token: Token) -> bool:
        """Whether the word of a unit is printed as one: "2000 m", "2000 GPUs", not "2010 M.A."."""
        raw = self._text[token.start : token.end]
        return raw[0].islower() or raw[1:2].isupper()

    def _number_label(self, i: int) -> bool:
        """Whether "Vol.", "No." or the like stands before the number at `i`."""
        before = i - 2 if self._is(i - 1, ".:#") else i - 1
        return self._tokens[before].kind == "word" and self._tokens[before].text in self._words.sets["labels"]

    def _volume(self, i: int) -> bool:
        """Whether a volume stands before the pages at `i` ("12: 1998", "12(3), 1998-2010")."""
        if not self._is(i - 1, ":,"):
            return False
        issue = (
            self._is(i - 2, ")")
            and self._tokens[i - 3].kind == "number"
            and self._tokens[i - 5].kind == "number"
        )
        if self._is(i - 1, ",") and self._tokens[i + 1].kind != "dash":  # "12(3), 2025": the year closes
            return False
        return issue or (self._is(i - 1, ":") and self._tokens[i - 2].kind == "number")
