"""What a reader gives: the visible text of a file as blocks, with the layout that carries meaning.

A reader turns bytes into a `Document`. It knows its format and nothing about CVs: it drops what is
not printed (comments, scripts, macros' names), keeps what a careful human would see (bold, italics,
links, line breaks, columns, list structure) and says where each block stands in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from cvdiff.dataclass import dataclass

StyleKind = Literal["bold", "italic", "underline", "code", "strike", "superscript", "link", "field"]
"""
How a stretch of text is set; for `link` the style's `value` is the URL. `field` is not seen: the source
itself names what the stretch holds (a BibTeX field, the key of a data file, a class), and `value` is that
name, one of `FIELDS`.
"""

FIELDS = ("title", "author", "authors", "venue", "date", "role", "organization", "location")
"""What a source may name: `author` is one person, `authors` a list in one string."""

BlockKind = Literal["heading", "paragraph", "item", "term", "row", "rule"]
"""
heading     a heading of the format (`level` 1 to 6); headings that only look like headings
            (a paragraph in capitals, a bold line) are the outline's business, not the reader's
paragraph   running text, also the second and later paragraphs of a list item (`items` says which)
item        the first block of a list item or of a definition
term        the term of a definition list; shares its innermost `items` id with its definitions
row         a table row, its cells joined by a tab
rule        a horizontal rule; `text` is empty
"""


@dataclass(frozen=True, slots=True)
class Style:
    """A style over `plain[start:end]` of a `Text`."""

    start: int
    end: int
    kind: StyleKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Inline text with its styles.

    In `plain`, `\\n` is a line break that the author meant (never the wrapping of a paragraph at the
    editor's width) and `\\t` is a gap between columns (a tab, LaTeX's `\\hfill`, a table cell's edge).
    There is no other white space than single spaces, and none at the ends of a line. The styles are
    sorted by start; links are styles too, so their URL stays beside the words that carry it.
    """

    plain: str
    styles: tuple[Style, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.plain)

    def slice(self, start: int, end: int) -> Text:
        """The text from `start` to `end`, white space at both ends removed, styles shifted and cut."""
        part = self.plain[start:end]
        start += len(part) - len(part.lstrip())
        plain = part.strip()
        end = start + len(plain)
        kept = []
        for style in self.styles:
            left, right = max(style.start, start), min(style.end, end)
            if left < right:
                kept.append(Style(left - start, right - start, style.kind, style.value))
        return Text(plain, tuple(kept))

    def lines(self) -> list[Text]:
        """The text cut at its line breaks; blank lines are left out."""
        return self.cut([sign.span() for sign in re.finditer("\n", self.plain)])

    def cut(self, gaps: list[tuple[int, int]]) -> list[Text]:
        """The text between gaps (in order, none overlaps another); blank parts are left out."""
        if not gaps:
            return [whole] if (whole := self.slice(0, len(self.plain))) else []
        starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(self.plain)]
        out, reaching, taken = [], list[Style](), 0
        for start, end in zip(starts, ends, strict=True):
            first = taken
            while taken < len(self.styles) and self.styles[taken].start < end:
                taken += 1
            reaching = [*(s for s in reaching if s.end > start), *self.styles[first:taken]]
            if part := Text(self.plain, tuple(reaching)).slice(start, end):
                out.append(part)
        return out

    def covered(self, kind: StyleKind) -> float:
        """The share (0 to 1) of the characters that carry a style of this kind."""
        if not self.plain:
            return 0.0
        marked: set[int] = set()
        for style in self.styles:
            if style.kind == kind:
                marked.update(range(style.start, style.end))
        return len(marked) / len(self.plain)


def join(parts: list[Text], separator: str = "\n") -> Text:
    """One text of several, `separator` between them."""
    plain, styles = "", []
    for part in parts:
        if plain:
            plain += separator
        offset = len(plain)
        plain += part.plain
        styles += [Style(s.start + offset, s.end + offset, s.kind, s.value) for s in part.styles]
    return Text(plain, tuple(styles))


def named(text: Text, field: str) -> Text:
    """The text, told by its source to be a field of a record."""
    if not text:
        return text
    return Text(text.plain, (Style(0, len(text.plain), "field", field), *text.styles))


def styled(text: Text, kind: StyleKind) -> Text:
    """The text with a style over all of it."""
    if not text:
        return text
    inner = tuple(style for style in text.styles if style.kind != kind)
    return Text(text.plain, (Style(0, len(text.plain), kind), *inner))


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a document, in reading order.

    `items` are the ids of the list items (or definition groups) that enclose the block, outermost
    first; two blocks with the same last id belong to the same item. `list_id` tells which list an
    item, term or row belongs to. `marker` is what stood before an item: "1.", "[8]", "-", or "".
    `lines` is the 1-based range in the source (None for PDF and DOCX), `page` the 1-based page.
    """

    kind: BlockKind
    text: Text
    level: int = 0
    items: tuple[int, ...] = ()
    list_id: int | None = None
    marker: str = ""
    lines: tuple[int, int] | None = None
    page: int | None = None


class BlockIds:
    """The ids of items and lists that are taken, where blocks of several sources become one document."""

    def __init__(self, blocks: Iterable[Block] = ()) -> None:
        self._items = self._lists = 0
        self._take(blocks)

    def renumbered(self, blocks: Iterable[Block]) -> list[Block]:
        """The blocks with ids that no block before them has; theirs are taken now."""
        items, lists = self._items + 1, self._lists + 1
        renumbered = [
            replace(
                block,
                items=tuple(item + items for item in block.items),
                list_id=None if block.list_id is None else block.list_id + lists,
            )
            for block in blocks
        ]
        self._take(renumbered)
        return renumbered

    def _take(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self._items = max(self._items, *block.items, 0)
            self._lists = max(self._lists, block.list_id or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """Something that a reader could not read or had to guess, with its place."""

    message: str
    line: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The visible content of one file.

    `meta` holds what a file says of itself outside its text, as far as a CV's reader sees it on the
    page: the values of a front matter (name, email, title, ...), as strings.
    """

    format: str
    blocks: tuple[Block, ...]
    meta: tuple[tuple[str, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
