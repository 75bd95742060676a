"""section: the record moved to another section of the CV.

A heading that was renamed, split or merged moves nothing (`sections.Correspondence`). An entry of another
kind than a paper or a job only moves between what is and what was: a student who is an alumna now.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.model import AnyRecord, Entry, FieldChange
from cvdiff.vocabulary import fold, words_of


def compare(old: AnyRecord, new: AnyRecord, context: Context) -> Iterator[FieldChange]:
    """Both headings as printed, where the record moved."""
    if context.moved(old, new):
        yield FieldChange(field="section", old=old.section, new=new.section)


def compare_entries(old: Entry, new: Entry, context: Context) -> Iterator[FieldChange]:
    """Both headings as printed, where the entry moved and one of them alone says that it is over."""
    if old.section != new.section and _is_over(old.section) != _is_over(new.section):
        yield from compare(old, new, context)


def _is_over(heading: str) -> bool:
    return not words_of("wording", "over").isdisjoint(fold(heading).split())
