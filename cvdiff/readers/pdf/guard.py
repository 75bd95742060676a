"""What a page would draw, before PDFium is asked to read it: PDFium itself knows no limit.

A drawing of a million strokes takes it half a gigabyte, and forms that draw each other ten times over
double as fast as one adds them. Both show in the sizes of the unpacked drawings, which are looked at
here without being kept. Streams that are encrypted or packed otherwise are left to PDFium.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from cvdiff.errors import InputError

MAX_DRAWING = 5_000_000
"""Bytes of one drawing, unpacked. The largest seen has 167,646; 5,000,000 draw some 300,000 strokes."""

SMALL_STREAM = MAX_DRAWING // 1032
"""A packed stream of fewer bytes cannot hold more than that: zlib packs at most 1032 to 1."""

MAX_REPEATS = 200_000
"""How often forms in forms may be drawn. Included figures draw one to three others, so only forms that
draw more count towards this limit; all count towards `MAX_ALL_REPEATS`."""

MAX_ALL_REPEATS = 10**9
FEW = 3

MAX_ALL_DRAWINGS = 100_000_000
"""Bytes of all drawings together: 200 pages as full as the fullest seen have a third of it."""

_OTHER_STREAMS = re.compile(
    rb"/Image\b|/Length1\b|/Type1C\b|/CIDFontType0C\b|/OpenType\b|/ObjStm\b|/XRef\b|/Metadata\b|/N\s+[134]\b"
)
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)")
_DRAWN = re.compile(rb"/[^\s/]+\s+Do\b")
_LONGEST_HEAD = 2_000


def refuse_bombs(data: bytes, name: str) -> None:
    """Raise `InputError` if the drawings of the PDF unpack to more than a CV can hold."""
    repeats = all_repeats = 1
    size = 0
    for head, packed in _drawings(data):
        is_form = b"/Form" in head
        if len(packed) < SMALL_STREAM and not is_form:
            continue
        drawing = _unpacked(packed)
        if len(drawing) > MAX_DRAWING:
            raise InputError(f"{name}: holds a drawing of more than {MAX_DRAWING:,} bytes; is this a CV?")
        size += len(drawing)
        if size > MAX_ALL_DRAWINGS:
            raise InputError(f"{name}: its drawings hold more than {MAX_ALL_DRAWINGS:,} bytes; is this a CV?")
        drawn = len(_DRAWN.findall(drawing)) if is_form else 1
        all_repeats *= max(1, drawn)
        repeats *= drawn if drawn > FEW else 1
        if repeats > MAX_REPEATS or all_repeats > MAX_ALL_REPEATS:
            raise InputError(f"{name}: its drawings repeat each other without end; is this a CV?")


def _drawings(data: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """The packed streams that may be drawings, each with the dictionary before it."""
    view = memoryview(data)
    position, closed = data.find(b"stream"), 0
    while position >= 0:
        after = position + len(b"stream")
        if data[position - 3 : position] != b"end":
            begin = data.rfind(b"obj", max(0, position - _LONGEST_HEAD), position)
            head = data[max(begin, 0) : position]
            if begin >= 0 and b"/FlateDecode" in head and not _OTHER_STREAMS.search(head):
                start = after + (2 if data[after : after + 2] == b"\r\n" else 1)
                if closed < start:
                    found = data.find(b"endstream", start)
                    closed = found if found >= 0 else len(data)
                yield head, view[start : _end(head, start, closed)]
        position = data.find(b"stream", after)


def _end(head: bytes, start: int, closed: int) -> int:
    """Where a stream ends: as its dictionary says, else where the next one is `closed`."""
    length = _LENGTH.search(head)
    return start + int(length.group(1)) if length and len(length.group(1)) < 10 else closed


def _unpacked(packed: memoryview) -> bytes:
    """What the stream holds, cut above the limit; nothing for a damaged stream."""
    try:
        return zlib.decompressobj().decompress(packed, MAX_DRAWING + 1)
    except zlib.error:
        return b""
