"""The outline: headings of every sort, the parts below them, and heads of tables."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvdiff.document import Document
from cvdiff.outline import Part, outline
from cvdiff.outline.tables import head_columns
from cvdiff.readers import read_document
from tables import cases


def shown(part: Part) -> str:
    """A part in the form of a case's `expect`."""
    head = f"{part.level:g} {part.kind or '-'}: {part.printed or '(none)'}"
    if part.heading != part.printed:
        head += f" < {part.heading}"
    for _, columns in part.columns:
        head += f" | {','.join(columns)}"
    return "\n    ".join([head, *(line.text.plain.replace("\t", " | ") for line in part.lines)])


@pytest.mark.parametrize("case", cases("outline/sections"))
def test_the_parts_are_what_the_table_says(case: dict[str, Any]) -> None:
    document = read_document(case["text"].encode(), case.get("file", "cv.md"))
    assert "\n".join(map(shown, outline(document))) == case["expect"].strip("\n")


@pytest.mark.parametrize("case", cases("outline/columns"))
def test_a_row_names_columns_or_holds_values(case: dict[str, Any]) -> None:
    cells = [cell.strip() for cell in case["row"].split("|")]
    assert list(head_columns("\t".join(cells))) == case["expect"]


@pytest.mark.parametrize("case", cases("outline/columns"))
def test_a_head_names_all_columns_or_none(case: dict[str, Any]) -> None:
    columns = head_columns("\t".join(case["row"].split("|")))
    assert len(columns) in (0, case["row"].count("|") + 1)


PIECES = (
    "PUBLICATIONS", "# Ada Quist", "## Education", "### 2021", "**Awards**", "<u>Talks</u>", "Skills\n: R",
    "- item", "  - nested", "1. A. Quist. A paper. 2021.", "---", "Ada Quist", "",
    "| Title | Year |\n|---|---|\n| Moss | 2019 |",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("\n".join), st.sampled_from(["cv.md", "cv.txt"]))
def test_every_line_is_in_one_part_or_a_heading(text: str, file: str) -> None:
    document = read_document((text or "x").encode(), file)
    parts = outline(document)
    held = [(line.block, line.number) for part in parts for line in part.lines]
    headings = {block for part in parts for block in part.blocks}
    assert len(held) == len(set(held))
    assert held == sorted(held)
    printed = {(block, part.printed) for part in parts for block in part.blocks}
    for index, number in printed_lines(document):
        block = document.blocks[index]
        whole = index in headings and block.kind in ("heading", "row")
        in_heading = whole or (index, block.text.lines()[number].plain) in printed
        assert ((index, number) in held) != in_heading


def printed_lines(document: Document) -> list[tuple[int, int]]:
    return [(i, n) for i, block in enumerate(document.blocks) for n in range(len(block.text.lines()))]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("\n".join))
def test_the_path_of_a_part_ends_with_its_heading(text: str) -> None:
    for part in outline(read_document((text or "x").encode(), "cv.md")):
        assert part.path[-1:] == ((part.heading,) if part.printed else ())
