"""What the reporters read off a change: its content fields, how far a paper came, what a line is called."""

from __future__ import annotations

from cvdiff.changes.status import known_status
from cvdiff.model import (
    STATUSES,
    AnyRecord,
    Change,
    FieldChange,
    FieldName,
    FieldValue,
    Job,
    Publication,
    Report,
)
from cvdiff.reporters.escape import flat, shorten
from cvdiff.values.dates import is_expected

UNPUBLISHED = frozenset({"in-preparation", "submitted", "preprint"})
_LONGEST_TEXT = 90  # characters that call a record which has nothing but its text
_STANDING = frozenset({"venue", "status", "section"})


def record(change: Change) -> AnyRecord:
    """The record that a change is about, as in the new version where it is there."""
    found = change.new or change.old
    assert found is not None, "a change has a record"
    return found


def record_name(record: AnyRecord) -> str:
    """What a record is called: a paper's title, "role, organization", or the beginning of its text."""
    if isinstance(record, Publication):
        return flat(record.title)
    if isinstance(record, Job) and (record.role or record.organization):
        return ", ".join(flat(part) for part in (record.role, record.organization) if part)
    return shorten(flat(record.text), _LONGEST_TEXT)


def content(change: Change) -> dict[FieldName, FieldChange]:
    """The fields of a change that differ in content."""
    return {f.field: f for f in change.fields if not f.cosmetic}


def awarded(change: Change) -> bool:
    """Whether a grant or prize that was pending has been awarded."""
    found = content(change).get("status")
    return change.kind != "publication" and found is not None and found.new == "awarded"


def papers(change: Change) -> tuple[Publication, Publication] | None:
    """Both versions of a changed paper, None where a side is missing or is no paper."""
    if isinstance(change.old, Publication) and isinstance(change.new, Publication):
        return change.old, change.new
    return None


def found_a_venue(change: Change) -> bool:
    """Whether a preprint, submission or paper in preparation is now accepted or published."""
    pair = papers(change)
    if pair is None or _STANDING.isdisjoint(content(change)):
        return False
    old, new = pair
    before = old.status in UNPUBLISHED or (old.status is None and old.venue is None)
    after = known_status(new, old)
    return before and after is not None and after not in UNPUBLISHED


def lost_its_venue(change: Change) -> bool:
    """Whether a paper that was accepted or published is now less than that."""
    pair = papers(change)
    if pair is None or _STANDING.isdisjoint(content(change)):
        return False
    old, new = (paper.status for paper in pair)
    return (
        old is not None
        and new in UNPUBLISHED
        and STATUSES.index(old) > STATUSES.index("preprint")
    )  # fmt: skip


def went_back(change: Change) -> bool:
    """Whether a paper lost its venue or is in preparation again."""
    pair = papers(change)
    if pair is None:
        return False
    old, new = pair
    again = new.status == "in-preparation" and old.status not in (None, new.status)
    return lost_its_venue(change) or (again and "status" in content(change))


def ended(change: Change) -> bool:
    """Whether a position or degree that was open-ended, or expected to end, has come to its end."""
    old, new = change.old, change.new
    if not (isinstance(old, Job) and isinstance(new, Job) and "dates" in content(change)):
        return False
    if not (old.dates and new.dates and new.dates.end) or new.dates.current:
        return False
    return old.dates.current or (is_expected(old.dates) and not is_expected(new.dates))


def hidden(report: Report) -> int:
    """How many differences without content the report holds."""
    changes = report.changes + report.cosmetic
    return sum(field.cosmetic for change in changes for field in change.fields)


def as_list(value: FieldValue) -> tuple[str, ...]:
    """A field's value as a tuple of strings."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def came_and_went(field: FieldChange) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a list-valued field gained and lost, read off both values where the change does not say."""
    if field.added or field.removed:
        return field.added, field.removed
    old, new = as_list(field.old), as_list(field.new)
    return tuple(v for v in new if v not in old), tuple(v for v in old if v not in new)
