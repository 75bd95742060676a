"""Lines of plain text cut into pieces: what its marks make headings, items, rows, rules and paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

_ITEM = re.compile(
    r"(?P<indent>[ \t]*(?:[-*+•][ \t]+)?)"
    r"(?P<marker>[-*+•▪◦‣●○■□➢►]|\d{1,3}[.)]|\[\d{1,3}\]|\(\d{1,3}\))[ \t]+(?=\S)"
)
"""A list marker; of two ("- [8] Title") the second, with the first as part of its indentation."""

_NUMBER = re.compile(r"\d+")
_HEADING = re.compile(r"(#{1,6})[ \t]+(?!of\b)(\S.*)")

_RULE = re.compile(r"[ \t]*([-=_*~])(?:[ \t]*\1){2,}[ \t]*$")
_ROW = re.compile(r"[ \t]*\|(.*)\|[ \t]*$")
_ROW_RULE = re.compile(r"[\s|:=+-]*$")
_CELL_EDGE = re.compile(r"(?<!\\)\|")

_STAR_LISTS = 3
"""A document with so many `*` lines right below another one has lists of them: a lone one is an item too."""

_FARTHEST_HANG = 4
"""A paragraph this much deeper than an item's text is set apart (centred, right-aligned), not its own."""


class _Level:
    """An open item: where its marker and its text stand, and the marker's family."""

    __slots__ = ("column", "family", "item", "list", "marker", "text_column")

    def __init__(self, marker: str, column: int, text_column: int) -> None:
        self.marker, self.column, self.text_column = marker, column, text_column
        self.family = _NUMBER.sub("0", marker)
        self.list: object = object()
        self.item: object = object()


class Piece:
    """A block in the making: its lines, the source lines they come from, and the items around it."""

    __slots__ = ("first", "levels", "lines", "source", "tag")

    def __init__(self, tag: str, first: int, levels: Sequence[_Level] = ()) -> None:
        self.tag, self.first, self.levels = tag, first, tuple(levels)
        self.lines: list[str] = []
        self.source: list[str] = []

    def add(self, text: str, source: str) -> None:
        """Add a line: its text without marker and indentation, and as it stands in the source."""
        self.lines.append(text)
        self.source.append(source)


def pieces_of(lines: Sequence[str], headings: Mapping[int, int] | None = None) -> list[Piece]:
    """The pieces of the lines of a text, in order.

    `headings` are lines that stand alone, by index, with the number of lines that each takes.
    """
    return _Lines(lines, headings or {}).pieces()


def column_of(line: str) -> int:
    """Where the text of a line begins."""
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


