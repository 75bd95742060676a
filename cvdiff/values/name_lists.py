"""Author lists: finding them in an entry, and cutting them into authors.

Both readings are the same search: the items of the text are grouped into authors so that the sum of
their points (`name_units`) is highest, where going from one layout of names to another costs.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cvdiff.dataclass import dataclass
from cvdiff.memory import KEPT, LONGEST
from cvdiff.model import Author
from cvdiff.values.name_items import Item, items_of, words_in
from cvdiff.values.name_units import Known, Mode, Unit, is_known, units_at

_SWITCH: dict[tuple[Mode, Mode], float] = {
    ("normal", "inverted"): 1.2,
    ("normal", "postfix"): 1.5,
    ("inverted", "normal"): 0.3,
    ("inverted", "postfix"): 0.8,
    ("postfix", "normal"): 1.5,
    ("postfix", "inverted"): 0.8,
}
_AND, _TRUNCATED, _LEAD, _EDITORS, _FIRST, _WHOLE_LINE = 0.4, 2.0, 1.2, -2.0, 0.4, 0.6
# A list that begins behind an initial tears a name apart ("A. Roe, J. Exampl. 12").
_BEHIND_INITIAL = -0.5
# What stands right behind the last name.
_ENDINGS = {"?": -3.0, "!": -3.0, "0": -0.7, ":": -0.2, "/": -0.7}
_TOUCHING = 0.7
_VENUE, _HALF_NAME = -3.0, -0.5
# Editors close a venue, not a list of authors: the share of its points that such a list loses.
_EDITED = 0.7
# "Phys. Rev. Lett." and "J. Examp. 12": the point of an abbreviation, before another one or a volume.
_ABBREVIATION = re.compile(r"\s?\.\s?(?:[A-Z][a-z]{1,8}\s?\.\s|\d{1,3}\b)|,?\s\d{1,3}[,:(]")
_LOWEST = 1.5
# A name that stands alone: two capitalised words are not enough.
_SINGLE_LOWEST, _ORDINARY_LOWEST = 1.0, 1.5
# The price of a stop for a comma between inverted names: one name more is not enough, unless it is known.
_STOP = 3.5
# The points at which a list is as likely as not.
_HALF_SURE = 2.0
_LONGEST_FALLBACK = 6
_UNREADABLE = -4.0
# In a text that is a list: the points from which on a name's form is no objection, and the price of
# ending a name at an initial's point.
_ENOUGH, _ENOUGH_INVERTED, _CUT, _PAIRED = 1.0, 1.5, 1.5, 0.1

_CLOSING_BRACKET = re.compile(r"\s?\.?\)")


@dataclass(frozen=True, slots=True)
class AuthorList:
    """A stretch `text[start:end]` that reads as a list of people.

    The stretch includes words that announce the list ("(with", "By") and "et al."; `score` (0 to 1)
    says how sure the reading is, `truncated` that the list names only some of the people.
    """

    start: int
    end: int
    authors: tuple[Author, ...]
    score: float
    truncated: bool


class _Path:
    """The best reading of the items that ends with `unit`; `before` is the reading it goes on from."""

    __slots__ = ("before", "total", "unit")

    def __init__(self, unit: Unit, total: float, before: _Path | None) -> None:
        self.unit = unit
        self.total = total
        self.before = before

    def units(self, used: set[int]) -> list[Unit]:
        """The units of the reading in order; none where it runs into items that are used already."""
        out: list[Unit] = []
        path: _Path | None = self
        while path is not None:
            if path.unit.stop - 1 in used or path.unit.first in used:
                return []
            out.append(path.unit)
            path = path.before
        return out[::-1]


def find_author_lists(text: str, known: Known) -> list[AuthorList]:
    """Every stretch of an entry that reads as a list of people, the surest first.

    Takes any text, several lines included; linear in its length.
    """
    if len(text) > LONGEST:
        return _find(text, known)
    return list(_kept_lists(text, known.within(words_in(text))))


@lru_cache(maxsize=KEPT)
def _kept_lists(text: str, known: Known) -> list[AuthorList]:
    return _find(text, known)


def _find(text: str, known: Known) -> list[AuthorList]:
    items = items_of(text)
    ends = _best_paths(items, known, text)
    lists: list[AuthorList] = []
    used: set[int] = set()
    for path in sorted(ends, key=lambda p: (-p.total, p.unit.first)):
        units = path.units(used)
        found = _author_list(text, items, units, path.total, known) if units else None
        if found is not None:
            lists.append(found)
            used.update(range(units[0].first, units[-1].stop))
    return sorted(lists, key=lambda found: (-found.score, found.start))


def _best_paths(items: list[Item], known: Known, text: str) -> list[_Path]:
    """For every item the best readings that end with it (one a layout), without those that lead on."""
    open_paths: dict[int, dict[Mode, _Path]] = {}
    ends: list[_Path] = []
    for start in range(len(items)):
        arriving = open_paths.pop(start, {})
        for unit in units_at(items, start, known):
            path = _extend(unit, arriving, items)
            last = items[unit.stop - 1]
            total = path.total
            if total >= _LOWEST - _TRUNCATED - _WHOLE_LINE:
                total += _closing(items, unit, text, total) if not _are_makers(path, items, text) else 0.0
            if total >= _LOWEST:
                ends.append(_Path(unit, total, path.before))
            if path.total > 0 and (last.glue not in ("hard", "line", "soft") or _may_lack_comma(unit, last)):
                if last.glue == "and":
                    path.total += _AND
                kept = open_paths.setdefault(unit.stop, {})
                if unit.mode not in kept or kept[unit.mode].total < path.total:
                    kept[unit.mode] = path
    return ends


def _may_lack_comma(unit: Unit, last: Item) -> bool:
    """Whether the comma behind a name may be missing: "Roe, J. K. Doe, & A. Poe", "Roe, J. Doe, K., ..."."""
    return unit.mode == "inverted" and last.glue == "soft"


def _extend(unit: Unit, arriving: dict[Mode, _Path], items: list[Item]) -> _Path:
    """The unit after the best of the readings that arrive at it, or as the first of a list."""
    item = items[unit.first]
    opening = _FIRST if item.first else 0.0
    if unit.first and items[unit.first - 1].glue == "soft":
        opening += _BEHIND_INITIAL
    if item.lead is not None:
        opening += _EDITORS if item.editors else _LEAD
    best = _Path(unit, unit.score + opening, None)
    price = 0.0
    if unit.first and items[unit.first - 1].glue == "soft":
        price = _CUT if item.code[:1] == "i" else _STOP
    if price == _STOP and unit.mode != "inverted":
        return best
    for mode, path in arriving.items():
        if price == _STOP and path.before is None:
            continue
        total = path.total + unit.score - _SWITCH.get((mode, unit.mode), 0.0) - price
        if total > best.total or (total == best.total and best.before is None):
            best = _Path(unit, total, path)
    return best


def _are_makers(path: _Path, items: list[Item], text: str) -> bool:
    """Whether editors open the text: they made the book, where editors further on made the one it is in."""
    if items[path.unit.stop - 1].tail != "eds":
        return False
    first = path
    while first.before is not None:
        first = first.before
    return not text[: items[first.unit.first].start].strip()


def _closing(items: list[Item], unit: Unit, text: str, total: float) -> float:
    """Points for what ends the list: "et al.", the end of a line, a question mark."""
    last = items[unit.stop - 1]
    points = _TRUNCATED if last.truncated else 0.0
    if last.tail == "eds":
        return -_EDITED * total
    if last.glue == "soft" and unit.stop < len(items) and items[unit.stop].code[0] in "iu":
        points += _HALF_NAME
    if last.glue == "line" or (last.glue == "hard" and not last.tail):
        return points + _WHOLE_LINE
    if last.glue == "hard" and last.tail in _ENDINGS:
        points += _ENDINGS[last.tail]
        apart = text[last.end - 1] == "." or text[last.end : last.end + 2].strip()[:1] in ",;.("
        points += _TOUCHING if apart and last.tail in "0:/" else 0.0
    if _ABBREVIATION.match(text, last.end):
        points += _VENUE
    return points


def _author_list(
    text: str, items: list[Item], units: list[Unit], total: float, known: Known
) -> AuthorList | None:
    if len(units) == 1 and not _stands_alone(items, units[0], known):
        return None
    first, last = items[units[0].first], items[units[-1].stop - 1]
    truncated = max((item.truncated for item in items[units[0].first : units[-1].stop]), default=0)
    authors = tuple(_author(text, items, unit) for unit in units)
    if units[-1].mode == "postfix":
        authors = _without_stop(authors)
    start = first.lead if first.lead is not None else first.start
    end = max([last.end, truncated, *(hole[1] for hole in last.holes)])
    if first.lead is not None and text[start - 1 : start] == "(":
        closing = _CLOSING_BRACKET.match(text, end)
        start, end = (start - 1, closing.end()) if closing else (start, end)
    return AuthorList(start, end, authors, round(total / (total + _HALF_SURE), 3), bool(truncated))


def _without_stop(authors: tuple[Author, ...]) -> tuple[Author, ...]:
    """The authors, the last without the stop behind the list ("Roe J, Doe K. On cats")."""
    *others, last = authors
    if last.name.count(".") != 1 or last.name[-1] != "." or any("." in other.name for other in others):
        return authors
    return (*others, Author(last.name[:-1], last.marks))


def _stands_alone(items: list[Item], unit: Unit, known: Known) -> bool:
    """Whether one name without others is a list: a known person, or initials in an author's form."""
    words = [word for item in items[unit.first : unit.stop] for word in item.words]
    if is_known(words, known, inverted=unit.mode == "inverted"):
        return True
    ordinary = unit.mode == "normal" and all(word.kind != "H" for word in words)
    if unit.score >= (_ORDINARY_LOWEST if ordinary else _SINGLE_LOWEST):
        return True
    return any(item.truncated for item in items[unit.first : unit.stop])


