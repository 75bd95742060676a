"""note: what is said beside the venue (Oral, Spotlight, an acceptance rate) came, went or changed.

Capitals, punctuation and emphasis are cosmetic.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.changes.doubt import unless_doubtful
from cvdiff.changes.wording import difference, rewording
from cvdiff.model import FieldChange, Publication


def compare(old: Publication, new: Publication, context: Context) -> Iterator[FieldChange]:
    """The note as printed on both sides, where it differs."""
    if old.note != new.note:
        verdict = rewording(old.note or "", new.note or "")
        verdict = unless_doubtful(verdict, old.note, new.note, old, new)
        yield from difference("note", old.note, new.note, verdict)
