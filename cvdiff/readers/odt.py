"""ODT: the documents of LibreOffice and other OpenDocument programs.

Read are headings, paragraphs, lists, tables and text boxes of the body, with all tracked changes
accepted; headers, footers, notes, comments and generated indexes are not.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.document import Document
from cvdiff.readers.docx_styles import written
from cvdiff.readers.html_tree import Chunk, Node
from cvdiff.readers.office import Package, child, children
from cvdiff.readers.office_body import DEFINITIONS, Body, Paragraph, Run, Table, blocks_of_body

_GONE = frozenset({
    "text:tracked-changes", "text:note", "office:annotation", "text:table-of-content", "text:sequence-decls",
    "office:forms", "text:alphabetical-index",
})  # fmt: skip
_ROW_GROUPS = frozenset({"table:table-header-rows", "table:table-rows", "table:table-row-group"})
_MARKS = {"text:tab": "\t", "text:line-break": "\n"}
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_DEPTH = 20
"""Styles have parents no deeper than this, cycles apart."""
_MAX_SPACES = 100


def read(data: bytes, name: str) -> Document:
    """Read a document. Raises `InputError` for a file that is no whole, open ODT."""
    package = Package(data, name, "ODT")
    content = child(package.required("content.xml"), "office:document-content")
    sheets = [content, child(package.xml("styles.xml"), "office:document-styles")]
    body = child(content, "office:body", "office:text")
    return Document(format="odt", blocks=blocks_of_body(_Reader(_Styles(sheets)).body(body)))


class _Styles:
    """The named styles of a document."""

    def __init__(self, sheets: list[Node | None]) -> None:
        self._styles: dict[str, Node] = {}
        self._lists: dict[str, Node] = {}
        for sheet in sheets:
            for group in children(sheet, "office:automatic-styles", "office:styles"):
                for style in children(group, "style:style"):
                    self._styles.setdefault(style.attrs.get("style:name", ""), style)
                for style in children(group, "text:list-style"):
                    self._lists.setdefault(style.attrs.get("style:name", ""), style)

    def property(self, style: str, key: str) -> str:
        """A property of a style or of those that it is based on, or ""."""
        for _ in range(_DEPTH):
            node = self._styles.get(style)
            if node is None:
                return ""
            for properties in children(node):
                if key in properties.attrs:
                    return properties.attrs[key]
            style = node.attrs.get("style:parent-style-name", "")
        return ""

    def named(self, style: str) -> str:
        """The name of the style that a program gave to a paragraph's own (automatic) style, or its own."""
        node = self._styles.get(style)
        parent = node.attrs.get("style:parent-style-name", "") if node else ""
        return parent if parent.replace("_20_", " ").lower() in DEFINITIONS else style

    def tags(self, style: str) -> tuple[str, ...]:
        """The tags for what a style does to its text."""
        tags = []
        if self.property(style, "fo:font-weight") in _BOLD:
            tags.append("strong")
        if self.property(style, "fo:font-style") in ("italic", "oblique"):
            tags.append("em")
        if self.property(style, "style:text-underline-style") not in ("", "none"):
            tags.append("u")
        if self.property(style, "style:text-line-through-style") not in ("", "none"):
            tags.append("s")
        if self.property(style, "style:text-position").startswith("super"):
            tags.append("sup")
        return tuple(tags)

    def size(self, style: str) -> int:
        """The type size of a style in half points, 0 where it is not said in points."""
        number, _, rest = self.property(style, "fo:font-size").partition("pt")
        return int(2 * float(number)) if not rest and number.replace(".", "", 1).isdecimal() else 0

    def marker(self, style: str, depth: int, number: int) -> str:
        """The marker of the item `number` at `depth` (1 for the outermost)."""
        for level in children(self._lists.get(style)):
            if level.attrs.get("text:level") == str(depth):
                form = level.attrs.get("style:num-format", "")
                if level.tag != "text:list-level-style-number" or not form:
                    return "-"
                shown = written(number, _FORMS.get(form, "decimal"))
                return (
                    level.attrs.get("style:num-prefix", "") + shown + level.attrs.get("style:num-suffix", "")
                )
        return "-"


