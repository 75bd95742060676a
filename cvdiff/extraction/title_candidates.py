"""The stretches of an entry that may be its title, and how each is set apart.

A candidate is a quoted, bold, linked or italic stretch, a printed line, or what lies between the start
of the entry (or the end of its author list) and one of the next boundaries.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cvdiff.document import Style
from cvdiff.extraction.named import HEADING
from cvdiff.extraction.quotes import quoted
from cvdiff.extraction.reading import Reading, styled
from cvdiff.patterns import pattern
from cvdiff.prose import has_letters
from cvdiff.values.editions import find_editions
from cvdiff.values.editors import BARE, IN_BRACKETS
from cvdiff.values.status import find_statuses
from cvdiff.vocabulary import words_of

DELIMITER_SCORE = {"heading": 3.5, "quote": 3.5, "bold": 2.5, "link": 2.0, "line": 1.2, "italic": 0.5,
                   "sentence": 0.8, "open": 0.4, "comma": 0.1, "colon": -0.6}  # fmt: skip
"""How much the way a stretch is set apart speaks for a title (ranked on 20 annotated lists)."""
SEPARATORS = ' \n\t.,;:”"»)–—-'
"""What may stand between a title and what follows it."""
_PART = r"\.\s(?:Part\s)?[IVX]{1,4}\.(?=\s[A-ZÀ-Þ])"
"""The number of a work in several parts: "Lakes of the north. IV. Shores"."""
_SHORT_FORMS = r",\s[A-Z][a-z]{1,7}\.(?:\s[A-Z][a-z]{0,9}\.?){0,4}\s[A-Z][a-z]{1,9}\.(?=,\s{3})"
"""The short forms of a journal in front of an identifier, which is blanked: ", Moor. Model Dev., doi:1/x"."""
_PART_NUMBER = r"(?:\b(?:[Pp]art|[Tt]eil|[Pp]artie|[Pp]arte)|[a-z]:)\s[IVX]{1,4}$"
_CLOSE = pattern(r"(?:,?\s(?:19|20)\d\d)?(?:\s[a-z]?)?(?:[)\]]?[.,;:]\s+|[)\]]\s+)")
"""What ends a status between authors and title, perhaps with its year: a bracket or a stop."""
_BRACKET_END = pattern(r"[^()\n\t]{0,150}\)[.,;:]?\s+")
"""What ends a status in a bracket, perhaps with the venue that it is a status at."""
_SMALL_LETTERED = r"arXiv|bioRxiv|medRxiv|npj\s|[a-z]{1,2}(?:Life|Science|Bio|Neuro|Systems|Sphere)\b"
_SENTENCE = re.compile(rf"[.?!](?<=[\w)\]”\"»’'$%+*].)(?=\s|$)(?!\s*(?!{_SMALL_LETTERED})[a-z])")
"""A sentence goes on in a capital, but for the few venues that begin in a small letter."""
_BOUNDARY = re.compile(
    r"\s[–—|@-]{1,3}\s|\t|\n|\s?[\[(](?=[Ww]ith\b|(?:19|20)\d\d|[^()\[\]]{0,40}(?:19|20)\d\d[^()\[\]]{0,10}[)\]]"
    r"|[A-ZÀ-Þ][\w .,-]{1,30}:\s?[A-ZÀ-Þ][^()\[\]:]{2,50}[)\]])"
)
"""The last: town and publisher in brackets."""
_COMMA = re.compile(r",\s")
_COLON = re.compile(r":\s")
_SKIP = re.compile(
    rf"[\s.,;:*–—-]*(?:(?:{IN_BRACKETS}|{BARE}[.,])[\s.,:]*)?"
    r"(?:[\[(]?(?:19|20)\d\d[a-z]?[\])]?"
    r"(?:,\s*(?:\w+(?:\s\d+)?(?=[\])])|(?:Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec)[a-z]*(?=\.\s)))?"
    r"[\])]?[\s.,;:–—-]*)?"
    rf"(?:{IN_BRACKETS}[\s.,:]*(?:(?:19|20)\d\d[.,:]\s)?)?"
)
CITED_NUMBERS = 3
"""So many numbers (volume, year, page) tell a citation in an entry without authors."""
_CITED = (
    r"(?P<place>(?:[\s,.:;()/–—-]|(?i:vol|no|pp?|pages|art)\b|[A-Za-z]{0,3}\d+[A-Za-z]?)*)"
    r"(?:[\s,.;:\[(]*(?i:arxiv|inspire|doi|hep|nucl|astro|gr|quant|cond|math|e-?print)\b[^\s\]]*\]*)*"
)
"""What stands behind the name of a journal in a citation, and identifiers behind it."""


_SPECIES = r"[A-Z](?:[a-z]{2,}|\.) [a-z]{3,}(?: [a-z]{3,})?"
_TITLE_GOES_ON = (
    r"[ ]?(?:[a-z(]|[,.:] ?(?!In\b)(?:[A-Z][\w&’'-]*)(?: [\w&’'().-]+){0,9}[,.] ?\(?(?:19|20)\d\d|[ ][a-z])"
)
"""More words of the title, or a venue of its own with its year."""
LONGEST_REST = 120
"""Characters behind a species in which the venue's year is looked for."""


