"""The words in italics of an entry: where a title that has some of them ends."""

from __future__ import annotations

import re
from bisect import bisect_left

from cvdiff.extraction.reading import Reading, styled
from cvdiff.extraction.title_candidates import Candidate

TITLE_WORDS = 4
"""Fewer words in italics may be a species or a foreign word that a title opens with."""
STOPS = (".", "?", "!")
_NAMED = r"\b[A-ZÀ-Þ]\w{2}"
"""A word that may name where a work appeared."""
_CAPITAL = r"[\s.,]*[A-ZÀ-Þ]"


class Slanted:
    """The stretches in italics of an entry, in order; none overlaps another.

    `titles` holds where those end that are long enough for a title and have a capital behind them, by
    where they begin: a title does not go on there.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._spans = list(styled(reading, "italic"))
        self.titles = {
            start: end
            for start, end in self._spans
            if len(reading.masked[start:end].split()) >= TITLE_WORDS
            and re.match(_CAPITAL, reading.masked[end:])
        }

    def before(self, place: int) -> tuple[int, int] | None:
        """The last stretch that begins in front of a place."""
        index = bisect_left(self._spans, (place, 0))
        return self._spans[index - 1] if index else None

    def is_cut_by(self, candidate: Candidate, span: tuple[int, int]) -> bool:
        """Whether a candidate ends inside a stretch that begins in it, or that is title as a whole.

        Or with one that begins behind a stop: "Moss and mire. *Bogs and Relatives*".
        """
        start, end = span
        if candidate.start < start and candidate.end == end:
            return self._reading.masked[:start].rstrip()[-1:] in STOPS
        if not candidate.start <= start < candidate.end < end:
            return False
        masked, serials = self._reading.masked, self._reading.serials
        if candidate.start < start or masked[candidate.end] in "\n\t":
            return candidate.start < start
        return not any(start < s.start < end for s in serials) and re.search(_NAMED, masked[end:]) is not None
