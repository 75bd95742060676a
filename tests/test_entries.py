"""Extraction as a whole: the records of every kind, the owner, and the sections."""

from __future__ import annotations

from typing import Any

import pytest

from cvdiff.extraction import extract
from cvdiff.model import CV
from cvdiff.readers import read_document
from tables import cases


def read(text: str, file: str = "cv.md") -> CV:
    return extract(read_document(text.encode(), file), file)


@pytest.mark.parametrize("case", cases("entries/records", "entries/papers"))
def test_the_records_are_what_the_table_says(case: dict[str, Any]) -> None:
    cv = read(case["text"], case.get("file", "cv.md"))
    shown = [f"{record.kind}: {record.text}" for record in cv.records]
    expected = case["expect"].strip("\n").split("\n")
    assert [text.replace("\n", " / ").replace("\t", " | ") for text in shown] == expected


@pytest.mark.parametrize("case", cases("entries/owners"))
def test_the_owner_is_who_the_table_says(case: dict[str, Any]) -> None:
    assert read(case["text"], case.get("file", "cv.md")).owner == (case["owner"] or None)


def test_a_record_knows_its_section_lines_blocks_and_links() -> None:
    text = (
        "# Ada Quist\n\n## Awards\n\n- [Heron Prize](https://a.example/heron),\n  2021\n- Moss Medal, 2019\n"
    )
    heron, medal = read(text).records
    assert (heron.section, heron.lines, heron.links) == ("Awards", (5, 6), ("https://a.example/heron",))
    assert (medal.section, medal.lines, medal.links) == ("Awards", (7, 7), ())
    assert not set(heron.blocks) & set(medal.blocks)


def test_sections_are_told_with_their_kind_and_line() -> None:
    text = "# Ada Quist\n\n## Awards\n\n- Heron Prize, 2021\n\n## Publications\n\n### 2021\n\n- A paper\n"
    shown = [(section.heading, section.kind, section.lines) for section in read(text).sections]
    assert shown == [
        ("Ada Quist", "contact", (1, 1)),
        ("Awards", "award", (3, 3)),
        ("Publications", "publication", (7, 7)),
        ("2021", "publication", (9, 9)),
    ]