class Candidate(NamedTuple):
    """A stretch that may be the title, and how it is set apart."""

    start: int
    end: int
    delimiter: str

    def overlap(self, span: tuple[int, int]) -> float:
        """The share (0 to 1) of the candidate that lies within another stretch."""
        shared = min(self.end, span[1]) - max(self.start, span[0])
        return max(0, shared) / max(1, self.end - self.start)


def sentence_ends(plain: str) -> list[int]:
    """Where the sentences of a text end."""
    ends = [m.start() for m in _SENTENCE.finditer(plain) if not is_abbreviated(plain[: m.start()][-12:])]
    parts = [m.span() for form in (_PART, _SHORT_FORMS) for m in re.finditer(form, plain)] if ends else []
    return [end for end in ends if not any(start <= end < stop for start, stop in parts)]


def citation(reading: Reading, start: int) -> Candidate | None:
    """What stands for the title of an entry that prints none: the journal with volume, year and page.

    Nothing else may follow the authors: "A. Roe, J. Examp. Phys. 12, 345 (2001)".
    """
    serial = next((s for s in reading.serials if s.start >= start), None)
    before = reading.masked[reading.body : reading.author_span[0]] if reading.authors else ""
    if serial is None or has_letters(before) or has_letters(reading.masked[start : serial.start]):
        return None
    numbers = re.compile(_CITED).match(reading.masked, serial.name_end)
    if numbers is None or any(map(str.isalnum, reading.masked[numbers.end() :])):
        return None
    if reading.authors is None and len(re.findall(r"\d+", numbers["place"])) < CITED_NUMBERS:
        return None
    end = len(reading.masked[: numbers.end("place")].rstrip(SEPARATORS + "(["))
    return Candidate(serial.start, end + (reading.masked[end : end + 1] == ")"), "open")


def find_candidates(reading: Reading, resumed: int, sentences: Sequence[int]) -> Iterator[Candidate]:
    """Every stretch that may be the title.

    `resumed` is where the entry goes on behind its authors, `sentences` where its sentences end.
    """
    yield from (Candidate(*span, "quote") for span in quoted(reading.masked))
    for start, end in reading.named.get(HEADING, ()):
        yield Candidate(end - len(reading.masked[start:end].lstrip()), end, "heading")
    for kind in ("bold", "link", "italic"):
        spans = (span for span in styled(reading, kind) if span[1] > reading.body)
        yield from (Candidate(*span, kind) for span in spans if has_letters(reading.masked[slice(*span)]))
    yield from _printed_lines(reading)
    starts = [reading.body]
    if reading.authors:
        starts.append(resumed)
    for start in dict.fromkeys(starts):
        yield from _stretches(reading, start, sentences)


