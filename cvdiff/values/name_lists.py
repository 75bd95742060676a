"""Author lists: finding them in an entry.

The items of the text are grouped into authors so that the sum of their points (`name_units`) is highest
(`name_paths`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from cvdiff.dataclass import dataclass
from cvdiff.memory import KEPT, LONGEST
from cvdiff.model import Author
from cvdiff.values.name_items import Glue, Item, items_of, words_in
from cvdiff.values.name_known import Known, is_known
from cvdiff.values.name_marks import MARKS
from cvdiff.values.name_paths import Path, author_of, switch_price
from cvdiff.values.name_units import Mode, Unit, units_at

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
# The price of a stop for a comma between inverted names: one name more is not enough, unless it is known;
# behind the first name, none is that ends the list.
_STOP = 3.5
# The points at which a list is as likely as not.
_HALF_SURE = 2.0
# The price of ending a name at an initial's point, and of two people in the place of one ("; Roe Doe, Ada;").
_CUT, _IN_ONE_PLACE = 1.5, 3.0
# What a doubtful inverted name is worth behind one that a semicolon ends as well; what is no name at all.
_PLACED, _DOUBTFUL = 0.4, -1.0
_PLACED_ENDS: dict[Glue, tuple[Glue, ...]] = {
    "semicolon": ("semicolon", "and", "hard"),
    "and": ("and", "line"),
}
# A list goes on behind "and".
_HANGING = -1.0
# A family name that opens a line in front of "et al." and a separator: "Roe et al; (J. Examp.)".
_FIRST_OF_MANY = 1.2
# What stands in front of the names that open a text.
_BEFORE = f" \n{MARKS}"
_APART = re.compile(r"\s?(?:[;:,(\n]|$)")

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


def _best_paths(items: list[Item], known: Known, text: str) -> list[Path]:
    """For every item the best readings that end with it (one a layout), without those that lead on."""
    open_paths: dict[int, dict[Mode, Path]] = {}
    ends: list[Path] = []
    for start in range(len(items)):
        arriving = open_paths.pop(start, {})
        for unit in units_at(items, start, known):
            path = _extend(unit, arriving, items)
            last = items[unit.stop - 1]
            total = path.total
            if total >= _LOWEST - _TRUNCATED - _WHOLE_LINE:
                total += _closing(items, unit, text, total) if not _are_makers(path, items, text) else 0.0
            if total >= _LOWEST:
                ends.append(Path(unit, total, path.before))
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


def _extend(unit: Unit, arriving: dict[Mode, Path], items: list[Item]) -> Path:
    """The unit after the best of the readings that arrive at it, or as the first of a list."""
    item = items[unit.first]
    opening = _FIRST if item.first else 0.0
    if unit.first and items[unit.first - 1].glue == "soft":
        opening += _BEHIND_INITIAL
    if item.lead is not None:
        opening += _EDITORS if item.editors else _LEAD
    best = Path(unit, unit.score + opening, None)
    price = 0.0
    if unit.first and items[unit.first - 1].glue == "soft":
        price = _CUT if item.code[:1] == "i" else _STOP
    if price == _STOP and unit.mode != "inverted":
        return best
    goes_on = items[unit.stop - 1].glue in ("comma", "and", "semicolon")
    for mode, path in arriving.items():
        if price == _STOP and path.before is None and not goes_on:
            continue
        total = path.total + unit.score - switch_price(mode, unit.mode) - price
        total += _TRUNCATED * items[path.unit.stop - 1].leaves_out
        if unit.mode == "normal" and _share_a_place(items, path.unit, unit):
            total -= _IN_ONE_PLACE
        elif _DOUBTFUL < unit.score < _PLACED and _is_placed(items, path.unit, unit):
            total += _PLACED - unit.score
        if total > best.total or (total == best.total and best.before is None):
            best = Path(unit, total, path)
    return best


def _is_placed(items: list[Item], before: Unit, unit: Unit) -> bool:
    """Whether a semicolon parts two inverted names and, or the end of the list, what is behind them.

    Bibliographies part all names by "and": "Roe Doe, Ada and Poe, Kim".
    """
    if not before.mode == unit.mode == "inverted":
        return False
    ends = items[before.stop - 1].glue, items[unit.stop - 1].glue
    return ends[1] in _PLACED_ENDS.get(ends[0], ())


def _share_a_place(items: list[Item], before: Unit, unit: Unit) -> bool:
    """Whether two units are what stands between two semicolons, with a comma between them."""
    parted = items[before.stop - 1].glue == "comma" and items[unit.stop - 1].glue == "semicolon"
    if not parted or unit.stop == len(items):
        return False
    if before.first:
        return items[before.first - 1].glue == "semicolon"
    return "semicolon" in (items[unit.stop].glue, items[min(unit.stop + 1, len(items) - 1)].glue)


def _are_makers(path: Path, items: list[Item], text: str) -> bool:
    """Whether editors open the text: they made the book, where editors further on made the one it is in."""
    if items[path.unit.stop - 1].tail != "eds":
        return False
    first = path
    while first.before is not None:
        first = first.before
    return not text[: items[first.unit.first].start].strip(_BEFORE)


def _closing(items: list[Item], unit: Unit, text: str, total: float) -> float:
    """Points for what ends the list: "et al.", the end of a line, a question mark."""
    last = items[unit.stop - 1]
    points = _TRUNCATED if last.truncated else 0.0
    points += _HANGING if last.glue == "and" and unit.stop < len(items) else 0.0
    if last.truncated and last.first and len(last.code) <= 2 and _APART.match(text, last.truncated):
        points += _FIRST_OF_MANY
    if last.tail == "eds":
        return -_EDITED * total
    if last.glue == "soft" and unit.stop < len(items) and _goes_on(items[unit.stop].code):
        points += _HALF_NAME
    if last.glue == "line" or (last.glue == "hard" and not last.tail):
        return points + _WHOLE_LINE
    if last.glue == "hard" and last.tail in _ENDINGS:
        points += _ENDINGS[last.tail]
        apart = text[last.end - 1] == "." or text[last.end : last.end + 2].strip()[:1] in ",;.("
        points += _TOUCHING if apart and last.tail in "0:/" else 0.0
    behind_and = unit.first > 0 and items[unit.first - 1].glue == "and"  # "A. Doe and Kim Roe. Mosses. 2020"
    if not (behind_and and unit.mode == "normal") and _ABBREVIATION.match(text, last.end):
        points += _VENUE
    return points


def _goes_on(code: str) -> bool:
    """Whether words behind an initial's point open with one, too; "A study", "O mar" are no initials."""
    return code[0] == "i" or (code[0] == "u" and code[1:2] != "L")


def _author_list(
    text: str, items: list[Item], units: list[Unit], total: float, known: Known
) -> AuthorList | None:
    if len(units) == 1 and not _stands_alone(items, units[0], known):
        return None
    first, last = items[units[0].first], items[units[-1].stop - 1]
    truncated = max((item.truncated for item in items[units[0].first : units[-1].stop]), default=0)
    authors = tuple(author_of(text, items, unit) for unit in units)
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
