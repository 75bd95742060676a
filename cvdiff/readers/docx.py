"""DOCX: Word's documents, as Word, LibreOffice, Google Docs and pandoc write them.

Read are paragraphs, tables, lists and text boxes of the body, as they stand with all tracked changes
accepted. Headers, footers, footnotes, comments and hidden text are not. Why no library does it:
docs/decisions/html-docx.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvdiff.document import Document
from cvdiff.readers.docx_styles import Numbering, Styles, is_on, link_targets
from cvdiff.readers.html_tree import Chunk, Node
from cvdiff.readers.office import Package, child, children, value
from cvdiff.readers.office_body import DEFINITIONS, Body, Paragraph, Run, Table, blocks_of_body

_INSIDE = frozenset({
    "w:ins", "w:moveTo", "w:smartTag", "w:sdt", "w:sdtContent", "w:fldSimple", "w:hyperlink", "w:customXml",
    "w:dir", "w:bdo", "mc:AlternateContent", "mc:Choice",
})  # fmt: skip
"""Elements around content that is shown; `w:del`, `w:moveFrom` and `mc:Fallback` are not."""
_MARKS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_PAGE_BREAKS = frozenset({"page", "column"})
_LINK_FIELD = re.compile(r'\s*HYPERLINK\s+"([^"]{1,2000})"')
_TAGS = (
    ("strong", ("w:b",)), ("em", ("w:i",)), ("s", ("w:strike", "w:dstrike")),
)  # fmt: skip


def read(data: bytes, name: str) -> Document:
    """Read a document. Raises `InputError` for a file that is no whole, open DOCX."""
    package = Package(data, name, "DOCX")
    document = child(package.required("word/document.xml"), "w:document", "w:body")
    reader = _Reader(
        Styles(package.xml("word/styles.xml")),
        Numbering(package.xml("word/numbering.xml")),
        link_targets(package),
    )
    return Document(format="docx", blocks=blocks_of_body(reader.body(document)))


class _Field:
    """An open field: its instruction, whether its result has begun, and the URL that this leads to."""

    __slots__ = ("instruction", "is_shown", "link")

    def __init__(self, link: str) -> None:
        """`link` is that of the field around it."""
        self.instruction, self.is_shown, self.link = "", False, link

    def show(self) -> None:
        """Begin the result."""
        self.is_shown = True
        if found := _LINK_FIELD.match(self.instruction):
            self.link = found.group(1)


class _Reader:
    """Reads bodies; `_fields` are the open fields, the innermost last."""

    def __init__(self, styles: Styles, numbering: Numbering, links: dict[str, str]) -> None:
        self._styles, self._numbering, self._links = styles, numbering, links
        self._fields: list[_Field] = []
        self._boxes: list[Node] = []

    def body(self, node: Node | None) -> Body:
        """The content of a body, a cell or a text box."""
        out: Body = []
        for part in _flat(node):
            if part.tag == "w:p":
                out.append(self._paragraph(part))
                boxes, self._boxes = self._boxes, []
                for box in boxes:
                    out += self.body(box)
            elif part.tag == "w:tbl":
                out.append(self._table(part))
        return out

    def _table(self, node: Node) -> Table:
        rows = (row for row in _flat(node) if row.tag == "w:tr")
        return Table([[self.body(cell) for cell in _flat(row) if cell.tag == "w:tc"] for row in rows])

    def _paragraph(self, node: Node) -> Paragraph:
        part, properties = Paragraph(), child(node, "w:pPr")
        chain = self._styles.chain(value(properties, "w:pStyle"))
        part.level = self._styles.level(properties, chain)
        part.ruled = any(
            _is_ruled(found) for found in [properties, *(child(style, "w:pPr") for style in chain)]
        )
        if not part.level:
            self._number(part, properties, chain)
        if not part.level and not part.depth and chain:
            part.tag = DEFINITIONS.get(value(chain[0], "w:name").lower(), "p")
        sizes: dict[int, int] = {}
        for run, link in self._runs(node, ""):
            size = self._run(part, run, chain, link)
            sizes[size] = sizes.get(size, 0) + sum(len(text.text) for text in _texts(run))
        part.size = max(sizes, key=lambda size: sizes[size], default=0)
        return part

    def _number(self, part: Paragraph, own: Node | None, chain: list[Node]) -> None:
        """Give a list item its place in the list."""
        for properties in [own, *(child(style, "w:pPr") for style in chain)]:
            numbered = child(properties, "w:numPr")
            number = value(numbered, "w:numId")
            if number == "0":
                return
            if number:
                level = value(numbered, "w:ilvl")
                depth = int(level) if level.isdecimal() and len(level) == 1 else 0
                part.depth, part.list = depth + 1, number
                part.marker = self._numbering.marker(number, depth)
                return

    def _runs(self, node: Node, link: str) -> Iterator[tuple[Node, str]]:
        """The runs of a paragraph with the URL that each links to."""
        for part in _flat(node, into=_INSIDE - {"w:hyperlink", "w:fldSimple"}):
            if part.tag == "w:hyperlink":
                anchor = part.attrs.get("w:anchor", "")
                inside = f"#{anchor}" if anchor else link
                yield from self._runs(part, self._links.get(part.attrs.get("r:id", ""), inside))
            elif part.tag == "w:fldSimple":
                field = _LINK_FIELD.match(part.attrs.get("w:instr", ""))
                yield from self._runs(part, field.group(1) if field else link)
            elif part.tag == "w:r" or part.tag.startswith("m:"):
                yield part, link

    def _run(self, part: Paragraph, run: Node, chain: list[Node], link: str) -> int:
        """Add a run's text to a paragraph; its size in half points."""
        properties = child(run, "w:rPr")
        styles = self._styles.chain(value(properties, "w:rStyle")) if value(properties, "w:rStyle") else []
        styles = styles + chain
        size = self._styles.size(properties, styles)
        text = self._text(run)
        if not text or self._styles.toggle(properties, styles, "w:vanish"):
            return size
        if self._styles.toggle(properties, styles, "w:caps"):
            text = text.upper()
        tags = [tag for tag, toggles in _TAGS if self._styles.toggle(properties, styles, *toggles)]
        if value(properties, "w:vertAlign") == "superscript":
            tags.append("sup")
        if not link and is_on(properties, "w:u"):
            tags.append("u")
        part.add(Run(text, tuple(tags), link or (self._fields[-1].link if self._fields else "")))
        return size

    def _text(self, run: Node) -> str:
        """What a run shows; its text boxes are kept for later, as they stand beside the paragraph."""
        if run.tag.startswith("m:"):
            return "".join(text.text for text in _texts(run))
        out = ""
        for part in _flat(run):
            if part.tag == "w:fldChar":
                self._field(part.attrs.get("w:fldCharType", ""))
            elif part.tag == "w:instrText" and self._fields:
                self._fields[-1].instruction += "".join(text.text for text in _texts(part))
            elif self._fields and not self._fields[-1].is_shown:
                continue
            elif part.tag == "w:t":
                out += "".join(text.text for text in _texts(part)).replace("\n", " ")
            elif part.tag in _MARKS and part.attrs.get("w:type") not in _PAGE_BREAKS:
                out += _MARKS[part.tag]
            elif part.tag in ("w:drawing", "w:pict"):
                self._boxes += _text_boxes(part)
        return out

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field(self._fields[-1].link if self._fields else ""))
        elif kind == "separate" and self._fields:
            self._fields[-1].show()
        elif kind == "end" and self._fields:
            self._fields.pop()


def _flat(node: Node | None, into: frozenset[str] = _INSIDE) -> Iterator[Node]:
    """The elements inside `node`, and in their place those inside an element of `into`."""
    waiting = children(node)[::-1]
    while waiting:
        part = waiting.pop()
        if part.tag in into:
            waiting += reversed(children(part))
        else:
            yield part


def _texts(node: Node) -> Iterator[Chunk]:
    waiting: list[Node | Chunk] = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Chunk):
            yield part
        else:
            waiting += reversed(part.children)


def _text_boxes(node: Node) -> list[Node]:
    """The outermost text boxes of a drawing."""
    found, waiting = [], [node]
    while waiting:
        part = waiting.pop()
        if part.tag == "w:txbxContent":
            found.append(part)
        else:
            waiting += [inner for inner in reversed(children(part)) if inner.tag != "mc:Fallback"]
    return found


def _is_ruled(properties: Node | None) -> bool:
    return value(properties, "w:pBdr", "w:bottom") not in ("", "nil", "none")
