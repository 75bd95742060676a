"""What a document's lines have in common: right margins, line pitch, hanging indents.

From these follows whether a line ended because the next word did not fit, and whether a line begins an
entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from cvdiff.readers.pdf.extents import (
    ENOUGH_LINES,
    SPACE,
    are_neighbours,
    bounds,
    edge,
    ends_beside,
    flush_right,
    limits,
)
from cvdiff.readers.pdf.footnotes import SMALLER
from cvdiff.readers.pdf.layout import Line
from cvdiff.readers.pdf.page import Rule

LONG_SHARE = 0.7
"""A line that ends inside a sentence is as long as this share of its column: it may stand beside a
picture or in a box, but one that is shorter was ended on purpose."""

JUSTIFIED = 0.2
"""In ems: the lines of justified text end this close to the margin."""

JUSTIFIED_SHARE = 0.6
"""Text is justified if this share of the lines that had to end does so. The rest are lines that were
broken on purpose and happen to be long."""

LONG_WORD = 12.0
"""In ems; words of 25 letters, URLs mostly."""

DEFAULT_PITCH = 1.3
EXTRA_GAP = 0.15
"""In ems: so much more than the pitch between two lines sets them apart."""

EXTRA_WRAPPED = 0.22
"""The same after a line that is full: an icon or another script may have pushed the next one down."""

EXTRA_SENTENCE = 0.4
"""The same inside a sentence: a list may be set wider than the text."""

OUTER = 1.5
"""In ems."""

INDENT = 0.7
"""In ems: a smaller indentation is none."""

MAX_HANG = 8.0

SLIGHT = 0.3
"""Points; text that is larger by more is a heading."""

SMALL_WORD = 3
"""A line that ends in a small word of this length ("of", "et", "and") goes on in the next."""

_BROKEN_WORD = re.compile(r"[^\W\d_]-$")
_ADDRESS = re.compile(r"://|@|www\.")
_CALLS = (":", ",")
"""A line that ends so calls for the address below it: "Homepage:", "Remote,"."""

_ENDS_OF_SENTENCES = tuple(".:;!?")


class Measures:
    """The measures of a document's lines."""

    def __init__(self, lines: Sequence[Line], rules: Iterable[Rule]) -> None:
        self.size = _usual_size(lines)
        self._lefts, self._ends = bounds(lines)
        self._limits = limits(lines, self._lefts, self._ends, rules)
        self._flush_right = flush_right(lines, self._ends)
        self._justified = self._find_justified(lines)
        self._beside = ends_beside(lines, self._limits)
        self.pitch = self._pitch(lines)
        self.hangs = self._hangs(lines)
        self._spaced = self._find_spaced(lines)

    def is_wrapped(self, line: Line, following: Line) -> bool:
        """Whether `following` goes on with the sentence of `line`, or `line` had to end where it does."""
        if self.is_footnote(following) or _are_labelled(line, following):
            return False
        if self.is_forced(line, following):
            return True
        if _BROKEN_WORD.search(line.text) and following.text[:1].isalpha():
            return True
        if len(line.cells) > 1 and not _is_text_column(line, following):
            return False
        return self.is_inside_sentence(line, following)

    def surely_wraps(self, line: Line, following: Line) -> bool:
        """Whether `line` broke a word or a sentence, or justified text that had to end there."""
        if _BROKEN_WORD.search(line.text) and following.text[:1].isalpha():
            return True
        if self.is_inside_sentence(line, following):
            return True
        return self._is_justified(line) and self.is_forced(line, following)

    def wraps_right_below(self, line: Line, following: Line) -> bool:
        """Whether `following` goes on with `line`, without a gap between them, a title with a title."""
        is_one = bool(line.runs[-1]) and line.runs[-1][-1].face.bold == following.look(0)[1]
        return is_one and not self.has_gap(line, following) and self.is_wrapped(line, following)

    def is_inside_sentence(self, line: Line, following: Line) -> bool:
        """Whether a sentence goes on from a long line in the next."""
        return self._is_long(line) and _is_inside_sentence(line.text, following.text)

    def is_footnote(self, line: Line) -> bool:
        """Whether a line begins a footnote: with a raised mark, in small type."""
        return bool(line.runs[0]) and line.runs[0][0].raised and line.size < SMALLER * self.size

    def is_forced(self, line: Line, following: Line) -> bool:
        """Whether the first word of `following` would not have fitted on `line`.

        In a justified text a line that had to end reaches the margin. A URL alone on its line tells nothing
        otherwise: it would not have fitted anywhere, or is one of a list, unless the line above calls for it.
        """
        if _is_one_run(line, following):
            return True
        if len(line.cells) > 1 and not _is_text_column(line, following):
            return False
        if not self._is_near_end(line, following.first_word_width):
            return False
        if self._is_justified(line):
            return self._room(line) <= JUSTIFIED or _is_last_word(line, following)
        if self.is_full(line):
            return True
        is_alone = following.first_word_width >= following.x1 - following.x0
        if is_alone and _ADDRESS.search(following.text):
            return line.text.endswith(_CALLS)
        return following.first_word_width <= LONG_WORD * line.size

    def continues_beside(self, line: Line, following: Line) -> bool:
        """Whether `following` goes on with the text of `line` left of a date at the right margin."""
        if len(line.runs) < 2 or len(following.cells) > 2 or following.marker:
            return False
        text, last = line.cells[-2], line.cells[-1]
        if not self.is_full(line) or self.has_gap(line, following):
            return False
        if len(following.cells) == 2 and not self.is_full(following):
            return False
        starts = (line.text_x, line.x0) if len(line.cells) == 2 or line.marker else (text[0].x0,)
        if min(abs(following.x0 - start) for start in starts) > INDENT * line.size:
            return False
        if following.cells[0][-1].x1 > last[0].x0 + line.size:
            return False
        before, after = line.runs[-2][-1], following.runs[0][0]
        if before.face.bold != after.face.bold:
            return False
        if _is_inside_sentence(before.text, following.text) or _BROKEN_WORD.search(before.text):
            return True
        wanted = text[-1].x1 + SPACE * line.size + following.first_word_width
        return len(following.cells) == 1 and wanted > self._beside.get(edge(following), self._beside[None])

    def _room(self, line: Line) -> float:
        """The room between a line and the right margin, in ems."""
        return (self._limits[(line.page, line.column)] - line.x1) / line.size

    def begins_hanging(self, line: Line) -> bool:
        """Whether lines that begin where this one does begin entries: a hanging indent alone tells them."""
        place = edge(line)
        return place in self.hangs and (place not in self._spaced or line.size > self.size + SLIGHT)

    def is_outer(self, line: Line) -> bool:
        """Whether a line begins at the left edge of its column, or is centred in it."""
        place = (line.page, line.column)
        left, right = line.x0 - self._lefts[place], self._ends[place] - line.x1
        return left <= OUTER * line.size or abs(left - right) <= OUTER * line.size

    def _is_long(self, line: Line) -> bool:
        place = (line.page, line.column)
        if place in self._flush_right:
            return line.x1 - line.x0 >= LONG_SHARE * (self._ends[place] - self._lefts[place])
        return line.x1 - self._lefts[place] >= LONG_SHARE * (self._ends[place] - self._lefts[place])

    def _is_near_end(self, line: Line, width: float) -> bool:
        if (line.page, line.column) in self._flush_right:
            return False
        return self._room(line) < SPACE - 0.1 + width / line.size

    def _is_justified(self, line: Line) -> bool:
        return self._justified.get(edge(line), self._justified[None])

    def _find_justified(self, lines: Sequence[Line]) -> dict[int | None, bool]:
        """Whether lines that had to end reach the margin exactly, over all (None) and by left edge."""
        counts: dict[int | None, list[bool]] = {None: []}
        for line, following in pairwise(lines):
            if len(line.cells) > 1 or not are_neighbours(line, following) or following.marker:
                continue
            if self._is_near_end(line, following.first_word_width):
                reaches = self._room(line) <= JUSTIFIED
                counts[None].append(reaches)
                counts.setdefault(edge(line), []).append(reaches)
        return {
            place: sum(reach) >= JUSTIFIED_SHARE * len(reach) > 0
            for place, reach in counts.items()
            if len(reach) >= ENOUGH_LINES or place is None
        }

    def is_full(self, line: Line) -> bool:
        """Whether a line reaches the right margin, as the last line of a paragraph rarely does."""
        return self._room(line) <= 1.0

    def has_gap(self, line: Line, following: Line) -> bool:
        """Whether more than the usual distance lies between two lines of one column."""
        if _is_one_run(line, following):
            return False
        size = max(line.size, following.size)
        distance = (line.bottom - following.y) / size - self.pitch
        if distance <= EXTRA_GAP or distance > EXTRA_SENTENCE:
            return distance > EXTRA_GAP
        if self._is_near_end(line, following.first_word_width):
            return distance > EXTRA_WRAPPED
        return not self.is_inside_sentence(line, following)

    def _pitch(self, lines: Sequence[Line]) -> float:
        """Distance of baselines in running text, in ems."""
        found = []
        for line, following in pairwise(lines):
            if are_neighbours(line, following) and not following.marker and self.is_forced(line, following):
                distance = (line.y - following.y) / max(line.size, following.size)
                if 0.9 < distance < 2.2:
                    found.append(distance)
        return sorted(found)[len(found) // 2] if len(found) >= 4 else DEFAULT_PITCH

    def _hangs(self, lines: Sequence[Line]) -> set[int]:
        """Left edges (as `edge` gives them) at which lines begin entries with a hanging indent."""
        votes: dict[int, int] = {}
        for line, following in pairwise(lines):
            if line.marker or following.marker or line.is_heading or following.is_heading:
                continue
            if not are_neighbours(line, following) or not self.is_forced(line, following):
                continue
            if self.has_gap(line, following):
                continue
            indent = (following.x0 - line.x0) / line.size
            if indent < -INDENT or indent > MAX_HANG:
                continue
            votes[edge(line)] = votes.get(edge(line), 0) + (1 if indent > INDENT else -1)
        return {place for place, vote in votes.items() if vote > 0}

    def _find_spaced(self, lines: Sequence[Line]) -> set[int]:
        """Left edges at which a gap, not the indent alone, parts an entry from the indented lines above."""
        votes: dict[int, int] = {}
        for line, following in pairwise(lines):
            if are_neighbours(line, following) and line.x0 - following.x0 > INDENT * line.size:
                place = edge(following)
                votes[place] = votes.get(place, 0) + (1 if self.has_gap(line, following) else -1)
        return {place for place, vote in votes.items() if vote > 0}


def _is_last_word(line: Line, following: Line) -> bool:
    """Whether a single word ends the sentence of a line: some paragraphs of a justified text are ragged."""
    word, is_end = following.text, line.text.endswith((*_ENDS_OF_SENTENCES, ")"))
    is_below = abs(line.cells[-1][0].x0 - following.x0) <= INDENT * line.size
    return word.isalpha() and word[0].isupper() and is_below and not (is_end or following.marker)


def _are_labelled(line: Line, following: Line) -> bool:
    """Whether two lines begin with a label in the same type, which is not that of the rest."""
    starts = [one.runs[0][:2] for one in (line, following)]
    if any(len(runs) < 2 or not runs[0].text.rstrip().endswith(":") for runs in starts):
        return False
    (label, rest), (other, _) = starts
    return label.face == other.face != rest.face


def _is_inside_sentence(line: str, following: str) -> bool:
    if line.endswith((*_ENDS_OF_SENTENCES, "\t")) or not line:
        return False
    last, first = line.split()[-1], following.split(None, 1)[0] if following.strip() else ""
    is_small = len(last) <= SMALL_WORD and last.isalpha() and last.islower()
    is_open = line.rfind("(") > line.rfind(")")
    return is_small or is_open or first == "&" or (first[:1].islower() and not _ADDRESS.search(first))


def _is_one_run(line: Line, following: Line) -> bool:
    """Whether the file tells that a line ends within a stretch that has no line break."""
    last, first = line.cells[-1][-1].fragments[-1], following.cells[0][0].fragments[0]
    return line.page == following.page and last.tag.run == first.tag.run > 0


def _is_text_column(line: Line, following: Line) -> bool:
    """Whether the last cell of a line goes on in the next: they begin at the same edge."""
    return abs(line.cells[-1][0].x0 - following.x0) <= INDENT * line.size


def _usual_size(lines: Sequence[Line]) -> float:
    sizes = sorted(line.size for line in lines)
    return sizes[len(sizes) // 2] if sizes else 0.0
