"""role: the job's title or the degree changed. Short forms and misspellings are cosmetic."""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.changes.doubt import unless_doubtful
from cvdiff.changes.wording import difference, rewording
from cvdiff.model import FieldChange, Job


def compare(old: Job, new: Job, context: Context) -> Iterator[FieldChange]:
    """The role as printed on both sides, where it differs."""
    if old.role != new.role:
        verdict = rewording(old.role or "", new.role or "")
        verdict = unless_doubtful(verdict, old.role, new.role, old, new)
        yield from difference("role", old.role, new.role, verdict)
