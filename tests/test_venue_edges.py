"""Where a venue's name begins and ends: in front of its volume, in front of editors, town and publisher."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvdiff.values.imprint import imprint_start
from cvdiff.values.law_reviews import find_law_citations
from cvdiff.values.serials import find_serials
from tables import table

SERIALS = table("serials")
CITATIONS = table("law_reviews")
IMPRINTS = table("imprint")
PIECES = [
    "J.",
    "Kelp",
    "Lett",
    ".",
    ",",
    "12",
    "(2019)",
    "1999; 7:3",
    "A",
    "B7,",
    "“",
    "’",
    ":",
    "(",
    ")",
    "é",
]


@pytest.mark.parametrize(("text", "names"), SERIALS["found"].items())
def test_what_stands_before_a_volume_is_a_periodical(text: str, names: list[str]) -> None:
    assert [text[s.start : s.name_end] for s in find_serials(text)] == names


@pytest.mark.parametrize(("text", "citations"), CITATIONS["found"].items())
def test_a_volume_may_stand_in_front_of_a_law_review(text: str, citations: list[str]) -> None:
    assert [text[c.start : c.end] for c in find_law_citations(text)] == citations


@given(st.lists(st.sampled_from(PIECES)), st.sampled_from(["", " "]))
def test_serials_are_in_order_and_apart(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    found = find_serials(text)
    assert all(0 <= s.start < s.name_end <= s.end <= len(text) for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(("text", "name"), IMPRINTS["name"].items())
def test_the_imprint_is_no_part_of_the_name(text: str, name: str) -> None:
    assert text[: imprint_start(text)] == name


@given(st.text())
def test_an_imprint_begins_inside_its_text(text: str) -> None:
    assert 0 <= imprint_start(text) <= len(text)
