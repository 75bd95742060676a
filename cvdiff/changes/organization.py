"""organization: the job or degree is at another place of work or study.

Short forms, acronyms, sub-units that came or went and another order of the parts are cosmetic.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.changes.doubt import unless_doubtful
from cvdiff.changes.places import place_verdict
from cvdiff.changes.wording import difference
from cvdiff.model import FieldChange, Job


def compare(old: Job, new: Job, context: Context) -> Iterator[FieldChange]:
    """The organization as printed on both sides, where it differs."""
    before, after = old.organization, new.organization
    if before != after:
        verdict = place_verdict(before, after) if before and after else "content"
        yield from difference(
            "organization", before, after, unless_doubtful(verdict, before, after, old, new)
        )
