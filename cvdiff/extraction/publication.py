"""One entry of a publication list -> title, authors, venue, year, status, note.

No layout is assumed. Each entry offers candidates for its title (a quoted, bold, linked or italic
stretch, a line, a sentence before or after the authors ...), scored by what they look like and by what
they leave over; the layout that most entries of the list agree on then settles the doubtful ones. What
is left after title, authors, links and notes is read as venue and year.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cvdiff.document import Text
from cvdiff.extraction.context import Context
from cvdiff.extraction.features import NUMBERED
from cvdiff.extraction.venue import Remainder, read_venue
from cvdiff.model import Author, Status
from cvdiff.values.dates import parse_dates
from cvdiff.values.links import is_label
from cvdiff.values.names import AuthorList
from cvdiff.values.status import find_statuses
from cvdiff.values.venues import venue_like

DELIMITER_SCORE = {"quote": 3.5, "bold": 2.5, "link": 2.0, "line": 1.2, "italic": 0.5, "sentence": 0.8,
                   "open": 0.4, "comma": 0.1, "colon": -0.3}  # fmt: skip
"""How much the way a stretch is set apart speaks for a title (ranked on 20 annotated lists)."""
SUBTITLE = 0.9
"""A question in front of anything but a venue is the first half of a title more often than all of it."""
SET_APART = frozenset({"quote", "bold", "link", "line", "italic"})
SAMPLE = 12
"""So many entries tell the layout of a list."""
LAYOUT_WEIGHT = 2.5
"""What full agreement of the list on a layout adds to a candidate of that layout."""
SURE_AUTHORS = 0.35
"""From this score on, a list of names is the author list of an entry."""
_URL = re.compile(r"(?:https?://|www\.)\S+|(?i:\bdoi:?\s*)?\b10\.\d{4,9}/\S+|(?i:\barxiv:)\s?\d{4}\.\d{4,5}(?:v\d+)?")
_PEOPLE_END = re.compile(r"\t|(?<![,;&])(?<!\band)\n(?!and\b|&)")
"""A list of people ends at a column's edge, and at a line's end where it is not to go on."""
_IN = re.compile(r"[.,”\"]\s(?:In:|In [A-Z]|in:|in Proc)|\sIn:\s")
_PUBLISHER = re.compile(r"[A-ZÀ-Þ][\w .,-]{2,30}: [A-ZÀ-Þ][^:.]{3,50}?,? \(?(?:19|20)\d\d")
_NUMBER = re.compile(r"^(?:ISBN|ISSN|PMID|PMCID|doi)\b", re.IGNORECASE)
_ENDS_IN_YEAR = re.compile(r"[,.(\s]\(?(?:19|20)\d\d\)?$")
_TAG = re.compile(r"^\s*[\[(]([^\])\n]{2,40})[\])][\s:.,–-]*")
_QUOTE = re.compile(r"[“„«‘]([^“”„«»\n]{6,400}?)[”»’](?!\w)|\"([^\"\n]{6,400})\"|''?([^'\n]{12,400})''")
_SENTENCE = re.compile(r"(?<=[\w)\]”\"»’'$%+*])[.?!](?=\s|$)(?!\s*[a-z])")
_BOUNDARY = re.compile(r"\s[–—|-]{1,3}\s|\t|\n|\s?[\[(](?=[Ww]ith\b|(?:19|20)\d\d|[^()\[\]]{0,40}(?:19|20)\d\d[^()\[\]]{0,10}[)\]])")
_COMMA = re.compile(r",\s")
_COLON = re.compile(r":\s")
_ABBREVIATION = re.compile(r"(?:^|[\s(.])(?:[A-Z]|vs|al|etc|cf|e\.g|i\.e|no|vol|pp|ed|eds|st|dr|mr|mrs|prof|approx|resp|fig|sp|spp|var|U\.S|St|Mt)$")  # fmt: skip


Layout = tuple[str, str, int]
"""Delimiter of the title, side of the authors, line: what entries of one list have in common."""
Shares = Mapping[Layout, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be the title, and how it is set apart."""

    start: int
    end: int
    delimiter: str


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


