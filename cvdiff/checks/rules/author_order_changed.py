"""The authors of a publication stand in another order."""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.checks.changed import of_papers, severity_of
from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit, hit
from cvdiff.model import Author, Report


def find(report: Report, context: Context) -> Iterator[Hit]:
    """Each paper whose remaining authors changed places; only info where it was not yet final."""
    for old, new, change in of_papers(report, "authors"):
        if change.field.reordered:
            severity, before, after = severity_of(old, change), _listed(old.authors), _listed(new.authors)
            yield hit(report.new, new, "authors", severity=severity, old=before, new=after)


def _listed(authors: tuple[Author, ...]) -> str:
    return ", ".join(author.name for author in authors)
