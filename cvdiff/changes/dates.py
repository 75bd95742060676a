"""dates: a position or degree began, ended or was dated in another way.

Reformatting a date is cosmetic; a month or a year that came or went is a change.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.changes.doubt import is_split_doubtful
from cvdiff.changes.wording import difference, same_letters
from cvdiff.changes.year_ranges import split_years
from cvdiff.model import FieldChange, Job


def compare(old: Job, new: Job, context: Context) -> Iterator[FieldChange]:
    """The dates as printed on both sides, where they differ."""
    old_text = old.dates.text if old.dates else None
    new_text = new.dates.text if new.dates else None
    if same_letters(old_text or "", new_text or ""):
        return
    from cvdiff.values.dates import same_dates

    if same_dates(old.dates, new.dates) or _are_same_years(old_text, new_text):
        yield from difference("dates", old_text, new_text, "cosmetic")
    elif not is_split_doubtful(old_text, new_text, old, new):
        yield from difference("dates", old_text, new_text, "content")


def _are_same_years(old: str | None, new: str | None) -> bool:
    """Whether both can be read as the same range of years: "2006-11" may also be a November."""
    before, after = split_years(old or ""), split_years(new or "")
    return not before.head and before == after and bool(before.years)
