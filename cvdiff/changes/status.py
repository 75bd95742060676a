"""status: the paper went up or down the ladder from manuscript to published (`model.STATUSES`), or a grant
or prize that was pending is awarded, or the other way round.

A paper's status unknown on one side says nothing. The status of an entry that reads the same and stands
in the same section cannot have changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.changes.wording import same_letters
from cvdiff.model import AnyRecord, FieldChange, Publication

_DECIDED = frozenset({"grant", "award"})


def compare(old: AnyRecord, new: AnyRecord, context: Context) -> Iterator[FieldChange]:
    """The step from one known status to another."""
    if isinstance(old, Publication) and isinstance(new, Publication):
        yield from _of_papers(old, new, context)
    elif _DECIDED.issuperset((old.kind, new.kind)) and not same_letters(old.text, new.text):
        yield from _of_awards(old, new)


def _of_papers(old: Publication, new: Publication, context: Context) -> Iterator[FieldChange]:
    if old.status is None or new.status is None or old.status == new.status:
        return
    if same_letters(old.text, new.text) and not context.moved(old, new):
        return
    yield FieldChange(field="status", old=old.status, new=new.status)


def _of_awards(old: AnyRecord, new: AnyRecord) -> Iterator[FieldChange]:
    from cvdiff.values.status import is_pending

    before, after = ("pending" if is_pending(record.text) else "awarded" for record in (old, new))
    if before != after:
        yield FieldChange(field="status", old=before, new=after)
