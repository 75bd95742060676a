"""The same edit on many papers, said once."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from cvdiff.model import Change
from cvdiff.reporters.escape import escape
from cvdiff.reporters.facts import as_list, content, found_a_venue, record, record_name
from cvdiff.reporters.phrases import bold
from cvdiff.reporters.publications import GROUPS, Group, group_of
from cvdiff.reporters.wording import say, table

_MANY = 3  # papers that share an edit before it is worth a line of its own

_EXCEPTIONS = 2  # papers of a group that may lack its move, and be named, before all others name it

Move = tuple[str, str]


class Repeated(NamedTuple):
    """Lines about edits that many papers share, and the moves that a group's bullets need not repeat."""

    lines: tuple[str, ...]
    moves: frozenset[tuple[Group, Move]]

    def tells_move_of(self, change: Change) -> bool:
        """Whether the lines say of this paper that it moved."""
        move = _move(change)
        return move is not None and (group_of(change), move) in self.moves


def repeated(changes: list[Change]) -> Repeated:
    """The edits that at least three papers share."""
    groups: dict[Group, list[Change]] = defaultdict(list)
    for change in changes:
        groups[group_of(change)].append(change)
    lines, told = [], set()
    for move, number in _frequent([move for change in changes if (move := _move(change))]).items():
        wide = {group: groups[group] for group in GROUPS if _is_wide(move, groups[group])}
        told |= {(group, move) for group in wide}
        lines.append(_move_line(move, number, wide))
    lines += _people(changes) + _venues(changes)
    return Repeated(tuple(lines), frozenset(told))


def _frequent(keys: list[tuple[str, str]]) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for key in keys:
        counts[key] += 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return {key: number for key, number in ranked if number >= _MANY}


def _move(change: Change) -> Move | None:
    field = content(change).get("section")
    return None if field is None else (" ".join(as_list(field.old)), " ".join(as_list(field.new)))


def _is_wide(move: Move, group: list[Change]) -> bool:
    """Whether all papers of a group but a few made this move."""
    stayed = len(_stayed(move, group))
    return stayed <= _EXCEPTIONS and stayed * _MANY <= len(group) - stayed and bool(group)


def _stayed(move: Move, group: list[Change]) -> list[Change]:
    return [change for change in group if _move(change) != move]


def _move_line(move: Move, number: int, groups: dict[Group, list[Change]]) -> str:
    old, new = (escape(heading) for heading in move)
    if not groups:
        return say("many_moved", n=number, old=old, new=new)
    covered = sum(_move(change) == move for group in groups.values() for change in group)
    where = ", ".join(_reach(move, group, changes) for group, changes in groups.items())
    form = "many_moved_all" if covered == number else "many_moved_among"
    return say(form, n=number, old=old, new=new, groups=where)


def _reach(move: Move, group: Group, changes: list[Change]) -> str:
    name, stayed = table("groups")[group], _stayed(move, changes)
    if not stayed:
        return say("all_under", group=name)
    titles = [f"“{escape(record_name(record(change)))}”" for change in stayed]
    return say("all_but", group=name, titles=", ".join(titles))


def _people(changes: list[Change]) -> list[str]:
    keys = []
    for change in changes:
        field = content(change).get("authors")
        if field is not None:
            keys += [("left", name) for name in field.removed] + [("joined", name) for name in field.added]
    return [say(verb, name=bold(name), n=number) for (verb, name), number in _frequent(keys).items()]


def _venues(changes: list[Change]) -> list[str]:
    keys = []
    for change in changes:
        field = content(change).get("venue")
        if field is not None and field.old and field.new and not found_a_venue(change):
            keys.append((" ".join(as_list(field.old)), " ".join(as_list(field.new))))
    return [
        say("many_renamed", n=number, old=escape(old), new=escape(new))
        for (old, new), number in _frequent(keys).items()
    ]
