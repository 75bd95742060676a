"""The words in italics of an entry: where a title that has some of them ends."""

from __future__ import annotations

import re
from bisect import bisect_left

from cvdiff.extraction.reading import Reading, styled
from cvdiff.extraction.title_candidates import Candidate

TITLE_WORDS = 4
"""Fewer words in italics may be a species or a foreign word that a title opens with."""
_NAMED = r"\b[A-ZÀ-Þ]\w{2}"
"""A word that may name where a work appeared."""
_CAPITAL = r"[\s.,]*[A-ZÀ-Þ]"


class Slanted:
    """The stretches in italics of an entry, in order; none overlaps another."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._spans = list(styled(reading, "italic"))

    def before(self, place: int) -> tuple[int, int] | None:
        """The last stretch that begins in front of a place."""
        index = bisect_left(self._spans, (place, 0))
        return self._spans[index - 1] if index else None

    def is_cut_by(self, candidate: Candidate) -> bool:
        """Whether a candidate ends inside a stretch that begins in it, or that is title as a whole."""
        start, end = self.before(candidate.end) or (0, 0)
        if not candidate.start <= start < candidate.end < end:
            return False
        masked, serials = self._reading.masked, self._reading.serials
        if candidate.start < start or masked[candidate.end] in "\n\t":
            return candidate.start < start
        return not any(start < s.start < end for s in serials) and re.search(_NAMED, masked[end:]) is not None

    def is_outrun_by(self, candidate: Candidate) -> bool:
        """Whether a candidate goes on behind the title in italics that it opens with, in a capital."""
        start, end = self.before(candidate.start + 1) or (0, 0)
        if start != candidate.start or not start < end < candidate.end:
            return False
        masked = self._reading.masked
        return len(masked[start:end].split()) >= TITLE_WORDS and bool(re.match(_CAPITAL, masked[end:]))
