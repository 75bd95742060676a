"""A publication is less far than it was: published before, a preprint or a manuscript now."""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.checks.changed import of_papers
from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit, hit
from cvdiff.model import Report, Status

_RANK: dict[Status, int] = {
    "in-preparation": 0,
    "submitted": 1,
    "preprint": 1,
    "workshop": 2,
    "accepted": 3,
    "published": 3,
}
"""How far a paper is. Many a preprint is under review, and what was accepted is as good as published, so
neither of these pairs is told apart."""


def find(report: Report, context: Context) -> Iterator[Hit]:
    """Each publication whose status fell; only info where likeness alone says that it is one paper."""
    for old, new, change in of_papers(report, "status"):
        if old.status and new.status and _RANK[new.status] < _RANK[old.status]:
            yield hit(
                report.new,
                new,
                "status",
                severity=None if change.is_sure else "info",
                old=old.status,
                new=new.status,
            )
