"""status: the paper went up or down the ladder from manuscript to published (`model.STATUSES`).

A status unknown on one side says nothing. The status of an entry that reads the same and stands in
the same section cannot have changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.changes.wording import letters
from cvdiff.model import FieldChange, Publication


def compare(old: Publication, new: Publication, context: Context) -> Iterator[FieldChange]:
    """The step from one known status to another."""
    if old.status is None or new.status is None or old.status == new.status:
        return
    if letters(old.text) == letters(new.text) and not context.moved(old, new):
        return
    yield FieldChange(field="status", old=old.status, new=new.status)
