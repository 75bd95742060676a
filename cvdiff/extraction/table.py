"""Rows of a table with a head: the head says which field stands in each column."""

from __future__ import annotations

from cvdiff.document import Text
from cvdiff.extraction.publication import NAMED, Fields
from cvdiff.values.dates import years
from cvdiff.values.names import split_authors
from cvdiff.values.status import find_notes, status_of


def read_row(text: Text, columns: tuple[str, ...], heading: str) -> Fields | None:
    """A publication's fields from its row, or None where the table has no column of titles."""
    cells = text.plain.split("\t")
    if "title" not in columns or len(cells) != len(columns):
        return None
    by_field = {field: cell.strip() for field, cell in zip(columns, cells, strict=True)}
    venue = by_field.get("venue") or None
    found = years(by_field.get("year", "")) or years(venue or "")
    notes = find_notes(venue or "")
    return Fields(
        title=by_field["title"],
        authors=split_authors(by_field.get("authors", "")),
        venue=venue,
        year=found[-1][2] if found else None,
        status=status_of(venue=venue, text=venue or "", section=heading),
        note="; ".join(n.text for n in notes) or None,
        score=NAMED,
    )