def _printed_lines(reading: Reading) -> Iterator[Candidate]:
    """Each line of an entry of several; each cell of a line that has columns."""
    if "\n" not in reading.plain and "\t" not in reading.masked:
        return
    for line in re.finditer(r"[^\n\t]+", reading.masked):
        text = line[0].strip()
        if text:
            left = line.start() + len(line[0]) - len(line[0].lstrip())
            start, end = max(left, reading.body), left + len(text)
            if reading.authors and start < reading.author_span[0] < end <= reading.author_span[1] + 1:
                closed = start + len(reading.masked[start : reading.author_span[0]].rstrip(SEPARATORS + "("))
                yield Candidate(start, closed, "line")
            yield Candidate(start, end, "line")


def resumed_after(plain: str, position: int) -> int:
    """Where content goes on behind an author list: past punctuation and a year or status."""
    match = _SKIP.match(plain, position)
    position = match.end() if match else position
    for status in find_statuses(plain[position : position + 40]):
        before = plain[position : position + status.start]
        ends = _BRACKET_END if before == "(" else _CLOSE
        closed = ends.match(plain, position + status.end)
        if closed and not before.strip("(["):
            return closed.end()
    return position


def _stretches(reading: Reading, start: int, sentences: Sequence[int]) -> Iterator[Candidate]:
    """From the first word at or behind `start` to each of the next boundaries."""
    plain = reading.masked
    start = len(plain) - len(plain[start:].lstrip())
    limit = min(len(plain), start + 400)
    between = sentences[bisect_left(sentences, start) : bisect_left(sentences, limit)]
    ends = [(end + (plain[end] in "?!"), "sentence") for end in between]
    ends += [(m.start(), "open") for m in _BOUNDARY.finditer(plain, start, limit)]
    ends += [(m.start(), "comma") for m in _COMMA.finditer(plain, start, limit)][:12]
    ends += [(m.start(), "colon") for m in _COLON.finditer(plain, start, limit)][:4]
    ends += [(place, "open") for place in bracketed_statuses(plain) if start < place <= limit]
    ends += [
        (s.start, "open")
        for s in reading.text.styles
        if s.kind in ("italic", "link", "bold") and start < s.start <= limit and not _is_species(plain, s)
    ]
    if reading.authors and start < reading.author_span[0] <= limit:
        ends.append((reading.author_span[0], "open"))
    ends += [(s, "open") for s, _ in reading.excluded if start < s <= limit]
    ends += [(m.start(), "open") for m in find_editions(plain[:limit]) if start < m.start()]
    ends += [(s.start, "sentence") for s in reading.serials if start < s.start <= limit]
    ends.append((limit, "open"))
    seen: set[int] = set()
    for end, delimiter in sorted(ends, key=lambda e: (e[0], -DELIMITER_SCORE[e[1]])):
        end = start + len(plain[start:end].rstrip(' \t\n.,;:–—-([“"'))
        if end > start and end not in seen:
            seen.add(end)
            yield Candidate(start, end, delimiter)


def bracketed_statuses(masked: str) -> list[int]:
    """Where brackets open that begin with a status: "On moss (revise and resubmit, J. Bogs)"."""
    if "(" not in masked and "[" not in masked:
        return []
    return [s.start - 1 for s in find_statuses(masked) if s.start and masked[s.start - 1] in "(["]


def _is_species(plain: str, style: Style) -> bool:
    """Whether a stretch in italics is a species inside a title ("in *Vitis vinifera*, Cells, 2020")."""
    if style.kind != "italic" or not re.fullmatch(_SPECIES, plain[style.start : style.end].strip()):
        return False
    inside = plain[: style.start].rstrip()[-1:].isalpha()
    return inside and re.match(_TITLE_GOES_ON, plain[style.end : style.end + LONGEST_REST]) is not None


def is_abbreviated(before: str) -> bool:
    """Whether the point behind a text ends an initial or an abbreviation, not a sentence ("Codes: I.")."""
    if re.search(_PART_NUMBER, before):
        return False
    word = before[-12:].split()[-1].lstrip('([“"') if before[-1:].strip() else ""
    return (
        (len(word) == 1 and word.isupper())
        or ("." in word and len(word) <= 4)
        or word.casefold() in words_of("extraction", "abbreviations")
    )
