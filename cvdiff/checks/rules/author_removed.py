"""Somebody is no longer among the authors of a publication."""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.checks.changed import of_papers, severity_of
from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit, hit
from cvdiff.model import Report


def find(report: Report, context: Context) -> Iterator[Hit]:
    """One hit a paper, naming those who left; only info where the paper was not yet final."""
    for old, new, change in of_papers(report, "authors"):
        if names := change.field.removed:
            form = "one" if len(names) == 1 else "many"
            severity = severity_of(old, change)
            yield hit(report.new, new, "authors", severity=severity, names=", ".join(names), form=form)
