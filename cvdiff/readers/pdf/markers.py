"""Bullets and numbers at the start of lines: which of them mark list items.

A bullet is one by itself. A dash, a star or a glyph without text may stand at the start of a wrapped
line; it counts if lines at the same indentation begin alike. A number counts if the next or the last
one of its kind is one more or one less.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cvdiff.readers.pdf.layout import Line
from cvdiff.readers.pdf.letters import BULLETS, ICON
from cvdiff.readers.pdf.lines import Run

_POSSIBLE = frozenset("*∗-–—·»›~o" + ICON)
_ALIKE = 2
_ICONS_ALIKE = 3
"""So many lines must begin alike; one more for icons, which stand before the lines of an address."""

_NUMBER = re.compile(
    r"(?:\[[A-Za-z]{0,3}[.-]?\d{1,3}\]|[A-Z]{0,3}[.-]?\d{1,3} ?[.)\]:]{1,2}|\([A-Z]{0,3}\d{1,3}\))(?=\s|$)"
    r"|\[[A-Za-z]{0,3}\d{1,3}\](?=\S)"
    r"|[A-Z]{0,2}\d{1,3}(?=\t)"
)
_MOST_LINES = 4
_CLEAR = 2.0
"""Points by which the later lines of an item are indented."""

_DIGITS = re.compile(r"\d+")
_SHAPE = re.compile(r"\w+")
_SAME_PLACE = 1.3
"""In ems: numbers of one list, aligned left or right, begin within this distance."""


def _is_row(line: Line) -> bool:
    """Whether a line is a row of a table, as the file tells, so that a number in it fills a cell."""
    return line.tag.row > 0 and len(line.cells) > 1


def find_markers(lines: Sequence[Line]) -> None:
    """Take the markers off the lines that begin list items, and note them there."""
    numbered: dict[str, list[tuple[int, Line, str]]] = {}
    possible: dict[tuple[str, str, int], list[int]] = {}
    for index, line in enumerate(lines):
        text = line.text
        first = text[:1]
        if line.is_heading or not first or _is_row(line):
            continue
        if first in BULLETS and len(text) > 1:
            _take(line, 1)
        elif first in _POSSIBLE and (text[1:2].isspace() or first == ICON) and len(text) > 2:
            glyph = line.cells[0][0].fragments[0].text if first == ICON else first
            possible.setdefault((first, glyph, round(line.x0 / 3)), []).append(index)
        elif match := _NUMBER.match(text):
            marker = match.group()
            value = int(_DIGITS.search(marker).group())  # type: ignore[union-attr]
            numbered.setdefault(_DIGITS.sub("0", marker), []).append((value, line, marker))
    for (first, _, _), alike in possible.items():
        enough = _ICONS_ALIKE if first == ICON else _ALIKE
        if len(alike) >= enough and _are_near(lines, alike, is_icon=first == ICON):
            for index in alike:
                _take(lines[index], 1)
    places = {place for found in numbered.values() for place in _take_numbers(found)}
    for marker, found in numbered.items():
        for _, line, text in found:
            if not line.marker and (_SHAPE.sub("", marker), round(line.x0 / 3)) in places:
                _take(line, len(text))


def _are_near(lines: Sequence[Line], alike: Sequence[int], *, is_icon: bool) -> bool:
    """Whether most of the lines that begin alike follow each other, but for the ends of longer items.

    These are indented; after a dash, not after an icon, a few may also begin where the item does.
    """
    near = 0
    for before, after in pairwise(alike):
        between, x0 = lines[before + 1 : after], lines[before].x0
        near += all(line.x0 > x0 + _CLEAR for line in between) or (
            not is_icon and len(between) <= _MOST_LINES and all(line.x0 > x0 - _CLEAR for line in between)
        )
    return 2 * near >= len(alike) - 1


def _take_numbers(found: Sequence[tuple[int, Line, str]]) -> set[tuple[str, int]]:
    """Take the numbers that count on; the shapes ("[]") and places of those taken."""
    places = set()
    for index, (value, line, marker) in enumerate(found):
        neighbours = [*found[max(0, index - 1) : index], *found[index + 1 : index + 2]]
        if any(
            abs(other - value) == 1 and abs(near.x0 - line.x0) <= _SAME_PLACE * line.size
            for other, near, _ in neighbours
        ):
            places.add((_SHAPE.sub("", marker), round(line.x0 / 3)))
            _take(line, len(marker))
    return places


def _take(line: Line, length: int) -> None:
    line.marker = "".join(run.text for run in line.runs[0])[:length].replace(ICON, "•")
    left = length
    for run in line.runs[0]:
        cut = min(left, len(run.text))
        run.text, left = run.text[cut:], left - cut
    line.runs[0] = [run for run in line.runs[0] if run.text]
    _strip_start(line.runs[0])
    line.text_x = _text_start(line, length)
    if not line.runs[0] and len(line.runs) > 1:
        del line.runs[0]


def _strip_start(runs: list[Run]) -> None:
    while runs:
        runs[0].text = runs[0].text.lstrip()
        if runs[0].text:
            return
        del runs[0]


def _text_start(line: Line, length: int) -> float:
    """Where the text after a marker of `length` characters begins."""
    for cell in line.cells:
        for fragment in (fragment for segment in cell for fragment in segment.fragments):
            if length <= 0:
                return fragment.x0
            length -= len(fragment.text)
    return line.x0
