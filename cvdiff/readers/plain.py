"""Plain text: mail-style CVs, and text made from PDFs by tools that leave a little Markdown.

The blocks are read line by line rather than by CommonMark's rules, because those do harm here: a
line of dashes would turn the whole entry above it into a heading, an HTML tag at a line's start would
swallow line breaks up to the next blank line, `[1]: ...` would vanish as a link's definition, and
`2. ` below an entry would be part of it. Line breaks stay, except those of filled text. Inside a
block, emphasis, links, tags that HTML knows and the bits of LaTeX are read by the Markdown reader's
inline parser, so that both formats give the same text; that is why this module needs markdown-it.

Lines in capitals, bold lines and other headings without a mark of their own are paragraphs; an item
torn apart by a page break is two blocks. Putting these right takes knowledge of CVs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, html_inline

from cvdiff.document import Block, Document
from cvdiff.readers import wrapping
from cvdiff.readers.html_blocks import blocks_of
from cvdiff.readers.html_tree import ELEMENTS, Node, TreeBuilder
from cvdiff.readers.inline import add_inline, make_parser, parse_inline

_ITEM = re.compile(
    r"(?P<indent>[ \t]*(?:[-*+•][ \t]+)?)"
    r"(?P<marker>[-*+•▪◦‣●○■□➢►]|\d{1,3}[.)]|\[\d{1,3}\]|\(\d{1,3}\))[ \t]+(?=\S)"
)
"""A list marker; of two ("- [8] Title") the second, with the first as part of its indentation."""

_NUMBER = re.compile(r"\d+")
_HEADING = re.compile(r"(#{1,6})[ \t]+(?!of\b)(\S.*)")

_DATE_END = re.compile(r"(?:\b(?:19|20)\d\d|[-–]|\b[Pp]resent|\b[Nn]ow)[\])]*\s*$")
"""A line that closes with a date; where several of a paragraph do, each is an entry."""

_RULE = re.compile(r"[ \t]*([-=_*~])(?:[ \t]*\1){2,}[ \t]*$")
_ROW = re.compile(r"[ \t]*\|(.*)\|[ \t]*$")
_ROW_RULE = re.compile(r"[\s|:=+-]*$")
_CELL_EDGE = re.compile(r"(?<!\\)\|")
_TAG = re.compile(r"<(?:!--|/?([A-Za-z][A-Za-z0-9]*))")

_HANGING_LINES = 3
"""A document with at least so many indented continuation lines starts its entries at the margin."""

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


class _Piece:
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


def read(text: str, name: str) -> Document:
    """Read plain text. Nothing in it is an error."""
    pieces = _Lines(text.split("\n")).pieces()
    _join_wrapped(pieces)
    return Document(format="text", blocks=blocks_of(_tree(pieces)))


def blocks_of_filled(lines: Sequence[str]) -> tuple[Block, ...]:
    """The blocks of lines with plain text's marks, in a format where no line end in a paragraph is meant."""
    pieces = _Lines(lines).pieces()
    for piece in pieces:
        piece.lines = wrapping.join(piece.lines, range(len(piece.lines))).split("\n")
    return blocks_of(_tree(pieces))


def _join_wrapped(pieces: Sequence[_Piece]) -> None:
    """Join the lines that only the editor's width parts."""
    hanging = sum(_hangs_on(piece) for piece in pieces) >= _HANGING_LINES
    breaks = [_breaks(piece, hanging) for piece in pieces]
    for piece, wrapped in zip(pieces, wrapping.wrapped(breaks), strict=True):
        joined = {index for index, is_wrapping in enumerate(wrapped) if is_wrapping}
        if joined:
            piece.lines = wrapping.join(piece.lines, joined).split("\n")


def _breaks(piece: _Piece, hanging: bool) -> list[wrapping.Break]:
    """The breaks of a piece; `hanging` tells that the document indents the lines that go on.

    Below a cell ("2019          Tutor") a line is indented for its place in the table.
    """
    columns = [_column(line) for line in piece.source]
    cell = _cell_column(piece.source[0])
    dated = [_DATE_END.search(line) is not None for line in piece.source]
    out = []
    for n, following in enumerate(piece.lines[1:]):
        back = columns[n + 1] < columns[n] - 1 and (n > 0 or not piece.levels)
        level = not piece.levels and columns[n + 1] <= columns[0] and not following[:1].islower()
        back = back or (dated[n] and sum(dated) > 1 and not piece.levels)
        hung = hanging and not piece.levels and columns[n + 1] > columns[0] + 1 and not back
        hung = hung and columns[n + 1] != cell
        out.append(wrapping.Break(piece.source[n], following, meant=back or (hanging and level), hung=hung))
    return out


