"""Which line ends of a text are the editor's wrapping, and which are meant.

A browser joins the lines of a Markdown paragraph; the authors of CVs nevertheless write title,
authors and venue on lines of their own and mean it. The two are told apart by measure: an editor
breaks a line because the next word no longer fits. So a break between a line of length L and a word
of length w fits every width from L to L + w, and in a *filled* text one width explains nearly all
breaks, while lines that end where their content ends agree on none.

A document is filled when one width explains most of its breaks. Its other breaks stay breaks, unless
they fall inside a sentence (an edited paragraph that was not filled anew). In a document that is not
filled, a paragraph of several lines may be: if each break in it is explained by the width that explains
most breaks of the document and the lines go on in small letters, as prose does; or if most of its breaks
fall inside a sentence and hardly one of its lines is short. Text copied from a page set in a proportional
font agrees on no width, but its lines break inside sentences nearly everywhere. A line that ends in an
article, a preposition, half a word or half an identifier, or inside brackets that the next line closes,
goes on in the next, whatever the others do.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cvdiff.patterns import pattern
from cvdiff.readers.hyphens import Hyphens
from cvdiff.vocabulary import words_of

MIN_WIDTH, MAX_WIDTH = 30, 200
"""Nobody wraps narrower or wider. Most wrap between 60 and 100."""

FILLED_SHARE = 0.5
"""The share of breaks that one width must explain. In CVs that are not filled it explains at most
0.29, in filled ones 0.79 and more, in a filled page that was edited by hand afterwards 0.56."""

MIN_EVIDENCE = 4
"""Fewer breaks that agree on a width may do so by chance: each spans the length of a word."""

FULL_LINE = 0.55
"""A line shorter than this share of the width did not end for want of room."""

MIN_PARAGRAPH = 3
"""Breaks that a paragraph needs to count as filled in a document that is not."""

_ENDS_OF_SENTENCES = tuple(".:;!?,")

_BULLETS = frozenset("-*+•·▪◦‣–—")

_ROW_START = pattern(r"\s*(?:\(?(?:19|20)\d\d\b|\d{1,2}[/.](?:19|20)\d\d\b|[^|]{0,60}\s\|\s)")
"""What two lines of a table without ruling both start with: a date, or a cell and its edge."""

_LABEL_START = pattern(r"\s*(?:([*_]{1,2})[^*_\n:]{2,30}(?:\s?:\1|\1\s?:)|[A-Z][a-z]+(?: [a-z]+)?\s?:)\s")
"""What two lines of a record start with: "_Position_ : Tutor" and "_Location_ : Tarn"."""

_LONG_WORD = 25
"""A longer one, a URL mostly, would not have fitted whatever the width is: it is no evidence."""

LINES_A_SHORT_ONE = 8
"""Of so many lines of prose broken by hand one may be short: it was edited afterwards."""

RUNNING_SHARE = 0.6
"""The share of breaks inside sentences that tells text copied from a page."""

_CUT_WORD = pattern(r"[^\W\d_]{2}[-‐‑]$")
_CUT_IDENTIFIER = pattern(r"\b10\.(\d{4,9}/)?$")
"""What a line ends in that goes on without a space: "doi: 10." or "10.5555/"."""

_SMALL_WORD = 3
"""A line that ends in a small word of this length ("of", "et", "and") goes on in the next."""

_BRACKETS = ("()", "«»")


class Break:
    """A line end within a paragraph: the width of the line, and of it with the word that follows."""

    __slots__ = ("hangs", "inside_sentence", "is_evidence", "lower", "runs_on", "shortest", "too_long")

    def __init__(self, line: str, following: str, *, meant: bool = False, hung: bool = False) -> None:
        """`meant`: the layout shows a break, whatever the widths say; `hung`: that the line goes on."""
        before, after = line.split(), following.split(None, 1)
        last, word = before[-1] if before else "", after[0] if after else ""
        self.shortest, self.too_long = len(line.rstrip()), len(line.rstrip()) + 1 + len(word)
        self.is_evidence = len(word) <= _LONG_WORD
        self.lower = word[:1].islower() and "@" not in word and "://" not in word
        is_small = len(last) <= _SMALL_WORD and last.isalpha() and last.islower()
        functional = words_of("wording", "function_words")
        self.hangs = (last.islower() and last in functional) or _is_cut(line.rstrip(), word)
        self.hangs = self.hangs or any(_is_open(line, following, *pair) for pair in _BRACKETS)
        self.runs_on = self.lower and not last.endswith(_ENDS_OF_SENTENCES)
        self.inside_sentence = hung or is_small or self.runs_on
        self.runs_on = self.runs_on and word.casefold() not in functional
        alike = any(start.match(following) and start.match(line) for start in (_ROW_START, _LABEL_START))
        if meant or word in _BULLETS or alike:
            # an item or a row of a table in the making, which no width explains
            self.is_evidence = False
            self.too_long, self.inside_sentence, self.hangs = self.shortest, False, False
            self.runs_on = False

    def is_forced(self, width: int) -> bool:
        """Whether a line of at most `width` characters had to end here."""
        return self.shortest <= width < self.too_long


def _is_open(line: str, following: str, opening: str, closing: str) -> bool:
    """Whether the last bracket of a line is closed by the first of the next one."""
    if closing not in following or line.rfind(opening) <= line.rfind(closing):
        return False
    return opening not in following[: following.index(closing)]


def wrapped(paragraphs: Sequence[Sequence[Break]]) -> list[list[bool]]:
    """For each break of each paragraph: True for the editor's wrapping, False for a break that is meant."""
    breaks = [item for paragraph in paragraphs for item in paragraph if item.is_evidence]
    width, explained = _best_width(breaks)
    if explained >= max(MIN_EVIDENCE, FILLED_SHARE * len(breaks)):
        return [[item.hangs or _is_wrapping(item, width) for item in paragraph] for paragraph in paragraphs]
    if _is_copied(paragraphs):
        return [[item.inside_sentence or item.hangs for item in paragraph] for paragraph in paragraphs]
    if explained < MIN_EVIDENCE:
        return [_joined(paragraph, _is_prose(paragraph)) for paragraph in paragraphs]
    return [
        _joined(paragraph, _is_filled(paragraph, width) or _is_prose(paragraph)) for paragraph in paragraphs
    ]


