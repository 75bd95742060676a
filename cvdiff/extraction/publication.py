"""The entries of one publication list -> title, authors, venue, year, status, note of each.

No layout is assumed: each entry offers candidates for its title (`titles`), and the layout that most
entries of the list agree on settles the doubtful ones. What is left after title, authors, links and
notes is read as venue and year (`venue`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from cvdiff.dataclass import dataclass
from cvdiff.document import Text
from cvdiff.extraction.context import Context
from cvdiff.extraction.reading import Reading
from cvdiff.extraction.title_candidates import Candidate
from cvdiff.extraction.titles import Layout, Shares, TitleSearch
from cvdiff.extraction.venue import Remainder, read_venue
from cvdiff.model import Author, Status

SAMPLE = 12
"""So many entries tell the layout of a list."""
AUTHORS_FIRST = 0.6
"""A list opens its entries with the authors when so many of them do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What was read from one entry; `score` is how sure the title is."""

    title: str
    authors: tuple[Author, ...]
    venue: str | None
    year: str | None
    status: Status | None
    note: str | None
    score: float


def read_list(texts: Sequence[Text], context: Context, heading: str) -> list[Fields]:
    """Reads the entries of one list; the list's own layout settles what single entries leave open."""
    readings = [Reading(text, context) for text in texts]
    with_authors = sum(1 for r in readings if r.authors and r.authors.score >= 0.5)
    if with_authors < 0.3 * len(readings):
        _drop_doubtful_authors(readings)
    if sum(r.opens_with_authors for r in readings) >= AUTHORS_FIRST * len(readings):
        for reading in readings:
            if reading.authors is None:
                reading.take_lone_author(context)
    searches = [TitleSearch(reading) for reading in readings]
    shares = _layout_shares(searches[:: max(1, len(searches) // SAMPLE)])
    return [_read(search, shares, heading) for search in searches]


def _layout_shares(sample: Sequence[TitleSearch]) -> Shares:
    """How many of the entries (0 to 1) would put their title in each layout, each judged alone."""
    votes: Counter[Layout] = Counter()
    for search in sample:
        best, _ = search.best({})
        if best:
            votes[search.layout_of(best)] += 1
    return {layout: n / len(sample) for layout, n in votes.items()}


def _drop_doubtful_authors(readings: Iterable[Reading]) -> None:
    """In a list that prints no authors, what looks like names is part of a title."""
    for reading in readings:
        if reading.authors and reading.authors.score < 0.7:
            reading.authors, reading.author_span = None, (0, 0)


def _read(search: TitleSearch, shares: Shares, heading: str) -> Fields:
    reading = search.reading
    best, top = (search.citation, 0.0) if search.citation else search.best(shares)
    if best is None:
        end = reading.plain.find("\n")
        best = Candidate(0, end if end > 0 else len(reading.plain), "open")
    title = _clean_title(reading.plain[best.start : best.end])
    own = (best.start, best.start if search.citation else best.end)
    removed = [own, *reading.excluded]
    if reading.authors:
        removed.append(reading.author_span)
    venue = read_venue(Remainder(reading, removed, own), heading)
    return Fields(
        title=title,
        authors=reading.authors.authors if reading.authors else (),
        venue=venue.name,
        year=venue.year,
        status=venue.status,
        note=venue.note,
        score=top,
    )


def _clean_title(text: str) -> str:
    text = " ".join(text.split())
    opened = text.lstrip(" “”\"„«»‘’'.,;:*–—-")
    if opened and (opened[0].isalnum() or opened[0] in "_([$¿¡"):
        text = opened
    return text.rstrip('“”"„«»‘.,;:–— ')
