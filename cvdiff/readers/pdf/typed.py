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
from cvdiff.readers.pdf.page import Fragment, Page
from cvdiff.readers.pdf.typed_headings import heading_cells
from cvdiff.readers.pdf.typed_lines import BLANK, printed_pages

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
"""Widths of letters in print, times the average in a text; roman types differ little in them."""

_CELL = pattern(r"\S+(?: \S+)*")
_WORD = pattern(r"\S+")


def typed_pages(text: str) -> list[Page]:
    """The pages of a text that form feeds part."""
    printed = printed_pages(text)
    headings = heading_cells([line.text for lines in printed for line in (*lines, BLANK)])
    height = max(map(len, printed)) + 1
    pages, first = [], 0
    for number, lines in enumerate(printed, 1):
        texts = [line.text for line in lines]
        page = Page(number)
        for index, row in enumerate(_rows(texts, height)):
            around = {column for line in texts[max(0, index - 1) : index + 2] for column in _columns(line)}
            for fragment in _fragments(texts[index], headings.get(first + index), around, -row * PITCH):
                fragment.source = lines[index].number
                page.fragments.append(fragment)
        pages.append(page)
        first += len(lines) + 1
    return pages


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
