"""Whether two fields differ only because the two entries were split in different ways.

Where the value of either side stands in the other entry too, nothing printed came or went; at most the
border between two fields moved, and a changed field would be an invented change.
"""

from __future__ import annotations

from cvdiff.changes.wording import stands_in, words_stand_in
from cvdiff.model import AnyRecord


def is_split_doubtful(old_value: str | None, new_value: str | None, old: AnyRecord, new: AnyRecord) -> bool:
    """Whether both values (None counts as present everywhere) stand in the other record's text."""
    if old_value is None or new_value is None:
        return _found(old_value, new) and _found(new_value, old)
    return stands_in(old_value, new.text) and stands_in(new_value, old.text)


def _found(value: str | None, record: AnyRecord) -> bool:
    return value is None or words_stand_in(value, record.text)
