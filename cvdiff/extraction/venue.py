"""What an entry leaves over behind title, authors and links -> venue, year, status, note."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cvdiff.dataclass import dataclass
from cvdiff.extraction.file_links import names_file
from cvdiff.extraction.paper_year import year_of
from cvdiff.extraction.prizes import find_prizes, is_prize_line
from cvdiff.extraction.remainder import MAX_LEAD_WORDS, Remainder
from cvdiff.extraction.venue_name import EDGES, cleaned, names_venue, without_dates, workshop_of
from cvdiff.model import Status
from cvdiff.prose import is_prose
from cvdiff.values.dates import find_dates, years
from cvdiff.values.editions import find_editions
from cvdiff.values.headings import heading_year
from cvdiff.values.imprint import is_publisher_alone
from cvdiff.values.status import NoteMatch, find_notes, find_statuses, status_of
from cvdiff.values.venues import find_venues, venue_like, venue_type
from cvdiff.vocabulary import fold, phrases_of

PREPRINT_HOSTS = {
    "arxiv": "arXiv",
    "biorxiv.org": "bioRxiv",
    "medrxiv.org": "medRxiv",
    "ssrn.com": "SSRN",
    "hal.science": "HAL",
    "eprint.iacr.org": "IACR ePrint",
}
"""Servers whose link alone tells the venue of an entry that prints none."""
MAX_VENUE_WORDS = 24
"""A longer stretch is an abstract or a remark (longest venue in 60 annotated lists: 21 words)."""
SENTENCE = 0.5
"""What reads as a sentence is a remark on the work."""
BARE_PUBLISHER = 0.25
"""A publisher alone names less than the meeting whose papers it prints."""
COMPLETE = 0.9
"""A name of this score that has its year or volume with it says where a work appeared."""
LONGEST_STATE = 48
"""Characters; a longer stretch says more than how far a work is."""
_STATE, _STATE_FOR_YEAR = 0.55, 0.1
"""A state alone ("in press") stands for the venue of an entry that names none; more so behind the title."""
_VOLUME = r"\d{1,4}(?:\.\d{1,3})?\s?\([\w/–-]{1,9}\)\s?[:,]?\s?[A-Za-z]{0,3}\d[\w.–-]*"
_EXTENT = r"\d{1,4}\s?(?:pp?|pages|Seiten|S|páginas|págs?|pagine)"
_TO_LINK = r"(?:(?i:,? available)?(?i: online)? (?:at|from|on|under|via)|[.,;]? URL):?$"
"""What leads from a name to the link behind it: "arXiv preprint at", "Moss Letters. URL"."""
_REMARKS = frozenset(
    ("and", "with", "by", "code", "paper", "link", "links", "project page", "news", "blog", "abstract",
     "bibtex", "pdf", "here", "see", "ed", "eds", "hrsg", "hg")
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """Where and when an entry appeared."""

    name: str | None
    year: str | None
    status: Status | None
    note: str | None


def read_venue(rest: Remainder, heading: str) -> Venue:
    """Chooses the stretch that reads most like a venue; the rest of the entry gives year and note."""
    pieces = rest.pieces()
    shown, headed = rest.shown, heading_year(heading.rpartition(" / ")[2])
    besides = [*find_prizes(rest.text, rest.plain), *_editions(rest)]
    told = [n for n in find_notes(shown) if not any(p.start < n.end and n.start < p.end for p in besides)]
    notes = sorted([*told, *besides])
    names = [(piece, *_name_in(rest, piece, _notes_in(notes, piece))) for piece in pieces]
    best, span = _best_name(rest, _first_complete(rest, names, dated=bool(rest.year_ahead or headed)))
    if best is None:
        best = _host_venue(rest)
    year = year_of(rest, span, besides, headed)
    note = "; ".join(dict.fromkeys(n.text.strip(" ()[].,") for n in notes)) or None
    status = status_of(venue=best, text=_remarks(shown, pieces), section=heading)
    if status is None and span and _appeared(rest, span):
        status = "published"
    return Venue(name=best, year=year, status=status, note=note)


def _editions(rest: Remainder) -> list[NoteMatch]:
    """The editions of a book: a later one is told like a note, and its year does not date the work.

    What stands in another column than the title is the edition of another book.
    """
    start, plain = rest.title[1], rest.plain
    behind = [m for m in find_editions(plain) if m.start() >= start and "\t" not in plain[start : m.start()]]
    return [NoteMatch(m.start(), m.end(), m[0].strip(f"{EDGES}()")) for m in behind]


_Named = tuple[tuple[int, int], str | None, float]
"""A piece, the venue's name in it, and how much that reads as one."""


