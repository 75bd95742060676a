"""year: the printed year changed, came or went.

A year that still stands in the other entry's text (outside URLs) was only read from another place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.changes.wording import without_urls
from cvdiff.model import AnyRecord, FieldChange, Publication


def compare(old: Publication, new: Publication, context: Context) -> Iterator[FieldChange]:
    """The year on both sides, where it differs and is not printed on the other side as well."""
    if old.year != new.year and not (_printed(old.year, new) and _printed(new.year, old)):
        yield FieldChange(field="year", old=old.year, new=new.year)


def _printed(year: str | None, record: AnyRecord) -> bool:
    return year is None or bool(re.search(rf"(?<!\d){re.escape(year)}(?!\d)", without_urls(record.text)))
