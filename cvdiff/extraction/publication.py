"""The entries of one publication list -> title, authors, venue, year, status, note of each.

No layout is assumed: each entry offers candidates for its title (`titles`), and the layout that most
entries of the list agree on settles the doubtful ones. What is left after title, authors, links and
notes is read as venue and year (`venue`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from cvdiff.dataclass import dataclass
from cvdiff.document import Text
from cvdiff.extraction.columns import column_sign
from cvdiff.extraction.company import FEWEST_CLOSING, closing_company, is_company
from cvdiff.extraction.context import Context
from cvdiff.extraction.ditto import repeated
from cvdiff.extraction.named import OCCASION, tells_venue
from cvdiff.extraction.reading import Reading
from cvdiff.extraction.remainder import Remainder
from cvdiff.extraction.title_candidates import Candidate
from cvdiff.extraction.titles import Layout, Shares, TitleSearch
from cvdiff.extraction.venue import read_venue
from cvdiff.model import Author, Status
from cvdiff.values.dates import years

SAMPLE = 12
"""So many entries tell the layout of a list."""
NAMED = 9.0
"""The score of a title that the source names."""
_OPENED_VENUE = r"[,.;:] [Ii]n$"
"""What stands in front of a venue's name."""
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


def read_list(texts: Sequence[Text], context: Context, headings: Sequence[str]) -> list[Fields]:
    """Reads the entries of one list; the list's own layout settles what single entries leave open.

    `headings` are those above each entry.
    """
    readings: list[Reading] = []
    above: tuple[Author, ...] = ()
    separator = column_sign([text.plain for text in texts])
    for text in texts:
        reading = Reading(text, context, repeated(above, context.owner), separator)
        above = reading.authors.authors if reading.authors else above
        readings.append(reading)
    guessed = [reading for reading in readings if "title" not in reading.named]
    searches = _title_searches(guessed, context) if guessed else []
    shares = _layout_shares(searches[:: max(1, len(searches) // SAMPLE)])
    search = iter(searches)
    return [
        _read_named(reading, heading) if "title" in reading.named else _read(next(search), shares, heading)
        for reading, heading in zip(readings, headings, strict=True)
    ]


def _title_searches(readings: Sequence[Reading], context: Context) -> list[TitleSearch]:
    """Where the titles may stand in entries whose source names no fields."""
    with_authors = sum(1 for r in readings if r.authors and r.authors.score >= 0.5)
    if with_authors < 0.3 * len(readings):
        _drop_doubtful_authors(readings)
    if sum(r.opens_with_authors for r in readings) >= AUTHORS_FIRST * len(readings):
        for reading in readings:
            if reading.authors is None:
                reading.take_lone_author(context)
    _take_closing_company(readings, context)
    return [TitleSearch(reading) for reading in readings]


def _take_closing_company(readings: Sequence[Reading], context: Context) -> None:
    """Takes a single name behind ", with" for an author: above a line, or as others of the list do."""
    closing = [
        (reading, found)
        for reading in readings
        if reading.authors is None and (found := closing_company(reading.masked, context))
    ]
    told = len(closing) + sum(
        is_company(r.masked, r.author_span[0]) for r in readings if closing and r.authors
    )
    for reading, found in closing:
        is_above = "\n" in reading.masked[found.end() :]
        if told >= FEWEST_CLOSING or is_above:
            reading.take_company(found, context)


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


def _read_named(reading: Reading, heading: str) -> Fields:
    """Reads an entry whose source names its fields."""
    start, end = reading.named["title"][0]
    removed = [(start, end), *reading.excluded, reading.author_span]
    rest = read_venue(Remainder(reading, removed, (start, end)), heading)
    venue = rest.name if rest.name and tells_venue(rest.name) else None
    if called := reading.named.get("venue") or reading.named.get(OCCASION):
        left, right = called[0]
        around = [(0, left), (right, len(reading.plain)), *reading.excluded]
        venue = read_venue(Remainder(reading, around, (start, end)), heading).name
    return Fields(
        title=_clean_title(reading.plain[start:end]) or reading.plain[start:end],
        authors=reading.authors.authors if reading.authors else (),
        venue=venue,
        year=_named_year(reading, rest.year),
        status=rest.status,
        note=rest.note,
        score=NAMED,
    )


def _named_year(reading: Reading, other: str | None) -> str | None:
    """The year in the field of the date, else the one beside the authors ("A. Roe (2021)"), else `other`."""
    for field in ("date", "author", "authors"):
        printed = " ".join(reading.plain[slice(*span)] for span in reading.named.get(field, ()))
        found = years(printed)
        if found or (printed and field == "date"):
            return found[-1][2] if found else None
    return other


def _clean_title(text: str) -> str:
    text = " ".join(text.split())
    opened = text.lstrip(" “”\"„«»‘’'.,;:*–—-")
    if opened and (opened[0].isalnum() or opened[0] in "_([$¿¡"):
        before, text = text[: len(text) - len(opened)], opened
        closed = text.rstrip('“”"„«»‘.,;:–— ')
        if _in_single_quotes(before, closed):
            return closed[:-1].rstrip(".,;: ")
        text = _opening_quote(before, closed) + text
    closed = re.sub(_OPENED_VENUE, "", text.rstrip('“”"„«»‘.,;:–— '))
    return closed + _closing_quote(closed, text[len(closed) :])


def _in_single_quotes(before: str, title: str) -> bool:
    """Whether single quotation marks enclose a title as a whole: "'Drowned villages'", no "'Net' loss".

    The mark of a plural ("The otters' shore") closes nothing.
    """
    mark = before.rstrip()[-1:]
    closer = {"'": "'", "‘": "’"}.get(mark, "")
    if not closer or not title.endswith(closer):
        return False
    return len(re.findall(rf"(?<!s){closer}(?!\w)|{closer}(?![\w ])", title)) == 1


def _closing_quote(title: str, behind: str) -> str:
    """The quotation mark that closes a title, where it opens inside it: "Erratum to “Moss maps”"."""
    mark = behind[:1]
    openers = {"”": "“", '"': '"', "“": "„", "»": "«"}.get(mark, "")
    if not openers or title.startswith(openers):
        return ""
    closed = title.count(mark) if mark != openers else 0
    return mark if (title.count(openers) - closed) % 2 else ""


def _opening_quote(before: str, title: str) -> str:
    """The quotation mark in front of a title that closes inside it: "“Net” loss" keeps it."""
    mark = before.rstrip()[-1:]
    closers = {"“": "”", '"': '"', "„": "“", "«": "»", "‘": "’"}.get(mark, "")
    if not closers:
        return ""
    inside = len(re.findall(rf"{closers}(?!\w)", title))
    opened = title.count(mark) if mark != closers else 0
    return mark if (inside - opened) % 2 else ""
