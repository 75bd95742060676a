"""What an entry of a publication list leaves over behind title, authors and links, in pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cvdiff.extraction.reading import Reading, blanked
from cvdiff.extraction.title_candidates import is_abbreviated
from cvdiff.prose import has_letters
from cvdiff.values.dates import years
from cvdiff.values.editions import find_editions
from cvdiff.values.editors import SIGN, editors_ahead
from cvdiff.values.imprint import imprint_start, opens_with_imprint
from cvdiff.values.status import find_statuses
from cvdiff.values.venues import find_venues

MAX_LEAD_WORDS = 2
"""Words in front of a periodical (". In:", "2019,"); behind more it is only spoken of."""
_PIECE = r"(?:(?! [·•|] )[^\0\n\t])+"
"""What no line, column, cut-out stretch or separator ends."""
_BEHIND_YEAR = r"(?<=\b(?:19|20)\d\d)(?!\w)"
_NUMBERS = r"(?:[\s,:;()–—-]|pp?\.|[A-Za-z]{0,2}\d+)*"
"""Issue, year and pages behind a volume."""
LONGEST_ABBREVIATION = 12
"""Characters in front of a point in which an abbreviation is looked for."""
LONGEST_IMPRINT = 120
"""Characters behind a year in which town and publisher are looked for."""
_STOP = r"[)\]]?\.(?=\s+[^\W\d_a-z])"
_CHAPTER = (
    r"\W*(?i:(?:book )?chapter(?: \w{1,5})?,? (?:\([^()]{1,30}\) )?in(?: the)?(?: (?:text)?book)?[: ])\s*"
    r"(?=[A-Z\d\"“])"
)
_PAGES = r"\W*(?i:pages?|pp?\.)[\s-]*\d+\s*[-–—]\s*\d+[.,:;]?\s+(?i:in:?)\s+(?=[A-ZÀ-Þ\d\"“])"
"""The pages of a book that come before it: "Pages 67-68. In Proceedings of ..."."""

_ONLINE = r"[\s.,]*\[[^\[\]\n\0]{0,40}(?i:online|ahead of print|epub)\b[^\[\]\n\0]{0,40}\][.,;:]?\s+"
"""How far a paper is, in square brackets between title and journal: "[published online 2023 Nov 2]. "."""


class Remainder:
    """An entry's text with what was already read blanked out."""

    def __init__(self, reading: Reading, removed: Iterable[tuple[int, int]], title: tuple[int, int]) -> None:
        self.text = reading.text
        self.plain = blanked(reading.text.plain, removed, "\0")
        self.title = title
        self.serials, self.body = reading.serials, reading.body
        self.shown = self.plain.replace("\0", " ")
        between = (reading.author_span[1], title[0]) if reading.opens_with_authors else (0, 0)
        opening = min(title[0], reading.author_span[0]) if reading.authors else title[0]
        self.year_between = _year_alone(self.shown, *between)
        self.year_ahead = self.year_between or _year_alone(self.shown, 0, opening)

    def pieces(self) -> list[tuple[int, int]]:
        """The stretches that are left, cut at line breaks and columns, in reading order."""
        return [
            span
            for found in re.finditer(_PIECE, self.plain)
            for span in self._cut_at_ends(*found.span())
            if any(map(str.isalnum, self.plain[slice(*span)]))
        ]

    def _cut_at_ends(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A piece cut where its citation ends: behind a year, volume or known venue that closes a sentence.

        Town and publisher behind it still belong to it. A sentence that opens with the status at a venue
        ("Under review at Rivers") is another citation than the series in front of it.
        """
        piece = start
        if ". " not in self.plain[start:end].rstrip():
            yield start, end
            return
        ends = {m.start() for m in re.finditer(_BEHIND_YEAR, self.plain[start:end])}
        pages, stop = re.compile(_NUMBERS), re.compile(_STOP)
        numbers = (pages.match(self.plain, s.end, end) for s in self.serials if start < s.end < end)
        ends.update(found.end() - start for found in numbers if found)
        venues = find_venues(self.plain[start:end])
        ends.update(found.end for found in venues)
        if venues:
            ends.update(_ahead_of_states(self.plain[start:end], venues[-1].start))
        for place in sorted(ends):
            closed = stop.match(self.plain, piece + place, end)
            if closed and self._ends_citation(start, *closed.span(), end):
                yield start, closed.end()
                start = closed.end()
        yield start, end

    def _ends_citation(self, start: int, stop: int, behind: int, end: int) -> bool:
        """Whether the point at `stop` is no abbreviation's, and neither town nor publisher follows it."""
        rest = self.plain[behind : min(end, behind + LONGEST_IMPRINT)].lstrip()
        before = self.plain[max(start, stop - LONGEST_ABBREVIATION) : stop]
        return not is_abbreviated(before) and not opens_with_imprint(rest)

    def name_end(self, start: int, end: int) -> tuple[int, bool]:
        """Where a venue's name ends within a piece, and whether it is one that a volume follows."""
        start = self.name_start(start, end)
        serial = next((s for s in self.serials if start <= s.start < end), None)
        stop = min(end, serial.name_end) if serial else end
        in_volume = serial is not None and len(self.plain[start : serial.start].split()) <= MAX_LEAD_WORDS
        return start + imprint_start(self.plain[start:stop]), in_volume

    def name_start(self, start: int, end: int) -> int:
        """Where a venue's name begins within a piece: behind chapter, pages and editors in front of it."""
        piece = self.plain[start:end].lower()
        chapter = re.compile(_CHAPTER).match(self.plain, start, end) if "chapter" in piece else None
        place = chapter or re.compile(_PAGES).match(self.plain, start, end)
        behind = start >= self.title[1]
        sign = re.compile(SIGN).match(self.plain, start, end) if behind else None
        online = re.compile(_ONLINE).match(self.plain, start, end) if behind and "[" in piece else None
        start = editors_ahead(self.plain, max([start, *(m.end() for m in (place, sign, online) if m)]), end)
        edition = next(iter(find_editions(self.plain[start:end])), None)
        ahead = edition and not has_letters(self.plain[start : start + edition.start()])
        return start + edition.end() if edition and ahead else start


def _ahead_of_states(piece: str, venue: int) -> Iterator[int]:
    """The full stops of a piece behind which a sentence opens with a status, in front of a `venue`."""
    for status in find_statuses(piece[:venue]):
        if piece[: status.start].endswith(". "):
            yield status.start - 2


def _year_alone(shown: str, start: int, end: int) -> str | None:
    """The year in a stretch that has no letters."""
    if start >= end or has_letters(shown[start:end]):
        return None
    return next((year for place, _, year in years(shown) if start <= place < end), None)
