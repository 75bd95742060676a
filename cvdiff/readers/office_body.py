"""The body of a word processor's document -> blocks, for every format of such documents.

Real CVs are written without heading styles. A short paragraph in larger type, or with a line below
it, is a heading where that look comes back over the document and never twice in a row; larger type is
the higher level. What is bold or in capitals and nothing more stays a paragraph with its style.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cvdiff.document import Block
from cvdiff.readers.html_blocks import blocks_of
from cvdiff.readers.html_tables import lay_out
from cvdiff.readers.html_tree import Node, TreeBuilder
from cvdiff.readers.html_walk import settle

_MAX_WORDS, _MAX_LETTERS = 8, 80
"""The longest line that is a heading by its look."""
DEFINITIONS = {
    "definition term": "dt", "definition": "dd", "definition definition": "dd",
    "definition term tight": "dt", "definition definition tight": "dd",
    "list heading": "dt", "list contents": "dd",
}  # fmt: skip
"""The styles, by their names in lower case, in which pandoc and LibreOffice set definition lists."""
_ENDS_OF_SENTENCES = (".", ",", ";", ":")
_MAX_ADJACENT = 0.25
"""Headings stand alone; of a look that is a heading's, no more than this share follow each other."""


class Run:
    """A stretch of text with the same tags (`strong`, `em`, ...), and the URL that it links to."""

    __slots__ = ("link", "tags", "text")

    def __init__(self, text: str, tags: tuple[str, ...] = (), link: str = "") -> None:
        self.text, self.tags, self.link = text, tags, link


class Paragraph:
    """A paragraph: its runs, where `\\n` is a line break and `\\t` a tab, and how it is set.

    `level` is that of a heading style or 0; `size` is in half points, 0 where unknown; `ruled` tells a
    line below it; `tag` is "dt" or "dd" for the term or the definition of a definition list, else "p".
    A list item has its `depth` (1 for the outermost), its `list` and its marker; with the marker None
    it goes on with the item before it. Outside lists `depth` is 0.
    """

    __slots__ = ("depth", "level", "list", "marker", "ruled", "runs", "size", "tag")

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.level, self.size, self.ruled = 0, 0, False
        self.depth, self.list, self.tag = 0, "", "p"
        self.marker: str | None = None

    def add(self, run: Run) -> None:
        """Add a run; one that is set like the last becomes part of it."""
        last = self.runs[-1] if self.runs else None
        if last and last.tags == run.tags and last.link == run.link:
            last.text += run.text
        else:
            self.runs.append(run)

    @property
    def text(self) -> str:
        """The text without styles."""
        return "".join(run.text for run in self.runs)


class Table:
    """A table: rows of cells, each a body of its own."""

    __slots__ = ("rows",)

    def __init__(self, rows: list[list[Body]]) -> None:
        self.rows = rows


Body = list["Paragraph | Table"]


def blocks_of_body(body: Body) -> tuple[Block, ...]:
    """The blocks of a document. Office files have no lines, so that their blocks have none."""
    _find_headings([part for part in _paragraphs(body) if part.text.strip()])
    tree = TreeBuilder()
    _add_body(tree, body)
    settle(tree.root)
    lay_out(tree.root)
    return tuple(replace(block, lines=None) for block in blocks_of(tree.root))


def _paragraphs(body: Body) -> Iterator[Paragraph]:
    for part in body:
        if isinstance(part, Paragraph):
            yield part


def _find_headings(paragraphs: Sequence[Paragraph]) -> None:
    """Give a level to the paragraphs that look like headings, unless the document has heading styles."""
    if sum(part.level > 0 for part in paragraphs) > 1:
        return
    letters = Counter[int]()
    for part in paragraphs:
        letters[part.size] += len(part.text)
    usual = letters.most_common(1)[0][0] if letters else 0
    looks = _looks(paragraphs, usual)
    sizes = sorted({size for size, _ in looks}, reverse=True)
    named = bool(paragraphs) and _is_short(paragraphs[0]) and paragraphs[0].size > max([usual, *sizes])
    for level, size in enumerate(sizes, start=1 + named):
        for part in (part for look, parts in looks.items() if look[0] == size for part in parts):
            part.level = min(level, 6)
    if named:
        paragraphs[0].level = 1


