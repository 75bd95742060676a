"""The dates of a position or degree differ in what was settled before: its start, or an end that had passed.

A position that ends, a degree that is finished and a month that was added to a year are ordinary.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.checks.changed import of_jobs
from cvdiff.checks.context import Context
from cvdiff.checks.finding import Severity
from cvdiff.checks.hit import Hit, hit
from cvdiff.model import Dates, Report


def find(report: Report, context: Context) -> Iterator[Hit]:
    """Each position or degree whose start or end moved, or that runs again; an end may have been a plan."""
    for old, new in of_jobs(report, "dates"):
        if old.dates and new.dates and (form := _difference(old.dates, new.dates)):
            severity: Severity | None = "info" if form == "end" else None
            yield hit(
                report.new,
                new,
                "dates",
                severity=severity,
                old=old.dates.text,
                new=new.dates.text,
                form=form,
            )


def _difference(old: Dates, new: Dates) -> str | None:
    if _conflict(old.start, new.start):
        return "start"
    if old.end and not old.current and new.current:
        return "reopened"
    return "end" if _conflict(old.end, new.end) and not old.current else None


def _conflict(old: str | None, new: str | None) -> bool:
    """Whether two ISO prefixes contradict each other; one that is more exact does not."""
    return bool(old and new and not old.startswith(new) and not new.startswith(old))
