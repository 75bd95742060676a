"""Heads of tables: what a column holds, from the words above it."""

from __future__ import annotations

from functools import cache

from cvdiff.vocabulary import entries, fold, load


@cache
def _columns() -> dict[str, str]:
    columns = {fold(head): field for field, heads in load("columns").items() for head in entries(heads)}
    columns.pop("", None)
    return columns


def head_columns(text: str) -> tuple[str, ...]:
    """The fields that a row's cells name ("number", "title" ...), or nothing where it is no head."""
    cells = [fold(cell) for cell in text.split("\t")]
    known = [_columns().get(cell, "") for cell in cells]
    named = [field for field in known if field]
    if len(cells) < 2 or len(named) < len([c for c in cells if c]) or len(named) < 2:
        return ()
    return tuple(known)