def _looks(paragraphs: Sequence[Paragraph], usual: int) -> dict[tuple[int, bool], list[Paragraph]]:
    """The looks, by size and line, that are those of headings, with their paragraphs."""
    found: dict[tuple[int, bool], list[Paragraph]] = defaultdict(list)
    adjacent = Counter[tuple[int, bool]]()
    before: tuple[int, bool] | None = None
    for part in paragraphs:
        look = (part.size, part.ruled) if _is_short(part) and (part.size > usual or part.ruled) else None
        if look:
            found[look].append(part)
            adjacent[look] += look == before
        before = look
    return {
        look: parts
        for look, parts in found.items()
        if len(parts) > 1 and adjacent[look] <= _MAX_ADJACENT * len(parts)
    }


def _is_short(part: Paragraph) -> bool:
    text = part.text.strip()
    if part.depth or "\t" in text or "\n" in text or text.endswith(_ENDS_OF_SENTENCES):
        return False
    return len(text) <= _MAX_LETTERS and 0 < len(text.split()) <= _MAX_WORDS


def _add_body(tree: TreeBuilder, body: Body) -> None:
    lists = _Lists(tree)
    for part in body:
        if isinstance(part, Table):
            lists.end()
            _add_table(tree, part)
        elif part.text.strip():
            lists.place(part)
            _add_paragraph(tree, part)
    lists.end()


def _add_table(tree: TreeBuilder, table: Table) -> None:
    outer = tree.open("table", 1)
    for row in table.rows:
        line = tree.open("tr", 1)
        for cell in row:
            node = tree.open("td", 1)
            _add_body(tree, cell)
            tree.close(node)
        tree.close(line)
    tree.close(outer)


def _add_paragraph(tree: TreeBuilder, part: Paragraph) -> None:
    node = tree.open(f"h{part.level}" if part.level else "dt" if part.tag == "dt" else "p", 1)
    for run in part.runs:
        tags = [("a", {"href": run.link})] if run.link else []
        opened = [tree.open(tag, 1, attrs) for tag, attrs in [*tags, *((tag, {}) for tag in run.tags)]]
        tree.text(run.text, 1, 1)
        for inner in reversed(opened):
            tree.close(inner)
    tree.close(node)


class _Lists:
    """The open lists around the next paragraph, outermost first: name, list and current item.

    Around them all may be a definition list, and in it a definition: a list right below belongs to it.
    """

    def __init__(self, tree: TreeBuilder) -> None:
        self._tree = tree
        self._open: list[tuple[str, Node, Node]] = []
        self._definitions: Node | None = None
        self._definition: Node | None = None

    def place(self, part: Paragraph) -> None:
        """Open and close items so that the paragraph stands where it belongs."""
        self._close_to(part.depth)
        if part.tag != "p" or (part.depth and self._definitions):
            self._define(part)
        else:
            self._end_definitions()
        if not part.depth or (part.marker is None and self._open):
            return
        if len(self._open) == part.depth and self._open[-1][0] == part.list:
            _, around, item = self._open.pop()
            self._tree.close(item)
        else:
            self._close_to(part.depth - 1)
            around = self._tree.open("ul", 1)
        item = self._tree.open("li", 1, {"data-marker": part.marker or ""})
        self._open.append((part.list, around, item))

    def _define(self, part: Paragraph) -> None:
        """Go on with the definition list, begin one for the first term."""
        if not part.depth:
            self._end_definition()
        if not self._definitions:
            self._definitions = self._tree.open("dl", 1)
        if part.tag != "dt" and not self._definition:
            self._definition = self._tree.open("dd", 1)

    def end(self) -> None:
        """Close all."""
        self._close_to(0)
        self._end_definitions()

    def _end_definition(self) -> None:
        if self._definition:
            self._tree.close(self._definition)
            self._definition = None

    def _end_definitions(self) -> None:
        self._end_definition()
        if self._definitions:
            self._tree.close(self._definitions)
            self._definitions = None

    def _close_to(self, depth: int) -> None:
        while len(self._open) > depth:
            self._tree.close(self._open.pop()[1])
