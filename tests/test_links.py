"""Link labels, identifiers and comparing URLs, by a table of cases."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvdiff.values.links import changed_urls, identifiers, is_label, is_weak_label, typo_of
from tables import table

CASES = table("links")
URLS = st.builds(
    "{}{}/{}{}{}".format,
    st.sampled_from(["http://", "https://www.", "//"]),
    st.sampled_from(["Example.org", "example.org", "arxiv.org"]),
    st.sampled_from(["", "a", "abs/2407.13621", "pdf/2407.13621v2"]),
    st.sampled_from(["", "/", "/index.html"]),
    st.sampled_from(["", "#top", "?utm_source=x", "?b=1"]),
)
NONE: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@pytest.mark.parametrize("text", CASES["label"]["yes"])
def test_label(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize("text", CASES["label"]["no"])
def test_no_label(text: str) -> None:
    assert not is_label(text)


def test_weak_labels_are_labels() -> None:
    assert all(is_weak_label(t) and is_label(t) for t in CASES["label"]["weak"])
    assert not any(is_weak_label(t) for t in CASES["label"]["strong"])


@pytest.mark.parametrize("case", CASES["identifiers"])
def test_identifiers(case: dict[str, Any]) -> None:
    assert list(identifiers(case.get("urls", []), case.get("text", ""))) == case["ids"]


@pytest.mark.parametrize("kind", ["same", "typo", "other"])
def test_pairs_of_urls(kind: str) -> None:
    for a, b in CASES["urls"][kind]:
        assert (changed_urls([a], [b]) == NONE, changed_urls([b], [a]) == NONE) == (kind == "same",) * 2, (
            a,
            b,
        )
        assert (typo_of(a, b), typo_of(b, a)) == (kind == "typo",) * 2, (a, b)


def test_changed_urls_leave_out_what_is_only_spelled_otherwise() -> None:
    old = ["http://example.org/a/", "https://example.org/gone", "https://arxiv.org/abs/2407.13621v1"]
    new = ["https://arxiv.org/pdf/2407.13621", "https://www.example.org/a", "https://example.org/new"]
    assert changed_urls(old, new) == (("https://example.org/new",), ("https://example.org/gone",))


@given(st.lists(URLS), st.lists(URLS))
def test_changed_urls_mirror(old: list[str], new: list[str]) -> None:
    assert changed_urls(old, new) == changed_urls(new, old)[::-1]
    assert changed_urls(old, old) == NONE


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(":" in i for i in identifiers([text], text))
    assert changed_urls([text], [text]) == NONE
    assert not typo_of(text, text)
