"""Status words, notes and the status of a publication, by a table of cases."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvdiff.model import STATUSES
from cvdiff.values.status import find_notes, find_statuses, status_of
from cvdiff.vocabulary import entries, load
from tables import table

CASES = table("status")


@pytest.mark.parametrize(("text", "expected"), CASES["find"].items())
def test_find_statuses(text: str, expected: list[list[str]]) -> None:
    assert [[text[m.start : m.end], m.status] for m in find_statuses(text)] == expected


@pytest.mark.parametrize(("text", "notes"), CASES["notes"].items())
def test_find_notes(text: str, notes: list[str]) -> None:
    found = find_notes(text)
    assert [m.text for m in found] == notes
    assert all(m.text in text[m.start : m.end] for m in found)


@pytest.mark.parametrize("case", CASES["status"])
def test_status_of(case: dict[str, str]) -> None:
    status = status_of(venue=case.get("venue"), text=case["text"], section=case.get("section", ""))
    assert status == case.get("status")


def test_every_status_phrase_finds_itself() -> None:
    table = load("status")["status"]
    assert set(table) < set(STATUSES)
    wrong = [
        (phrase, status)
        for status in table
        for phrase in entries(table[status])
        if [(m.start, m.end, m.status) for m in find_statuses(phrase)] != [(0, len(phrase), status)]
    ]
    assert wrong == []


def test_every_heading_phrase_gives_its_status() -> None:
    table = load("status")["heading"]
    wrong = [
        (phrase, status)
        for status in table
        for phrase in entries(table[status])
        if status_of(venue=None, text="", section=phrase.upper()) != status
    ]
    assert wrong == []


def test_every_note_finds_itself() -> None:
    notes = [n for key in ("phrases", "single") for n in entries(load("status")["notes"][key])]
    assert [n for n in notes if [m.text for m in find_notes(n)] != [n]] == []


@given(st.text(alphabet="oral ()[]best paper%,5ACLICML\n"))
def test_notes_are_in_order_and_apart(text: str) -> None:
    found = find_notes(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
