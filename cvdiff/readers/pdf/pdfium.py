"""PDFium: the pages of a file as stretches of text with their place, face, link and tag.

PDFium tells of every character where it stands, but a call a character is slow from Python. So the
text of a page is fetched at once, cut at white space, and only the first and the last character of a
word are asked for their place and the object that draws them; a word drawn by several objects (a bold
name with a plain star) is cut between these.

Coordinates are points (1/72 inch), y grows upwards. A page whose text runs upwards or downwards (a
sheet turned for printing) is turned until its text runs to the right.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from ctypes import addressof, c_double, c_float, c_int, c_uint
from typing import Any

import pypdfium2_raw as raw  # type: ignore[import-untyped]

from cvdiff.errors import InputError
from cvdiff.readers.pdf import calls
from cvdiff.readers.pdf.fonts import Face, Font
from cvdiff.readers.pdf.guard import refuse_bombs
from cvdiff.readers.pdf.letters import UNREADABLE
from cvdiff.readers.pdf.links import FAR, Areas, links
from cvdiff.readers.pdf.page import Fragment, Page
from cvdiff.readers.pdf.strokes import rules_and_dots
from cvdiff.readers.pdf.tags import UNTAGGED, Tag, Tags, is_browsers
from cvdiff.source import PDF

MAX_PAGES = 200
"""The longest CV seen has 28 pages; one of 200 would hold some 2,000 publications."""

MAX_CHARACTERS = 600_000
"""Over all pages; 200 pages of a CV have about as many, and take some three seconds to read."""

MAX_OBJECTS = 200_000
"""The fullest page seen has 3,424, one for each letter; a detailed map may have some ten thousands."""

MAX_ALL_OBJECTS = 1_000_000
"""Over all pages, some of which may share one drawing; 200 of the fullest pages seen would have 685,000."""

MIN_SIZE = 0.1

_WORD = re.compile("[^\\s\x00\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
"""A word; PDFium marks a hyphen at a line's end as U+FFFE (older versions as U+0002)."""

_STROKED = 2
"""The text render mode that fills and strokes: bold where there is no bold font."""


def pages(data: bytes, name: str) -> list[Page]:
    """All pages of a PDF.

    Raises `InputError` for what is no PDF, is encrypted or damaged, or is larger than a CV can be.
    """
    refuse_bombs(data, name)
    raw.FPDF_InitLibrary()
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise InputError(_why_not(raw.FPDF_GetLastError(), data, name))
    try:
        count = raw.FPDF_GetPageCount(document)
        if count > MAX_PAGES:
            raise InputError(f"{name}: has {count} pages, more than the limit of {MAX_PAGES}; is this a CV?")
        reader = _Reader(document, name)
        return [reader.page(index) for index in range(count)]
    finally:
        raw.FPDF_CloseDocument(document)


def _why_not(error: int, data: bytes, name: str) -> str:
    if error == raw.FPDF_ERR_PASSWORD:
        return f"{name}: is encrypted; save a copy without a password and give that"
    if PDF not in data[:1024]:
        return f"{name}: is no PDF file, whatever its name says; check the file"
    return f"{name}: is a damaged PDF; export it again from its source"


