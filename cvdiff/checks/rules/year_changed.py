"""A publication that had appeared, or was accepted, has another year."""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.checks.changed import FINAL, of_papers
from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit, hit
from cvdiff.model import Report


def find(report: Report, context: Context) -> Iterator[Hit]:
    """Each final paper whose year differs; only info where the venue changed as well, or it was accepted."""
    venues = {id(new) for _, new, _ in of_papers(report, "venue")}
    for old, new, _ in of_papers(report, "year"):
        if old.year and new.year and old.status in FINAL:
            unsettled = id(new) in venues or old.status != "published"
            yield hit(
                report.new, new, "year", severity="info" if unsettled else None, old=old.year, new=new.year
            )
