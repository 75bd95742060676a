"""A small PDF writer: pages from lines that say what stands where.

    72 700 R10 Some text              text from x 72 on the baseline y 700, Helvetica, 10 points
    r540 700 B10 2019                 text that ends at x 540
    +2.8 700 I10 more                 text 2.8 points after the end of the last
    fill 72 300 700 R10 12 Long text  a paragraph from 72 to 300, lines 12 points apart; `justify` likewise
    rule 72 540 690                   a horizontal stroke
    dot 74 703 3                      a square of 3 points drawn around a point
    link 72 698 120 710 https://...   a link over a rectangle: left, bottom, right, top
    H2 72 700 B10 Work                text that the file's tags say is a heading of level 2
    T1R2C1 72 700 R10 2019            text in the first cell of the second row of table 1, as the tags say
    run1 72 700 B10 Work              text that is, with other such lines, marked as one stretch

Fonts: R regular, B bold, I italic, X regular with the letters of `SPECIAL`, A icons, C small capitals,
M formulas; then the size, and a colour as `#rrggbb`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

FONTS = {
    "R": "Helvetica",
    "B": "Helvetica-Bold",
    "I": "Helvetica-Oblique",
    "X": "Helvetica",
    "A": "FontAwesome",
    "C": "CMCSC10",
    "M": "CMMI10",
}
SPECIAL = {"A": "\ufb01", "B": "\uf0b7", "C": "\ue0aa", "D": "\u00b4", "E": "\u0131", "F": "\u0107"}
"""What the letters of font X mean: a ligature, two private glyphs, an accent, a dotless i, a letter."""

_WIDTHS = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
]  # fmt: skip
"""Helvetica's widths from space to tilde. Every font here is declared with them."""

_OTHER_WIDTH = 556

_TEXT = re.compile(r"([r+]?)(-?[\d.]+) ([\d.]+) ([RBIXACM])([\d.]+)(#[0-9a-f]{6})? (.*)")
_FILL = re.compile(r"(fill|justify) ([\d.]+) ([\d.]+) ([\d.]+) ([RBIXACM])([\d.]+) ([\d.]+) (.*)")
_RULE = re.compile(r"rule ([\d.]+) ([\d.]+) ([\d.]+)")
_DOT = re.compile(r"dot ([\d.]+) ([\d.]+) ([\d.]+)")
_TAGGED = re.compile(r"(H[1-6]|T\dR\dC\d) (.*)")
_RUN = re.compile(r"run(\d) (.*)")
_FIRST_RUN = 900
_LINK = re.compile(r"link ([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) (\S+)")


def width(text: str, size: float) -> float:
    """The width of a text in points."""
    return sum(_WIDTHS[ord(c) - 32] if " " <= c <= "~" else _OTHER_WIDTH for c in text) * size / 1000


def pdf(
    pages: Sequence[str], *, extra: Sequence[bytes] = (), trailer: bytes = b"", producer: str = ""
) -> bytes:
    """A PDF of these pages; `extra` are further objects, `trailer` further entries of the trailer.

    `producer` is the program that the file names as its own.
    """
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    catalog, tree = add(b""), add(b"")
    numbers = {key: add(_font(key, name, add)) for key, name in FONTS.items()}
    fonts = b" ".join(b"/%s %d 0 R" % (key.encode(), number) for key, number in numbers.items())
    kids: list[int] = []
    tags: list[tuple[int, list[str]]] = []
    for page in pages:
        content, links, headings = _content(page)
        stream = add(_stream(content))
        annotations = b" ".join(b"%d 0 R" % add(link) for link in links)
        kids.append(
            add(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /StructParents %d "
                b"/Resources << /Font << %s >> >> /Annots [%s] >>"
                % (tree, stream, len(kids), fonts, annotations)
            )
        )
        tags.append((kids[-1], headings))
    structure = _structure(objects, tags) if any(headings for _, headings in tags) else b""
    objects[catalog - 1] = b"<< /Type /Catalog /Pages %d 0 R %s>>" % (tree, structure)
    kids_text = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[tree - 1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), kids_text)
    if producer:
        trailer += b"/Info %d 0 R " % add(b"<< /Producer (%s) >>" % producer.encode())
    for body in extra:
        add(body)
    return assemble(objects, trailer)


