"""The links of a page: rectangles that lead to a URL."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from ctypes import c_int
from typing import Any

import pypdfium2_raw as raw  # type: ignore[import-untyped]

MAX_HEIGHT = 200.0
"""Points; a higher link covers a picture or a page, not words."""

MAX_URL = 2_000

FROM_DISK = "file://"
"""A page printed from disk had links to paths of its own site; the path is all that is true of them."""

EDGE = 1.5
"""Points by which a link may be narrower than the word it covers."""

TOUCH = 0.5

FAR = 100_000.0
"""Points; no page is larger."""


class Area:
    """A rectangle that leads to a URL."""

    __slots__ = ("bottom", "left", "right", "top", "url")

    def __init__(self, left: float, bottom: float, right: float, top: float, url: str) -> None:
        self.left, self.bottom, self.right, self.top, self.url = left, bottom, right, top, url

    def covers(self, x0: float, x1: float) -> bool:
        """Whether the stretch from `x0` to `x1` lies within."""
        return self.left <= x0 + EDGE and self.right >= x1 - EDGE


class Areas:
    """The links of a page, by the bands of its height that they touch."""

    BAND = 16.0

    def __init__(self, areas: Iterator[Area]) -> None:
        self.count = 0
        self._bands: dict[int, list[Area]] = {}
        for area in areas:
            if not (area.top - area.bottom <= MAX_HEIGHT and abs(area.top) < FAR):
                continue
            self.count += 1
            for band in range(int(area.bottom // self.BAND), int(area.top // self.BAND) + 1):
                self._bands.setdefault(band, []).append(area)

    def at(self, x0: float, x1: float, y: float) -> Area | None:
        """The link that touches the stretch from `x0` to `x1` at height `y`."""
        for area in self._bands.get(int(y // self.BAND), ()):
            if area.left < x1 - TOUCH and area.right > x0 + TOUCH and area.bottom <= y <= area.top:
                return area
        return None


def links(document: Any, page: Any) -> Iterator[Area]:
    """The links of a page; one to a place in the document has no URL."""
    position, link = c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, position, link):
        url = _url(document, link)
        if not url and not raw.FPDFLink_GetDest(document, link):
            continue
        boxes = list(_quadrilaterals(link))
        rectangle = raw.FS_RECTF()
        if not boxes and raw.FPDFLink_GetAnnotRect(link, rectangle):
            boxes = [(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)]
        for left, bottom, right, top in boxes:
            yield Area(left, bottom, right, top, url)


def _url(document: Any, link: Any) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    length = raw.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < length <= MAX_URL:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(document, action, buffer, length)
    return buffer.value.decode("utf-8", "replace").strip().removeprefix(FROM_DISK)


def _quadrilaterals(link: Any) -> Iterator[tuple[float, float, float, float]]:
    """The boxes of a link that runs over several lines."""
    points = raw.FS_QUADPOINTSF()
    for index in range(raw.FPDFLink_CountQuadPoints(link)):
        if raw.FPDFLink_GetQuadPoints(link, index, points):
            xs = (points.x1, points.x2, points.x3, points.x4)
            ys = (points.y1, points.y2, points.y3, points.y4)
            if max(xs) - min(xs) > 1 and max(ys) - min(ys) > 1:
                yield min(xs), min(ys), max(xs), max(ys)
