"""What the file itself tells of its text: the structure tags of browsers, Word, LibreOffice and Typst."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2_raw as raw  # type: ignore[import-untyped]

MAX_ELEMENTS = 50_000
"""On a page; the fullest tagged page seen has some hundreds."""

MAX_DEPTH = 40
"""Elements in elements; browsers nest some ten deep."""

MAX_PRODUCER = 1_000
MAX_NAME = 32
"""Bytes of an element's name, in UTF-16."""

_HEADING = re.compile(r"H([1-6])")
_BROWSERS = "Skia/PDF"
"""What Chromium and its kin print with."""


class Tag(NamedTuple):
    """What the tags tell of a stretch of text.

    `heading` is the level of the heading that it stands in. `run` tells which stretch without a line break it
    is part of: its lines are one that wrapped. `table`, `row` and `cell` are those that hold it, numbered in
    reading order over a page. Each is 0 where there is none, or where that is not known. `jumps` tells that
    it links to a place in the document.
    """

    heading: int = 0
    run: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0
    jumps: bool = False


UNTAGGED = Tag()


class Tags:
    """The tags of a page, by the ids of its marked content."""

    def __init__(self, found: dict[int, Tag], browsers: bool) -> None:
        self._found, self._browsers = found, browsers

    @classmethod
    def of_page(cls, page: Any, browsers: bool) -> Tags | None:
        """The tags of a page, None where it has none; `browsers` tells that a browser printed it."""
        found = _marked_content(page)
        return cls(found, browsers) if found or browsers else None

    def of(self, content: int) -> Tag:
        """The tag of the text with this id; -1 is no id."""
        if content < 0:
            return UNTAGGED
        tag = self._found.get(content, UNTAGGED)
        return tag._replace(run=content + 1) if self._browsers else tag


def is_browsers(document: Any) -> bool:
    """Whether a browser printed a document: there, text with one id holds no line break of the page's."""
    size = raw.FPDF_GetMetaText(document, b"Producer", None, 0)
    if not 0 < size <= MAX_PRODUCER:
        return False
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_GetMetaText(document, b"Producer", buffer, size)
    return buffer.raw.decode("utf-16-le", "replace").startswith(_BROWSERS)


def _marked_content(page: Any) -> dict[int, Tag]:
    """The tags of the marked content of a page, by its id, where they tell anything."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        found: dict[int, Tag] = {}
        for element, tag in _elements(tree):
            if tag != UNTAGGED:
                found.update(dict.fromkeys(_content(element), tag))
        return found
    finally:
        raw.FPDF_StructTree_Close(tree)


def _elements(tree: Any) -> Iterator[tuple[Any, Tag]]:
    """Every element in reading order with what it and those around it tell."""
    count = raw.FPDF_StructTree_CountChildren(tree)
    children = [raw.FPDF_StructTree_GetChildAtIndex(tree, index) for index in _first(count)]
    waiting = [(child, UNTAGGED, 0) for child in reversed(children) if child]
    for number in range(1, MAX_ELEMENTS):
        if not waiting:
            return
        element, around, depth = waiting.pop()
        tag = _tag(_name(element), around, number)
        yield element, tag
        if depth < MAX_DEPTH:
            count = raw.FPDF_StructElement_CountChildren(element)
            inner = [raw.FPDF_StructElement_GetChildAtIndex(element, index) for index in _first(count)]
            waiting += [(child, tag, depth + 1) for child in reversed(inner) if child]


def _tag(name: str, around: Tag, number: int) -> Tag:
    """What the element with this name and number tells, inside one that tells `around`."""
    heading = _HEADING.fullmatch(name)
    if heading:
        return around._replace(heading=int(heading[1]))
    if name == "Table":
        return around._replace(table=number, row=0, cell=0)
    if name == "TR" and around.table:
        return around._replace(row=number, cell=0)
    if name in ("TD", "TH") and around.row:
        return around._replace(cell=number)
    return around


def _first(count: int) -> range:
    return range(min(max(count, 0), MAX_ELEMENTS))


def _content(element: Any) -> Iterator[int]:
    for index in _first(raw.FPDF_StructElement_CountChildren(element)):
        content = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if content >= 0:
            yield content


def _name(element: Any) -> str:
    buffer = ctypes.create_string_buffer(MAX_NAME)
    written = raw.FPDF_StructElement_GetType(element, buffer, MAX_NAME)
    return buffer.raw[: max(written - 2, 0)].decode("utf-16-le", "replace") if written <= MAX_NAME else ""
