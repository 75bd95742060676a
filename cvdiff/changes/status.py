"""status: the paper went up or down the ladder from manuscript to published (`model.STATUSES`), or a grant
or prize that was pending is awarded, or the other way round.

A paper's status unknown on one side says nothing, but a pending paper that stands at a venue with a year and
no other word is published. The status of an entry that reads the same and stands
in the same section cannot have changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.changes.wording import same_letters
from cvdiff.model import AnyRecord, FieldChange, Publication, Status
from cvdiff.patterns import pattern
from cvdiff.vocabulary import fold

_DECIDED = frozenset({"grant", "award"})
_BETWEEN = 2
"""Words between a status and the venue that it is a status at ("accepted by the")."""
_PARTS = pattern(r"[.\d\n]")
_PENDING = frozenset({"in-preparation", "submitted", "accepted"})


def compare(old: AnyRecord, new: AnyRecord, context: Context) -> Iterator[FieldChange]:
    """The step from one known status to another."""
    if isinstance(old, Publication) and isinstance(new, Publication):
        yield from _of_papers(old, new, context)
    elif _DECIDED.issuperset((old.kind, new.kind)) and not same_letters(old.text, new.text):
        yield from _of_awards(old, new)


def _of_papers(old: Publication, new: Publication, context: Context) -> Iterator[FieldChange]:
    before, after = known_status(old, new), known_status(new, old)
    if before is None or after is None or before == after:
        return
    if same_letters(old.text, new.text) and not context.moved(old, new):
        return
    yield FieldChange(field="status", old=before, new=after)


def known_status(paper: Publication, other: Publication) -> Status | None:
    """A paper's status; that of one without, whose other version says that it is pending or a preprint.

    With a year of its own the other version must say so of its venue: "Accepted in Rivers, 2019", "Rivers
    (sub.), 2019". A preprint must name its server or series, which the paper then left.
    """
    if paper.status is not None or not paper.venue or not paper.year:
        return paper.status
    awaited = other.status in _PENDING and not other.year
    left = other.status == "preprint" and other.venue and fold(other.venue) != fold(paper.venue)
    return "published" if awaited or left or _is_pending_at(other) else None


def _is_pending_at(paper: Publication) -> bool:
    """Whether a paper's status is what it is at its venue: told in its name, or a word or two, or the year
    stand between them."""
    from cvdiff.values.status import find_statuses

    venue, text = paper.venue or "", paper.text
    if paper.status in _PENDING and any(s.end - s.start < len(venue) for s in find_statuses(venue)):
        return True
    start = text.find(venue) if paper.status in _PENDING and venue else -1
    if start < 0:
        return False
    end = start + len(venue)
    gaps = (text[s.end : start] if s.start < start else text[end : s.start] for s in find_statuses(text))
    gaps = (gap.replace(paper.year, "") if paper.year else gap for gap in gaps)
    return any(len(gap.split()) <= _BETWEEN and not _PARTS.search(gap) for gap in gaps)


def _of_awards(old: AnyRecord, new: AnyRecord) -> Iterator[FieldChange]:
    from cvdiff.values.status import is_pending

    before, after = ("pending" if is_pending(record.text) else "awarded" for record in (old, new))
    if before != after:
        yield FieldChange(field="status", old=before, new=after)
