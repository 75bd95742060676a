"""Labels and dates that stand close to the text beside them, cut off it as other rows show."""

from __future__ import annotations

import re

from cvdiff.readers.pdf.fonts import Face
from cvdiff.readers.pdf.letters import BULLETS
from cvdiff.readers.pdf.lines import Segment
from cvdiff.readers.pdf.rows import Row

MAX_LABEL_PIECES = 8
LABEL_CELLS = 2
LABEL_GAP = 0.5
"""In ems: between a label and text that begins where the text of the next row begins; a year, or a label in
a type of its own, needs none."""

OTHER_SIZE = 0.05

SAME_START = 1.1
"""Points: glyphs that microtypography sets out into the margin begin a point before the others."""

NEAR_ROWS = 3
SAME_DATE_END = 1.0
"""Points."""

LONGEST_DATE = 14.0
LONG_TEXT = 20.0
"""In ems: a date at the right margin may stand as close as a space to text of this width, where one of the
next rows on either side has a date with a gap that ends at the same place."""

DASHES = tuple("-–—−")

_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")


def cut_labels(found: list[Row]) -> None:
    """Cut a label off the text that stands close to it, where a row next to it begins a cell there.

    A row that was cut shows the next one the edge, downwards and upwards.
    """
    for index in (*range(len(found)), *reversed(range(len(found)))):
        row = found[index]
        beside = (*found[max(0, index - 1) : index], *found[index + 1 : index + 2])
        cuts = {
            number: position
            for x0 in {cell.x0 for other in beside for cell in other.cells}
            for number, cell in enumerate(row.cells[:LABEL_CELLS])
            if cell.x0 < x0 - 2 * cell.size and x0 < cell.x1 and (position := _label_end(cell, x0))
        }
        if cuts:
            number = min(cuts)
            row.cells[number : number + 1] = row.cells[number].cut(cuts[number])


def _label_end(segment: Segment, edge: float) -> int:
    """The index of the fragment that begins at `edge` after a label, or of its bullet; 0 if there is none."""
    fragments = segment.fragments
    for position, fragment in enumerate(fragments[: MAX_LABEL_PIECES + 1]):
        if fragment.x0 > edge + SAME_START:
            return 0
        end = position - (position > 0 and fragments[position - 1].text in BULLETS)
        if not end or abs(fragment.x0 - edge) > SAME_START:
            continue
        label = " ".join(one.text for one in fragments[:end])
        before, first = fragments[end - 1], fragments[end]
        if first.text in DASHES or (label.endswith(DASHES) and first.text[0].isdigit()):
            continue  # inside a range, below the year of another row
        gap = (first.x0 - before.x1) / segment.size
        is_label = has_year(label) or _are_of_two_types(before.face, first.face)
        return end if gap >= LABEL_GAP or (is_label and gap > -0.1) else 0
    return 0


def _are_of_two_types(face: Face, other: Face) -> bool:
    """Whether two faces differ in size or family; a bold or italic cut may have a name of its own."""
    if abs(face.size - other.size) > OTHER_SIZE * max(face.size, other.size):
        return True
    is_upright = not (face.italic or other.italic) and face.bold == other.bold
    return is_upright and face.family != other.family


def has_year(label: str) -> bool:
    """Whether a label has the digits of a year."""
    return sum(character.isdigit() for character in label) >= 4


def cut_dates(found: list[Row]) -> None:
    """Cut a date at the right margin off the long text that leaves no more than a space before it."""
    dates = [row.cells[-1] if _ends_in_date(row) else None for row in found]
    if not any(dates):
        return
    for index, row in enumerate(found):
        last = row.cells[-1]
        if last.width < LONG_TEXT * last.size:
            continue
        for date in dates[max(0, index - NEAR_ROWS) : index + NEAR_ROWS + 1]:
            if date is None or abs(date.x1 - last.x1) > SAME_DATE_END:
                continue
            position = len(last.fragments) - len(date.fragments)
            if position > 0 and _shape(last, position) == _shape(date):
                row.cells = [*row.cells[:-1], *last.cut(position)]
                break


def _ends_in_date(row: Row) -> bool:
    last = row.cells[-1]
    return len(row.cells) > 1 and last.width <= LONGEST_DATE * last.size and has_year(last.text())


def _shape(segment: Segment, position: int = 0) -> list[str]:
    """What the words from `position` on are like: "June 2019 -" and "May 2021 -" are alike."""
    words = (fragment.text for fragment in segment.fragments[position:])
    return [_LETTERS.sub("a", _DIGITS.sub("0", word)) for word in words]
