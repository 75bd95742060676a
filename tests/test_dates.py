"""Dates: the table of forms and near misses in `data/dates.toml`, and the laws over generated ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvdiff.model import Dates
from cvdiff.values.dates import find_dates, parse_dates, same_dates, trailing_dates, years
from tables import table

CASES: dict[str, list[Any]] = table("dates")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
POINT_LAYOUTS: dict[str, Callable[[int, int], str]] = {
    "name": lambda y, m: f"{MONTHS[m - 1]} {y}",
    "short": lambda y, m: f"{MONTHS[m - 1][:3]}. {y}",
    "glued": lambda y, m: f"{MONTHS[m - 1][:3]}.{y}",
    "slash": lambda y, m: f"{m:02d}/{y}",
    "point": lambda y, m: f"{m:02d}.{y}",
    "cjk": lambda y, m: f"{y}年{m}月",
}
JOINTS = (" - ", "-", " – ", "–", " -- ", " to ", " through ", " bis ")
OPEN_ENDS = (" - Present", "-Now", " – heute", " (Now)", " to date", " – présent", "-...", " -")


def ends(dates: Dates) -> list[str]:
    return [dates.text, dates.start or "", "now" if dates.current else dates.end or ""]


@pytest.mark.parametrize("case", CASES["find"], ids=lambda case: case[0])
def test_find_dates(case: list[Any]) -> None:
    text, *expected = case
    found = find_dates(text)
    assert [ends(m.dates) for m in found] == expected
    assert [text[m.start : m.end] for m in found] == [dates[0] for dates in expected]


@pytest.mark.parametrize("case", CASES["trailing"], ids=lambda case: case[0])
def test_trailing_dates(case: list[Any]) -> None:
    found = trailing_dates(case[0])
    assert [found.start, found.dates.text] == case[1:] if found else len(case) == 1


@pytest.mark.parametrize("case", CASES["parse"], ids=lambda case: case[0])
def test_parse_dates(case: list[str]) -> None:
    dates = parse_dates(case[0])
    assert ([dates.text] if dates else []) == case[1:]


@pytest.mark.parametrize(("a", "b"), CASES["same"])
def test_same_dates(a: str, b: str) -> None:
    assert same_dates(Dates(text=a), Dates(text=b))


@pytest.mark.parametrize(("a", "b"), CASES["different"])
def test_different_dates(a: str, b: str) -> None:
    assert not same_dates(Dates(text=a), Dates(text=b))


def test_no_dates_are_the_same_only_as_no_dates() -> None:
    assert same_dates(None, None)
    assert not same_dates(None, Dates(text="2019"))


@pytest.mark.parametrize("case", CASES["years"], ids=lambda case: case[0])
def test_years(case: list[str]) -> None:
    assert [year for _, _, year in years(case[0])] == case[1:]


WORDS = (
    "2019 20 5 '21 May Fall since expected Now bis de and COMP pp Q3 - – -- / . , ; ( ) : ... 年 月 至今 x é"
)
PIECES = st.sampled_from([*WORDS.split(), " ", " ", "\n", "\t"])
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join))
MONTH_POINTS = st.tuples(st.integers(1900, 2099), st.integers(1, 12))


@given(TEXTS)
def test_matches_are_ordered_disjoint_and_inside_the_text(text: str) -> None:
    position = 0
    for match in find_dates(text):
        assert position <= match.start < match.end <= len(text)
        assert match.dates.text == text[match.start : match.end]
        position = match.end
    for start, end, year in years(text):
        assert 1900 <= int(year) <= 2099
        assert text[start:end].endswith(year[2:]) or not text[start:end].isascii()


@given(TEXTS)
def test_what_is_trailing_or_parsed_was_found(text: str) -> None:
    found = [m.dates for m in find_dates(text)]
    trailing, parsed = trailing_dates(text), parse_dates(text)
    assert trailing is None or trailing.dates in found
    assert parsed is None or [parsed] == found


@given(MONTH_POINTS, MONTH_POINTS, st.sampled_from(sorted(POINT_LAYOUTS)), st.sampled_from(JOINTS))
def test_a_range_is_read_back_in_every_layout(
    a: tuple[int, int], b: tuple[int, int], layout: str, joint: str
) -> None:
    (first, last), write = sorted((a, b)), POINT_LAYOUTS[layout]
    text = write(*first) + joint + write(*last)
    dates = parse_dates(text)
    assert dates is not None
    assert ends(dates) == [text, "{:04d}-{:02d}".format(*first), "{:04d}-{:02d}".format(*last)]


@given(MONTH_POINTS, st.sampled_from(sorted(POINT_LAYOUTS)), st.sampled_from(OPEN_ENDS))
def test_an_open_end_is_read_back(point: tuple[int, int], layout: str, end: str) -> None:
    dates = parse_dates(POINT_LAYOUTS[layout](*point) + end)
    assert dates is not None
    assert (dates.start, dates.end, dates.current) == ("{:04d}-{:02d}".format(*point), None, True)


@given(MONTH_POINTS, st.sampled_from(sorted(POINT_LAYOUTS)), st.sampled_from(sorted(POINT_LAYOUTS)))
def test_the_layout_is_no_difference(point: tuple[int, int], one: str, other: str) -> None:
    assert same_dates(Dates(text=POINT_LAYOUTS[one](*point)), Dates(text=POINT_LAYOUTS[other](*point)))


@given(TEXTS, TEXTS)
def test_sameness_is_reflexive_and_symmetric(a: str, b: str) -> None:
    old, new = Dates(text=a), Dates(text=b)
    assert same_dates(old, old)
    assert same_dates(old, new) == same_dates(new, old)


@pytest.mark.parametrize(
    ("text", "count"), [("2019 ", 1), ("x 05/2019 ", 1), ("May, ", 0), ("+1(", 0), ("'19 ", 0)]
)
def test_a_run_longer_than_any_buffer_is_read_to_its_end(text: str, count: int) -> None:
    assert len(find_dates(text * 5000)) == count * 5000
