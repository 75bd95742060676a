"""A publication that had appeared, or was accepted, names another venue or none.

A preprint that finds its venue is what CVs are updated for, and a fall to a preprint is told by
status-downgraded: neither is found here.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.checks.changed import FINAL, of_papers
from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit, hit
from cvdiff.model import Report


def find(report: Report, context: Context) -> Iterator[Hit]:
    """Each final paper with another venue; only info where likeness alone says that it is one paper."""
    for old, new, change in of_papers(report, "venue"):
        if old.venue and old.status in FINAL and (new.status in FINAL or new.status is None):
            yield hit(
                report.new,
                new,
                "venue",
                severity=None if change.is_sure else "info",
                old=old.venue,
                new=new.venue,
                form="changed" if new.venue else "dropped",
            )
