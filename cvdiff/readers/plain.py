"""Plain text: mail-style CVs, and text made from PDFs by tools that leave a little Markdown.

Pages that `pdftotext` printed are read by what stands where, as those of a PDF (`readers/pdf/typed`). Of any
other text the blocks are read line by line rather than by CommonMark's rules, because those do harm here: a
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
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, html_inline

from cvdiff.document import Block, Document
from cvdiff.readers import wrapping
from cvdiff.readers.html_blocks import blocks_of
from cvdiff.readers.html_tree import ELEMENTS, Node, TreeBuilder
from cvdiff.readers.hyphens import Hyphens
from cvdiff.readers.inline import add_inline, make_parser, parse_inline
from cvdiff.readers.plain_headings import heading_lines
from cvdiff.readers.plain_pieces import Piece, column_of, pieces_of

_DATE_END = re.compile(r"(?:\b(?:19|20)\d\d|[-–]|\b[Pp]resent|\b[Nn]ow)[\])]*\s*$")
"""A line that closes with a date; where several of a paragraph do, each is an entry."""

_ICONS = re.compile("[\ue000-\uf8ff]")
"""Glyphs of fonts of icons, which a program leaves that takes the text out of a printed page."""

_TAG = re.compile(r"<(?:!--|/?([A-Za-z][A-Za-z0-9]*))")

LONGEST_PAGE, WIDEST_PAGE = 400, 1_000
"""Lines, and characters of a line, of a page; what has more was not printed."""

_HANGING_LINES = 3
"""A document with at least so many indented continuation lines starts its entries at the margin."""


def read(text: str, name: str) -> Document:
    """Read plain text. Nothing in it is an error."""
    if _is_printed(text):
        from cvdiff.readers.pdf import blocks_of_pages
        from cvdiff.readers.pdf.typed import typed_pages

        return Document(format="text", blocks=blocks_of_pages(typed_pages(text)))
    lines = _ICONS.sub(" ", text).split("\n")
    pieces = pieces_of(lines, heading_lines(lines))
    _join_wrapped(pieces, Hyphens(lines))
    return Document(format="text", blocks=blocks_of(_tree(pieces)))


def _is_printed(text: str) -> bool:
    """Whether a program printed pages: it closes each of them, the last one too, with a form feed."""
    if not text.endswith(("\f", "\f\n")) or text.isspace():
        return False
    pages = [page.split("\n") for page in text.split("\f")]
    return all(len(page) <= LONGEST_PAGE and len(max(page, key=len)) <= WIDEST_PAGE for page in pages)


def blocks_of_filled(lines: Sequence[str]) -> tuple[Block, ...]:
    """The blocks of lines with plain text's marks, in a format where no line end in a paragraph is meant."""
    pieces = pieces_of(lines)
    for piece in pieces:
        piece.lines = wrapping.join(piece.lines, range(len(piece.lines))).split("\n")
    return blocks_of(_tree(pieces))


def _join_wrapped(pieces: Sequence[Piece], hyphens: Hyphens) -> None:
    """Join the lines that only the editor's width parts, and the words that are broken there."""
    hanging = sum(_hangs_on(piece) for piece in pieces) >= _HANGING_LINES
    breaks = [_breaks(piece, hanging) for piece in pieces]
    for piece, wrapped in zip(pieces, wrapping.wrapped(breaks), strict=True):
        joined = {index for index, is_wrapping in enumerate(wrapped) if is_wrapping}
        if joined:
            piece.lines = wrapping.join(piece.lines, joined, hyphens).split("\n")


def _breaks(piece: Piece, hanging: bool) -> list[wrapping.Break]:
    """The breaks of a piece; `hanging` tells that the document indents the lines that go on.

    Below a cell ("2019          Tutor") a line is indented for its place in the table, and where several
    lines end with a date, each is indented below what they have in common.
    """
    columns = [column_of(line) for line in piece.source]
    cell = _cell_column(piece.source[0])
    dated = [_DATE_END.search(line) is not None for line in piece.source]
    listed = sum(dated) > 1 and not piece.levels
    out = []
    for n, following in enumerate(piece.lines[1:]):
        back = columns[n + 1] < columns[n] - 1 and (n > 0 or not piece.levels)
        level = not piece.levels and columns[n + 1] <= columns[0] and not following[:1].islower()
        own_cell = _cell_column(piece.source[n])
        back = back or (dated[n] and listed) or (own_cell is not None and columns[n + 1] < own_cell - 1)
        hung = hanging and not piece.levels and columns[n + 1] > columns[0] + 1 and not back
        hung = hung and not listed and columns[n + 1] != cell
        out.append(wrapping.Break(piece.source[n], following, meant=back or (hanging and level), hung=hung))
    return out


def _hangs_on(piece: Piece) -> int:
    """How many lines of a paragraph are indented below one that is not."""
    columns = [column_of(line) for line in piece.source]
    if piece.levels:
        return 0
    return sum(1 for column in columns[1:] if column > columns[0] + 1)


def _cell_column(line: str) -> int | None:
    """Where the last cell of a line stands that has several, a gap between them."""
    expanded = line.expandtabs()
    gap = expanded.strip().rfind("   ")
    return column_of(line) + gap + 3 if gap > 0 else None


def _tree(pieces: Sequence[Piece]) -> Node:
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


def _around(piece: Piece) -> list[tuple[object, str, dict[str, str]]]:
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