def _best_name(rest: Remainder, names: Sequence[_Named]) -> tuple[str | None, tuple[int, int] | None]:
    """The venue's name and its piece: the first of those that read most like one.

    A status alone ("Accepted") gives way to the name in the column in front of it.
    """
    span, best, _ = max(names, key=lambda found: found[2] * bool(found[1]), default=(None, None, 0.0))
    if best and span and fold(best) in {fold(best[s.start : s.end]) for s in find_statuses(best)}:
        for piece, name, _ in names:
            if name and rest.title[1] < piece[0] and _is_left(rest.plain[piece[1] : span[0]]):
                return name, piece
    return (best, span) if best else (None, None)


def _first_complete(rest: Remainder, names: Sequence[_Named], *, dated: bool) -> Sequence[_Named]:
    """The names up to the first behind the title that has its year or volume: what follows are remarks.

    An entry that is `dated` elsewhere needs no year there. A meeting comes before the series of its
    proceedings, and any of these before a preprint.
    """
    for number, (piece, name, score) in enumerate(names):
        in_series = any(_opens_with_series(other) for _, other, _ in names[number + 1 : number + 2])
        if not name or piece[0] < rest.title[1] or (score < COMPLETE and not in_series):
            continue
        printed = rest.plain[slice(*piece)]
        told = dated or in_series or years(printed) or rest.name_end(*piece)[1]
        if told and venue_type(name) != "preprint" and not find_statuses(printed):
            return [found for found in names[: number + 1] if venue_type(found[1] or "") != "preprint"]
    return names


def _opens_with_series(text: str | None) -> bool:
    """Whether a text begins with the series that proceedings appear in: "Lecture Notes in ..."."""
    words = fold(text or "").split()
    return bool(words) and phrases_of("extraction", "series").at(words, 0) is not None


def _is_left(between: str) -> bool:
    """Whether two stretches are columns of one line, nothing but white space between them."""
    return between.isspace() and "\t" in between and "\n" not in between


def _appeared(rest: Remainder, piece: tuple[int, int]) -> bool:
    """Whether volume or publisher behind a venue's name tell that the work is out."""
    return rest.name_end(*piece)[1] or venue_type(rest.plain[slice(*piece)]) in (
        "journal",
        "conference",
        "book",
    )


def _notes_in(notes: Sequence[NoteMatch], piece: tuple[int, int]) -> list[tuple[int, int]]:
    """The spans of the notes that overlap a piece."""
    return [(n.start, n.end) for n in notes if n.start < piece[1] and n.end > piece[0]]


def _name_in(
    rest: Remainder, piece: tuple[int, int], notes: list[tuple[int, int]]
) -> tuple[str | None, float]:
    """The venue's name in a piece, and how much it reads as one."""
    start, end = piece
    name_end, in_volume = rest.name_end(start, end)
    start = rest.name_start(start, end)
    whole = _unlettered(cleaned(without_dates(rest.plain, start, name_end, notes)))
    whole = re.sub(_TO_LINK, "", whole)
    if not whole or whole.lower() in _REMARKS or _tells_version(whole):
        return None, 0.0
    if names_file(rest.text.slice(*piece), rest.text.plain[slice(*rest.title)]) or _is_number(
        rest.plain[start:end]
    ):
        return None, 0.0
    if end - start <= LONGEST_STATE and _is_state(rest.plain[start:end].strip(f"{EDGES}()[]")):
        return whole, _STATE_FOR_YEAR if end <= rest.title[0] else _STATE
    if in_volume and "." in whole and rest.plain[name_end - 1] == ".":
        whole += "."
    score = 0.3 + max(venue_like(rest.plain[start:end]), 1.0 * in_volume)
    if find_venues(whole):
        score += 0.6
    elif is_prose(f"{whole}."):
        score -= SENTENCE
    if find_statuses(whole):
        score += 0.4
    styled = _styled_name(rest, piece, notes)
    if styled:
        score += 0.3
    if start >= rest.title[1]:
        score += 0.2
    score -= BARE_PUBLISHER * is_publisher_alone(whole)
    if end <= rest.body:  # a status in the margin
        score -= 0.5
    if is_prize_line(rest.plain[slice(*piece)], [(a - piece[0], b - piece[0]) for a, b in notes]):
        score -= 0.4
    if len(whole.split()) > MAX_VENUE_WORDS:
        score -= 0.8
        whole = _first_sentence(whole)
        if len(whole.split()) > MAX_VENUE_WORDS:
            return styled, score if styled else 0.0
    if not styled and score < 0.6 and (whole[0].islower() or len(whole) < 3):
        return None, 0.0
    return styled or whole, score


