"""Venues: found, typed and compared, by a table of cases; every entry of the table finds itself."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvdiff.values.venue_table import stems
from cvdiff.values.venues import find_venues, same_venue, venue_key, venue_like, venue_type
from cvdiff.vocabulary import fold, load
from tables import table

CASES = table("venues")
TYPES = ("conference", "journal", "preprint")


def rows() -> list[tuple[str, str, list[str]]]:
    """Key, type and all spellings of every venue of the table."""
    out = []
    for kind in TYPES:
        for line in load("venues")[kind].strip().split("\n"):
            short, *full = line.split("|")
            names = [n.strip().lstrip("~") for n in [*short.split(","), *full] if n.strip()]
            out.append((fold(names[0]), kind, names))
    return out


def test_every_spelling_finds_its_own_venue() -> None:
    wrong = []
    for key, kind, names in rows():
        for name in names:
            found = [(m.key, m.type) for m in find_venues(name)]
            if found != [(key, kind)]:
                wrong.append((name, key, found))
    assert wrong == []


def test_every_spelling_has_the_key_of_its_venue() -> None:
    assert [(n, venue_key(n)) for key, _, names in rows() for n in names if venue_key(n) != key] == []


def test_no_name_is_listed_twice() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for key, _, names in rows():
        for name in names:
            assert seen.setdefault(stems(name), key) == key, name


@pytest.mark.parametrize(("text", "expected"), CASES["find"].items())
def test_find(text: str, expected: list[list[str]]) -> None:
    assert [[text[m.start : m.end], m.key, m.type] for m in find_venues(text)] == expected


@pytest.mark.parametrize(("text", "key"), CASES["key"].items())
def test_key(text: str, key: str) -> None:
    assert venue_key(text) == key


@pytest.mark.parametrize(("a", "b"), CASES["same"]["yes"])
def test_same(a: str, b: str) -> None:
    assert same_venue(a, b)
    assert same_venue(b, a)


@pytest.mark.parametrize(("a", "b"), CASES["same"]["no"])
def test_not_the_same(a: str, b: str) -> None:
    assert not same_venue(a, b)
    assert not same_venue(b, a)


def test_a_missing_venue_is_only_a_missing_one() -> None:
    assert same_venue(None, None)
    assert not same_venue("ICML", None)
    assert not same_venue(None, "ICML")


@pytest.mark.parametrize(("text", "kind"), CASES["type"].items())
def test_type(text: str, kind: str) -> None:
    assert venue_type(text) == kind


@pytest.mark.parametrize("text", CASES["like"]["yes"])
def test_reads_as_a_venue(text: str) -> None:
    assert venue_like(text) >= 0.5


@pytest.mark.parametrize("text", CASES["like"]["no"])
def test_does_not_read_as_a_venue(text: str) -> None:
    assert venue_like(text) < 0.5


@given(st.text(), st.text())
def test_same_venue_is_symmetric_and_reflexive(a: str, b: str) -> None:
    assert same_venue(a, a)
    assert same_venue(a, b) == same_venue(b, a)


@given(
    st.lists(
        st.sampled_from(
            ["ICML", "ACL", "(", ")", "2024", "'24", "Findings of", "Workshop on x", ",", "Nature", "of"]
        )
    )
)
def test_matches_are_in_order_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    found = find_venues(text)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
