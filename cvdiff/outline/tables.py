"""Heads of tables: what a column holds, from the words above it."""

from __future__ import annotations

from functools import cache

from cvdiff.vocabulary import entries, fold, load

MIN_NAMED = 2
"""A head names so many columns or more by words of the table."""
LONGEST_HEAD = 3
"""Words in the head of a column that the table does not know."""


@cache
def _columns() -> dict[str, str]:
    columns = {fold(head): field for field, heads in load("columns").items() for head in entries(heads)}
    columns.pop("", None)
    return columns


def head_columns(text: str) -> tuple[str, ...]:
    """The fields that a row's cells name ("number", "title" ...), or nothing where it is no head.

    A head may hold one word or two that no table knows ("Dates, Title, Specialty, Institution"), as long as
    more than half of its cells are known; what has a figure, or is longer, is a record.
    """
    cells = [fold(cell) for cell in text.split("\t")]
    known = [_columns().get(cell, "") for cell in cells]
    unknown = [cell for cell, field in zip(cells, known, strict=True) if cell and not field]
    named = len([field for field in known if field])
    if named < MIN_NAMED or len(unknown) >= named or not all(map(_may_be_a_head, unknown)):
        return ()
    return tuple(known)


def _may_be_a_head(cell: str) -> bool:
    return len(cell.split()) <= LONGEST_HEAD and cell.replace(" ", "").isalpha()
