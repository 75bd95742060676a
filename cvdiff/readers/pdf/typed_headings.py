"""Headings of pages printed as text, where type and rules are lost: told by words, capitals and place.

A cell whose words name a section is one, be it broken over the lines of a narrow margin. Where such headings
stand, at a column that few other lines begin at, other short titles are headings too; and where they are in
capitals, so are other lines in capitals below a blank one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cvdiff.patterns import pattern
from cvdiff.values.headings import compact_phrases, is_heading_phrase, section_kind
from cvdiff.vocabulary import fold, words_of

MAX_WORDS = 8
MARGIN_LINES, MARGIN_WORDS = 3, 2
"""A heading in a narrow margin takes at most so many lines of so many words each."""

ENOUGH_IN_MARGIN = 3
"""So many sorts of sections must be named beside text: a label or two name some by chance."""

ENOUGH_ALIKE = 2
COLUMN_SHARE = 0.5
"""Headings have a column of their own where they are so many of the lines that begin there."""

_SPACES = pattern(r" {2,}")
_SMALL_CAPS = pattern(r"(?<![\w'’])([^\W\d_]) (?=[^\W\d_]{2})")
_GOES_ON = (",", "-", "–", "&", "/")


class _Line:
    """A line: where its text begins, its first cell, and whether it has others; blank ones have no text."""

    __slots__ = ("column", "is_alone", "is_below_gap", "text")

    def __init__(self, line: str, before: str) -> None:
        self.column = len(line) - len(line.lstrip())
        cells = _SPACES.split(line.strip())
        self.text, self.is_alone = cells[0], len(cells) == 1
        self.is_below_gap = not before.strip()


def heading_cells(source: Sequence[str]) -> dict[int, str]:
    """The lines whose first cell is a heading or a part of one, by index, each with how that cell is read."""
    lines = [_Line(line, before) for line, before in zip(source, ["", *source], strict=False)]
    found = dict(_named(lines))
    found = _without_chance(lines, found)
    alone = [lines[index] for index in found if lines[index].is_alone]
    columns = _columns_of_headings(lines, alone)
    capitals = 2 * sum(line.text.isupper() for line in alone) > len(alone) >= ENOUGH_ALIKE
    for index, line in enumerate(lines):
        if index in found or not line.is_alone or not _is_title(line.text):
            continue
        if line.column in columns or (capitals and line.text.isupper() and line.is_below_gap):
            found[index] = closed_up(line.text)
    return found


def _named(lines: Sequence[_Line]) -> Iterator[tuple[int, str]]:
    """The lines that name a section, with how they are read."""
    end = 0
    for start in range(len(lines)):
        if start < end or not _may_begin(lines, start):
            continue
        size = next((size for size in range(MARGIN_LINES, 0, -1) if _names_section(lines, start, size)), 0)
        end = start + size
        for index in range(start, end):
            yield index, closed_up(lines[index].text) if size == 1 else lines[index].text


def _may_begin(lines: Sequence[_Line], start: int) -> bool:
    """Whether a heading may begin at a line: with a capital, and not as the rest of the line above."""
    if not lines[start].text[:1].isupper():
        return False
    above = lines[start - 1] if start else None
    last = (above.text.split() or [""])[-1] if above and above.is_alone else ""
    return not last.endswith(_GOES_ON) and last not in words_of("wording", "function_words")


def _names_section(lines: Sequence[_Line], start: int, size: int) -> bool:
    """Whether the first cells of so many lines are the words of one heading and nothing else."""
    group = lines[start : start + size]
    if len(group) < size or any(line.column != group[0].column for line in group):
        return False
    if size > 1 and not all(0 < len(line.text.split()) <= MARGIN_WORDS for line in group):
        return False
    words = closed_up(" ".join(line.text for line in group)).rstrip(":")
    words = _without_remark(words)
    return _is_short(words) and is_heading_phrase(words) and section_kind(words) is not None


def _without_chance(lines: Sequence[_Line], found: dict[int, str]) -> dict[int, str]:
    """The headings found; those beside text only where several sorts are named there."""
    beside = [index for index in found if not lines[index].is_alone]
    kinds = {section_kind(found[index]) for index in beside} - {None}
    if len(kinds) >= ENOUGH_IN_MARGIN:
        return found
    return {index: words for index, words in found.items() if lines[index].is_alone}


def _columns_of_headings(lines: Sequence[_Line], headings: Sequence[_Line]) -> set[int]:
    """The columns at which hardly any lines begin but headings."""
    every = Counter(line.column for line in lines if line.text and line.is_alone)
    counts = Counter(line.column for line in headings)
    return {
        column for column, count in counts.items() if count >= max(ENOUGH_ALIKE, COLUMN_SHARE * every[column])
    }


def closed_up(heading: str) -> str:
    """A heading in capitals without the spaces that small capitals or wide letters leave inside its words.

    "W ORKING PAPERS" is "WORKING PAPERS"; "H ONORS AND A WARD S" is told by the phrases its letters make.
    """
    words = fold(heading).split()
    if not heading.isupper() or len(words) < 2 or all(len(word) > 1 for word in words):
        return heading
    names = [compact_phrases().get(part) for part in "".join(words).split("and")]
    if all(names):
        return " and ".join(name for name in names if name).upper()
    return _SMALL_CAPS.sub(r"\1", heading)


def _without_remark(text: str) -> str:
    """A heading without what it says in brackets behind: "Papers (with metrics)"."""
    words, bracket, _ = text.partition(" (")
    return words if bracket and text.endswith(")") else text


def _is_short(text: str) -> bool:
    """Whether a line has few words, begins with a capital, and has no digits and no end of a sentence."""
    text = _without_remark(text)
    if not text[:1].isupper() or text[-1] in ".,;" or len(text.split()) > MAX_WORDS:
        return False
    return not any(character.isdigit() or character in "@|•·" for character in text)


def _is_title(text: str) -> bool:
    """Whether all words of weight of a short line that names a section begin with capitals."""
    if not _is_short(text):
        return False
    small = words_of("wording", "function_words")
    is_cased = all(not word[0].islower() or word in small for word in text.split())
    return is_cased and section_kind(closed_up(text)) is not None
