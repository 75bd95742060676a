"""Patterns that are compiled on first use: the same as compiled ones, but for when they cost."""

from __future__ import annotations

import re

import pytest

from cvdiff.patterns import pattern


def test_matches_as_the_compiled_pattern_does() -> None:
    found = pattern(r"(?P<letter>b+)", re.IGNORECASE)
    assert found.sub("-", "aBba") == "a-a"
    assert [match["letter"] for match in found.finditer("bab")] == ["b", "b"]
    assert found.groupindex == {"letter": 1}
    assert not pattern("b+").search("aBBa")


def test_is_compiled_when_first_used() -> None:
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.search("")
