"""venue: the paper stands at another venue, found one or lost it.

Another spelling of the same venue, its volume or its pages are cosmetic, unless the status changed
with it: "J. Rivers, in press" and "J. Rivers" differ in a word that belongs to the venue, and so do
"under review at J. Rivers" and "revise and resubmit at J. Rivers", a round of review. A venue that
is not printed as such but stands in the entry's text or is told by its links (arXiv) neither came nor
went, nor did a status in place of a venue ("In preparation") that the heading of the other version tells.
A journal that joins the meeting where a paper was read, behind a semicolon, is a venue more.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.changes.doubt import is_split_doubtful
from cvdiff.changes.status import known_status
from cvdiff.changes.wording import content_words, difference, same_letters
from cvdiff.model import FieldChange, Publication
from cvdiff.vocabulary import fold


def compare(old: Publication, new: Publication, context: Context) -> Iterator[FieldChange]:
    """The venue as printed on both sides, where it differs."""
    if old.venue is None or new.venue is None:
        yield from _came_or_went(old, new)
        return
    if same_letters(old.venue, new.venue):
        return
    from cvdiff.values.venues import same_venue

    if same_venue(old.venue, new.venue):
        statuses = {known_status(old, new), known_status(new, old)}
        same_status = None in statuses or len(statuses) == 1
        same_round = _rounds(old.venue) == _rounds(new.venue)
        same = same_status and same_round and not _came_further(_statuses(old.venue), _statuses(new.venue))
        same = same and _further_places(old.venue) == _further_places(new.venue)
        yield from difference("venue", old.venue, new.venue, "cosmetic" if same else "content")
    elif not is_split_doubtful(old.venue, new.venue, old, new):
        yield from difference("venue", old.venue, new.venue, "content")


def _further_places(venue: str) -> set[str]:
    """The meetings and journals that stand behind a first one: "FOCS; SIAM Journal on Computing"."""
    from cvdiff.values.venues import venue_key, venue_type

    first, *others = venue.split(";")
    keys = {venue_key(part) for part in others if venue_type(part) in ("journal", "conference")}
    return keys - {venue_key(first)} if keys else keys


def _statuses(venue: str) -> set[str]:
    """The status words that a venue is printed with."""
    from cvdiff.values.status import find_statuses

    return {" ".join(content_words(venue[match.start : match.end])) for match in find_statuses(venue)}


def _came_further(old: set[str], new: set[str]) -> bool:
    """Whether one side has all status words of the other and one more: a round of review."""
    return bool(old) and bool(new) and (old < new or new < old)


def _rounds(venue: str) -> set[str]:
    """How far a review has come by the words of a venue: a revision was asked for, a second round began."""
    from cvdiff.vocabulary import phrases_of, split_words

    return {value for _, _, value in phrases_of("status", "rounds").scan(split_words(venue).folded)}


def _came_or_went(old: Publication, new: Publication) -> Iterator[FieldChange]:
    venue, other = (old.venue, new) if new.venue is None else (new.venue, old)
    if venue is None or is_split_doubtful(old.venue, new.venue, old, new) or _linked(venue, other):
        return
    if old.status == new.status and _is_state(venue):
        return
    yield from difference("venue", old.venue, new.venue, "content")


def _is_state(venue: str) -> bool:
    """Whether a venue is nothing but status words: how far the work is, not where."""
    from cvdiff.values.status import find_statuses

    return any((s.start, s.end) == (0, len(venue)) for s in find_statuses(venue))


def _linked(venue: str, record: Publication) -> bool:
    """Whether the record's links lead to a place of that name ("arXiv" and https://arxiv.org/abs/...)."""
    name = fold(venue).partition(" ")[0]
    return any(name in fold(link).split() for link in record.links)
