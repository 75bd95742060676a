"""The same edit on many papers, said once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from cvdiff.model import Change
from cvdiff.reporters.escape import escape
from cvdiff.reporters.facts import as_list, content, found_a_venue
from cvdiff.reporters.phrases import bold
from cvdiff.reporters.publications import GROUPS, Group, group_of
from cvdiff.reporters.wording import say, table

_MANY = 3  # papers that share an edit before it is worth a line of its own

Move = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Repeated:
    """Lines about edits that many papers share, and the groups whose bullets need not repeat a move."""

    lines: tuple[str, ...]
    moves_told: frozenset[Group]


def repeated(changes: list[Change]) -> Repeated:
    """The edits that at least three papers share."""
    moves = _moves(changes)
    told = {move: _whole_groups(move, changes) for move in moves}
    lines = [_move_line(move, number, told[move]) for move, number in moves.items()]
    lines += _people(changes) + _venues(changes)
    return Repeated(tuple(lines), frozenset(group for groups in told.values() for group in groups))


def _frequent(keys: list[tuple[str, str]]) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for key in keys:
        counts[key] += 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return {key: number for key, number in ranked if number >= _MANY}


def _move(change: Change) -> Move | None:
    field = content(change).get("section")
    return None if field is None else (" ".join(as_list(field.old)), " ".join(as_list(field.new)))


def _moves(changes: list[Change]) -> dict[Move, int]:
    return _frequent([move for change in changes if (move := _move(change))])


def _whole_groups(move: Move, changes: list[Change]) -> dict[Group, int]:
    """The groups all of whose papers made this move, with their sizes."""
    groups: dict[Group, list[Change]] = defaultdict(list)
    for change in changes:
        groups[group_of(change)].append(change)
    return {group: len(groups[group]) for group in GROUPS if _all_made(move, groups[group])}


def _all_made(move: Move, changes: list[Change]) -> bool:
    return bool(changes) and all(_move(change) == move for change in changes)


def _move_line(move: Move, number: int, groups: dict[Group, int]) -> str:
    old, new = (escape(heading) for heading in move)
    covered = sum(groups.values())
    if not groups:
        return say("many_moved", n=number, old=old, new=new)
    names = "”, “".join(table("groups")[group] for group in groups)
    form = "many_moved_all" if covered == number else "many_moved_among"
    return say(form, n=number, old=old, new=new, groups=names)


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
