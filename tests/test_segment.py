"""Segmentation: which lines of a section are one entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvdiff.document import Document
from cvdiff.extraction.context import build_context
from cvdiff.extraction.segment import segment
from cvdiff.model import KINDS, Kind
from cvdiff.outline import Line, Part, outline
from cvdiff.readers import read_document
from tables import cases


def entries_of(document: Document, kind: Kind | None = None) -> Iterator[tuple[Part, list[list[Line]]]]:
    """Each part with its entries, cut for the kind that its heading tells unless another is given."""
    parts = outline(document)
    after_rule = frozenset(i + 1 for i, block in enumerate(document.blocks) if block.kind == "rule")
    context = build_context(document, parts)
    for part in parts:
        yield part, segment(part.lines, kind or part.kind or "other", context, after_rule)


def entries_below(source: str, file: str, heading: str) -> list[list[Line]]:
    found = entries_of(read_document(source.encode(), file))
    return next(entries for part, entries in found if part.printed == heading)


def shown(entry: list[Line]) -> str:
    return " / ".join(line.text.plain for line in entry).replace("\t", " | ")


@pytest.mark.parametrize("case", cases("entries/cuts"))
def test_the_entries_are_what_the_table_says(case: dict[str, Any]) -> None:
    heading, text = case["heading"], case["text"]
    if case.get("file") == "cv.txt":
        heading = heading.upper()
        entries = entries_below(f"Ada Quist\n\n{heading}\n\n{text}\nMEDIA\n", "cv.txt", heading)
    else:
        entries = entries_below(f"# Ada Quist\n\n## {heading}\n\n{text}", "cv.md", heading)
    assert [shown(entry) for entry in entries] == case["expect"].strip("\n").split("\n")


PIECES = (
    "- Ada Quist, Nils Rask. Counting Lichen. Journal of Shore Studies, 2021.", "  - nested", "2019 - 2021",
    "1. **Lecturer**", "University of Halden", "Term\n: Definition", "---", "**Bold line**", "Label:", "", "",
    "| Moss | 2019 |\n|---|---|\n| Kelp | 2018 |", "[pdf](https://a.example)", "Nils Rask, Oda Thyme", "\\",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("\n".join), st.sampled_from(KINDS))
def test_every_line_is_in_one_entry_in_reading_order(text: str, kind: Kind) -> None:
    document = read_document(f"## Publications\n\n{text}".encode(), "cv.md")
    for part, entries in entries_of(document, kind):
        assert tuple(line for entry in entries for line in entry) == part.lines
        assert all(entries)
