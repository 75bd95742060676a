"""The records of one CV as readable text: what cvdiff understood."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from cvdiff.model import CV, KINDS, AnyRecord, Job, Publication
from cvdiff.reporters.escape import flat, plain
from cvdiff.reporters.paint import strong
from cvdiff.reporters.wording import counted, noun, say, status_name, table

_LABEL = 14  # columns of a field's name


def render_cv(cv: CV) -> str:
    """Owner and counts, then the records under their headings in the document's order."""
    blocks = ["\n".join(_top(cv))]
    for heading, records in groupby(cv.records, key=lambda record: record.section):
        members = list(records)
        title = strong(f"== {plain(heading) or say('no_heading')} ({len(members)}) ==")
        blocks.append("\n\n".join([title, *(_record(record) for record in members)]))
    return "\n\n".join(blocks) + "\n"


def _top(cv: CV) -> list[str]:
    number = Counter(record.kind for record in cv.records)
    counts = ", ".join(counted(kind, number[kind]) for kind in KINDS if number[kind])
    lines = [strong(f"{plain(cv.owner or '') or say('nobody')}: {plain(cv.file)} ({cv.format})")]
    lines.append(counts or say("no_records"))
    for diagnostic in cv.diagnostics:
        line, page = diagnostic.line, diagnostic.page
        where = f" {say('line', n=line)}" if line else f" {say('page', n=page)}" if page else ""
        lines.append(f"{say('note', text=plain(diagnostic.message))}{where}")
    return lines


def _record(record: AnyRecord) -> str:
    told = fields(record)
    if not told:
        return f"{strong(f'[{noun(record.kind)}]')} {plain(flat(record.text))}{_place(record)}"
    lines = [f"{strong(f'[{noun(record.kind)}]')}{_place(record)}"]
    names = table("fields")
    lines += [f"  {names[key] + ':':<{_LABEL}}{plain(value)}" for key, value in told if plain(value)]
    return "\n".join(lines)


def fields(record: AnyRecord) -> list[tuple[str, str]]:
    """The fields of a paper, job or degree, by their names; none where the text is all there is."""
    if isinstance(record, Publication):
        return [*_publication(record), *_links(record)]
    if isinstance(record, Job) and (record.role or record.organization):
        return [*_job(record), *_links(record)]
    return []


def _links(record: AnyRecord) -> list[tuple[str, str]]:
    return [("link", url) for url in record.links]


def _publication(paper: Publication) -> list[tuple[str, str]]:
    return [
        ("title", paper.title),
        ("authors", ", ".join(f"{author.name}{author.marks}" for author in paper.authors)),
        ("venue", paper.venue or ""),
        ("year", paper.year or ""),
        ("status", status_name(paper.status)),
        ("note", paper.note or ""),
    ]


def _job(job: Job) -> list[tuple[str, str]]:
    return [
        ("role", flat(job.role or "")),
        ("organization", flat(job.organization or "")),
        ("location", flat(job.location or "")),
        ("dates", _dates(job)),
        ("description", flat(job.description or "")),
    ]


def _dates(job: Job) -> str:
    dates = job.dates
    if dates is None:
        return ""
    end = say("open_end") if dates.current else dates.end
    read = f"{dates.start or '?'} – {end or '?'}" if end != dates.start else dates.start or "?"
    return f"{dates.text} ({read})"


def _place(record: AnyRecord) -> str:
    if record.lines:
        first, last = record.lines
        return "  " + (say("line", n=first) if first == last else say("lines", first=first, last=last))
    return "  " + say("page", n=record.page) if record.page else ""