def _author(text: str, items: list[Item], unit: Unit) -> Author:
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


def split_authors(text: str) -> tuple[Author, ...]:
    """The authors of a text that is known to be an author list, in order.

    Never fails: what cannot be read as a name becomes a name of its own between two separators.
    """
    items = [item for item in items_of(text) if not _is_remark(item)]
    if _only_families(items):
        return tuple(
            _author(text, items, unit) for index in range(len(items)) for unit in _fallback(items, index)
        )
    best: list[dict[Mode, _Path]] = [{} for _ in range(len(items) + 1)]
    for start in range(len(items)):
        arriving = best[start]
        if start and not arriving:
            continue
        for unit in units_at(items, start, Known()) + _fallback(items, start):
            path = _cover(unit, arriving, items)
            kept = best[unit.stop]
            if unit.mode not in kept or kept[unit.mode].total < path.total:
                kept[unit.mode] = path
    if not items:
        return ()
    last = max(best[-1].values(), key=lambda path: path.total)
    authors = (_author(text, items, unit) for unit in last.units(set()))
    return tuple(author for author in authors if author.name)


def _only_families(items: list[Item]) -> bool:
    """Whether a list names people by their family names alone: "Roe, Doe and Poe"."""
    return (
        len(items) > 2
        and items[-2].glue == "and"
        and all(item.glue == "comma" for item in items[:-2])
        and all(item.code in ("N", "K", "PN") for item in items)
    )


def _is_remark(item: Item) -> bool:
    return all(word.kind in "LX" for word in item.words) and len(item.words) < 3


def _fallback(items: list[Item], start: int) -> list[Unit]:
    """The items up to the next separator as one author, whatever they are."""
    stop = start + 1
    while stop < min(len(items), start + _LONGEST_FALLBACK) and items[stop - 1].glue == "soft":
        stop += 1
    return [Unit(start, stop, "normal", _UNREADABLE)]


def _cover(unit: Unit, arriving: dict[Mode, _Path], items: list[Item]) -> _Path:
    """The unit after the cheapest reading before it, where every item must be read as something."""
    enough = _ENOUGH_INVERTED if unit.mode == "inverted" else _ENOUGH
    score = min(0.0, unit.score - enough) - (_PAIRED if unit.mode == "inverted" else 0.0)
    if items[unit.stop - 1].glue == "soft" and unit.stop < len(items):
        score -= _CUT
    best: _Path | None = None
    for mode, path in arriving.items():
        total = path.total + score - _SWITCH.get((mode, unit.mode), 0.0)
        if best is None or total > best.total:
            best = _Path(unit, total, path)
    return best or _Path(unit, score, None)
