"""Functions of a text that keep their last results: the same lines come up again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Result = TypeVar("Result")

KEPT = 2048
"""Results kept by each function: a comparison of two CVs of 10 pages asks about half as many texts."""

LONGEST = 1000
"""Characters; what is found in longer texts is not kept, which bounds the memory."""


def remember(function: Callable[[str], Result]) -> Callable[[str], Result]:
    """`function` with its results kept; they are shared, so they must not be changed."""
    kept = lru_cache(maxsize=KEPT)(function)

    @wraps(function)
    def recall(text: str) -> Result:
        return kept(text) if len(text) <= LONGEST else function(text)

    return recall
