"""Reports and records as JSON, version 1; docs/json-format.md explains every key."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from cvdiff.model import (
    CV,
    KINDS,
    AnyRecord,
    Change,
    FieldChange,
    FieldValue,
    Job,
    Match,
    NearTie,
    Publication,
    Report,
    Section,
    SectionChange,
)
from cvdiff.reporters.escape import COMMAND
from cvdiff.reporters.view import View, narrow

Json = dict[str, Any]

_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def render_report(report: Report, view: View) -> str:
    """The report as `cvdiff-report/1`."""
    return dump(report_form(report, view))


def report_form(report: Report, view: View) -> Json:
    """What `render_report` writes."""
    report = narrow(report, view.only)
    form: Json = {
        "format": "cvdiff-report/1",
        "old": side_form(report.old),
        "new": side_form(report.new),
        "changes": [*map(_change, report.changes), *map(_section_change, report.sections)],
        "cosmetic": [_cosmetic(change) for change in report.cosmetic],
        "warnings": list(report.warnings),
        "diagnostics": _diagnostics(report.old) + _diagnostics(report.new),
    }
    if view.explain:
        form["matches"] = [_match(match) for match in report.matches]
        form["ambiguous"] = [_tie(tie) for tie in report.ambiguous]
    return form


def render_cv(cv: CV) -> str:
    """The records of one CV as `cvdiff-records/1`."""
    side = side_form(cv)
    return dump(
        {
            "format": "cvdiff-records/1",
            "file": side["file"],
            "source_format": side["format"],
            "owner": side["owner"],
            "counts": side["counts"],
            "records": [_record(record) for record in cv.records],
            "diagnostics": _diagnostics(cv),
        }
    )


def dump(form: Json | list[Json]) -> str:
    """JSON text that every terminal and every UTF-8 stream takes; escapes lose nothing but surrogates."""
    import json

    text = _SURROGATE.sub("\ufffd", json.dumps(form, ensure_ascii=False, indent=1))
    text = text.replace(COMMAND, r"##\u005b")
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def side_form(cv: CV) -> Json:
    """What a report says of one version as a whole."""
    number = Counter(record.kind for record in cv.records)
    counts = {kind: number[kind] for kind in KINDS if number[kind]}
    return {"file": cv.file, "format": cv.format, "owner": cv.owner, "counts": counts}


def _diagnostics(cv: CV) -> list[Json]:
    return [{"file": cv.file, "message": d.message, "line": d.line, "page": d.page} for d in cv.diagnostics]


def place(lines: tuple[int, int] | None, page: int | None) -> Json:
    """Where something stands: `lines`, null where there are none, and `page` only if there is one."""
    form: Json = {"lines": list(lines) if lines else None}
    return form | {"page": page} if page is not None else form


def _record(record: AnyRecord) -> Json:
    form = {"kind": record.kind, "section": record.section, "text": record.text}
    form |= place(record.lines, record.page)
    if isinstance(record, Publication):
        return form | _publication(record)
    links = list(record.links)
    return form | (_job(record) if isinstance(record, Job) else {}) | {"links": links}


def _publication(paper: Publication) -> Json:
    return {
        "title": paper.title,
        "authors": [{"name": author.name, "marks": author.marks} for author in paper.authors],
        "venue": paper.venue,
        "year": paper.year,
        "status": paper.status,
        "note": paper.note,
        "links": list(paper.links),
        "identifiers": list(paper.identifiers),
    }


def _job(job: Job) -> Json:
    dates = job.dates
    current = dates is not None and dates.current
    return {
        "organization": job.organization,
        "role": job.role,
        "location": job.location,
        "dates": dates.text if dates else None,
        "start": dates.start if dates else None,
        "end": dates.end if dates and not current else None,
        "current": current,
        "description": job.description,
    }


def _change(change: Change) -> Json:
    return _form(change, [_field(field) for field in change.fields if not field.cosmetic])


def _cosmetic(change: Change) -> Json:
    return _form(change, [_field(field) for field in change.fields])


def _form(change: Change, fields: list[Json]) -> Json:
    form: Json = {
        "change": change.change,
        "kind": change.kind,
        "old": _record(change.old) if change.old else None,
        "new": _record(change.new) if change.new else None,
    }
    if change.change == "changed":
        form |= {"score": _score(change.score), "evidence": change.evidence}
    return form | {"fields": fields}


def _score(score: float | None) -> float | None:
    return None if score is None else round(score, 4)


def _value(value: FieldValue) -> str | list[str] | None:
    return list(value) if isinstance(value, tuple) else value


def _field(field: FieldChange) -> Json:
    form: Json = {"field": field.field, "old": _value(field.old), "new": _value(field.new)}
    if field.field in ("authors", "links", "text", "description"):
        form |= {"added": list(field.added), "removed": list(field.removed)}
    if field.field == "authors":
        form |= {"reordered": field.reordered, "marks_changed": field.marks_changed}
    return form


def _section_change(change: SectionChange) -> Json:
    return {
        "change": change.change,
        "kind": "section",
        "old": _section(change.old) if change.old else None,
        "new": _section(change.new) if change.new else None,
        "fields": [],
    }


def _section(section: Section) -> Json:
    form = {"kind": "section", "text": section.heading, "records": section.kind}
    return form | place(section.lines, section.page)


def _match(match: Match) -> Json:
    return {
        "old": _name(match.old),
        "new": _name(match.new),
        "score": _score(match.score),
        "evidence": match.evidence,
    }


def _tie(tie: NearTie) -> Json:
    return {
        "old": _name(tie.old),
        "new": _name(tie.new),
        "score": _score(tie.score),
        "reason": tie.reason,
    }


def _name(record: AnyRecord) -> Json:
    if isinstance(record, Publication):
        name = {"kind": record.kind, "title": record.title}
    else:
        name = {"kind": record.kind, "text": record.text}
    return name | place(record.lines, record.page)
