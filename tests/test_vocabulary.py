"""Folding and looking up, and what every table of entries must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvdiff.vocabulary import Phrases, entries, fold, load, split_words

FOLDED = ["headings", "roles", "status", "links"]


def lists(block: Mapping[str, object], path: str) -> Iterator[tuple[str, list[str]]]:
    for key, value in block.items():
        if isinstance(value, Mapping):
            yield from lists(value, f"{path}.{key}")
        elif key != "tracking":
            yield f"{path}.{key}", entries(str(value))


@pytest.mark.parametrize("name", FOLDED)
def test_entries_are_stored_folded_and_once(name: str) -> None:
    for path, found in lists(load(name), name):
        assert [e for e in found if fold(e) != e] == [], path
        assert sorted(set(found)) == sorted(found), path


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Editor’s Choice", "editors choice"),
        ("L'Université d’Évry", "l universite d evry"),
        ("R&D", "r and d"),
        ("Straße", "strasse"),
        ("Sacré-Cœur", "sacre coeur"),
        ("  Łódź,\tØrsted ", "lodz orsted"),
        ("ﬁeld", "field"),
        ("...", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcXYZéß '&.,-0", max_size=40))
def test_words_are_the_folded_words_at_their_places(text: str) -> None:
    words = split_words(text)
    assert [w.folded for w in words] == fold(text).split()
    assert all(fold(text[w.start : w.end]) == w.folded for w in words)


def test_phrases_prefer_the_longest_and_do_not_overlap() -> None:
    phrases = Phrases([("a b", "two"), ("a", "one"), ("a b c", "three"), ("a", "again")])
    words = ["a", "b", "a", "b", "c", "d", "a"]
    assert list(phrases.scan(words)) == [
        (0, 2, "two"),
        (2, 5, "three"),
        (6, 7, "one"),
    ]
    assert phrases.get("b") is None
