"""Titles, degrees, organizations and places, by a table of cases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvdiff.values.roles import (
    degree_like,
    find_degree,
    find_role,
    location_like,
    organization_like,
    role_like,
)
from cvdiff.vocabulary import entries, load
from tables import table

CASES = table("roles")
LIKE: dict[str, Callable[[str], float]] = {"organization": organization_like, "location": location_like}


def cut(text: str, span: tuple[int, int] | None) -> str:
    return text[span[0] : span[1]] if span else ""


@pytest.mark.parametrize(("text", "role"), CASES["role"].items())
def test_find_role(text: str, role: str) -> None:
    assert cut(text, find_role(text)) == role
    assert (role_like(text) >= 0.4) is bool(role)


@pytest.mark.parametrize(("text", "degree"), CASES["degree"].items())
def test_find_degree(text: str, degree: str) -> None:
    assert cut(text, find_degree(text)) == degree
    assert (degree_like(text) >= 0.4) is bool(degree)


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k in LIKE for t in CASES[k]["yes"]])
def test_reads_as(kind: str, text: str) -> None:
    assert LIKE[kind](text) >= 0.5


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k in LIKE for t in CASES[k]["no"]])
def test_does_not_read_as(kind: str, text: str) -> None:
    assert LIKE[kind](text) < 0.5


def test_every_title_and_degree_finds_itself() -> None:
    heads = [h.title() for h in entries(load("roles")["role"]["heads"])]
    degrees = [d.title() for d in entries(load("roles")["degree"]["phrases"])]
    assert [h for h in heads if cut(h, find_role(h)) != h] == []
    assert [d for d in degrees if cut(d, find_degree(d)) != d] == []


def test_every_weak_degree_is_a_degree() -> None:
    degree = load("roles")["degree"]
    assert set(entries(degree["weak"])) <= set(entries(degree["phrases"]))


def test_every_organization_and_place_reads_as_one() -> None:
    table = load("roles")
    names = entries(table["organization"]["names"])
    places = [p for key in ("countries", "regions", "cities") for p in entries(table["location"][key])]
    assert [n for n in names if organization_like(n.upper()) < 0.8] == []
    assert [p for p in places if location_like(p.title()) < 1] == []


@given(st.text())
def test_shares_are_shares(text: str) -> None:
    for like in (role_like, degree_like, organization_like, location_like):
        assert 0 <= like(text) <= 1
