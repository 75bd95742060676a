"""Jobs and degrees: what is read from an entry, in many layouts."""

from __future__ import annotations

from typing import Any

import pytest

from cvdiff.extraction import extract
from cvdiff.model import CV, AnyRecord, Dates, Job, Publication
from cvdiff.readers import read_document
from tables import cases

HEADINGS = {"jobs/positions": "Experience", "jobs/degrees": "Education"}
KINDS = {"jobs/positions": "position", "jobs/degrees": "education"}


def read(text: str, heading: str, file: str) -> CV:
    """A CV with one section; in plain text a second heading shows that headings are in capitals.

    A case in LaTeX is a whole CV.
    """
    if file == "cv.tex":
        source = text
    elif file == "cv.txt":
        source = f"Ada Quist\n\n{heading.upper()}\n\n{text}\nPUBLICATIONS\n"
    else:
        source = f"# Ada Quist\n\n## {heading}\n\n{text}"
    return extract(read_document(source.encode(), file), file)


def span(dates: Dates) -> str:
    """Start and end in EDTF."""
    if dates.start and dates.start == dates.end:
        return dates.start
    return f"{dates.start or ''}/{'..' if dates.current else dates.end or ''}"


def shown(record: AnyRecord, kind: str) -> dict[str, str]:
    """A record in the form of a case's `record`."""
    if isinstance(record, Publication):
        return {"paper": record.title}
    if not isinstance(record, Job) or record.kind != kind:
        return {"other": f"{record.kind}: {record.text}"}
    fields = {
        "role": record.role,
        "organization": record.organization,
        "location": record.location,
        "description": record.description,
        "dates": record.dates and record.dates.text,
        "span": record.dates and span(record.dates),
    }
    return {name: value for name, value in fields.items() if value}


@pytest.mark.parametrize("case", cases("jobs/positions", "jobs/degrees"))
def test_a_list_reads_as_its_table_says(case: dict[str, Any]) -> None:
    cv = read(case["text"], HEADINGS[case["table"]], case.get("file", "cv.md"))
    records = [record for record in cv.records if record.text != "Ada Quist"]
    assert [shown(record, KINDS[case["table"]]) for record in records] == case["record"]


@pytest.mark.parametrize("case", cases("jobs/positions", "jobs/degrees"))
def test_the_fields_hold_every_word_of_the_entry_but_its_separators(case: dict[str, Any]) -> None:
    """What no field takes is description: a word that went would be a change that nobody hears of."""
    for record in read(case["text"], HEADINGS[case["table"]], case.get("file", "cv.md")).records:
        if isinstance(record, Job):
            fields = [record.role, record.organization, record.location, record.description]
            held = " ".join([*filter(None, fields), record.dates.text if record.dates else ""])
            assert set(words(record.text.replace(" at the ", " "))) - {"at", "am", "an", "bei", "der"} <= set(
                words(held)
            )


def words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text).split()
