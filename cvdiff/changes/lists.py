"""Lines that are lists: skills, reviewing years, tools. What came and what went, item by item.

    line  = [label (":" | "at" | "for" | ...)] item { ("," | ";" | "|" | "•" | line end) item }
    item  = name [years] | years            years alone belong to the name before them, or else behind them

Items are compared by the content words of their names, in any order; the years of a name as a set.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cvdiff.changes.wording import content_words, fillers, normalized, rewording, without_urls
from cvdiff.changes.year_ranges import compress, split_years
from cvdiff.values.dates import find_dates, parse_dates
from cvdiff.vocabulary import words_of

_SEPARATORS = frozenset(",;|•·\n\t")
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_LONGEST_ITEM = 8
"""Words of an item; a list with a longer one is running text."""
_LONGEST_LABEL = 6
"""Words before the one that ends a label ("Reviewer for ...")."""
_ENTRY_NAMES = 2
"""What a line about one post says beside its dates: the post and who gave it."""
_LONGEST_LINE = 20_000
"""Characters of a line that is read as a list at all."""
_MOST_PAIRS = 2_500
"""Pairs of items that are looked at for another spelling; beyond, two lists have little in common."""

Key = tuple[str, ...]


class Item(NamedTuple):
    """A name as printed and its years (none: not dated)."""

    name: str
    years: frozenset[int]

    def __str__(self) -> str:
        return f"{self.name} {compress(self.years)}".strip()


class Listing(NamedTuple):
    """A line read as a list: the label before it, and its items by the content words of their names."""

    label: str
    items: dict[Key, Item]


class ListChange(NamedTuple):
    """What came to and went from a list, as items to print."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


def compare_lists(old: str, new: str) -> ListChange | None:
    """What came and went between two lines; None where they are not two versions of one list.

    A line that opens with "2019-" or "Since 2019" is one entry, whose own date that is; so is a short one
    with a time from one year to another ("Editor, Example Letters, 2019-2022").
    """
    if max(len(old), len(new)) > _LONGEST_LINE or _opens_running(old) or _opens_running(new):
        return None
    if _is_dated_entry(old) and _is_dated_entry(new):
        return None
    before, after = read_list(without_urls(old)), read_list(without_urls(new))
    if rewording(before.label, after.label) == "content":
        return None
    old_items, new_items = _unjoined(before.items, after.items), _unjoined(after.items, before.items)
    if not _are_versions(old_items, new_items):
        return None
    gone, came = list(_surplus(old_items, new_items)), list(_surplus(new_items, old_items))
    return ListChange(_without_respelled(came, gone), _without_respelled(gone, came))


def _opens_running(line: str) -> bool:
    """Whether a line begins with a time that goes on."""
    return any(match.start == 0 and match.dates.current for match in find_dates(line)[:1])


def _is_dated_entry(line: str) -> bool:
    """Whether a line tells of one thing, and of when it began and ended."""
    dates = [match.dates for match in find_dates(line)]
    if len(dates) != 1 or not (dates[0].current or dates[0].start != dates[0].end):
        return False
    names = [
        name for part in _split_items(line) if (name := split_years(part).head) and not parse_dates(name)
    ]
    return len(names) <= _ENTRY_NAMES


def read_list(line: str) -> Listing:
    """A line as label and items; repeated names are one item with the years of all."""
    label, rest = _split_label(line)
    items: dict[Key, Item] = {}
    last: Key = ()
    opening: frozenset[int] = frozenset()
    for part in _split_items(rest):
        name, years = split_years(part)
        key = _key(name) if name else last
        if not key or normalized(name) in fillers():
            opening |= years
            continue
        known = items.get(key)
        items[key] = Item(known.name, known.years | years) if known else Item(name, years | opening)
        opening = frozenset()
        last = key
    return Listing(label, items)


def _split_label(line: str) -> tuple[str, str]:
    """The label before a list and the list: up to the first colon, or to a word such as "at" or "for"."""
    first = next(iter(_cut(line)), "")
    head, colon, _ = first.partition(": ")
    if colon and head.count("(") <= head.count(")"):
        return head, line[line.index(colon) + 1 :]
    ends, words = words_of("wording", "label_ends"), first.split()
    for index in range(min(len(words) - 1, _LONGEST_LABEL) - 1, 0, -1):
        if words[index].casefold() in ends:
            label = " ".join(words[: index + 1])
            return label, " ".join(words[index + 1 :]) + line[len(first) :]
    return "", line


def _split_items(line: str) -> Iterator[str]:
    """The items of a list, without a full stop at the end and an "and" at the beginning."""
    conjunctions = words_of("wording", "conjunctions")
    for part in _cut(line):
        item = part.strip().strip(".").strip()
        first, _, rest = item.partition(" ")
        if rest and first.casefold() in conjunctions:
            item = rest.strip()
        if item:
            yield item


def _cut(line: str) -> Iterator[str]:
    """The parts of a line between separators that stand outside brackets."""
    depth = start = 0
    for position, char in enumerate(line):
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif char in _SEPARATORS and not depth and not _in_number(line, position):
            yield line[start:position]
            start = position + 1
    yield line[start:]


def _in_number(line: str, position: int) -> bool:
    """Whether a comma groups the digits of an amount ("310,000")."""
    around = line[position - 1 : position] + line[position + 1 : position + 4]
    return line[position] == "," and len(around) == 4 and around.isdigit()


def _key(name: str) -> Key:
    return tuple(sorted(content_words(name)))


def _unjoined(items: dict[Key, Item], others: dict[Key, Item]) -> dict[Key, Item]:
    """The items, "C and R" taken apart where the other side lists "C" or "R" alone."""
    conjunctions, out = words_of("wording", "conjunctions"), dict[Key, Item]()
    for key, item in items.items():
        words = item.name.split()
        place = next((i for i, word in enumerate(words) if word.casefold() in conjunctions), 0)
        parts = [" ".join(words[:place]), " ".join(words[place + 1 :])]
        if key not in others and place and any(_key(part) in others for part in parts):
            out.update({_key(part): Item(part, item.years) for part in parts})
        else:
            out[key] = item
    return out


def _are_versions(old: dict[Key, Item], new: dict[Key, Item]) -> bool:
    """Whether both are lists of short items that share half of those of the shorter one.

    Two single items must share a year: "Prize 2019" and "Prize 2020" are a date corrected, no list.
    """
    shared = [key for key in old if key in new]
    if not shared or 2 * len(shared) < min(len(old), len(new)):
        return False
    if max(len(item.name.split()) for item in (*old.values(), *new.values())) > _LONGEST_ITEM:
        return False
    return len(old) + len(new) > 2 or all(old[key].years & new[key].years for key in shared)


def _surplus(items: dict[Key, Item], others: dict[Key, Item]) -> Iterator[Item]:
    """What the first list has and the second has not: whole items, or the years of a shared name."""
    for key, item in items.items():
        other = others.get(key)
        if other is None or bool(item.years) != bool(other.years):
            yield item
        elif item.years - other.years:
            yield Item(item.name, item.years - other.years)


def _without_respelled(items: list[Item], others: list[Item]) -> tuple[str, ...]:
    """The items, as printed, that are not merely another spelling of one that the other list has."""
    if len(items) * len(others) > _MOST_PAIRS:
        return tuple(map(str, items))
    return tuple(str(item) for item in items if not any(_is_respelled(item, other) for other in others))


def _is_respelled(item: Item, other: Item) -> bool:
    return item.years == other.years and rewording(str(item), str(other)) != "content"
