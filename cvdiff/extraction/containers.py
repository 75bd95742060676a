"""Whether a stretch that is set apart names where a work appeared, not the work itself.

Quotation marks, bold type, italics and links set a title apart in one list and a journal or book in
the next. What stands in front of the stretch tells: a title of its own, and "in", editors or a status
between the two.
"""

from __future__ import annotations

import re

from cvdiff.extraction.quotes import quoted
from cvdiff.extraction.reading import Reading, styled
from cvdiff.extraction.title_candidates import Candidate
from cvdiff.prose import has_letters
from cvdiff.values.editors import IN
from cvdiff.values.status import find_notes, find_statuses
from cvdiff.values.venues import venue_like
from cvdiff.vocabulary import fold, words_of

SET_APART = frozenset({"quote", "bold", "link", "italic"})
TITLE_WORDS = 3
"""A sentence of so many words behind the authors is a title of its own."""
SURE_VENUE = 0.5
"""From this score on, a sentence is a venue."""
STATUS_REACH = 60
"""Characters in front of a stretch in which a status is looked for."""
_IN = rf"(?:^|\s){IN}:?\s[“\"„«]?$"
_WAY_IN = rf"[,.?!]?\s{IN}:\s"
_IN_QUOTES = r"[“\"«][^“”\"«»\n]{3,100}[”»\"],?\s(?:\d|[IVXLCDM]+\b|(?:n|vol|a|nr|anno|núm)\.)"
"""A journal with its volume behind quotation marks: "«Moss», CXXXI (2019)", "«Moss», 60/3"."""
_WAY_IN_BEHIND = rf"[,.]?[”»\"]?,?\s(?:{IN}:?\s(?=[A-ZÀ-Þ“\"«])|{_IN_QUOTES})"
_OPENS = r"[.,?!”\"»]\s(?:In|in|Em|En|Dans):?\s"
_EDITORS = r"(?<![^\s(])(?:[Ee]ds?|[Hh]rsg|Hg|[Oo]rgs?|[Cc]oords?|dirs?)\b\.?\)?[\s.,:;]*[“\"„«(\[]?$"
_MARKS = " \n\t“”\"„«»‘’'([*"


def is_container(reading: Reading, candidate: Candidate, resumed: int) -> bool:
    """Whether a candidate is where the work appeared.

    `resumed` is where the entry goes on behind its authors.
    """
    if candidate.delimiter not in SET_APART or candidate.start <= resumed:
        return False
    before = reading.masked[resumed : candidate.start]
    if candidate.delimiter == "quote" and (_is_journal(reading, candidate) or re.search(_IN, before)):
        return _follows_set_apart(reading, candidate)
    if _behind_editors(before) or _behind_status(before):
        return True
    return candidate.delimiter == "bold" and reading.opens_with_authors and _is_sentence(before)


def _is_journal(reading: Reading, candidate: Candidate) -> bool:
    """Whether a quotation stands right behind words in italics, and a volume behind it."""
    if not re.compile(_IN_QUOTES).match(reading.masked, candidate.start - 1):
        return False
    last = max((end for _, end in styled(reading, "italic") if end < candidate.start), default=None)
    return last is not None and not reading.masked[last : candidate.start].strip(' ,.:«“"')


def way_in(reading: Reading, start: int) -> int | None:
    """Where a title ends, from `start` on, in front of an "in" that leads to what the work is in.

    The "in" has a colon ("Ferries, in: River Prose"), or what stands in front of it is set apart. A journal
    in quotation marks needs none behind italics.
    """
    masked, behind = reading.masked, re.compile(_WAY_IN_BEHIND)
    found = re.compile(_WAY_IN).search(masked, start)
    places = [found.start()] if found and has_letters(masked[start : found.start()]) else []
    for kind in ("italic", "bold"):
        places += [end for _, end in styled(reading, kind) if end > start and behind.match(masked, end)][:1]
    return min(places, default=None)


def closing_container(reading: Reading, resumed: int) -> tuple[int, int] | None:
    """The journal in bold with which a line ends, where authors and a title stand in front of it."""
    if not reading.opens_with_authors:
        return None
    start, end = max(styled(reading, "bold"), default=(0, 0))
    name, before = reading.masked[start:end], reading.masked[resumed:start].rstrip(_MARKS)
    closes = start > resumed and not has_letters(reading.masked[end:].partition("\n")[0])
    if not closes or not has_letters(name) or find_notes(name) or find_statuses(name):
        return None
    _, stop, last = before[:-1].rpartition(". ")
    entitled = before[-1:] in tuple(".?!,:") and len(before.split()) >= TITLE_WORDS
    return (start, end) if entitled and not (stop and venue_like(last) >= SURE_VENUE) else None


def _follows_set_apart(reading: Reading, candidate: Candidate) -> bool:
    """Whether a title that is set apart stands in front of a candidate."""
    before = [span for kind in ("italic", "bold") for span in styled(reading, kind)]
    return any(end <= candidate.start for _, end in (*before, *quoted(reading.masked)))


def _behind_editors(before: str) -> bool:
    """Whether a title, "in" and editors stand there: "Ferries at dusk. In A. Roe (Ed.), "."""
    if not re.search(_EDITORS, before):
        return False
    opened = next(re.finditer(_OPENS, before), None)
    return opened is not None and has_letters(before[: opened.start()])


def _behind_status(before: str) -> bool:
    """Whether a title and a status that goes on in the venue's name stand there: "Ferries. Accepted at "."""
    text = before.rstrip(_MARKS)[-STATUS_REACH:]
    status = next((s for s in find_statuses(text) if s.end == len(text)), None)
    words = fold(text[status.start :]).split() if status else []
    leads = len(words) > 1 and words[-1] in words_of("status", "context", "followers")
    rest = before[: len(before.rstrip(_MARKS)) - len(text)] + text[: status.start if status else 0]
    return leads and len(rest.split()) > 1


def _is_sentence(before: str) -> bool:
    """Whether a text is one sentence that reads like a title."""
    text = before.rstrip(_MARKS)
    return text[-1:] in (".", "?", "!") and len(text.split()) >= TITLE_WORDS and venue_like(text) < SURE_VENUE
