"""What stands below a heading: one entry, whose first line the heading is, or a list of entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from cvdiff.dataclass import dataclass
from cvdiff.document import Document
from cvdiff.prose import is_prose
from cvdiff.values.dated_roles import is_dated_role
from cvdiff.values.dates import find_dates
from cvdiff.values.details import is_detail
from cvdiff.values.headings import is_heading_phrase, section_kind
from cvdiff.values.stamps import is_stamp

MAX_BODY = 6
"""A heading with more blocks below it heads a section, not an entry."""
TITLE_WORDS = 5
"""A heading of so many words that names no kind of record is the title of a work."""
SHORT_TITLE_WORDS = 3
"""A heading of fewer words is no title, whatever stands beside it."""
REACH = 200
"""Characters of a block that are looked at for dates."""


@dataclass(frozen=True, slots=True)
class _Body:
    """How many blocks stand below a heading, how many of them are dated, and where the heading above is."""

    size: int
    dated: int
    above: int


@dataclass(frozen=True, slots=True)
class _Level:
    """What is below each heading of a level, by its index; those above one dated line and little else.

    `alike` counts these by the heading above them.
    """

    bodies: Mapping[int, _Body]
    short: frozenset[int]
    alike: Mapping[int, int]


class Below:
    """Tells of each heading of a document what is below it; every level is read once."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._levels: dict[int, _Level] = {}
        self._titles: dict[int, tuple[Counter[int], Counter[int]]] = {}

    def is_entry(self, index: int) -> bool:
        """Whether one dated line and little else stands below a heading and below others of its level.

        Most of the document's, or one below the same heading: which of them have more below changes from
        version to version.
        """
        level = self._level(self._blocks[index].level)
        if index not in level.short or len(level.bodies) < 3:
            return False
        return 2 * len(level.short) >= len(level.bodies) or level.alike[level.bodies[index].above] > 1

    def is_employer(self, index: int) -> bool:
        """Whether a dated job title and nothing else is below a heading: "### Acme" / "Engineer, 2014–16"."""
        below = self._blocks[index + 1 : index + 2]
        return (
            bool(below)
            and below[0].kind != "heading"
            and is_dated_role(below[0].text.plain.partition("\n")[0])
        )

    def is_title(self, index: int) -> bool:
        """Whether a heading among works is the title of one: by its words, or as most beside it are.

        A dated paragraph or two below it are its authors and its venue; a section has a list.
        """
        block, text = self._blocks[index], self._blocks[index].text.plain
        if _is_long_title(text):
            return True
        if block.kind != "heading" or is_heading_phrase(text):
            return False
        is_short = len(text.split()) < SHORT_TITLE_WORDS
        below = self._blocks[index + 1].kind if index + 1 < len(self._blocks) else "heading"
        if below == "paragraph" and self.is_entry(index) and not (is_short and section_kind(text)):
            return True
        if is_short:
            return False
        above = self._level(block.level).bodies[index].above
        titles, others = self._titles_of(block.level)
        return titles[above] >= max(1, others[above])

    def is_list(self, index: int) -> bool:
        """Whether dated entries of their own stand between a heading and the next one."""
        dated = 0
        for place in range(index + 1, len(self._blocks)):
            block = self._blocks[place]
            if block.kind == "heading" or dated > 1:
                break
            if is_stamp(block.text.plain):
                continue
            if block.kind == "term" or (len(block.items) <= 1 and _is_dated(block.text.plain)):
                dated += 1
        return dated > 1

    def is_divided(self, index: int) -> bool:
        """Whether a heading of its own, made of heading words, opens what stands below a heading."""
        inner = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        if inner is None or inner.kind != "heading" or inner.level <= self._blocks[index].level:
            return False
        return is_heading_phrase(inner.text.plain)

    def _titles_of(self, level: int) -> tuple[Counter[int], Counter[int]]:
        """How many headings of a level are long titles and how many are not, by the heading above."""
        if level not in self._titles:
            titles: Counter[int] = Counter()
            others: Counter[int] = Counter()
            for index, body in self._level(level).bodies.items():
                counted = titles if _is_long_title(self._blocks[index].text.plain) else others
                counted[body.above] += 1
            self._titles[level] = titles, others
        return self._titles[level]

    def _level(self, level: int) -> _Level:
        if level not in self._levels:
            bodies = self._bodies(level)
            short = frozenset(i for i, body in bodies.items() if body.size <= MAX_BODY and body.dated == 1)
            self._levels[level] = _Level(bodies, short, Counter(bodies[i].above for i in short))
        return self._levels[level]

    def _bodies(self, level: int) -> dict[int, _Body]:
        """What is below each heading of a level, by its index."""
        bodies: dict[int, _Body] = {}
        place = above = -1
        for position, block in enumerate(self._blocks):
            if block.kind == "heading":
                if block.level < level:
                    place, above = -1, position
                elif block.level == level:
                    place, bodies[position] = position, _Body(0, 0, above)
            elif place in bodies:
                body = bodies[place]
                dated = _is_dated(block.text.plain)
                bodies[place] = _Body(body.size + 1, body.dated + dated, above)
        return bodies


def _is_long_title(text: str) -> bool:
    """Whether a heading is too long for one of a section, and names no kind of record."""
    return len(text.split()) >= TITLE_WORDS and section_kind(text) is None


def _is_dated(plain: str) -> bool:
    """Whether a line says when something was; a sentence or a detail may mention a year in passing."""
    lines = plain[:REACH].split("\n")
    return any(find_dates(line) and not is_prose(line) and not is_detail(line) for line in lines)