def _is_number(text: str) -> bool:
    """Whether a piece is a book's number ("ISBN-13: 978-..."), volume and pages ("8(3):e01738"), or their
    count ("23 pages")."""
    if text.lstrip(EDGES)[:4].upper() in ("ISBN", "ISSN"):
        return True
    return re.fullmatch(f"{_VOLUME}|{_EXTENT}", text.strip(EDGES)) is not None


def _tells_version(name: str) -> bool:
    """Whether a piece only tells when the file behind a link was made: "This version: May 2024"."""
    words = fold(name).split()
    return bool(words) and phrases_of("extraction", "drafts").at(words, 0) is not None


def _is_state(text: str) -> bool:
    """Whether a piece only says how far the work is: "in press", "Submitted"; a working paper is out."""
    return any((s.start, s.end) == (0, len(text)) and s.status != "preprint" for s in find_statuses(text))


def _styled_name(rest: Remainder, piece: tuple[int, int], notes: list[tuple[int, int]]) -> str | None:
    """An italic or linked stretch inside a piece, where the piece has one that is not just a note.

    One that only tells a status gives way to the next ("*Accepted* at *Journal of Bogs*"), or stands behind
    a name without style: "Journal of Bogs, *in press*".
    """
    for kind in ("italic", "link"):
        state: str | None = None
        for style in rest.text.styles:
            if style.kind != kind or style.start < piece[0] or style.end > piece[1]:
                continue
            if _is_short_form(rest.plain, piece[0], style.start):
                continue
            name = cleaned(without_dates(rest.plain, style.start, style.end, notes))
            if len(name) < 3 or name.lower() in _REMARKS or (find_dates(name) and len(name.split()) < 3):
                continue
            before = cleaned(without_dates(rest.plain, piece[0], style.start, notes))
            if any(s.start == 0 and s.end == len(name) for s in find_statuses(name)):
                state = state or (f"{before}, {name}" if names_venue(before) else name)
                continue
            if find_statuses(before) and not find_statuses(name):
                comma = "," * rest.plain[: style.start].rstrip().endswith(",")
                return f"{before}{comma} {name}"
            if workshop := workshop_of(rest.plain[style.start : piece[1]], len(name)):
                return workshop
            name += "." * _ends_abbreviated(name, rest.plain[style.start : style.end])
            after = re.match(r"\s*(\([A-Z][\w&’' -]{1,15}\))", rest.plain[style.end : piece[1]])
            return f"{name} {after[1]}" if after and not (years(after[1]) or find_notes(after[1])) else name
        if state:
            return state
    return None


def _is_short_form(plain: str, start: int, position: int) -> bool:
    """Whether a stretch stands in brackets behind the name that it is short for: "Open Journal (OJ)"."""
    before, opening = plain[start:position], plain[position : position + 3]
    short = opening[0] == "(" and opening[1:].isupper()
    bracketed = short or (before.endswith("(") and opening[0].isupper())
    return bracketed and len(before.split()) > MAX_LEAD_WORDS


def _ends_abbreviated(name: str, printed: str) -> bool:
    """Whether a name that is set apart with its last point is one of abbreviations ("J. Shore Stud.")."""
    short = 2 * sum(word[-1] == "." for word in f"{name}.".split()) > len(name.split())
    return "." in name and short and printed.rstrip(" ,;:").endswith(f"{name}.")


def _unlettered(text: str) -> str:
    """ "in preparation b" without the letter that tells works of one year apart."""
    phrase, _, letter = text.rpartition(" ")
    lettered = len(letter) == 1 and letter.islower() and letter.isascii()
    return phrase if lettered and any(s.end == len(phrase) for s in find_statuses(phrase)) else text


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[a-z)])\.\s+(?=[A-Z])", text)[0]


def _host_venue(rest: Remainder) -> str | None:
    """The preprint server that an entry links to, where it prints no venue."""
    urls = [rest.text.plain] + [s.value for s in rest.text.styles if s.kind == "link"]
    for host, name in PREPRINT_HOSTS.items():
        if any(host in url.lower() for url in urls):
            return name
    return None


def _remarks(shown: str, pieces: list[tuple[int, int]]) -> str:
    """What may hold a status word: the short stretches, not an abstract."""
    return "\n".join(shown[a:b] for a, b in pieces if b - a <= 300)
