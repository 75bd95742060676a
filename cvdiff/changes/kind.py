"""kind: a record became one of another kind, for example a talk that is now listed as a paper.

Only where it also moved to another section: otherwise the CV says nothing new and the kind was merely
read in another way.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.model import AnyRecord, FieldChange


def compare(old: AnyRecord, new: AnyRecord, context: Context) -> Iterator[FieldChange]:
    """Both kinds, where the record changed its kind by moving."""
    if old.kind != new.kind and context.moved(old, new):
        yield FieldChange(field="kind", old=old.kind, new=new.kind)