class Reading:
    """One entry with its excluded stretches, author list and title candidates."""

    def __init__(self, text: Text, context: Context) -> None:
        self.text = text
        self.plain = text.plain
        self.excluded = list(_excluded(text))
        self.masked = _mask(self.plain, self.excluded)
        tag = _TAG.match(self.masked)
        self.body = tag.end() if tag and len(self.masked) > tag.end() + 8 else 0
        self.authors: AuthorList | None = None
        self.author_span = (0, 0)
        for offset, found in self._author_lists(context):
            span = (found.start + offset, found.end + offset)
            better = self.authors is None or found.score > self.authors.score
            if found.score >= SURE_AUTHORS and better and not self._inside_title(span):
                self.authors, self.author_span = found, span

    def _author_lists(self, context: Context) -> Iterator[tuple[int, AuthorList]]:
        """Lists of people with the offset of the line or column that they stand in."""
        position = self.body
        for cut in [*_PEOPLE_END.finditer(self.masked, self.body), None]:
            end = cut.start() if cut else len(self.masked)
            for found in context.people(self.masked[position:end]):
                yield position, found
            position = cut.end() if cut else end

    def _inside_title(self, span: tuple[int, int]) -> bool:
        """Names inside a quoted or linked stretch of more words belong to a title."""
        left, right = span
        for candidate in (*_quoted(self), *_styled(self)):
            if candidate.start <= left and right <= candidate.end and candidate.delimiter in ("quote", "link"):
                return candidate.end - candidate.start > (right - left) + 8
        return False

    def layout(self, candidate: Candidate) -> Layout:
        """The layout that this candidate as title would give the entry."""
        side = "none"
        if self.authors:
            side = "before" if candidate.end <= self.author_span[0] else "after"
        delimiter = candidate.delimiter if candidate.delimiter in SET_APART else "plain"
        return delimiter, side, min(self.plain.count("\n", 0, candidate.start), 2)


