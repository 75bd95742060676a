"""Whether two fields differ only because the two entries were split in different ways.

Where the value of either side stands in the other entry too, nothing printed came or went; at most the
border between two fields moved, and a changed field would be an invented change.
"""

from __future__ import annotations

from cvdiff.changes.wording import Verdict, stands_in, words_stand_in
from cvdiff.model import AnyRecord


def unless_doubtful(
    verdict: Verdict, old_value: str | None, new_value: str | None, old: AnyRecord, new: AnyRecord
) -> Verdict:
    """The verdict on two values of a field, `none` where only their split from the entries differs."""
    if verdict == "content" and is_split_doubtful(old_value, new_value, old, new):
        return "none"
    return verdict


def is_split_doubtful(old_value: str | None, new_value: str | None, old: AnyRecord, new: AnyRecord) -> bool:
    """Whether both values (None counts as present everywhere) stand in the other record's text."""
    if old_value is None or new_value is None:
        return _found(old_value, new) and _found(new_value, old)
    return stands_in(old_value, new.text) and stands_in(new_value, old.text)


def _found(value: str | None, record: AnyRecord) -> bool:
    return value is None or words_stand_in(value, record.text)
