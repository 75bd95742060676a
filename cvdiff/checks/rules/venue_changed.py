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
from cvdiff.vocabulary import fold


def find(report: Report, context: Context) -> Iterator[Hit]:
    """Each final paper with another venue; only info where it had not appeared or may be another paper."""
    from cvdiff.values.venues import venue_type

    for old, new, change in of_papers(report, "venue"):
        if not old.venue or old.status not in FINAL or new.status not in (*FINAL, None):
            continue
        if not _says_the_same(old.venue, new.venue or "") and venue_type(old.venue) != "preprint":
            settled = change.is_sure and old.status == "published"
            yield hit(
                report.new,
                new,
                "venue",
                severity=None if settled else "info",
                old=old.venue,
                new=new.venue,
                form="changed" if new.venue else "dropped",
            )


def _says_the_same(old: str, new: str) -> bool:
    """Whether one venue has all words of the other: "AAAI" and "AAAI Conference on ..."."""
    before, after = set(fold(old).split()), set(fold(new).split())
    return bool(after) and (before <= after or after <= before)
