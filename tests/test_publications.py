"""Publication lists: what is read from an entry, in many layouts, and which entries are no papers."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cvdiff.extraction import extract
from cvdiff.model import CV, AnyRecord, Publication
from cvdiff.readers import read_document
from tables import cases, tables_in


def read(text: str) -> CV:
    source = f"# Ada Quist\n\n## Publications\n\n{text}"
    return extract(read_document(source.encode(), "cv.md"), "cv.md")


def shown(record: AnyRecord, asked: dict[str, Any]) -> dict[str, Any]:
    """A record in the form of a case's `paper`, with its status where the case asks for it."""
    if not isinstance(record, Publication):
        return {"other": f"{record.kind}: {record.text}"}
    fields = {
        "title": record.title,
        "authors": [author.name + author.marks for author in record.authors],
        "venue": record.venue,
        "year": record.year,
        "note": record.note,
    }
    if "status" in asked:
        fields["status"] = record.status or "none"
    return {name: value for name, value in fields.items() if value}


@pytest.mark.parametrize("case", cases(*tables_in("publications")))
def test_a_list_reads_as_its_table_says(case: dict[str, Any]) -> None:
    records = read(case["text"]).records
    asked = case["paper"] + [{}] * len(records)
    assert [shown(record, paper) for record, paper in zip(records, asked, strict=False)] == case["paper"]


@pytest.mark.parametrize("case", cases(*tables_in("publications")))
def test_nothing_is_read_that_an_entry_does_not_print(case: dict[str, Any]) -> None:
    for record in read(case["text"]).records:
        if isinstance(record, Publication):
            names = [author.name for author in record.authors]
            read_words = words(" ".join([record.title, *names, record.note or "", record.year or ""]))
            assert read_words <= words(record.text)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))
