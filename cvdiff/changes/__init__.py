"""The stage `changes`: from matched records to typed changes.

The law of this stage: the same content printed in another way is no change, or a cosmetic one; a false
alarm is worse than silence about trifles; and comparing B with A mirrors comparing A with B.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.changes.owners import warnings
from cvdiff.changes.registry import RULES
from cvdiff.changes.sections import correspondence, section_changes
from cvdiff.model import CV, Alignment, AnyRecord, Change, FieldChange, Publication, Report

_UNPRINTED = re.compile(r"[^\w*†‡§¶#+]+")


def compare(alignment: Alignment) -> Report:
    """What changed between the two CVs of an alignment.

    Changes stand in the reading order of the new CV, removals after them in the order of the old one.
    """
    sections = correspondence(alignment)
    links = alignment.old.format == alignment.new.format or all(
        any(record.links for record in cv.records if record.kind == "publication")
        for cv in (alignment.old, alignment.new)
    )
    papers = tuple(
        record
        for cv in (alignment.old, alignment.new)
        for record in cv.records
        if isinstance(record, Publication)
    )
    context = Context(_owners(alignment.old, alignment.new), sections, links, papers)
    changes = _in_reading_order(alignment, tuple(_changes(alignment, context)))
    return Report(
        old=alignment.old,
        new=alignment.new,
        changes=tuple(c for c in changes if not c.cosmetic),
        sections=tuple(section_changes(alignment, sections)),
        cosmetic=tuple(c for c in changes if c.cosmetic),
        matches=alignment.matches,
        ambiguous=alignment.ambiguous,
        warnings=(*alignment.warnings, *warnings(alignment)),
    )


def _owners(*cvs: CV) -> tuple[str, ...]:
    """The names of the CVs' owners, each once."""
    return tuple(dict.fromkeys(name for cv in cvs for name in (cv.owner, *cv.aliases) if name))


def compare_records(old: AnyRecord, new: AnyRecord, context: Context) -> tuple[FieldChange, ...]:
    """The fields in which two matched records differ."""
    same_text = old.text == new.text or _printed(old.text) == _printed(new.text)
    return tuple(
        change
        for rule in RULES
        if isinstance(old, rule.records) and isinstance(new, rule.records)
        if not (same_text and rule.reads_text)
        for change in rule.compare(old, new, context)
    )


def _printed(text: str) -> str:
    """The letters, digits and author marks of a text: what the habits of a layout leave alone."""
    return _UNPRINTED.sub("", text)


def _changes(alignment: Alignment, context: Context) -> Iterator[Change]:
    for record in alignment.added:
        yield Change(change="added", kind=record.kind, old=None, new=record)
    for match in alignment.matches:
        fields = compare_records(match.old, match.new, context)
        if fields:
            yield Change(
                change="changed",
                kind=match.new.kind,
                old=match.old,
                new=match.new,
                fields=fields,
                score=match.score,
                evidence=match.evidence,
            )
    for record in alignment.removed:
        yield Change(change="removed", kind=record.kind, old=record, new=None)


def _in_reading_order(alignment: Alignment, changes: tuple[Change, ...]) -> list[Change]:
    places_in_new, places_in_old = _places(alignment.new), _places(alignment.old)

    def place(change: Change) -> tuple[bool, int]:
        if change.new is not None:
            return False, places_in_new.get(id(change.new), len(places_in_new))
        return True, places_in_old.get(id(change.old), len(places_in_old))

    return sorted(changes, key=place)


def _places(cv: CV) -> dict[int, int]:
    return {id(record): place for place, record in enumerate(cv.records)}