def read_list(texts: Sequence[Text], context: Context, heading: str) -> list[Fields]:
    """Reads the entries of one list; the list's own layout settles what single entries leave open."""
    readings = [Reading(text, context) for text in texts]
    with_authors = sum(1 for r in readings if r.authors and r.authors.score >= 0.5)
    if with_authors < 0.3 * len(readings):
        _drop_doubtful_authors(readings)
    shares = _layout_shares(readings[:: max(1, len(readings) // SAMPLE)])
    return [_read(reading, shares, heading) for reading in readings]


def _layout_shares(sample: Sequence[Reading]) -> Shares:
    """How many of the entries (0 to 1) would put their title in each layout, each judged alone."""
    votes: Counter[Layout] = Counter()
    for reading in sample:
        best, _ = _best(reading, {})
        if best:
            votes[reading.layout(best)] += 1
    return {layout: n / len(sample) for layout, n in votes.items()}


def _drop_doubtful_authors(readings: Iterable[Reading]) -> None:
    """In a list that prints no authors, what looks like names is part of a title."""
    for reading in readings:
        if reading.authors and reading.authors.score < 0.7:
            reading.authors, reading.author_span = None, (0, 0)


def _read(reading: Reading, shares: Shares, heading: str) -> Fields:
    best, top = _best(reading, shares)
    if best is None:
        end = reading.plain.find("\n")
        best = Candidate(0, end if end > 0 else len(reading.plain), "open")
    title = _clean_title(reading.plain[best.start : best.end])
    removed = [(best.start, best.end), *reading.excluded]
    if reading.authors:
        removed.append(reading.author_span)
    rest = Remainder(reading.text, removed, (best.start, best.end), reading.body)
    venue = read_venue(rest, heading)
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
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"^[\s“”\"„«»‘’'.,;:*–—-]+(?=\w|\(|\[|\$|¿|¡)", "", text)
    while text and text[-1] in "“”\"„«»‘.,;:–— ":
        text = text[:-1]
    return text


# ---- what is no content -----------------------------------------------------------------------------


def _excluded(text: Text) -> Iterator[tuple[int, int]]:
    """Numbering, bare URLs and link labels with their brackets."""
    number = NUMBERED.match(text.plain)
    if number:
        yield number.span()
    for found in _URL.finditer(text.plain):
        yield found.span()
    for style in text.styles:
        if style.kind == "link" and is_label(text.plain[style.start : style.end]):
            yield _with_brackets(text.plain, style.start, style.end)


def _with_brackets(plain: str, start: int, end: int) -> tuple[int, int]:
    """Widens a label to the brackets around it."""
    while start > 0 and end < len(plain) and plain[start - 1] + plain[end] in ("[]", "()", "<>"):
        start, end = start - 1, end + 1
    return start, end


def _mask(plain: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the excluded stretches blanked, offsets kept."""
    chars = list(plain)
    for start, end in spans:
        for i in range(start, end):
            if chars[i] != "\n":
                chars[i] = " "
    return "".join(chars)


# ---- title candidates -------------------------------------------------------------------------------


def _candidates(reading: Reading) -> Iterator[Candidate]:
    yield from _quoted(reading)
    yield from _styled(reading)
    yield from _printed_lines(reading)
    starts = [reading.body]
    if reading.authors:
        starts.append(_after(reading.masked, reading.author_span[1]))
    for start in dict.fromkeys(starts):
        yield from _stretches(reading, start)


def _quoted(reading: Reading) -> Iterator[Candidate]:
    for match in _QUOTE.finditer(reading.masked):
        group = next(i for i in (1, 2, 3) if match.group(i) is not None)
        yield Candidate(*match.span(group), "quote")


def _styled(reading: Reading) -> Iterator[Candidate]:
    """Bold, linked and italic stretches; those that touch each other count as one."""
    for kind in ("bold", "link", "italic"):
        span: tuple[int, int] | None = None
        for style in reading.text.styles:
            if style.kind != kind or not reading.masked[style.start : style.end].strip():
                continue
            if span and style.start <= span[1] + 1:
                span = (span[0], max(span[1], style.end))
                continue
            if span:
                yield Candidate(*span, kind)
            span = (style.start, style.end)
        if span:
            yield Candidate(*span, kind)


def _printed_lines(reading: Reading) -> Iterator[Candidate]:
    if "\n" not in reading.plain:
        return
    start = 0
    for line in reading.masked.split("\n"):
        if line.strip():
            left = start + len(line) - len(line.lstrip())
            yield Candidate(max(left, reading.body) if left < reading.body else left, start + len(line.rstrip()), "line")
        start += len(line) + 1


_SKIP = re.compile(r"[\s.,;:*–—-]*(?:[\[(]?(?:19|20)\d\d[a-z]?[\])]?(?:,\s*\w+)?[\])]?[\s.,;:–—-]*)?(?:\(eds?\.?\)[\s.,:]*)?")


def _after(plain: str, position: int) -> int:
    """Where content goes on behind an author list: past punctuation and a year or status."""
    match = _SKIP.match(plain, position)
    position = match.end() if match else position
    for status in find_statuses(plain[position : position + 40]):
        closed = _SKIP.match(plain, position + status.end)
        if status.start == 0 and closed and closed.end() > position + status.end + 1:
            return closed.end()
    return position


def _stretches(reading: Reading, start: int) -> Iterator[Candidate]:
    """From `start` to each of the next boundaries."""
    plain = reading.masked
    limit = min(len(plain), start + 400)
    ends: list[tuple[int, str]] = []
    for match in _SENTENCE.finditer(plain, start, limit):
        if not _ABBREVIATION.search(plain[max(start, match.start() - 8) : match.start()]):
            keep = match.end() if plain[match.start()] in "?!" else match.start()
            ends.append((keep, "sentence"))
    ends += [(m.start(), "open") for m in _BOUNDARY.finditer(plain, start, limit)]
    ends += [(m.start(), "comma") for m in _COMMA.finditer(plain, start, limit)][:12]
    ends += [(m.start(), "colon") for m in _COLON.finditer(plain, start, limit)][:4]
    ends += [(s.start, "open") for s in reading.text.styles if s.kind in ("italic", "link") and start < s.start <= limit]
    if reading.authors and start < reading.author_span[0] <= limit:
        ends.append((reading.author_span[0], "open"))
    ends += [(s, "open") for s, _ in reading.excluded if start < s <= limit]
    ends.append((limit, "open"))
    seen: set[int] = set()
    for end, delimiter in sorted(ends, key=lambda e: (e[0], -DELIMITER_SCORE[e[1]])):
        end = start + len(plain[start:end].rstrip(" \t\n.,;:–—-([“\""))
        if end > start and end not in seen:
            seen.add(end)
            yield Candidate(start, end, delimiter)


# ---- scoring ----------------------------------------------------------------------------------------


VENUE_AHEAD, VENUE_INSIDE = 1.2, -2.5
"""What a venue behind a candidate adds to it, and what a venue inside takes off."""


def _best(reading: Reading, shares: Shares) -> tuple[Candidate | None, float]:
    """The best candidate and its score, given what share of the list has which layout.

    Looking for venues is the dear part of a score, so it is asked only of those that can still win.
    """
    ranked = sorted(
        (
            (_form_score(reading, c) + LAYOUT_WEIGHT * shares.get(reading.layout(c), 0.0), c)
            for c in dict.fromkeys(_candidates(reading))
        ),
        key=lambda pair: (-pair[0], pair[1].start, pair[1].end),
    )
    best, top = None, -99.0
    for form, candidate in ranked:
        if form + VENUE_AHEAD < top:
            break
        score = form + _venue_score(reading, candidate)
        if score > top:
            best, top = candidate, score
    return best, top


def _venue_score(reading: Reading, candidate: Candidate) -> float:
    """What venues inside and behind a candidate say of it."""
    text = reading.masked[candidate.start : candidate.end].strip()
    score = VENUE_INSIDE * venue_like(text)
    following = reading.masked[candidate.end : candidate.end + 90].lstrip(" \n\t.,;:”\"»)–—-")
    if following:
        ahead = 0.8 if _PUBLISHER.match(following) else venue_like(following)
        score += VENUE_AHEAD * ahead
        if text[-1:] in "?!" and following[0].isupper() and candidate.delimiter == "sentence":
            score -= SUBTITLE * (ahead < 0.5)
    return score


def _form_score(reading: Reading, candidate: Candidate) -> float:
    """What form and place of a candidate say of it."""
    plain = reading.masked
    text = plain[candidate.start : candidate.end].strip()
    words = len(text.split())
    if not words or _overlap(candidate, reading.author_span) > 0.3:
        return -9.0
    score = DELIMITER_SCORE[candidate.delimiter] + _length_score(words)
    score += _place_score(reading, candidate)
    if text[0].islower():
        score -= 0.8
    score -= 0.8 * len(_inner_sentences(text))
    score -= 0.7 * text.count("\n")
    if _IN.search(text):
        score -= 2.5
    if words <= 8 and parse_dates(text):
        score -= 4
    if is_label(text) or _NUMBER.search(text):
        score -= 3
    if _ENDS_IN_YEAR.search(text):
        score -= 1.2
    return score


def _length_score(words: int) -> float:
    if words < 3:
        return -1.5 if words == 1 else -0.7
    return 0.5 if words <= 25 else -0.05 * (words - 25)


def _place_score(reading: Reading, candidate: Candidate) -> float:
    """A title opens the entry or stands next to the authors."""
    score = 0.0
    before = reading.masked[reading.body : candidate.start].strip(" \n\t“\"'*")
    if not before:
        score += 0.8
    if reading.authors:
        left, right = reading.author_span
        if candidate.start >= right and candidate.start - _after(reading.masked, right) <= 2:
            score += 1.0
        elif candidate.end <= left and not reading.masked[candidate.end : left].strip(" \n\t.,;:”\"([–—-*"):
            score += 1.0
    return score


def _inner_sentences(text: str) -> list[str]:
    found = [m for m in _SENTENCE.finditer(text) if m.end() < len(text)]
    return [m[0] for m in found if not _ABBREVIATION.search(text[max(0, m.start() - 8) : m.start()])]


def _overlap(candidate: Candidate, span: tuple[int, int]) -> float:
    shared = min(candidate.end, span[1]) - max(candidate.start, span[0])
    return max(0, shared) / max(1, candidate.end - candidate.start)
