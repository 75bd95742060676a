"""Which of the candidates of `title_candidates` is the title of an entry, and what speaks for each.

A candidate's score adds up how it is set apart, its form and place, and whether what follows reads like a
venue; candidates in the layout that the list agrees on get a bonus.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property

from cvdiff.extraction.company import COMPANY_AHEAD
from cvdiff.extraction.containers import closing_container, is_container, way_in
from cvdiff.extraction.prizes import tells_prize
from cvdiff.extraction.reading import Reading
from cvdiff.extraction.slanted import Slanted
from cvdiff.extraction.title_candidates import (
    DELIMITER_SCORE,
    Candidate,
    bracketed_statuses,
    citation,
    find_candidates,
    resumed_after,
    sentence_ends,
)
from cvdiff.extraction.title_venues import VENUE_AHEAD, is_imprint, venue_score
from cvdiff.prose import has_letters
from cvdiff.values.dates import parse_dates
from cvdiff.values.editions import find_editions
from cvdiff.values.links import is_label
from cvdiff.values.status import find_notes, find_statuses
from cvdiff.vocabulary import fold, words_of

STATED = 2.0
"""A sentence that opens with a status ("Submitted to ...") is no part of a title, nor is a book's edition."""
QUESTION = 0.75
"""How much of a sentence inside a title a question is not."""
UNCLOSED = 0.8
"""A bracket that opens in a title closes there."""
QUOTED_INSIDE = 3.0
"""A title may hold a quotation in its middle: "The camp of the “others” of 1945"."""
FIRST_SYLLABIC = "\u3040"
LETTERS_A_WORD = 2
"""Chinese, Japanese and Korean signs, from the first on, that stand for a word."""
SET_APART = frozenset({"heading", "quote", "bold", "link", "line", "italic"})
LAYOUT_WEIGHT = 2.5
"""What full agreement of the list on a layout adds to a candidate of that layout."""
SLANTED_LINE = 0.5
"""A line in italics that opens an entry is its title, other lines may only stand beside the authors."""
_IN = re.compile(r"[.,”\"]\s(?:In:|In [A-Z]|in:|in Proc)|\sIn:\s")
CUT = 2.0
"""A title does not end inside words in italics that begin in it: "On moss. *Bogs and Rel. Syst.* 20"."""
OUTRUN = 3.0
"""Nor does one that is set in italics end behind these: "*On moss and on mire* Bogs. Rel. Syst. 20"."""
CONTAINER = 3.0
"""What being the journal or book that the work appeared in takes off a candidate."""
UP_TO_CONTAINER = 1.5
"""Between the authors and a journal that closes the entry stands the title, colons and commas included."""
_NUMBER = re.compile(r"(?i:ISBN|ISSN|PMC?ID|doi)\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATE = r"\((?:\d{1,2}/)?(?:19|20)\d\d\)"
"""What may stand between a title and the authors behind it."""
_ENDS_IN_YEAR = re.compile(r"[,.(/\s]\(?(?:19|20)\d\d\)?$")
DATED = 2.5
"""The year of the work: in brackets behind its title ("Moss (2018) - Bogs"), or alone in front of it."""
_DATED = re.compile(r"[(\[](?:19|20)\d\d[)\]](?=\s[–—-]\s|[.,]\s|$)")
GOES_ON = 5.0
"""A quotation that a title opens with is not all of it, whatever quotations are elsewhere in the list."""
_MARGIN = r"(?:19|20)\d\d [^\n\t]+\t$"
"""All of an entry's first column, with the year in front: "2024 Nominated"."""
_RUNNING_ON = r" ([a-zß-ÿ]+) (?:[a-zß-ÿ]+ )?[a-zß-ÿ]{2,}\b"
"""Words in small letters right behind a quotation."""
Layout = tuple[str, str, int]
"""Delimiter of the title, side of the authors, line: what entries of one list have in common."""
Shares = Mapping[Layout, float]
"""The share (0 to 1) of a list's entries that have a layout."""


class TitleSearch:
    """The candidates of one entry. What does not depend on the list is found once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.sentences = sentence_ends(reading.masked)
        self.resumed = resumed_after(reading.masked, reading.author_span[1]) if reading.authors else 0
        self.stated = [*_statuses_behind_stops(reading.masked), *bracketed_statuses(reading.masked)]
        self.stated += [edition.start() for edition in find_editions(reading.masked)]
        self.citation = citation(reading, self.resumed or reading.body)
        self.closing = closing_container(reading, self.resumed) if self.resumed else None
        self.way_in = way_in(reading, self.resumed or reading.body)
        self.slanted = Slanted(reading)
        self._offers = [
            (self._outer_score(candidate), self.layout_of(candidate), candidate)
            for candidate in (() if self.citation else self._candidates())
        ]

    def _candidates(self) -> Iterable[Candidate]:
        return dict.fromkeys(find_candidates(self.reading, self.resumed, self.sentences))

    def layout_of(self, candidate: Candidate) -> Layout:
        """The layout that this candidate as title would give the entry."""
        reading = self.reading
        side = "none"
        if reading.authors:
            side = "before" if candidate.end <= reading.author_span[0] else "after"
        delimiter = candidate.delimiter if candidate.delimiter in SET_APART else "plain"
        return delimiter, side, min(reading.plain.count("\n", 0, candidate.start), 2)

    def best(self, shares: Shares) -> tuple[Candidate | None, float]:
        """The best candidate and its score, given what share of the list has which layout.

        Reading what stands in a candidate and behind it is the dear part of a score, so it is asked only
        of those that can still win.
        """
        ranked = sorted(
            [(outer + LAYOUT_WEIGHT * shares.get(layout, 0.0), c) for outer, layout, c in self._offers],
            key=lambda pair: (-pair[0], pair[1].start, pair[1].end),
        )
        best, top = None, -99.0
        for outer, candidate in ranked:
            if outer + VENUE_AHEAD < top:
                break
            score = outer - _doubts(self.reading, candidate)
            score -= CONTAINER * self._is_container(candidate)
            if score + VENUE_AHEAD < top:
                continue
            score += venue_score(self.reading, candidate)
            if score > top:
                best, top = candidate, score
        return best, top

    def _outer_score(self, candidate: Candidate) -> float:
        """What place, length and the way it is set apart say of a candidate."""
        text = self.reading.masked[candidate.start : candidate.end].strip()
        words = _word_count(text)
        if (
            not words
            or candidate.overlap(self.reading.author_span) > 0.3
            or (self._follows_title and candidate.start < self.reading.author_span[0] < candidate.end)
            or self._opens_with_people(candidate)
        ):
            return -9.0
        score = DELIMITER_SCORE[candidate.delimiter] + _length_score(words) + self._place_score(candidate)
        if text[0].islower():
            score -= 0.8
        score -= 0.8 * self._inner_sentences(candidate, candidate.start + len(text))
        score -= STATED * any(candidate.start < place < candidate.end for place in self.stated)
        score += UP_TO_CONTAINER * self._ends_at_container(candidate)
        if self.way_in:
            score -= CUT * (candidate.start < self.way_in < candidate.end)
        if slanted := self.slanted.before(candidate.end):
            score -= CUT * self.slanted.is_cut_by(candidate, slanted)
            score -= OUTRUN * (self.slanted.titles.get(candidate.start, candidate.end) < candidate.end)
        score -= UNCLOSED * (text.count("(") > text.count(")"))
        score -= QUOTED_INSIDE * (candidate.delimiter == "quote" and self._is_inside(candidate))
        return score - 0.7 * (text.count("\n") + text.count("\t"))

    def _opens_with_people(self, candidate: Candidate) -> bool:
        """Whether a candidate begins with the whole author list, behind which a year or a colon stands."""
        reading = self.reading
        if (
            reading.authors is None
            or candidate.start > reading.author_span[0]
            or candidate.end <= self.resumed
        ):
            return False
        between = reading.masked[reading.author_span[1] : self.resumed]
        parted = _YEAR.search(between) is not None or (
            between.startswith(":") and len(reading.authors.authors) > 1
        )
        return reading.opens_with_authors and parted

    def _ends_at_container(self, candidate: Candidate) -> bool:
        """Whether a candidate is all that stands between the authors and a journal that closes the entry.

        Or between the beginning and an "in" that leads to a book.
        """
        stop = self.closing[0] if self.closing else self.way_in
        start = self.resumed if self.closing else self.resumed or self.reading.body
        if not stop or not 0 <= candidate.start - start <= 2:
            return False
        masked = self.reading.masked
        quoted_first = not self.closing and masked[candidate.start] in '“"„«'
        between = masked[candidate.end : stop]
        return candidate.end <= stop and not quoted_first and not any(map(str.isalnum, between))

    def _is_container(self, candidate: Candidate) -> bool:
        """Whether a candidate is, or reaches into, the journal or book that the work appeared in."""
        if self.closing and candidate.start < self.closing[1] and candidate.end > self.closing[0]:
            return True
        return is_container(self.reading, candidate, self.resumed or self.reading.body)

    def _inner_sentences(self, candidate: Candidate, end: int) -> float:
        """The sentences that end inside a candidate; a question that opens a title's line is hardly one."""
        inner = max(0, bisect_left(self.sentences, end - 1) - bisect_left(self.sentences, candidate.start))
        is_line = candidate.delimiter == "line"
        asked = self.reading.masked.count("? ", candidate.start, end) if is_line else 0
        return inner - QUESTION * min(asked, inner)

    def _is_inside(self, candidate: Candidate) -> bool:
        """Whether a quotation stands inside italics, or in a sentence that begins behind the authors."""
        start = candidate.start
        slanted = self.slanted.before(start - 1)
        if slanted and candidate.end <= slanted[1]:
            return True
        before = self.reading.masked[self.resumed : start - 1]
        running = before[-1:] == " " and before[-2:-1].islower()
        return (
            bool(self.resumed)
            and running
            and bool(set(fold(before).split()) - words_of("wording", "function_words"))
        )

    @cached_property
    def _follows_title(self) -> bool:
        """Whether people stand in a bracket or after "with" behind other words: "Moss (with A. Roe)"."""
        reading, (start, end) = self.reading, self.reading.author_span
        led = reading.masked[start : start + 1] == "(" or re.match(COMPANY_AHEAD, reading.masked[start:end])
        return bool(led) and has_letters(reading.masked[reading.body : start])

    def _place_score(self, candidate: Candidate) -> float:
        """A title opens the entry or stands next to the authors."""
        reading, score = self.reading, 0.0
        if not reading.masked[reading.body : candidate.start].strip(" \n\t“\"'*"):
            score += 0.8
            if candidate.delimiter == "line":
                line = reading.text.slice(candidate.start, candidate.end)
                score += SLANTED_LINE * (line.covered("italic") > 0.9)
        if reading.authors:
            left, right = reading.author_span
            behind = candidate.start >= right and candidate.start - self.resumed <= 2
            if (behind and not self._follows_title) or (
                candidate.end <= left
                and not re.sub(_DATE, "", reading.masked[candidate.end : left]).strip(' \n\t.,;:”"([–—-*')
            ):
                score += 1.0
        return score


def _statuses_behind_stops(masked: str) -> list[int]:
    """Where statuses open a sentence."""
    before = ((s.start, masked[max(0, s.start - 3) : s.start].rstrip(" \n")) for s in find_statuses(masked))
    return [start for start, text in before if text.endswith((".", "?", "!"))]


def _doubts(reading: Reading, candidate: Candidate) -> float:
    """What the words of a candidate take off its score: they are a date, a label, a note, the venue."""
    text = reading.masked[candidate.start : candidate.end].strip()
    short = len(text.split()) <= 8
    points = 0.0
    if reading.authors and candidate.start >= reading.author_span[1] and is_imprint(reading, candidate):
        points += 3
    if _IN.search(text):
        points += 2.5
    if candidate.delimiter == "quote" and _goes_on(reading.masked, candidate.end + 1):
        points += GOES_ON
    if short and parse_dates(text):
        points += 4
    if is_label(text) or _NUMBER.match(text):
        points += 3
    if short and any(n.end - n.start >= 0.8 * len(text) for n in find_notes(text)):
        points += 4
    if tells_prize(text):
        points += 4
    closing = next((status for status in find_statuses(text) if status.end == len(text)), None)
    if closing and (short or text[: closing.start].endswith(", ")):
        points += 2
    dated = text.endswith("]") or ")" in text
    if (dated and _DATED.search(text)) or re.match(_MARGIN, reading.masked[: candidate.end + 1]):
        points += DATED
    elif text[-1:].isdigit() or text[-2:-1].isdigit():
        points += 1.2 * (_ENDS_IN_YEAR.search(text) is not None)
    return points


def _goes_on(masked: str, end: int) -> bool:
    """Whether a title goes on behind what it opens with in quotation marks: "“Net” loss and gain".

    What tells of authors, status or venue does not: "with A. Roe", "in press", "in the Journal of ...".
    """
    if masked[end : end + 1] == ":":
        return True
    running = re.compile(_RUNNING_ON).match(masked, end)
    if running is None or masked[end - 2] in ".,":
        return False
    return running[1] not in words_of("extraction", "behind_titles") and not find_statuses(running[0])


def _word_count(text: str) -> int:
    """The words of a text; where most signs are written without spaces, they count by their number."""
    signs = 0 if text.isascii() else sum(sign >= FIRST_SYLLABIC for sign in text)
    return max(len(text.split()), signs // LETTERS_A_WORD)


def _length_score(words: int) -> float:
    if words < 3:
        return -1.5 if words == 1 else -0.7
    return 0.5 if words <= 25 else -0.05 * (words - 25)
