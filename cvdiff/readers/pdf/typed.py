"""Pages that a program printed as text (`pdftotext`): lines of characters -> fragments at their places.

Such a program parts the pages with a form feed and keeps, if asked to, the layout: columns stand where they
stood, with runs of blanks between them, and a blank line is a gap. So the text is a page again, of which
the looks are lost. What stands where says the number of the line and of the character; how far a line
reaches follows from the widths that its letters mostly have in print, for the widths decide whether the
next word would have fitted. What a reader knows for a heading by its looks is told by its words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from cvdiff.patterns import pattern
from cvdiff.readers.pdf.fonts import Face, Font
from cvdiff.readers.pdf.letters import BULLETS
from cvdiff.readers.pdf.page import Fragment, Page
from cvdiff.readers.pdf.typed_gutters import with_wide_gutter
from cvdiff.readers.pdf.typed_headings import heading_cells

PAGE_BREAK = "\f"

SIZE, HEADING_SIZE = 10.0, 12.0
PITCH = 12.0
WIDTH = 5.5
"""Points: type, distance of lines, width of a character. Two blanks are a gap between columns so."""

USUAL, CAPITAL = 1.16, 1.6
_WIDTHS = {
    letter: width
    for letters, width in (
        (" .,:;ijlt'|!", 0.63), ("frI-()[]‘’", 0.78), ("acesz?\"“”", 1.0), ("mwMW@%—", 1.85),
    )
    for letter in letters
}  # fmt: skip
"""Widths of letters in print, times the average in a text; they differ little from one roman type to another."""

ENOUGH_BULLETS = 3
"""So many bullets with a blank line below each show that these are no gaps: the sign is taller than a line."""

_CELL = pattern(r"\S+(?: \S+)*")
_WORD = pattern(r"\S+")
_SOFT_HYPHEN, _HYPHEN = "\u00ad", "-"
"""Such a program prints the one for the other: a hyphen that can be seen."""


def typed_pages(text: str) -> list[Page]:
    """The pages of a text that form feeds part."""
    texts = text.replace(_SOFT_HYPHEN, _HYPHEN).expandtabs().split(PAGE_BREAK)
    while len(texts) > 1 and not texts[-1].strip():
        texts.pop()
    lined = [_without_blank_ends(page.split("\n")) for page in texts]
    if _have_tall_bullets(lined):
        lined = [_without_gaps_below_bullets(lines) for lines in lined]
    lined = [with_wide_gutter(lines) for lines in lined]
    headings = heading_cells([line for lines in lined for line in (*lines, "")])
    height = max(map(len, lined)) + 1
    pages, first = [], 0
    for number, lines in enumerate(lined, 1):
        page = Page(number)
        for index, row in enumerate(_rows(lines, height)):
            around = {column for line in lines[max(0, index - 1) : index + 2] for column in _columns(line)}
            page.fragments += _fragments(lines[index], headings.get(first + index), around, -row * PITCH)
        pages.append(page)
        first += len(lines) + 1
    return pages


def _without_blank_ends(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _have_tall_bullets(pages: Sequence[Sequence[str]]) -> bool:
    """Whether most bullets that more lines follow have a blank line between."""
    torn = whole = 0
    for lines in pages:
        for index in _bullets(lines):
            torn += _is_torn(lines, index)
            whole += index + 1 < len(lines) and _goes_on(lines[index], lines[index + 1])
    return torn >= max(ENOUGH_BULLETS, whole)


def _bullets(lines: Sequence[str]) -> Iterator[int]:
    return (index for index, line in enumerate(lines) if line.lstrip()[:1] in BULLETS)


def _is_torn(lines: Sequence[str], index: int) -> bool:
    """Whether a blank line stands between a line and one that goes on with it."""
    return index + 2 < len(lines) and not lines[index + 1].strip() and _goes_on(lines[index], lines[index + 2])


def _goes_on(line: str, following: str) -> bool:
    """Whether a line is indented below one that begins with a bullet, and has none itself."""
    start = len(following) - len(following.lstrip())
    return start > len(line) - len(line.lstrip()) and following.strip()[:1] not in BULLETS


def _without_gaps_below_bullets(lines: Sequence[str]) -> list[str]:
    gaps = {index + 1 for index in _bullets(lines) if _is_torn(lines, index)}
    return [line for index, line in enumerate(lines) if index not in gaps]


def _rows(lines: Sequence[str], height: int) -> Iterator[int]:
    """Where each line of a page stands; what the last gap parts off stands at the bottom of every page."""
    blank = [row for row, line in enumerate(lines) if not line.strip()]
    foot = max(blank, default=len(lines))
    for row in range(len(lines)):
        yield row if row < foot else row + height - len(lines)


def _columns(line: str) -> Iterator[int]:
    """The columns at which cells begin, the first one left out."""
    return (cell.start() for cell in list(_CELL.finditer(line))[1:])


def _fragments(line: str, heading: str | None, around: Collection[int], y: float) -> Iterator[Fragment]:
    """The words of a line, each where it stands; `heading` is its first cell, if that is one.

    A word at a column at which cells begin on the lines `around` stands there, though a space is before it.
    """
    cells = list(_CELL.finditer(line))
    for number, cell in enumerate(cells):
        is_heading = heading is not None and number == 0
        text = heading if heading is not None and number == 0 else cell.group()
        printed, room = _width(text), float(len(cell.group()))
        scale = min(1.0, room / printed) if number + 1 < len(cells) else 1.0
        for word in _WORD.finditer(text):
            column = cell.start() + word.start()
            start = cell.start() + scale * _width(text[: word.start()])
            if column in around and not is_heading:
                start = float(column)
            end = start + scale * _width(word.group())
            face = _HEADING if is_heading else _TEXT
            yield Fragment(word.group(), WIDTH * start, WIDTH * end, y, face, False, "")


def _width(text: str) -> float:
    """The width of a text in print, in characters."""
    return sum(_WIDTHS.get(one) or (CAPITAL if one.isupper() else USUAL) for one in text)


_FONT = Font("Typed", 0, 400, 0)
_TEXT = Face(_FONT, SIZE, 0, False, 0.0)
_HEADING = Face(_FONT, HEADING_SIZE, 0, False, 0.0)
