"""What a venue inside a title's candidate, or behind it, says of the candidate."""

from __future__ import annotations

import re

from cvdiff.extraction.company import is_company
from cvdiff.extraction.containers import SURE_VENUE
from cvdiff.extraction.quotes import quoted
from cvdiff.extraction.reading import Reading, styled
from cvdiff.extraction.title_candidates import SEPARATORS, Candidate, resumed_after
from cvdiff.prose import has_letters
from cvdiff.values.dates import parse_dates
from cvdiff.values.imprint import is_imprint_alone
from cvdiff.values.serials import Serial
from cvdiff.values.status import find_statuses
from cvdiff.values.venues import venue_like

SUBTITLE = 0.9
"""A question in front of anything but a venue is the first half of a title more often than all of it."""
VENUE_REACH = 65
"""How many characters behind a candidate are looked at for a venue."""
SUBTITLE_REACH = 130
"""The same behind a question, with a subtitle in between."""
HELD_AHEAD = 0.8
"""How much of a venue "Moss Data (submitted)" is."""
VENUE_AHEAD, VENUE_INSIDE = 1.2, -2.5
"""What a venue behind a candidate adds to it, and what a venue inside takes off."""
PUBLISHER_AHEAD, TOWN_AHEAD = 0.8, 0.6
"""How much of a venue "Town: Publisher, year" is, and "Town year", which stands behind other things, too."""
_PUBLISHER = re.compile(r"[A-ZÀ-Þ][\w .,-]{2,30}: [A-ZÀ-Þ][^:.]{3,50}?,? \(?(?:19|20)\d\d")
_TOWN = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’-]+ ?){1,3}(?:, [A-ZÀ-Þ][\w ]{1,20}){0,2},? \(?(?:19|20)\d\d\)?"
    r"(?=[\s.,;]*(?:$|\(|\d+ pp?\b))"
)
"""A town, a publisher or both, and the year with which an entry ends."""
_HOLDER = r"[A-ZÀ-Þ][\w&'’-]*(?: (?:of|the|and|in|for|on|&|de|[A-ZÀ-Þ][\w&'’-]*)){0,7} \("
"""The name of a journal in front of a bracket."""


def venue_score(reading: Reading, candidate: Candidate) -> float:
    """What venues inside and behind a candidate say of it."""
    text = reading.masked[candidate.start : candidate.end].strip()
    cut = any(_cuts_or_names(candidate, s) for s in reading.serials)
    following, serial = _following(reading, candidate)
    score = 0.0
    if cut or not _is_book(reading, candidate):
        score = VENUE_INSIDE * max(venue_like(text), 1.0 * cut)
    if following:
        ahead = 1.0 if serial else _published(following) or venue_like(following)
        ahead = max(ahead, HELD_AHEAD * _is_held(text, following))
        question = text[-1:] in "?!" and following[0].isupper() and candidate.delimiter == "sentence"
        if question and not serial and _is_subtitle(reading.masked, candidate.end):
            ahead = 0.0
            score -= SUBTITLE
        if question and _is_set_apart(reading, following):
            ahead = max(ahead, SURE_VENUE)
        if candidate.delimiter == "sentence" and not serial and _is_second_half(following):
            score -= SUBTITLE
        score += VENUE_AHEAD * ahead - SUBTITLE * (question and ahead < SURE_VENUE)
    return score


def _is_book(reading: Reading, candidate: Candidate) -> bool:
    """Whether all between authors and publisher is in italics: a "Handbook of Moss" that they wrote."""
    if candidate.delimiter != "italic" or not reading.opens_with_authors:
        return False
    before = reading.masked[resumed_after(reading.masked, reading.author_span[1]) : candidate.start]
    behind = reading.masked[candidate.end :].strip(SEPARATORS)
    return not has_letters(before) and is_imprint_alone(behind)


def _is_set_apart(reading: Reading, following: str) -> bool:
    """Whether what follows a question opens in bold or italics: no second half of a title does."""
    spans = [span for kind in ("bold", "italic") for span in styled(reading, kind)]
    return any(following.startswith(reading.masked[start:end]) for start, end in spans)


def _is_held(title: str, following: str) -> bool:
    """Whether a title in small letters is followed by capitals and a status: "Moss Data (submitted)"."""
    named = re.match(_HOLDER, following)
    small = sum(word[0].islower() for word in title.split())
    if named is None or 2 * small < len(title.split()):
        return False
    return any(status.start == 0 for status in find_statuses(following[named.end() :]))


def _is_second_half(following: str) -> bool:
    """Whether what follows a sentence goes up to a comma, town and publisher, and is no venue."""
    sentence, comma, rest = following.partition(", ")
    runs_on = comma and not any(sign in sentence for sign in ".:") and len(sentence.split()) > 1
    return bool(runs_on) and venue_like(sentence) < SURE_VENUE and _PUBLISHER.match(rest) is not None


def _is_subtitle(masked: str, end: int) -> bool:
    """Whether a sentence or line that is no venue follows a question that ends at `end`, and a venue that."""
    following = masked[end : end + SUBTITLE_REACH].lstrip(SEPARATORS)
    parts = following.partition(". "), following.partition("\n")
    sentence, stop, rest = min(parts, key=lambda part: len(part[0]))
    named = venue_like(sentence) >= SURE_VENUE or _published(following)
    return bool(stop) and not named and venue_like(rest[:VENUE_REACH]) >= SURE_VENUE


def _cuts_or_names(candidate: Candidate, serial: Serial) -> bool:
    """Whether a periodical begins inside a candidate, or the candidate is its name."""
    begins = candidate.start <= serial.start < candidate.end
    return begins or (serial.start <= candidate.start and candidate.end <= serial.name_end)


def _published(text: str) -> float:
    """How much a text begins with town, publisher and year; a month and its year are no such thing."""
    if _PUBLISHER.match(text):
        return PUBLISHER_AHEAD
    found = _TOWN.match(text)
    return TOWN_AHEAD if found and parse_dates(found[0]) is None else 0.0


def is_imprint(reading: Reading, candidate: Candidate) -> bool:
    """Whether town, publisher and year begin at a candidate and close an entry whose title is set apart."""
    found = _PUBLISHER.match(reading.masked, candidate.start)
    if found is None or ":" not in found[0] or reading.masked[found.end() :].strip(" .,;)"):
        return False
    before = [span for kind in ("italic", "bold") for span in styled(reading, kind)]
    return any(end <= reading.author_span[0] for _, end in (*before, *quoted(reading.masked)))


def _behind_company(reading: Reading, end: int) -> int:
    """Where an entry goes on behind a title, past the people right behind that "with" leads to."""
    start, stop = reading.author_span
    if (
        not end <= start
        or reading.masked[end:start].strip(SEPARATORS)
        or not is_company(reading.masked, start)
    ):
        return end
    return stop


def _following(reading: Reading, candidate: Candidate) -> tuple[str, bool]:
    """What stands behind a candidate, and whether a periodical with its volume begins there.

    Where one begins further on, it is no sign of the text in front of it.
    """
    start = next((s.start for s in reading.serials if s.start >= candidate.end), len(reading.masked))
    end = _behind_company(reading, candidate.end)
    between = reading.masked[end : min(start, end + VENUE_REACH)].lstrip(SEPARATORS)
    if between or start == len(reading.masked):
        return between, False
    return reading.masked[start : start + VENUE_REACH], True
