"""section: the record moved to another section of the CV.

A heading that was renamed, split or merged moves nothing (`sections.Correspondence`).
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.model import AnyRecord, FieldChange


def compare(old: AnyRecord, new: AnyRecord, context: Context) -> Iterator[FieldChange]:
    """Both headings as printed, where the record moved."""
    if context.moved(old, new):
        yield FieldChange(field="section", old=old.section, new=new.section)