class _Reader:
    def __init__(self, styles: _Styles) -> None:
        self._styles = styles
        self._boxes: list[Node] = []
        self._lists = 0

    def body(self, node: Node | None) -> Body:
        """The content of a body, a cell, a section or a text box."""
        out: Body = []
        for part in children(node):
            if part.tag in ("text:p", "text:h"):
                out += self._paragraph(part)
            elif part.tag == "text:list":
                self._lists += 1
                out += self._list(part, 1, "", str(self._lists))
            elif part.tag == "table:table":
                out.append(Table([[self.body(cell) for cell in _cells(row)] for row in _rows(part)]))
            elif part.tag not in _GONE:
                out += self.body(part)
        return out

    def _paragraph(self, node: Node) -> Body:
        """A paragraph, and after it what stands in text boxes in it."""
        part = Paragraph()
        style = node.attrs.get("text:style-name", "")
        level = node.attrs.get("text:outline-level", "1")
        if node.tag == "text:h":
            part.level = min(int(level[:2]), 6) if level.isdecimal() else 1
        elif style == "Title" or self._styles.property(style, "style:parent-style-name") == "Title":
            part.level = 1
        else:
            part.tag = DEFINITIONS.get(self._styles.named(style).replace("_20_", " ").lower(), "p")
        part.ruled = self._styles.property(style, "fo:border-bottom") not in ("", "none")
        sizes: dict[int, int] = {}
        for run, size in self._runs(node, self._styles.tags(style), self._styles.size(style), ""):
            part.add(run)
            sizes[size] = sizes.get(size, 0) + len(run.text)
        part.size = max(sizes, key=lambda size: sizes[size], default=0)
        boxes, self._boxes = self._boxes, []
        return [part, *(inner for box in boxes for inner in self.body(box))]

    def _runs(self, node: Node, tags: tuple[str, ...], size: int, link: str) -> Iterator[tuple[Run, int]]:
        for part in node.children:
            if isinstance(part, Chunk):
                yield Run(" ".join(part.text.split("\n")), tags, link), size
            elif part.tag in _MARKS:
                yield Run(_MARKS[part.tag], tags, link), size
            elif part.tag == "text:s":
                count = part.attrs.get("text:c", "1")
                spaces = int(count[:3]) if count.isdecimal() else 1
                yield Run(" " * min(spaces, _MAX_SPACES), tags, link), size
            elif part.tag == "text:a":
                yield from self._runs(part, tags, size, part.attrs.get("xlink:href", ""))
            elif part.tag == "text:span":
                style = part.attrs.get("text:style-name", "")
                both = tuple(dict.fromkeys((*tags, *self._styles.tags(style))))
                yield from self._runs(part, both, self._styles.size(style) or size, link)
            elif part.tag == "draw:text-box":
                self._boxes.append(part)
            elif part.tag not in _GONE:
                yield from self._runs(part, tags, size, link)

    def _list(self, node: Node, depth: int, style: str, name: str) -> Body:
        out: Body = []
        style = node.attrs.get("text:style-name", style)
        number = 0
        for item in children(node, "text:list-item", "text:list-header"):
            start = item.attrs.get("text:start-value", "")
            number = int(start[:6]) if start.isdecimal() else number + (item.tag == "text:list-item")
            marker: str | None = self._styles.marker(style, depth, number)
            for part in children(item):
                if part.tag == "text:list":
                    out += self._list(part, depth + 1, style, f"{name}.{number}")
                elif part.tag in ("text:p", "text:h"):
                    for inner in self._paragraph(part):
                        if isinstance(inner, Paragraph):
                            inner.level, inner.depth, inner.list, inner.marker = 0, depth, name, marker
                            inner.tag = "p"
                        out.append(inner)
                        marker = None
        return out


def _rows(node: Node) -> Iterator[Node]:
    for part in children(node):
        if part.tag == "table:table-row":
            yield part
        elif part.tag in _ROW_GROUPS:
            yield from _rows(part)


def _cells(row: Node) -> list[Node]:
    return children(row, "table:table-cell")
