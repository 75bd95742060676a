"""Two author lists of one work: who came, who went, who is printed differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from cvdiff.dataclass import dataclass
from cvdiff.model import Author
from cvdiff.values.name_marks import plain_marks
from cvdiff.values.name_person import fold_umlauts, likeness, normalise_name, readings_of


@dataclass(frozen=True, slots=True)
class AuthorsDiff:
    """What differs between two author lists, names as printed.

    `added` and `removed` are in the order of their list, `respelled` pairs (old, new) of one person
    printed in two ways, `reordered` tells that the people of both lists stand in another order, and
    `marks_changed` that the marks of one of them differ.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    respelled: tuple[tuple[str, str], ...] = ()
    reordered: bool = False
    marks_changed: bool = False

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.respelled or self.reordered or self.marks_changed)


def compare_authors(
    old: Sequence[Author], new: Sequence[Author], *, old_truncated: bool = False, new_truncated: bool = False
) -> AuthorsDiff:
    """Compare two lists, people matched one to one, the best agreement first.

    A list that is truncated at its end ("et al.") says nothing about the people behind the last whom
    both lists print: none of them is reported as missing from it.
    """
    pairs = match_people([a.name for a in old], [a.name for a in new])
    taken = {j for _, j in pairs}
    kept = {i for i, _ in pairs}
    order = [j for _, j in pairs]
    reordered = order != sorted(order)
    last_old, last_new = (-1, -1) if reordered or not pairs else pairs[-1]
    old_end = last_old if new_truncated else len(old)
    new_end = last_new if old_truncated else len(new)
    return AuthorsDiff(
        added=tuple(a.name for j, a in enumerate(new) if j not in taken and j < new_end),
        removed=tuple(a.name for i, a in enumerate(old) if i not in kept and i < old_end),
        respelled=tuple((old[i].name, new[j].name) for i, j in pairs if old[i].name != new[j].name),
        reordered=reordered,
        marks_changed=any(_marks(old[i]) != _marks(new[j]) for i, j in pairs),
    )


def _marks(author: Author) -> tuple[str, ...]:
    return tuple(sorted(set(plain_marks(author.marks)) - {",", " "}))


def match_people(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of indices (old, new) of the same people, one to one, in the order of `old`."""
    pairs = _equal_names(old, new)
    left = sorted(set(range(len(old))) - pairs.keys())
    right = sorted(set(range(len(new))) - set(pairs.values()))
    candidates = sorted(_candidates(old, new, left, right))
    taken = set(pairs.values())
    for _, _, _, i, j in candidates:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return sorted(pairs.items())


def _equal_names(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Names that are equal but for case, accents and points, paired in order of appearance."""
    places: dict[str, list[int]] = defaultdict(list)
    for j in range(len(new) - 1, -1, -1):
        places[normalise_name(new[j])].append(j)
    pairs = {}
    for i, name in enumerate(old):
        if waiting := places.get(normalise_name(name)):
            pairs[i] = waiting.pop()
    return pairs


def _candidates(
    old: Sequence[str], new: Sequence[str], left: list[int], right: list[int]
) -> Iterable[tuple[int, int, int, int, int]]:
    """Pairs that share a part of the name, as sortable rows: the best agreement, then the nearest."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for j in right:
        for part in _parts(new[j]):
            blocks[part].append(j)
    for i in left:
        for j in {j for part in _parts(old[i]) for j in blocks.get(part, ())}:
            if agreed := likeness(old[i], new[j]):
                yield -agreed, abs(i - j), i + j, i, j


def _parts(name: str) -> set[str]:
    """What two names of one person share at least one of: a word, or a whole given or family name."""
    parts = {part for part in normalise_name(name).split() if len(part) > 1}
    for reading in readings_of(name):
        parts |= {"".join(reading.given), reading.family, reading.bare, fold_umlauts(reading.bare)}
    return {part for part in parts if len(part) > 1} or {normalise_name(name)}
