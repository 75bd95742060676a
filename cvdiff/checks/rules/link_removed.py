"""A publication lost a link and got none in its place."""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.checks.changed import of_papers
from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit, hit
from cvdiff.model import Report


def find(report: Report, context: Context) -> Iterator[Hit]:
    """One hit a link; a link that was replaced (a preprint's by the publisher's) is none."""
    for _, new, change in of_papers(report, "links"):
        if not change.field.added:
            for url in change.field.removed:
                yield hit(report.new, new, "links", about=url, url=url)
