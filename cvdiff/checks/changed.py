"""What rules of two versions share: walking through a report, and where a gone record would stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from cvdiff.checks.finding import Severity
from cvdiff.checks.hit import Hit, hit, place_of
from cvdiff.dataclass import dataclass
from cvdiff.model import AnyRecord, FieldChange, FieldName, Job, Kind, Publication, Report, Status
from cvdiff.vocabulary import fold

FINAL: frozenset[Status] = frozenset({"accepted", "published"})
"""Statuses after which title, authors, venue and year no longer change of themselves."""

UNFINISHED: frozenset[Status] = frozenset({"in-preparation", "submitted"})
"""Statuses of work that may come to nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A field of content that differs between two versions of one record."""

    old: AnyRecord
    new: AnyRecord
    field: FieldChange
    is_sure: bool


def changed(report: Report, name: FieldName) -> Iterator[Changed]:
    """The changes of content in the field `name`; `is_sure` if more than likeness says it is one record."""
    for change in report.changes:
        if change.old is None or change.new is None:
            continue
        for field in change.fields:
            if field.field == name and not field.cosmetic:
                is_sure = change.evidence in ("identifier", "title", "given")
                yield Changed(old=change.old, new=change.new, field=field, is_sure=is_sure)


def of_papers(report: Report, name: FieldName) -> Iterator[tuple[Publication, Publication, Changed]]:
    """The changes of the field `name` between two versions of one paper."""
    for change in changed(report, name):
        if isinstance(change.old, Publication) and isinstance(change.new, Publication):
            yield change.old, change.new, change


def of_jobs(report: Report, name: FieldName) -> Iterator[tuple[Job, Job]]:
    """The positions and degrees whose field `name` changed."""
    for change in changed(report, name):
        if isinstance(change.old, Job) and isinstance(change.new, Job):
            yield change.old, change.new


def severity_of(paper: Publication, change: Changed | None = None) -> Severity | None:
    """Only info where the paper was not final before, or where it may be another paper."""
    if paper.status in FINAL and (change is None or change.is_sure):
        return None
    return "info"


def removed(report: Report, *kinds: Kind, outside: Collection[str] = ()) -> Iterator[Hit]:
    """A hit for each record of these kinds that is gone, at the place in the new version where it would be.

    Those below the folded headings `outside` are left out. Only info where the record may be another one
    of the new version, or was an unfinished manuscript.
    """
    gone = [c.old for c in report.changes if c.change == "removed" and c.old and c.kind in kinds]
    gone = [record for record in gone if fold(record.section) not in outside]
    places = _places(report) if gone else {}
    ties = {id(tie.old) for tie in report.ambiguous}
    for record in gone:
        unfinished = isinstance(record, Publication) and record.status in UNFINISHED
        found = hit(
            report.new,
            record,
            severity="info" if unfinished or id(record) in ties else None,
            was=place_of(report.old, record),
        )
        lines, page = places.get(id(record), (None, None))
        yield _moved(found, lines, page)


def removed_headings(report: Report) -> frozenset[str]:
    """The headings, folded, of the sections that are gone."""
    return frozenset(fold(s.old.heading) for s in report.sections if s.change == "removed" and s.old)


def _places(report: Report) -> dict[int, tuple[tuple[int, int] | None, int | None]]:
    """For each old record the line and page of the new version where the last kept record before it ends."""
    new_of = {id(match.old): match.new for match in report.matches}
    places: dict[int, tuple[tuple[int, int] | None, int | None]] = {}
    lines: tuple[int, int] | None = None
    page: int | None = None
    for record in report.old.records:
        if kept := new_of.get(id(record)):
            lines, page = (kept.lines[1], kept.lines[1]) if kept.lines else None, kept.page
        places[id(record)] = lines, page
    return places


def _moved(found: Hit, lines: tuple[int, int] | None, page: int | None) -> Hit:
    return replace(found, lines=lines, page=page)
