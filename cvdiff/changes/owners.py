"""Whether the two files are CVs of one person."""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.model import Alignment

_HARDLY_ANY = 0.25
"""Share of the shorter CV's records that may match although the CVs are of different people: two people
of one group share papers, two versions of one CV share far more than a quarter of the shorter one."""


def warnings(alignment: Alignment) -> Iterator[str]:
    """A sentence where the owners' names differ and fewer than a quarter of the records match."""
    old, new = alignment.old, alignment.new
    shortest = min(len(old.records), len(new.records))
    if old.owner is None or new.owner is None or len(alignment.matches) > _HARDLY_ANY * shortest:
        return
    from cvdiff.values.names import same_person

    if not same_person(old.owner, new.owner):
        people = f"{old.owner} ({old.file}) and {new.owner} ({new.file})"
        yield f"the two CVs seem to be of different people: {people}"
