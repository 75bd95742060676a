"""Several files of one CV held against each other: which of them lack a record that another has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from cvdiff.checks.changed import UNFINISHED
from cvdiff.checks.finding import Severity
from cvdiff.checks.hit import Hit, hit
from cvdiff.dataclass import dataclass
from cvdiff.model import CV, Alignment, AnyRecord, Job, Kind, Publication
from cvdiff.settings import Settings

KINDS: tuple[Kind, ...] = ("publication", "position", "education")
"""What every file of a CV should tell alike, as far as it tells of such things at all."""

_Place = tuple[int, int]
"""A record: the file's place among the files, and the record's in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """One record as the files have it: by the place of each file that has it, its record there.

    `absorbed` are the files that print it inside another record.
    """

    records: tuple[tuple[int, AnyRecord], ...]
    absorbed: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The files that should agree, and each of their records once."""

    cvs: tuple[CV, ...]
    shared: tuple[Shared, ...]


def agreement(cvs: Sequence[CV], settings: Settings | None = None) -> Agreement:
    """Align the files two by two, and put together what was matched, directly or through a third file."""
    from cvdiff.alignment import align

    home: dict[_Place, _Place] = {}
    absorbed: dict[_Place, set[int]] = defaultdict(set)
    for i, j in combinations(range(len(cvs)), 2):
        _join(align(cvs[i], cvs[j], settings), (i, j), home, absorbed)
    groups: dict[_Place, list[_Place]] = defaultdict(list)
    for i, cv in enumerate(cvs):
        for k in range(len(cv.records)):
            groups[_root(home, (i, k))].append((i, k))
    return Agreement(
        cvs=tuple(cvs),
        shared=tuple(
            Shared(
                records=tuple((i, cvs[i].records[k]) for i, k in places),
                absorbed=frozenset().union(*(absorbed[place] for place in places if place in absorbed)),
            )
            for places in groups.values()
        ),
    )


def lacking(found: Agreement, kind: Kind) -> Iterator[Hit]:
    """A hit for each record of a kind that a file lacks which has others of that kind.

    Only info for manuscripts, which many lists leave out, and for what may be a remark and no record.
    """
    compared = {i for i, cv in enumerate(found.cvs) if any(record.kind == kind for record in cv.records)}
    for shared in found.shared:
        having = {i for i, _ in shared.records} | shared.absorbed
        lacks = sorted(compared - having)
        first, record = shared.records[0]
        if lacks and record.kind == kind:
            names = " and ".join(found.cvs[i].file for i in lacks)
            severity: Severity | None = "info" if _is_doubtful(record) else None
            yield hit(found.cvs[first], record, about=names, severity=severity, lacks=names)


def _is_doubtful(record: AnyRecord) -> bool:
    """Whether a record is a manuscript, or has too little of what makes a paper or a job."""
    if isinstance(record, Publication):
        parts = (record.authors, record.venue, record.year, record.identifiers)
        return record.status in UNFINISHED or sum(map(bool, parts)) < 2
    return isinstance(record, Job) and not (record.organization and record.dates)


def _join(
    aligned: Alignment, sides: _Place, home: dict[_Place, _Place], absorbed: dict[_Place, set[int]]
) -> None:
    """Enter what the two files of an alignment, by their places, have in common."""
    i, j = sides
    old = {id(record): k for k, record in enumerate(aligned.old.records)}
    new = {id(record): k for k, record in enumerate(aligned.new.records)}
    for match in aligned.matches:
        a, b = _root(home, (i, old[id(match.old)])), _root(home, (j, new[id(match.new)]))
        if a != b:
            home[max(a, b)] = min(a, b)
    for record in aligned.absorbed:
        if (k := old.get(id(record))) is not None:
            absorbed[i, k].add(j)
        else:
            absorbed[j, new[id(record)]].add(i)


def _root(home: dict[_Place, _Place], place: _Place) -> _Place:
    while place in home:
        place = home[place]
    return place
