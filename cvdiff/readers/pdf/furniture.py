"""Running headers and footers: what stands at the edge of a page and comes again on others.

"Jane Doe - CV", "Page 3 of 7", the day of the last change. They are known by place and repetition,
numbers apart, and are dropped; so are a page's own number and, on later pages, the owner's name with
a few words, set off from the text and above where that begins on the first page: of two pages one
alone has such a header. A header without numbers
stays on the first page, where it often is the only place that names the owner, and so does an address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cvdiff.readers.pdf.lines import Segment

REPEATED_SHARE = 0.4
"""Of the pages; headers of left and right pages may differ, and the first page often has none."""

MAX_ROWS = 4
"""Rows that are looked at on each edge."""

TOLERANCE = 4.0
"""Points by which the place of a header may differ from page to page."""

SAME_ROW = 3.0
SAME_HEIGHT = 1.0
"""Points."""
ASCENT = 0.7
"""Height of a capital, in ems."""

FEW_WORDS = 8
SET_OFF = 2.0
"""In ems: a header with the owner's name is so far above the text, and has so few words besides."""

_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:[^\W\d]{1,8}\W{1,2})?(\d{1,3})(?:\s*(?:/|[^\W\d]{2,4}|-)\s*\d{1,3})?\W*")

_Band = list[list[Segment]]


def without_furniture(pages: Sequence[list[Segment]]) -> list[list[Segment]]:
    """The segments of each page (sorted from top to bottom) without its headers and footers."""
    tops = [_band(segments) for segments in pages]
    bottoms = [_band(segments[::-1]) for segments in pages]
    out = []
    repeated_top, repeated_bottom = _repeated(tops), _repeated(bottoms)
    name = max(pages[0], key=lambda segment: segment.size).text() if len(pages) > 1 and pages[0] else ""
    for number, segments in enumerate(pages, 1):
        dropped = _outer(tops[number - 1], repeated_top, number, is_top=True)
        dropped |= _outer(bottoms[number - 1], repeated_bottom, number, is_top=False)
        is_named = number > 1 and " " in name and _is_named(tops[number - 1], name)
        if is_named and _top(segments) > _top(pages[0]) + SAME_HEIGHT:
            dropped |= {id(segment) for segment in tops[number - 1][0]}
        out.append([segment for segment in segments if id(segment) not in dropped])
    return out


def _band(segments: Sequence[Segment]) -> _Band:
    """The outermost rows, outermost first."""
    rows: _Band = []
    for segment in segments:
        if rows and abs(rows[-1][0].y - segment.y) <= SAME_ROW:
            rows[-1].append(segment)
        elif len(rows) == MAX_ROWS:
            break
        else:
            rows.append([segment])
    return rows


def _is_named(band: _Band, name: str) -> bool:
    """Whether the topmost row holds a name and a few words, set off from the text."""
    if len(band) < MAX_ROWS:
        return False
    text = " ".join(segment.text() for segment in band[0])
    is_short = len(text.split()) <= len(name.split()) + FEW_WORDS
    return name in text and is_short and band[0][0].y - band[1][0].y > SET_OFF * band[0][0].size


def _top(segments: Sequence[Segment]) -> float:
    """The upper edge of a page's topmost line: a header's is above that of the first page's text."""
    return segments[0].y + ASCENT * segments[0].size


def _key(segment: Segment) -> str:
    return _NUMBERS.sub("0", segment.text()).strip()


def _repeated(bands: Sequence[_Band]) -> dict[str, list[float]]:
    """The heights at which a text, numbers apart, stands on enough pages."""
    heights: dict[str, list[float]] = {}
    for band in bands:
        for row in band:
            for segment in row:
                heights.setdefault(_key(segment), []).append(segment.y)
    enough = max(2.0, REPEATED_SHARE * len(bands))
    return {key: ys for key, ys in heights.items() if len(ys) >= enough}


def _outer(band: _Band, repeated: dict[str, list[float]], number: int, *, is_top: bool) -> set[int]:
    """The ids of the segments of the outermost rows that are furniture."""
    furniture: list[Segment] = []
    numbers: set[int] = set()
    for row in band:
        numbered = [segment for segment in row if _is_page_number(segment.text(), number)]
        if not all(segment in numbered or _comes_again(segment, repeated) for segment in row):
            break
        furniture += row
        numbers |= {id(segment) for segment in numbered}
    if number == 1 and _is_kept_once([one for one in furniture if id(one) not in numbers], is_top):
        return numbers
    return {id(segment) for segment in furniture}


def _is_kept_once(furniture: Sequence[Segment], is_top: bool) -> bool:
    """Whether a header or footer stays on the first page: the owner's name, or an address."""
    texts = [segment.text() for segment in furniture]
    if any("@" in text for text in texts):
        return True
    return is_top and not any(character.isdigit() for text in texts for character in text)


def _comes_again(segment: Segment, repeated: dict[str, list[float]]) -> bool:
    near = [y for y in repeated.get(_key(segment), ()) if abs(y - segment.y) <= TOLERANCE]
    return len(near) >= 2


def _is_page_number(text: str, number: int) -> bool:
    match = _PAGE_NUMBER.fullmatch(text)
    return match is not None and int(match.group(1)) == number
