"""The lines of pages printed as text, with their numbers, and what the printing did to them undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cvdiff.readers.pdf.letters import BULLETS
from cvdiff.readers.pdf.typed_gutters import with_wide_gutter

ENOUGH_BULLETS = 3
"""So many bullets with a blank line below show that these are no gaps: the sign is taller than a line."""

_SOFT_HYPHEN, _HYPHEN = "\u00ad", "-"
"""Such a program prints the one for the other: a hyphen that can be seen."""


class PrintedLine(NamedTuple):
    """A line and its number in the file, from 1."""

    number: int
    text: str


BLANK = PrintedLine(0, "")


def printed_pages(text: str) -> list[list[PrintedLine]]:
    """The lines of each page, without blank ones at its end."""
    pages: list[list[PrintedLine]] = [[]]
    for number, line in enumerate(text.replace(_SOFT_HYPHEN, _HYPHEN).split("\n"), 1):
        for count, part in enumerate(line.split("\f")):
            if count:
                pages.append([])
            pages[-1].append(PrintedLine(number, part.expandtabs()))
    pages = [_without_blank_end(page) for page in pages]
    if _have_tall_bullets(pages):
        pages = [_without_gaps_below_bullets(page) for page in pages]
    return [_with_wide_gutter(page) for page in pages if page] or [[BLANK]]


def _without_blank_end(lines: list[PrintedLine]) -> list[PrintedLine]:
    while lines and not lines[-1].text.strip():
        lines.pop()
    return lines


def _with_wide_gutter(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    texts = with_wide_gutter([line.text for line in lines])
    return [PrintedLine(line.number, text) for line, text in zip(lines, texts, strict=True)]


def _have_tall_bullets(pages: Sequence[Sequence[PrintedLine]]) -> bool:
    """Whether most bullets that more lines follow have a blank line between."""
    torn = whole = 0
    for lines in pages:
        for index in _bullets(lines):
            torn += _is_torn(lines, index)
            whole += index + 1 < len(lines) and _goes_on(lines[index].text, lines[index + 1].text)
    return torn >= max(ENOUGH_BULLETS, whole)


def _bullets(lines: Sequence[PrintedLine]) -> Iterator[int]:
    return (index for index, line in enumerate(lines) if line.text.lstrip()[:1] in BULLETS)


def _is_torn(lines: Sequence[PrintedLine], index: int) -> bool:
    """Whether a blank line stands between a line and one that goes on with it."""
    if index + 2 >= len(lines) or lines[index + 1].text.strip():
        return False
    return _goes_on(lines[index].text, lines[index + 2].text)


def _goes_on(line: str, following: str) -> bool:
    """Whether a line is indented below one that begins with a bullet, and has none itself."""
    start = len(following) - len(following.lstrip())
    return start > len(line) - len(line.lstrip()) and following.strip()[:1] not in BULLETS


def _without_gaps_below_bullets(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    gaps = {index + 1 for index in _bullets(lines) if _is_torn(lines, index)}
    return [line for index, line in enumerate(lines) if index not in gaps]