class _Reader:
    """Reads pages one by one; fonts and faces are shared between them."""

    def __init__(self, document: Any, name: str) -> None:
        self._document, self._name = document, name
        self._fonts: dict[int, Font] = {}
        self._faces: dict[tuple[object, ...], Face] = {}
        self._is_browsers = is_browsers(document)
        self._tags: Tags | None = None
        self._characters = self._objects = 0
        self._doubles = (c_double * 2)()
        self._floats = (c_float * 6)()
        self._colour = (c_uint * 4)()

    def page(self, index: int) -> Page:
        """The page at `index`, from 0."""
        page = Page(index + 1)
        handle = raw.FPDF_LoadPage(self._document, index)
        if not handle:
            raise InputError(
                f"{self._name}: page {index + 1} is damaged; export the CV again from its source"
            )
        try:
            objects = raw.FPDFPage_CountObjects(handle)
            if objects > MAX_OBJECTS:
                raise InputError(
                    f"{self._name}: page {index + 1} draws {objects:,} objects, "
                    f"more than the limit of {MAX_OBJECTS:,}; is this a CV?"
                )
            self._objects += objects
            if self._objects > MAX_ALL_OBJECTS:
                raise InputError(
                    f"{self._name}: more than {MAX_ALL_OBJECTS:,} objects up to page {index + 1}; "
                    "is this a CV?"
                )
            self._text(handle, page)
            page.rules, page.dots = rules_and_dots(handle, objects)
        finally:
            raw.FPDF_ClosePage(handle)
        return page

    def _text(self, handle: Any, page: Page) -> None:
        text_page = raw.FPDFText_LoadPage(handle)
        try:
            count = raw.FPDFText_CountChars(text_page)
            self._characters += max(count, 0)
            if self._characters > MAX_CHARACTERS:
                raise InputError(
                    f"{self._name}: more than {MAX_CHARACTERS:,} characters up to page {page.number}; "
                    "is this a CV?"
                )
            text = _characters(text_page, count)
            areas = Areas(links(self._document, handle))
            self._tags = Tags.of_page(handle, self._is_browsers)
            turned: dict[int, list[Fragment]] = {}
            for quarter, fragment in self._fragments(calls.address_of(text_page), text, areas):
                turned.setdefault(quarter, []).append(fragment)
            page.unreadable = sum(map(len, UNREADABLE.findall(text)))
        finally:
            raw.FPDFText_ClosePage(text_page)
        if turned:
            main = max(turned, key=lambda quarter: len(turned[quarter]))
            page.fragments = turned.pop(main)
            page.aside = [fragment for quarter in sorted(turned) for fragment in turned[quarter]]

    def _fragments(self, text_page: int, text: str, areas: Areas) -> Iterator[tuple[int, Fragment]]:
        drawn: dict[int, tuple[Face, int, Tag]] = {}
        for word in _WORD.finditer(text):
            glued = False
            for start, end, by in _pieces(text_page, word.start(), word.end()):
                if by not in drawn:
                    drawn[by] = self._look(text_page, start, by)
                face, quarter, tag = drawn[by]
                x0, x1, y = self._place(text_page, start, end - 1, quarter, face.slant)
                if not (abs(x0) < FAR and abs(x1) < FAR and abs(y) < FAR):
                    continue  # nowhere, or not even a number
                area = areas.at(x0, x1, y + face.size / 4) if areas.count and not quarter else None
                if area is None or area.covers(x0, x1):
                    whole = Fragment(text[start:end], x0, x1, y, face, glued, area.url if area else "")
                    whole.tag = tag._replace(jumps=True) if area and not area.url else tag
                    yield quarter, whole
                else:
                    for part in self._linked(text_page, text, (start, end), face, areas):
                        part.glued, part.tag = glued or part.glued, tag
                        yield quarter, part
                glued = True

    def _linked(
        self, text_page: int, text: str, span: tuple[int, int], face: Face, areas: Areas
    ) -> Iterator[Fragment]:
        """A word that a link covers in part, cut at the link's edges."""
        open_: Fragment | None = None
        for index in range(*span):
            x0, x1, y = self._place(text_page, index, index, 0, face.slant)
            middle = (x0 + x1) / 2
            area = areas.at(middle - 1, middle + 1, y + face.size / 4)
            url = area.url if area else ""
            if open_ and open_.link == url:
                open_.text, open_.x1 = open_.text + text[index], x1
                continue
            if open_:
                yield open_
            open_ = Fragment(text[index], x0, x1, y, face, open_ is not None, url)
        if open_:
            yield open_

    def _place(
        self, text_page: int, first: int, last: int, quarter: int, slant: float
    ) -> tuple[float, float, float]:
        """Start, end and height of the baseline of some characters, turned until it runs to the right."""
        at = addressof(self._doubles)
        calls.origin(text_page, first, at, at + 8)
        x, y = self._doubles
        calls.box(text_page, last, addressof(self._floats))
        left, top, right, bottom = self._floats[:4]
        if quarter == 0:
            return x, right - slant * (top - y), y
        if quarter == 1:
            return y, top, -x
        if quarter == 2:
            return -x, -left, -y
        return -y, -bottom, x

    def _look(self, text_page: int, index: int, text_object: int) -> tuple[Face, int, Tag]:
        """The face of a text object, the quarters of a turn by which its text is turned, its tag."""
        at = addressof(self._floats)
        calls.font_size(text_object, at)
        size = self._floats[0]
        a, b, c, d = self._floats[:4] if calls.matrix(text_page, index, at) else (1.0, 0.0, 0.0, 1.0)
        quarter = (0 if a >= 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)
        slant = c / d if d > 0.0 == b else 0.0
        size = round(min(max(size * (d if slant else (c * c + d * d) ** 0.5), MIN_SIZE), FAR), 1)
        stroked = raw.FPDFTextObj_GetTextRenderMode(ctypes.cast(text_object, raw.FPDF_PAGEOBJECT)) == _STROKED
        font = calls.font_of(text_object)
        key = (font, size, self._colour_of(text_object), stroked, slant)
        if key not in self._faces:
            self._faces[key] = Face(self._font(font), *key[1:])
        tag = self._tags.of(calls.marked_content(text_object)) if self._tags else UNTAGGED
        return self._faces[key], quarter, tag

    def _colour_of(self, text_object: int) -> int:
        at = addressof(self._colour)
        if not calls.fill_color(text_object, at, at + 4, at + 8, at + 12):
            return 0
        red, green, blue, _ = self._colour
        return red << 16 | green << 8 | blue

    def _font(self, address: int) -> Font:
        if address not in self._fonts:
            handle = ctypes.cast(address, raw.FPDF_FONT)
            buffer, angle = ctypes.create_string_buffer(200), c_int()
            raw.FPDFFont_GetBaseFontName(handle, buffer, 200)
            raw.FPDFFont_GetItalicAngle(handle, angle)
            self._fonts[address] = Font(
                buffer.value.decode("utf-8", "replace"),
                raw.FPDFFont_GetFlags(handle),
                raw.FPDFFont_GetWeight(handle),
                angle.value,
            )
        return self._fonts[address]


def _pieces(text_page: int, start: int, end: int) -> list[tuple[int, int, int]]:
    """A word cut where another object draws on: first and end index, and the object."""
    first = calls.text_object(text_page, start)
    if first == calls.text_object(text_page, end - 1):
        return [(start, end, first)] if first else []
    pieces, begun = [], start
    for index in range(start + 1, end + 1):
        drawn_by = calls.text_object(text_page, index) if index < end else None
        if index == end or drawn_by != first:
            if first:
                pieces.append((begun, index, first))
            begun, first = index, drawn_by
    return pieces


def _characters(text_page: Any, count: int) -> str:
    """The text, one character an index of the page's characters; NUL for a glyph without meaning."""
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (2 * count + 1))()
    raw.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer).decode("utf-16-le", "replace").partition("\0")[0]
    if len(text) == count:
        return text
    codes = (raw.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return "".join("\ufffd" if 0xD800 <= code < 0xE000 else chr(min(code, 0x10FFFF)) for code in codes)
