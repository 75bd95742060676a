"""What the user says of matches: records to be matched, records never to be matched, thresholds.

A record is named by an identifier ("doi:10.1000/x"), its title, organisation and role in either order, its
text, its organisation alone, or the words that its title or text begins with: the first of these that names
any record counts. Capitals, accents and punctuation do not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from cvdiff.alignment.score import THRESHOLDS
from cvdiff.dataclass import dataclass
from cvdiff.model import CV, AnyRecord, Entry, Job, Publication
from cvdiff.settings import Pair, Settings
from cvdiff.values.links import identifiers
from cvdiff.vocabulary import fold

Indices = tuple[int, int]
"""A record of the old CV and one of the new."""


@dataclass(frozen=True, slots=True)
class Given:
    """The records, by index, that are the same and that are not, and what cannot be followed and why."""

    same: tuple[Indices, ...]
    apart: frozenset[Indices]
    warnings: tuple[str, ...]


def given_pairs(old: CV, new: CV, settings: Settings) -> Given:
    """The records that the pairs of the settings name.

    A pair holds for the two CVs whichever of them is the older one. One that names no record, or several,
    or a record that another pair has taken, is a warning.
    """
    warnings: list[str] = []
    apart = frozenset(
        pair for _, pair in _found(settings.different, "different", old, new, settings, warnings)
    )
    same: dict[int, int] = {}
    for place, (i, j) in _found(settings.same, "same", old, new, settings, warnings):
        if (i, j) in apart:
            warnings.append(f"{place}: is in [[different]] too; remove one of the two")
        elif i in same or j in same.values():
            warnings.append(
                f"{place}: names a record that another [[same]] has matched; remove one of the two"
            )
        else:
            same[i] = j
    return Given(tuple(same.items()), apart, tuple(warnings))


def thresholds_of(settings: Settings) -> Mapping[type[AnyRecord], float]:
    """The least scores, those of the user in place of the alignment's."""
    given = settings.thresholds
    values = {Publication: given.publication, Job: given.job, Entry: given.entry}
    return {kind: THRESHOLDS[kind] if value is None else value for kind, value in values.items()}


def _found(
    pairs: Iterable[Pair], table: str, old: CV, new: CV, settings: Settings, warnings: list[str]
) -> Iterator[tuple[str, Indices]]:
    """The place of each pair in the settings and its records; adds to `warnings` where it has none."""
    for pair in pairs:
        place = f"{settings.file}:{pair.line}: [[{table}]]" if settings.file and pair.line else f"[[{table}]]"
        if found := _indices(pair.old, pair.new, old, new) or _indices(pair.new, pair.old, old, new):
            yield place, found
        else:
            warnings.extend(f"{place} {problem}" for problem in _problems(pair, old, new))


def _indices(left: str, right: str, old: CV, new: CV) -> Indices | None:
    """The one record of each CV that is named so."""
    i, j = _named(left, old), _named(right, new)
    return (i[0], j[0]) if len(i) == len(j) == 1 else None


def _problems(pair: Pair, old: CV, new: CV) -> Iterator[str]:
    for key, name, cv in (("old", pair.old, old), ("new", pair.new, new)):
        if (count := len(_named(name, cv))) != 1:
            advice = "give more of its title, or an identifier" if count else "cvdiff show prints its records"
            yield f'{key}: "{name}" names {count or "no"} record{"s"[: count > 1]} of {cv.file}; {advice}'


def _named(name: str, cv: CV) -> list[int]:
    """The records of a CV that a name means."""
    wanted, ids = fold(name), {name.strip(), *identifiers((), name)}
    ways: tuple[Callable[[AnyRecord], bool], ...] = (
        lambda record: isinstance(record, Publication) and not ids.isdisjoint(record.identifiers),
        lambda record: wanted in _names(record),
        lambda record: isinstance(record, Job) and wanted == fold(record.organization or ""),
        lambda record: any(f"{name} ".startswith(f"{wanted} ") for name in _names(record)),
    )
    for is_meant in ways:
        if found := [index for index, record in enumerate(cv.records) if is_meant(record)]:
            return found
    return []


def _names(record: AnyRecord) -> tuple[str, ...]:
    """What a record goes by, folded."""
    if isinstance(record, Publication):
        return fold(record.title), fold(record.text)
    if isinstance(record, Job):
        parts = [record.organization or "", record.role or ""]
        return fold(" ".join(parts)), fold(" ".join(reversed(parts))), fold(record.text)
    return (fold(record.text),)
