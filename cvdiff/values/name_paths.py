"""Readings of a text as a row of people: names one after the other, and what a change of layout costs."""

from __future__ import annotations

from cvdiff.model import Author
from cvdiff.values.name_items import Item
from cvdiff.values.name_units import Mode, Unit

_SWITCH: dict[tuple[Mode, Mode], float] = {
    ("normal", "inverted"): 1.2,
    ("normal", "postfix"): 1.5,
    ("inverted", "normal"): 0.3,
    ("inverted", "postfix"): 0.8,
    ("postfix", "normal"): 1.5,
    ("postfix", "inverted"): 0.8,
}


def switch_price(before: Mode, behind: Mode) -> float:
    """The points that a name costs in another layout than the one before it."""
    return _SWITCH.get((before, behind), 0.0)


class Path:
    """The best reading of the items that ends with `unit`; `before` is the reading it goes on from."""

    __slots__ = ("before", "total", "unit")

    def __init__(self, unit: Unit, total: float, before: Path | None) -> None:
        self.unit = unit
        self.total = total
        self.before = before

    def units(self, used: set[int]) -> list[Unit]:
        """The units of the reading in order; none where it runs into items that are used already."""
        out: list[Unit] = []
        path: Path | None = self
        while path is not None:
            if path.unit.stop - 1 in used or path.unit.first in used:
                return []
            out.append(path.unit)
            path = path.before
        return out[::-1]


def author_of(text: str, items: list[Item], unit: Unit) -> Author:
    """The author of a unit: the printed name without marks and remarks, and the marks."""
    inside = items[unit.first : unit.stop]
    start, end = inside[0].start, inside[-1].end
    parts, position = [], start
    for left, right in sorted(hole for item in inside for hole in item.holes):
        if left >= position and right <= end:
            parts.append(text[position:left])
            position = right
    parts.append(text[position:end])
    name = " ".join("".join(parts).split())
    for apart, joined in ((" .", "."), (" ,", ","), ("- ", "-")):
        name = name.replace(apart, joined)
    return Author(name.strip(" ,;"), "".join(item.marks for item in inside))
