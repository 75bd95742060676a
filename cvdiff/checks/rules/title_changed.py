"""A publication has another title."""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.checks.changed import of_papers, severity_of
from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit, hit
from cvdiff.checks.identity import name_of
from cvdiff.model import Report


def find(report: Report, context: Context) -> Iterator[Hit]:
    """Each retitled paper; only info where it was not yet final or may be another paper."""
    for old, new, change in of_papers(report, "title"):
        yield hit(report.new, new, "title", severity=severity_of(old, change), old=name_of(old))
