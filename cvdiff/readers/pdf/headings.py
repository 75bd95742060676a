"""Which lines are headings for sure, and their levels.

A heading is short, alone on its line, and set apart from the text: larger, ruled or underlined, in small
capitals or capitals, or in a colour of its own. Bold alone is no sure sign, because titles and employers are
bold; capitals or bold that only words can tell from an entry are left to the outline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cvdiff.readers.pdf.extents import are_neighbours
from cvdiff.readers.pdf.fonts import Face
from cvdiff.readers.pdf.layout import YEAR_DIGITS, Line
from cvdiff.readers.pdf.lines import Run
from cvdiff.readers.pdf.measures import Measures
from cvdiff.readers.pdf.page import Rule
from cvdiff.readers.pdf.ruled import is_ruled, is_underlined

LARGER = 1.13
"""Times the size of the text: 11 points in a text of 10 are emphasis, 12 are a heading (1.2)."""

SLIGHTLY_LARGER = 1.06
"""12 points in a text of 11 (1.1)."""

SMALLEST = 0.8
"""Bold capitals in a colour of their own are headings in smaller type than the text."""

SAME_SIZE = 0.9
"""Times the size of a line's largest type: less is another type, unless it makes small capitals."""

MAX_WORDS = 10
MIN_LETTERS = 3
MAX_LENGTH = 90
HEADER_LINES = 8
"""Lines on the first page among which large text is the name, the trade, the address."""

TOP_LEVEL = 6

RULED_SHARE = 0.5
"""Headings are ruled if half of those that look alike are: a list's last line may stand above a rule."""

MIXED = -1
"""The colour of a line in several: some classes print the first letters of each heading in another one."""

MIN_TAGGED = 2
"""A single heading among the tags may be the document's title, set so by the program."""

_Look = tuple[float, bool, bool, bool, int, bool]
"""Size, bold, capitals, small capitals, colour, underlined."""


def find_headings(
    lines: Sequence[Line], body: Face, rules: dict[int, list[Rule]], measures: Measures
) -> dict[int, int]:
    """The levels (1 to 6) of the headings, by index of line."""
    sentences = _wrapped_sentences(lines, measures)
    rising = {page: sorted(found, key=lambda rule: rule.y) for page, found in rules.items()}
    looks = {
        index: look
        for index, line in enumerate(lines)
        if index not in sentences and (look := _look(line, rising.get(line.page, ())))
    }
    ruled = _ruled_looks(lines, looks, rising)
    name = _name(lines, looks, body)
    found = {
        index: look
        for index, look in looks.items()
        if index != name
        and (lines[index].is_heading or _is_set_apart(index, lines, look, look in ruled, body, measures))
    }
    accents = {look[4] for look in found.values()} - {body.colour, MIXED}
    rest = {index: look for index, look in looks.items() if index not in found and index != name}
    found |= _slightly_larger(lines, rest, accents if found else None, body, measures)
    counts: dict[_Look, int] = {}
    for look in found.values():
        counts[look] = counts.get(look, 0) + 1
    found = {
        index: look
        for index, look in found.items()
        if counts[look] > 1 or look in ruled or (index > HEADER_LINES and look[0] > body.size)
    }
    lists = _listing_looks(found, body)
    found = {index: look for index, look in found.items() if look not in lists}
    levels = _levels(found, ruled, 1 if name is None else 2, lines)
    headings = {index: levels[look] for index, look in found.items()}
    if name is not None:
        headings[name] = 1
    return _with_tagged(headings, lines, looks)


def _with_tagged(headings: dict[int, int], lines: Sequence[Line], looks: dict[int, _Look]) -> dict[int, int]:
    """The headings that the file's tags tell, with the level that these give to all that look alike."""
    tagged = {index: level for index, line in enumerate(lines) if (level := line.tagged_level)}
    if len(tagged) < MIN_TAGGED:
        return headings
    alike = {looks[index]: level for index, level in tagged.items() if index in looks}
    levels = {
        index: alike.get(looks[index], level) if index in looks else level
        for index, level in headings.items()
    }
    return levels | tagged


def _slightly_larger(
    lines: Sequence[Line], looks: dict[int, _Look], accents: set[int] | None, body: Face, measures: Measures
) -> dict[int, _Look]:
    """Lines slightly larger than the text, in the colour of the sure headings: the headings below these.

    Where nothing is a sure heading (None), the bold ones are; below headings they are titles and employers.
    """
    return {
        index: look
        for index, look in looks.items()
        if look[0] >= SLIGHTLY_LARGER * body.size
        and (look[1] > body.bold if accents is None else look[4] in accents and not _has_digit(lines[index]))
        and _has_space_above(index, lines, measures)
    }


def _has_digit(line: Line) -> bool:
    return any(character.isdigit() for character in line.text)


def _wrapped_sentences(lines: Sequence[Line], measures: Measures) -> set[int]:
    """The lines of one type that are too long for a heading together, though one alone may look like one."""
    found: set[int] = set()
    group: list[int] = []
    for index, line in enumerate(lines):
        if group and not _goes_on(lines[index - 1], line, measures):
            found |= _unlike_heading(lines, group)
            group = []
        group.append(index)
    return found | _unlike_heading(lines, group)


def _unlike_heading(lines: Sequence[Line], group: Sequence[int]) -> set[int]:
    is_sentence = len(group) > 1 and not _may_be_name(" ".join(lines[index].text for index in group))
    return set(group) if is_sentence else set()


def _goes_on(line: Line, following: Line, measures: Measures) -> bool:
    """Whether a line wraps into one in the same type."""
    if following.marker or line.is_heading or not are_neighbours(line, following):
        return False
    if not (line.runs[0] and following.runs[0]) or line.look(-1) != following.look(0):
        return False
    return measures.is_forced(line, following) and not measures.has_gap(line, following)