class _Lines:
    """Cuts lines into pieces. `_open` is the piece that the next line may continue."""

    def __init__(self, lines: Sequence[str], headings: Mapping[int, int]) -> None:
        self._source = lines
        self._headings = headings
        self._pieces: list[Piece] = []
        self._open: Piece | None = None
        self._levels: list[_Level] = []
        self._margin = 0
        self._number = 0

    def pieces(self) -> list[Piece]:
        """The pieces of all lines, in order."""
        end = 0
        for index, line in enumerate(self._source):
            if index in self._headings:
                end = index + self._headings[index]
                self._heading(self._source[index:end], index)
            if index < end:
                continue
            for page, part in enumerate(line.split("\f")):
                if page:
                    self._open = None
                self._add(part, index)
        return self._pieces

    def _heading(self, lines: Sequence[str], index: int) -> None:
        self._single("p", " ".join(line.strip() for line in lines), lines[0], index)
        self._pieces[-1].source += lines[1:]

    def _add(self, line: str, index: int) -> None:
        stripped = line.strip()
        if not stripped:
            self._open = None
        elif row := _ROW.match(line):
            self._row(row.group(1), line, index)
        elif _RULE.match(line):
            self._rule(line, index)
        elif heading := _HEADING.match(line):
            self._single(f"h{len(heading[1])}", _without_closing_marks(heading[2]), line, index)
        elif (item := _ITEM.match(line)) and self._starts_item(item, index):
            self._item(item, line, index)
        elif self._open:
            self._open.add(stripped, line)
        else:
            self._paragraph(stripped, line, index)

    def _row(self, cells: str, line: str, index: int) -> None:
        texts = [cell.strip() for cell in _CELL_EDGE.split(cells)]
        if not _ROW_RULE.match(cells):
            self._single("tr", "\t".join(text for text in texts if text), line, index)

    def _rule(self, line: str, index: int) -> None:
        title = self._open
        if title and title.tag == "p" and len(title.lines) == 1 and _underlines(line, title.lines[0]):
            title.tag = "h1" if "=" in line else "h2"
            title.levels, self._levels = (), []
            self._open = None
        else:
            self._single("hr", "", line, index)

    def _single(self, tag: str, text: str, line: str, index: int) -> None:
        """A piece of one line, which also ends the lists before it."""
        self._levels = []
        self._start(tag, text, line, index)
        self._open = None

    def _start(self, tag: str, text: str, line: str, index: int) -> None:
        self._open = Piece(tag, index + 1, self._levels)
        self._open.add(text, line)
        self._pieces.append(self._open)

    def _starts_item(self, item: re.Match[str], index: int) -> bool:
        """Whether a marker is one: numbers within a paragraph must count on, a note is no item."""
        number = _NUMBER.search(item["marker"])
        if number:
            value = int(number.group())
            return not self._open or value == 1 or abs(value - self._number) == 1
        return item["marker"] != "*" or not self._is_note(index)

    def _is_note(self, index: int) -> bool:
        """Whether the `*` of this line explains a mark ("* equal contribution").

        No other `*` item is near then, and the document has no lists of them at this depth.
        """
        if self._levels and self._levels[-1].family == "*":
            return False
        later = (self._source[place] for place in range(index + 1, len(self._source)))
        if next((line for line in later if line.strip()), "").lstrip().startswith("* "):
            return False
        return self._star_lists[column_of(self._source[index])] < _STAR_LISTS

    @cached_property
    def _star_lists(self) -> Counter[int]:
        """How often a `*` line follows right upon another, by the column that both stand in."""
        stars = [column_of(line) if line.lstrip().startswith("* ") else None for line in self._source]
        return Counter(column for column, after in pairwise(stars) if column is not None and column == after)

    def _item(self, item: re.Match[str], line: str, index: int) -> None:
        number = _NUMBER.search(item["marker"])
        self._number = int(number.group()) if number else self._number
        column = len(item["indent"].expandtabs())
        level = _Level(item["marker"], column, len(item.group().expandtabs()))
        while self._levels and self._levels[-1].column > column + 1:
            self._levels.pop()
        if self._levels and self._levels[-1].column >= column - 1:
            before = self._levels.pop()
            if before.family == level.family:
                level.list = before.list
        self._levels.append(level)
        self._start("p", line[item.end() :].strip(), line, index)

    def _paragraph(self, text: str, line: str, index: int) -> None:
        column = column_of(line)
        while self._levels and not self._hangs(column):
            self._levels.pop()
        if not self._levels:
            self._margin = column
        self._start("p", text, line, index)

    def _hangs(self, column: int) -> bool:
        """Whether a paragraph belongs to the innermost item; not where the one above the list stood."""
        level = self._levels[-1]
        if column == self._margin and column < level.text_column:
            return False
        return level.column < column <= level.text_column + _FARTHEST_HANG


def _without_closing_marks(title: str) -> str:
    """A title without the number signs that close it as they opened it; a title of such signs is one."""
    return title.rstrip(" \t").rstrip("#").rstrip(" \t") or title[0]


def _underlines(line: str, title: str) -> bool:
    """Whether a line of dashes is about as long as the line above it."""
    return len(title) <= 2 * len(line.strip()) <= 4 * len(title)