def _hangs_on(piece: _Piece) -> int:
    """How many lines of a paragraph are indented below one that is not."""
    columns = [_column(line) for line in piece.source]
    if piece.levels:
        return 0
    return sum(1 for column in columns[1:] if column > columns[0] + 1)


def _column(line: str) -> int:
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


def _cell_column(line: str) -> int | None:
    """Where the last cell of a line stands that has several, a gap between them."""
    expanded = line.expandtabs()
    gap = expanded.strip().rfind("   ")
    return _column(line) + gap + 3 if gap > 0 else None


class _Lines:
    """Cuts lines into pieces. `_open` is the piece that the next line may continue."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._source = lines
        self._pieces: list[_Piece] = []
        self._open: _Piece | None = None
        self._levels: list[_Level] = []
        self._number = 0

    def pieces(self) -> list[_Piece]:
        """The pieces of all lines, in order."""
        for index, line in enumerate(self._source):
            for page, part in enumerate(line.split("\f")):
                if page:
                    self._open = None
                self._add(part, index)
        return self._pieces

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
        self._open = _Piece(tag, index + 1, self._levels)
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
        return self._star_lists[_column(self._source[index])] < _STAR_LISTS

    @cached_property
    def _star_lists(self) -> Counter[int]:
        """How often a `*` line follows right upon another, by the column that both stand in."""
        stars = [_column(line) if line.lstrip().startswith("* ") else None for line in self._source]
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
        column = _column(line)
        while self._levels and not self._hangs(column):
            self._levels.pop()
        self._start("p", text, line, index)

    def _hangs(self, column: int) -> bool:
        level = self._levels[-1]
        return level.column < column <= level.text_column + _FARTHEST_HANG


def _without_closing_marks(title: str) -> str:
    """A title without the number signs that close it as they opened it; a title of such signs is one."""
    return title.rstrip(" \t").rstrip("#").rstrip(" \t") or title[0]


def _underlines(line: str, title: str) -> bool:
    """Whether a line of dashes is about as long as the line above it."""
    return len(title) <= 2 * len(line.strip()) <= 4 * len(title)


def _tree(pieces: Sequence[_Piece]) -> Node:
    tree, parser = TreeBuilder(), _parser()
    opened: list[tuple[object, Node]] = []
    for piece in pieces:
        _open_around(tree, opened, _around(piece), piece.first)
        if piece.tag == "hr":
            tree.void("hr", piece.first)
            continue
        node = tree.open(piece.tag, piece.first)
        tokens = parse_inline(parser, "\n".join(piece.lines), {})
        add_inline(tree, tokens, piece.first, piece.first + len(piece.source) - 1)
        tree.close(node)
    return tree.root


def _around(piece: _Piece) -> list[tuple[object, str, dict[str, str]]]:
    """The elements around a piece, outermost first: a key that tells two apart, tag and attributes."""
    if piece.tag == "tr":
        return [("table", "table", {})]
    around: list[tuple[object, str, dict[str, str]]] = []
    for level in piece.levels:
        around += [(level.list, "ul", {}), (level.item, "li", {"data-marker": level.marker})]
    return around


def _open_around(
    tree: TreeBuilder,
    opened: list[tuple[object, Node]],
    wanted: list[tuple[object, str, dict[str, str]]],
    line: int,
) -> None:
    """Close the open elements that are not wanted around the next piece, and open those that are."""
    shared = 0
    while shared < min(len(opened), len(wanted)) and opened[shared][0] == wanted[shared][0]:
        shared += 1
    while len(opened) > shared:
        tree.close(opened.pop()[1])
    for key, tag, attrs in wanted[shared:]:
        opened.append((key, tree.open(tag, line, attrs)))


def _parser() -> MarkdownIt:
    """The inline parser for plain text, where backticks are quotes and `<` mostly is no tag."""
    parser = make_parser().disable("backticks")
    parser.inline.ruler.at("html_inline", _known_tag)
    return parser


def _known_tag(state: StateInline, silent: bool) -> bool:
    name = _TAG.match(state.src, state.pos)
    is_known = name is not None and (not name.group(1) or name.group(1).lower() in ELEMENTS)
    return is_known and html_inline(state, silent)