def _joined(paragraph: Sequence[Break], is_wrapped: bool) -> list[bool]:
    """For each break of a paragraph whether it is joined: all where it is wrapped, else those that hang."""
    return [is_wrapped or item.hangs for item in paragraph]


def join(lines: Sequence[str], wrapped: Collection[int], hyphens: Hyphens | None = None) -> str:
    """The lines as one text, a space at the end of each line whose index is in `wrapped`.

    With `hyphens`, a word that is broken there is whole again.
    """
    parts = [lines[0]]
    for index, line in enumerate(lines[1:]):
        if index not in wrapped:
            parts.append("\n" + line)
            continue
        line = line.lstrip()
        if cuts_identifier(parts[-1], line):
            parts.append(line)
            continue
        breaks_word = hyphens.breaks_word(parts[-1], line) if hyphens else None
        if breaks_word:
            parts[-1] = parts[-1][:-1]
        parts.append(line if breaks_word is not None else " " + line)
    return "".join(parts)


def cuts_identifier(line: str, following: str) -> bool:
    """Whether a line ends inside a DOI, with which the `following` one goes on."""
    found = _CUT_IDENTIFIER.search(line) if line.endswith((".", "/")) else None
    return found is not None and (found[1] is not None or following[:4].isdigit())


def _is_cut(line: str, word: str) -> bool:
    """Whether a line ends inside a word or an identifier that goes on with `word`."""
    cut = line.endswith(("-", "‐", "‑")) and word[:1].islower() and _CUT_WORD.search(line) is not None
    return cut or cuts_identifier(line, word)


def _is_copied(paragraphs: Sequence[Sequence[Break]]) -> bool:
    """Whether nearly all lines break inside a sentence, in front of a word that opens no part of a record.

    "with A. Roe" and "in Journal" below a title open one.
    """
    breaks = [item for paragraph in paragraphs for item in paragraph]
    running = [item for item in breaks if item.runs_on]
    if len(running) < max(MIN_EVIDENCE, RUNNING_SHARE * len(breaks)):
        return False
    return min(item.shortest for item in running) >= FULL_LINE * max(item.shortest for item in running)


def _best_width(breaks: Sequence[Break]) -> tuple[int, int]:
    """The smallest width that explains the most breaks, and how many it explains."""
    steps = [0] * (MAX_WIDTH + 2)
    for item in breaks:
        if item.shortest <= MAX_WIDTH and item.too_long > MIN_WIDTH:
            steps[max(item.shortest, MIN_WIDTH)] += 1
            steps[min(item.too_long, MAX_WIDTH + 1)] -= 1
    best, most, now = 0, 0, 0
    for width in range(MAX_WIDTH + 1):
        now += steps[width]
        if now > most:
            best, most = width, now
    return best, most


def _is_wrapping(item: Break, width: int) -> bool:
    return item.is_forced(width) or (item.inside_sentence and item.shortest >= FULL_LINE * width)


def _is_filled(paragraph: Sequence[Break], width: int) -> bool:
    if len(paragraph) < MIN_PARAGRAPH or not all(item.is_forced(width) for item in paragraph):
        return False
    return 2 * sum(item.lower for item in paragraph) >= len(paragraph)


def _is_prose(paragraph: Sequence[Break]) -> bool:
    """Whether the lines, broken by hand, run on: title, authors and venue on lines of their own do not."""
    if len(paragraph) < MIN_PARAGRAPH:
        return False
    full = FULL_LINE * max(item.shortest for item in paragraph)
    short = sum(item.shortest < full for item in paragraph)
    inside = sum(item.inside_sentence for item in paragraph)
    return 2 * inside > len(paragraph) and LINES_A_SHORT_ONE * short <= len(paragraph)
