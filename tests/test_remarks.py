"""What stands behind a paper's citation says nothing of its title, authors, venue and year."""

from __future__ import annotations

import pytest

from cvdiff.extraction import extract
from cvdiff.model import Publication
from cvdiff.readers import read_document
from tables import table

TABLE = table("remarks")
LISTS: dict[str, str] = TABLE["lists"]
REMARKS = TABLE["remarks"].strip().split("\n")
PLACES = {"on the line": " ", "on a line below": "  \n  "}


def papers(text: str) -> list[tuple[str | None, ...]]:
    """Title, authors, venue and year of each record of a list."""
    source = f"# Ada Quist\n\n## Publications\n\n{text}"
    records = extract(read_document(source.encode(), "cv.md"), "cv.md").records
    return [
        (record.title, *(author.name for author in record.authors), record.venue, record.year)
        for record in records
        if isinstance(record, Publication)
    ]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("remark", REMARKS)
@pytest.mark.parametrize("style", LISTS)
def test_a_remark_changes_no_field(style: str, remark: str, place: str) -> None:
    entries = LISTS[style].strip().split("\n")
    for number, entry in enumerate(entries):
        noted = [*entries[:number], f"{entry}{PLACES[place]}{remark}", *entries[number + 1 :]]
        assert papers("\n".join(noted)) == papers(LISTS[style])


@pytest.mark.parametrize("style", LISTS)
def test_the_fields_without_remarks_are_those_printed(style: str) -> None:
    read = [(paper[0], paper[-2], paper[-1]) for paper in papers(LISTS[style])]
    assert read == [
        ("Counting lichen at night", "Journal of Shore Studies", "2021"),
        ("Kelp and its readers: a survey", "Annals of Field Botany", "2019"),
        ("Moss maps for the undecided", "Northern Soil Letters", "2018"),
    ]
