"""What stands behind a paper or below a job says nothing of the fields of these."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from cvdiff.extraction import extract
from cvdiff.model import CV, Job, Publication
from cvdiff.readers import read_document
from tables import table

TABLE = table("remarks")
LISTS: dict[str, str] = TABLE["lists"]
REMARKS = TABLE["remarks"].strip().split("\n")
PLACES = {"on the line": " ", "on a line below": "  \n  "}

LAYOUTS: dict[str, str] = TABLE["layouts"]
NAMES: dict[str, dict[str, str]] = {
    "job": {"employer": "Orrin Labs", "first": "Head of Research", "second": "Data Scientist"},
    "degree": {"employer": "University of Norrvik", "first": "PhD in Ecology", "second": "MSc Statistics"},
}
HEADINGS = {"job": "Experience", "degree": "Education"}
DETAILS = [(kind, detail) for kind, lines in TABLE["details"].items() for detail in lines.strip().split("\n")]


def read(section: str) -> CV:
    """A CV with one section, in Markdown."""
    return extract(read_document(f"# Ada Quist\n\n{section}".encode(), "cv.md"), "cv.md")


def papers(text: str) -> list[tuple[str | None, ...]]:
    """Title, authors, venue and year of each record of a list."""
    return [
        (record.title, *(author.name for author in record.authors), record.venue, record.year)
        for record in read(f"## Publications\n\n{text}").records
        if isinstance(record, Publication)
    ]


def jobs(kind: str, layout: str, detail: str = "") -> list[tuple[Any, ...]]:
    """Role, organization, place and dates of each record of a list, with a detail below the first."""
    places = {"below": f"  \n{detail}", "inside": f"  \n  {detail}", "bullet": f"\n- {detail}"}
    told = places if detail else dict.fromkeys(places, "")
    text = LAYOUTS[layout].format(**NAMES[kind], **told)
    return [
        (record.role, record.organization, record.location, record.dates and record.dates.text)
        for record in read(f"## {HEADINGS[kind]}\n\n{text}").records
        if isinstance(record, Job)
    ]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("remark", REMARKS)
@pytest.mark.parametrize("style", LISTS)
def test_a_remark_changes_no_field_of_a_paper(style: str, remark: str, place: str) -> None:
    entries = LISTS[style].strip().split("\n")
    for number, entry in enumerate(entries):
        noted = [*entries[:number], f"{entry}{PLACES[place]}{remark}", *entries[number + 1 :]]
        assert papers("\n".join(noted)) == papers(LISTS[style])


@pytest.mark.parametrize("style", LISTS)
def test_papers_without_remarks_are_read_as_printed(style: str) -> None:
    read = [(paper[0], paper[-2], paper[-1]) for paper in papers(LISTS[style])]
    assert read == [
        ("Counting lichen at night", "Journal of Shore Studies", "2021"),
        ("Kelp and its readers: a survey", "Annals of Field Botany", "2019"),
        ("Moss maps for the undecided", "Northern Soil Letters", "2018"),
    ]


@pytest.mark.parametrize(("kind", "detail"), DETAILS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_detail_changes_no_field_of_a_job(layout: str, kind: str, detail: str) -> None:
    assert jobs(kind, layout, detail) == jobs(kind, layout)


@pytest.mark.parametrize(("layout", "kind"), list(product(LAYOUTS, NAMES)))
def test_jobs_without_details_are_read_as_printed(layout: str, kind: str) -> None:
    names = NAMES[kind]
    assert jobs(kind, layout) == [
        (names["first"], names["employer"], "Oslo, Norway", "2016 – 2019"),
        (names["second"], "Halden University", "Berlin, Germany", "2012 – 2015"),
    ]
