"""Every rule, in the order in which fields are reported. A new rule is a new file and a new row here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from cvdiff.changes import (
    authors,
    dates,
    description,
    kind,
    links,
    location,
    note,
    organization,
    role,
    section,
    status,
    text,
    title,
    venue,
    year,
)
from cvdiff.changes.context import Context
from cvdiff.model import Entry, FieldChange, FieldName, Job, Publication, Record


class Rule(NamedTuple):
    """A rule, the field it reports, and the type of records it compares.

    `reads_text` tells that the rule reads nothing beyond the entry's printed text: two entries with
    the same text need not be asked.
    """

    field: FieldName
    records: type[Record]
    compare: Callable[[Any, Any, Context], Iterator[FieldChange]]
    reads_text: bool = True


RULES: tuple[Rule, ...] = (
    Rule("kind", Record, kind.compare, reads_text=False),
    Rule("title", Publication, title.compare),
    Rule("authors", Publication, authors.compare),
    Rule("venue", Publication, venue.compare),
    Rule("year", Publication, year.compare, reads_text=False),
    Rule("status", Record, status.compare, reads_text=False),
    Rule("note", Publication, note.compare),
    Rule("role", Job, role.compare),
    Rule("organization", Job, organization.compare),
    Rule("location", Job, location.compare),
    Rule("dates", Job, dates.compare),
    Rule("description", Job, description.compare),
    Rule("section", Publication, section.compare, reads_text=False),
    Rule("section", Job, section.compare, reads_text=False),
    Rule("section", Entry, section.compare_entries, reads_text=False),
    Rule("links", Publication, links.compare, reads_text=False),
    Rule("text", Record, text.compare, reads_text=False),
)
