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

    `heading` is the level of the heading that it stands in, or 0. `run` tells which stretch without a line
    break it is part of: its lines are one that wrapped. 0 where that is not known; the numbers are a page's.
    """

    heading: int = 0
    run: int = 0


UNTAGGED = Tag()


class Tags:
    """The tags of a page, by the ids of its marked content."""

    def __init__(self, headings: dict[int, int], browsers: bool) -> None:
        self._headings, self._browsers = headings, browsers

    @classmethod
    def of_page(cls, page: Any, browsers: bool) -> Tags | None:
        """The tags of a page, None where it has none; `browsers` tells that a browser printed it."""
        headings = heading_levels(page)
        return cls(headings, browsers) if headings or browsers else None

    def of(self, content: int) -> Tag:
        """The tag of the text with this id; -1 is no id."""
        if content < 0:
            return UNTAGGED
        return Tag(self._headings.get(content, 0), content + 1 if self._browsers else 0)


def is_browsers(document: Any) -> bool:
    """Whether a browser printed a document: there, text with one id holds no line break of the page's."""
    size = raw.FPDF_GetMetaText(document, b"Producer", None, 0)
    if not 0 < size <= MAX_PRODUCER:
        return False
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_GetMetaText(document, b"Producer", buffer, size)
    return buffer.raw.decode("utf-16-le", "replace").startswith(_BROWSERS)


def heading_levels(page: Any) -> dict[int, int]:
    """The levels (1 to 6) of the marked content of a page that its tags call headings, by its id."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        found: dict[int, int] = {}
        for element, level in _elements(tree):
            if level:
                found.update(dict.fromkeys(_content(element), level))
        return found
    finally:
        raw.FPDF_StructTree_Close(tree)


def _elements(tree: Any) -> Iterator[tuple[Any, int]]:
    """Every element with the level of the heading that it is or stands in, 0 for other text."""
    children = (
        raw.FPDF_StructTree_GetChildAtIndex(tree, i) for i in _first(raw.FPDF_StructTree_CountChildren(tree))
    )
    waiting = [(child, 0, 0) for child in children if child]
    for _ in range(MAX_ELEMENTS):
        if not waiting:
            return
        element, outer, depth = waiting.pop()
        heading = _HEADING.fullmatch(_name(element))
        level = int(heading[1]) if heading else outer
        yield element, level
        if depth < MAX_DEPTH:
            count = _first(raw.FPDF_StructElement_CountChildren(element))
            inner = (raw.FPDF_StructElement_GetChildAtIndex(element, i) for i in count)
            waiting += [(child, level, depth + 1) for child in inner if child]


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
