"""location: the job or degree is in another town or country.

A location that is merely printed on one side only says where a known employer is: cosmetic.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.changes.doubt import unless_doubtful
from cvdiff.changes.places import place_verdict
from cvdiff.changes.wording import difference
from cvdiff.model import FieldChange, Job


def compare(old: Job, new: Job, context: Context) -> Iterator[FieldChange]:
    """The location as printed on both sides, where it differs."""
    before, after = old.location, new.location
    if before == after:
        return
    verdict = place_verdict(before, after) if before and after else "content"
    verdict = unless_doubtful(verdict, before, after, old, new)
    if verdict == "content" and (before is None or after is None):
        verdict = "cosmetic"
    yield from difference("location", before, after, verdict)
