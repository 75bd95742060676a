"""status: the paper went up or down the ladder from manuscript to published (`model.STATUSES`), or a grant
or prize that was pending is awarded, or the other way round.

A paper's status unknown on one side says nothing, but a pending paper that stands at a venue with a year and
no other word is published. The status of an entry that reads the same and stands
in the same section cannot have changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.changes.wording import same_letters
from cvdiff.model import AnyRecord, FieldChange, Publication, Status

_DECIDED = frozenset({"grant", "award"})
_PENDING = frozenset({"in-preparation", "submitted", "accepted"})


def compare(old: AnyRecord, new: AnyRecord, context: Context) -> Iterator[FieldChange]:
    """The step from one known status to another."""
    if isinstance(old, Publication) and isinstance(new, Publication):
        yield from _of_papers(old, new, context)
    elif _DECIDED.issuperset((old.kind, new.kind)) and not same_letters(old.text, new.text):
        yield from _of_awards(old, new)


def _of_papers(old: Publication, new: Publication, context: Context) -> Iterator[FieldChange]:
    before, after = known_status(old, new), known_status(new, old)
    if before is None or after is None or before == after:
        return
    if same_letters(old.text, new.text) and not context.moved(old, new):
        return
    yield FieldChange(field="status", old=before, new=after)


def known_status(paper: Publication, other: Publication) -> Status | None:
    """A paper's status; that of one without, whose other version says that it is pending."""
    is_out = paper.status is None and paper.venue and paper.year
    awaited = other.status == "accepted" or (other.status in _PENDING and not other.year)
    return "published" if is_out and awaited else paper.status


def _of_awards(old: AnyRecord, new: AnyRecord) -> Iterator[FieldChange]:
    from cvdiff.values.status import is_pending

    before, after = ("pending" if is_pending(record.text) else "awarded" for record in (old, new))
    if before != after:
        yield FieldChange(field="status", old=before, new=after)
