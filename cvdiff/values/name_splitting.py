"""Cutting a text that is known to be an author list into authors.

The search is that of `name_lists`, but every item must be read as something: what has no form of a name
costs, and stays a name of its own.
"""

from __future__ import annotations

from cvdiff.model import Author
from cvdiff.values.name_items import Item, items_of
from cvdiff.values.name_known import Known
from cvdiff.values.name_paths import Path, author_of, switch_price
from cvdiff.values.name_units import Mode, Unit, units_at

_LONGEST_FALLBACK = 6
_UNREADABLE = -4.0
# The points from which on a name's form is no objection, and the price of ending a name at an
# initial's point.
_ENOUGH, _ENOUGH_INVERTED, _CUT, _PAIRED = 1.0, 1.5, 1.5, 0.1


def split_authors(text: str) -> tuple[Author, ...]:
    """The authors of a text that is known to be an author list, in order.

    Never fails: what cannot be read as a name becomes a name of its own between two separators.
    """
    items = [item for item in items_of(text) if not _is_remark(item)]
    if _only_families(items):
        return tuple(
            author_of(text, items, unit) for index in range(len(items)) for unit in _fallback(items, index)
        )
    best: list[dict[Mode, Path]] = [{} for _ in range(len(items) + 1)]
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
    authors = (author_of(text, items, unit) for unit in last.units(set()))
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


def _cover(unit: Unit, arriving: dict[Mode, Path], items: list[Item]) -> Path:
    """The unit after the cheapest reading before it, where every item must be read as something."""
    enough = _ENOUGH_INVERTED if unit.mode == "inverted" else _ENOUGH
    score = min(0.0, unit.score - enough) - (_PAIRED if unit.mode == "inverted" else 0.0)
    if items[unit.stop - 1].glue == "soft" and unit.stop < len(items):
        score -= _CUT
    best: Path | None = None
    for mode, path in arriving.items():
        total = path.total + score - switch_price(mode, unit.mode)
        if best is None or total > best.total:
            best = Path(unit, total, path)
    return best or Path(unit, score, None)
