"""Kinds of sections: a table of headings, and every phrase of the vocabulary on its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvdiff.model import KINDS
from cvdiff.values.headings import is_heading_phrase, is_year_heading, section_kind, section_kinds
from cvdiff.vocabulary import entries, load
from tables import table

CASES = table("headings")


@pytest.mark.parametrize(("heading", "kinds"), CASES["kinds"].items())
def test_kinds(heading: str, kinds: list[str]) -> None:
    assert list(section_kinds(heading)) == kinds
    assert section_kind(heading) == (kinds[0] if kinds else None)
    assert list(section_kinds(heading.upper())) == kinds


@pytest.mark.parametrize("text", CASES["phrase"]["yes"])
def test_text_that_is_a_heading(text: str) -> None:
    assert is_heading_phrase(text)


@pytest.mark.parametrize("text", CASES["phrase"]["no"])
def test_text_that_is_no_heading(text: str) -> None:
    assert not is_heading_phrase(text)


def test_every_kind_has_phrases_and_every_phrase_its_kind() -> None:
    table = load("headings")["kind"]
    assert set(table) == set(KINDS)
    wrong = [(e, kind) for kind in table for e in entries(table[kind]) if section_kind(e) != kind]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "is_year"),
    [("2019", True), ("[2015–2018]", True), ("2019 (3 papers)", True), ("2019 talks", False), ("19", False)],
)
def test_year_headings(text: str, is_year: bool) -> None:
    assert is_year_heading(text) is is_year


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    kinds = section_kinds(text)
    assert len(set(kinds)) == len(kinds)
    assert not (is_heading_phrase(text) and not kinds)