def assemble(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF file of these objects, the first being the catalog."""
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\0\n")  # a comment that says: no text, not even to git
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(out)


def _structure(objects: list[bytes], tags: Sequence[tuple[int, Sequence[str]]]) -> bytes:
    """Objects for the tags of the marked content of each page, and the catalog's entry."""
    objects.append(b"")
    root = len(objects)
    parents = []
    children: dict[int, list[bytes]] = {root: []}
    known: dict[tuple[int, str], int] = {}
    names: dict[int, tuple[str, int, int]] = {}

    def element(name: str, parent: int, page: int) -> int:
        objects.append(b"")
        names[len(objects)] = (name, parent, page)
        children[len(objects)] = []
        children[parent].append(b"%d 0 R" % len(objects))
        return len(objects)

    def inside(page: int, path: str) -> int:
        """The element of a path such as "T1R2": the second row of table 1."""
        if not path:
            return root
        if (page, path) not in known:
            name = {"T": "Table", "R": "TR", "C": "TD"}[path[-2]]
            known[page, path] = element(name, inside(page, path[:-2]), page)
        return known[page, path]

    for page, tagged in tags:
        owners = []
        for content, name in enumerate(tagged):
            owner = element(name, root, page) if name[0] == "H" else inside(page, name)
            children[owner].append(b"%d" % content)
            owners.append(b"%d 0 R" % owner)
        parents.append(owners)
    for number, (name, parent, page) in names.items():
        objects[number - 1] = b"<< /Type /StructElem /S /%s /P %d 0 R /Pg %d 0 R /K [%s] >>" % (
            name.encode(), parent, page, b" ".join(children[number]),
        )  # fmt: skip
    by_page = b" ".join(b"%d [%s]" % (index, b" ".join(found)) for index, found in enumerate(parents))
    objects[root - 1] = b"<< /Type /StructTreeRoot /K [%s] /ParentTree << /Nums [%s] >> >>" % (
        b" ".join(children[root]), by_page,
    )  # fmt: skip
    return b"/MarkInfo << /Marked true >> /StructTreeRoot %d 0 R " % root


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def _font(key: str, name: str, add: object) -> bytes:
    widths = b" ".join(b"%d" % width for width in [*_WIDTHS, *[_OTHER_WIDTH] * 129])
    bold = 262144 if key == "B" else 0
    descriptor = add(  # type: ignore[operator]
        b"<< /Type /FontDescriptor /FontName /%s /Flags %d /ItalicAngle %d /Ascent 718 /Descent -207 "
        b"/CapHeight 718 /StemV 88 /FontBBox [-166 -225 1000 931] >>"
        % (name.encode(), 32 + bold, -12 if key == "I" else 0)
    )
    unicode = b""
    if key == "X":
        pairs = b"".join(b"<%02X> <%04X>\n" % (ord(code), ord(text)) for code, text in SPECIAL.items())
        cmap = (
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
            b"1 begincodespacerange <00> <FF> endcodespacerange\n"
            b"%d beginbfchar\n%sendbfchar\nendcmap end end" % (len(SPECIAL), pairs)
        )
        unicode = b"/ToUnicode %d 0 R " % add(_stream(cmap))  # type: ignore[operator]
    return (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding "
        b"/FirstChar 32 /LastChar 255 /Widths [%s] /FontDescriptor %d 0 R %s>>"
        % (name.encode(), widths, descriptor, unicode)
    )


def _content(page: str) -> tuple[bytes, list[bytes], list[str]]:
    out: list[bytes] = []
    links: list[bytes] = []
    tags: list[str] = []
    end = 0.0
    for line in page.strip("\n").split("\n"):
        if not line.strip():
            continue
        tagged = _TAGGED.fullmatch(line)
        if tagged:
            out.append(b"/%s << /MCID %d >> BDC" % (tagged[1].encode(), len(tags)))
            tags.append(tagged[1])
            line = tagged[2]
        run = _RUN.fullmatch(line)
        if run:
            out.append(b"/Span << /MCID %d >> BDC" % (_FIRST_RUN + int(run[1])))
            line = run[2]
        if match := _RULE.fullmatch(line):
            x0, x1, y = map(float, match.groups())
            out.append(b"%.2f %.2f m %.2f %.2f l 0.5 w S" % (x0, y, x1, y))
        elif match := _DOT.fullmatch(line):
            x, y, size = map(float, match.groups())
            out.append(b"%.2f %.2f %.2f %.2f re f" % (x - size / 2, y - size / 2, size, size))
        elif match := _LINK.fullmatch(line):
            box = b" ".join(number.encode() for number in match.groups()[:4])
            links.append(
                b"<< /Type /Annot /Subtype /Link /Rect [%s] /Border [0 0 0] /A << /S /URI /URI (%s) >> >>"
                % (box, match[5].encode())
            )
        elif match := _FILL.fullmatch(line):
            out += _paragraph(match)
        elif match := _TEXT.fullmatch(line):
            place, x, y, font, size, colour, text = match.groups()
            long = width(text, float(size))
            left = float(x) + {"": 0, "r": -long, "+": end}[place]
            end = left + long
            out.append(_text(left, float(y), font, float(size), text, colour or "#000000"))
        else:
            raise ValueError(line)
        if tagged or run:
            out.append(b"EMC")
    return b"\n".join(out), links, tags


def _text(x: float, y: float, font: str, size: float, text: str, colour: str = "#000000") -> bytes:
    encoded = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    rgb = b" ".join(b"%.3f" % (int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return b"BT %s rg /%s %g Tf %.3f %.3f Td (%s) Tj ET" % (rgb, font.encode(), size, x, y, encoded)


def _paragraph(match: re.Match[str]) -> list[bytes]:
    kind, font, text = match[1], match[5], match[8]
    x0, x1, y, size, pitch = (float(match[group]) for group in (2, 3, 4, 6, 7))
    lines: list[list[str]] = [[]]
    for word in text.split():
        if lines[-1] and width(" ".join([*lines[-1], word]), size) > x1 - x0:
            lines.append([])
        lines[-1].append(word)
    out = []
    for number, words in enumerate(lines):
        space = width(" ", size)
        if kind == "justify" and number < len(lines) - 1 and len(words) > 1:
            space = (x1 - x0 - sum(width(word, size) for word in words)) / (len(words) - 1)
        x = x0
        for word in words:
            out.append(_text(x, y - number * pitch, font, size, word))
            x += width(word, size) + space
    return out
