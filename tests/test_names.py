"""Author lists: cases from data/names.toml, and the laws that hold for every list."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvdiff.model import Author
from cvdiff.values.names import (
    AuthorsDiff,
    compare_authors,
    find_author_lists,
    is_person_name,
    known_names,
    name_key,
    normalise_name,
    same_person,
    split_authors,
)
from cvdiff.values.truncation import truncation_start
from tables import table

CASES: dict[str, list[dict[str, Any]]] = table("names")
SAME = [tuple(pair) for row in CASES["names"] for pair in row["same"]]
DIFFERENT = [tuple(pair) for row in CASES["names"] for pair in row["different"]]
NOBODY = known_names(None)


@pytest.mark.parametrize("case", CASES["split"], ids=lambda case: case["text"][:50])
def test_split(case: dict[str, Any]) -> None:
    printed = [f"{a.name}|{a.marks}" if a.marks else a.name for a in split_authors(case["text"])]
    assert printed == case["authors"]


@pytest.mark.parametrize("case", CASES["find"], ids=lambda case: case["text"][:50])
def test_find(case: dict[str, Any]) -> None:
    known = known_names(case.get("owner"), frozenset(case.get("common", ())))
    found = find_author_lists(case["text"], known)
    stretches = [case["text"][each.start : each.end] for each in found]
    required = len(case["lists"]) - case.get("optional", 0)
    assert stretches == case["lists"][: max(required, len(stretches))]
    assert [each.truncated for each in found[:1]] == [case.get("truncated", False)] * min(
        1, len(case["lists"])
    )


@pytest.mark.parametrize("case", CASES["truncation"], ids=lambda case: case["text"][:50])
def test_truncation(case: dict[str, str]) -> None:
    start = truncation_start(case["text"])
    assert start == (case["text"].index(case["at"]) if case["at"] else None)


@pytest.mark.parametrize(("a", "b"), SAME)
def test_same_person(a: str, b: str) -> None:
    assert same_person(a, b)
    assert same_person(b, a)


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_different_people(a: str, b: str) -> None:
    assert not same_person(a, b)
    assert not same_person(b, a)


@pytest.mark.parametrize("text", CASES["person"][0]["yes"])
def test_person_name(text: str) -> None:
    assert is_person_name(text, NOBODY)


@pytest.mark.parametrize("text", CASES["person"][0]["no"])
def test_no_person_name(text: str) -> None:
    assert not is_person_name(text, NOBODY)


@pytest.mark.parametrize("case", CASES["compare"], ids=lambda case: f"{case['old']} -> {case['new']}")
def test_compare(case: dict[str, Any]) -> None:
    diff = compare_authors(
        split_authors(case["old"]),
        split_authors(case["new"]),
        old_truncated=case.get("old_truncated", False),
        new_truncated=case.get("new_truncated", False),
    )
    assert diff == AuthorsDiff(
        added=tuple(case.get("added", ())),
        removed=tuple(case.get("removed", ())),
        respelled=tuple(tuple(pair) for pair in case.get("respelled", ())),
        reordered=case.get("reordered", False),
        marks_changed=case.get("marks_changed", False),
    )


def test_a_known_coauthor_raises_the_score() -> None:
    text = "Ada Roe, Ben Doe"
    known = known_names(None, coauthors=["Doe, Ben"])
    assert find_author_lists(text, known)[0].score > find_author_lists(text, NOBODY)[0].score


def test_the_surest_list_comes_first() -> None:
    text = "Warm Ruby, Cold Topaz\nA. Roe*, B. Doe*, C. Poe*"
    found = find_author_lists(text, NOBODY)
    assert [author.name for author in found[0].authors] == ["A. Roe", "B. Doe", "C. Poe"]
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_key_and_normal_form() -> None:
    assert name_key("Roe, Jane A.") == name_key("Jane A. Roe") == "roe ja"
    assert name_key("Roe, Jane") != name_key("Roe, Kim")
    assert normalise_name("Müller, J.-P. (Hans)") == "muller j p hans"


# Laws, over invented people: distinct family names, so that no two people can be one.

FAMILIES = [
    "Abendroth",
    "Bonnevie",
    "Castellan",
    "Drummond",
    "Eskildsen",
    "Fairweather",
    "Gundersen",
    "Hollander",
]
GIVEN = [
    "Agathe",
    "Benno",
    "Clemens",
    "Dorothea",
    "Egon",
    "Frieda",
    "Gustav",
    "Hedwig",
    "Ingeborg",
    "Joachim",
]
people = st.lists(st.sampled_from(FAMILIES), min_size=1, max_size=len(FAMILIES), unique=True).flatmap(
    lambda families: st.tuples(*(st.tuples(st.sampled_from(GIVEN), st.just(f)) for f in families))
)
LAYOUTS = {
    "full": lambda given, family: f"{given} {family}",
    "initial": lambda given, family: f"{given[0]}. {family}",
    "inverted": lambda given, family: f"{family}, {given}",
    "inverted initial": lambda given, family: f"{family}, {given[0]}.",
    "postfix": lambda given, family: f"{family} {given[0]}",
    "capitals": lambda given, family: f"{family.upper()}, {given}",
}
layouts = st.sampled_from(sorted(LAYOUTS))
separators = st.sampled_from([", ", "; ", " and ", "\n", " & "])


def printed(persons: tuple[tuple[str, str], ...], layout: str, separator: str) -> str:
    return separator.join(LAYOUTS[layout](*person) for person in persons)


@given(people, layouts, separators)
def test_every_layout_splits_into_its_people(
    persons: tuple[tuple[str, str], ...], layout: str, separator: str
) -> None:
    names = [author.name for author in split_authors(printed(persons, layout, separator))]
    assert names == [LAYOUTS[layout](*person) for person in persons]


@given(people, layouts, layouts, separators, separators, st.randoms())
def test_printing_a_list_anew_changes_nobody(
    persons: tuple[tuple[str, str], ...], one: str, two: str, first: str, second: str, random: Any
) -> None:
    shuffled = list(persons)
    random.shuffle(shuffled)
    old = split_authors(printed(persons, one, first))
    new = split_authors(printed(tuple(shuffled), two, second))
    diff = compare_authors(old, new)
    assert (diff.added, diff.removed, diff.marks_changed) == ((), (), False)
    assert diff.reordered == (list(persons) != shuffled)


@given(people, layouts, layouts, st.integers(min_value=0))
def test_one_person_more_is_exactly_that_person(
    persons: tuple[tuple[str, str], ...], one: str, two: str, pick: int
) -> None:
    left = pick % len(persons)
    short = persons[:left] + persons[left + 1 :]
    old, new = split_authors(printed(short, one, "; ")), split_authors(printed(persons, two, "; "))
    there, back = compare_authors(old, new), compare_authors(new, old)
    assert there.added == back.removed == (LAYOUTS[two](*persons[left]),)
    assert there.removed == back.added == ()


names = st.one_of(
    st.builds(lambda person, layout: LAYOUTS[layout](*person), people.map(lambda p: p[0]), layouts),
    st.sampled_from([name for pair in SAME + DIFFERENT for name in pair]),
    st.text(max_size=20),
)


@given(names, names)
def test_same_person_is_reflexive_and_symmetric(a: str, b: str) -> None:
    assert same_person(a, a)
    assert same_person(a, b) == same_person(b, a)


garbage = st.text(
    alphabet=st.one_of(st.sampled_from("Aa. ,;&*†()[]{}$^\\'’-\n\t0123韩é"), st.characters()), max_size=200
)


@given(garbage)
def test_no_text_breaks_the_readers(text: str) -> None:
    authors = split_authors(text)
    assert all(author.name for author in authors)
    assert not compare_authors(authors, authors)
    for found in find_author_lists(text, known_names("Ada Roe")):
        assert 0 <= found.start < found.end <= len(text)
        assert 0 <= found.score <= 1
        assert found.authors


@given(garbage)
def test_lists_do_not_overlap(text: str) -> None:
    spans = sorted((found.start, found.end) for found in find_author_lists(text, NOBODY))
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_a_mark_is_no_part_of_a_name() -> None:
    assert split_authors("Ada Roe*") == (Author("Ada Roe", "*"),)
    assert split_authors("Ada Roe") == (Author("Ada Roe"),)