def _ruled_looks(
    lines: Sequence[Line], looks: dict[int, _Look], rising: dict[int, list[Rule]]
) -> frozenset[_Look]:
    """The looks whose lines stand on rules."""
    counts: dict[_Look, list[bool]] = {}
    for index, look in looks.items():
        line = lines[index]
        counts.setdefault(look, []).append(is_ruled(line, rising.get(line.page, ())))
    return frozenset(look for look, found in counts.items() if sum(found) >= RULED_SHARE * len(found))


def _look(line: Line, rules: Sequence[Rule]) -> _Look | None:
    """How a line looks as a whole, above the rules of its page; None for what cannot be a heading."""
    if len(line.runs) != 1 or line.marker:
        return None
    text = line.text.strip()
    letters = sum(character.isalpha() for character in text)
    is_year = len(text) == YEAR_DIGITS and text.isdecimal()
    if (letters < MIN_LETTERS and not is_year) or len(text) > MAX_LENGTH or not _may_be_name(text):
        return None
    runs = [run for run in line.runs[0] if is_year or any(character.isalpha() for character in run.text)]
    if not runs or any(run.link for run in runs):
        return None
    faces = [run.face for run in _without_aside(runs)]
    first = max(faces, key=lambda face: face.size)
    if any(face.bold != first.bold for face in faces):
        return None
    capitals = text.isupper() and letters >= max(4, 0.7 * len(text))
    if not capitals and min(face.size for face in faces) < SAME_SIZE * first.size:
        return None
    small = any(face.small_capitals for face in faces)
    colour = first.colour if all(face.colour == first.colour for face in faces) else MIXED
    return (round(first.size * 2) / 2, first.bold, capitals, small, colour, is_underlined(line, rules))


def _without_aside(runs: Sequence[Run]) -> Sequence[Run]:
    """The runs before a remark in brackets that ends the line in smaller type."""
    for index, run in enumerate(runs[1:], 1):
        if run.face.size < SAME_SIZE * runs[0].face.size and run.text.lstrip().startswith("("):
            return runs[:index] if runs[-1].text.rstrip().endswith(")") else runs
    return runs


def _is_set_apart(
    index: int, lines: Sequence[Line], look: _Look, ruled: bool, body: Face, measures: Measures
) -> bool:
    size, bold, capitals, small, colour, underlined = look
    if size >= LARGER * body.size:
        return True
    if colour == MIXED:
        return False
    marked = bold > body.bold or capitals or small or colour != body.colour or size > 1.03 * body.size
    if ruled and marked:
        return True
    is_coloured = capitals and bold > body.bold and colour != body.colour
    if size < (SMALLEST if is_coloured else 0.95) * body.size or not measures.is_outer(lines[index]):
        return False
    if not _has_space_above(index, lines, measures):
        return False
    if underlined or small or (capitals and (bold > body.bold or _has_two_sizes(lines[index]))):
        return True
    return bold > body.bold and colour != body.colour


def _listing_looks(looks: dict[int, _Look], body: Face) -> set[_Look]:
    """The looks, no larger than the text, of lines most of which have none below them: a list of skills."""
    empty: Counter[_Look] = Counter()
    for index, look in looks.items():
        below = looks.get(index + 1)
        empty[look] += -1 if below is None or below[0] < look[0] else 1
    return {look for look, count in empty.items() if count > 0 and look[0] < LARGER * body.size}


def _has_space_above(index: int, lines: Sequence[Line], measures: Measures) -> bool:
    if not index or not are_neighbours(lines[index - 1], lines[index]):
        return True
    return measures.has_gap(lines[index - 1], lines[index])


def _has_two_sizes(line: Line) -> bool:
    """Small capitals made of capitals in two sizes."""
    sizes = {run.face.size for run in line.runs[0] if run.text.strip()}
    return len(sizes) == 2 and min(sizes) < SAME_SIZE * max(sizes)


def _name(lines: Sequence[Line], looks: dict[int, _Look], body: Face) -> int | None:
    """The owner's name: the largest of the first lines, if it is larger than the text and all headings."""
    first = [
        index
        for index, line in enumerate(lines[:HEADER_LINES])
        if line.page == lines[0].page and len(line.cells) == 1 and _may_be_name(line.text)
    ]
    if not first:
        return None
    largest = max(first, key=lambda index: (lines[index].size, -index))
    others = max((look[0] for index, look in looks.items() if index != largest), default=0.0)
    size = lines[largest].size
    return largest if size >= LARGER * body.size and size > others else None


def _may_be_name(text: str) -> bool:
    """Whether a text is short and neither a sentence nor an address, as names and headings are."""
    return len(text.split()) <= MAX_WORDS and not text.endswith((".", ",", ";")) and "@" not in text


def _levels(
    looks: dict[int, _Look], ruled: frozenset[_Look], top: int, lines: Sequence[Line]
) -> dict[_Look, int]:
    """Larger before smaller, ruled before plain, what comes first before what comes later.

    Two looks of one size that never share a column are of one level: those of an aside and of the text.
    """
    first: dict[_Look, int] = {}
    columns: dict[_Look, set[tuple[int, int]]] = {}
    for index, look in looks.items():
        first.setdefault(look, index)
        columns.setdefault(look, set()).add((lines[index].page, lines[index].column))
    ranked = sorted(first, key=lambda look: (-look[0], look not in ruled, first[look]))
    levels: dict[_Look, int] = {}
    level, above = top - 1, None
    for look in ranked:
        if above is None or above[0] != look[0] or columns[above] & columns[look]:
            level += 1
        levels[look], above = min(level, TOP_LEVEL), look
    return levels
