"""The entries of a section of jobs or degrees -> records, those below one employer with its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cvdiff.document import join
from cvdiff.extraction.context import Context
from cvdiff.extraction.cuts import groups
from cvdiff.extraction.features import SURE, Features
from cvdiff.extraction.job import JobFields, read_job
from cvdiff.extraction.job_levels import read_levels, with_lower_headings
from cvdiff.extraction.named_job import read_named_job
from cvdiff.extraction.papers import is_paper_item
from cvdiff.extraction.publication_records import publications_of
from cvdiff.extraction.records import entry_of, printed_of
from cvdiff.model import AnyRecord, Job, Kind
from cvdiff.outline import Line, Part
from cvdiff.values.dated_roles import may_be_employer, opens_with_dated_role
from cvdiff.values.dates import find_dates, lies_within, parse_dates
from cvdiff.values.details import is_detail
from cvdiff.values.headings import heads_career
from cvdiff.values.roles import (
    degree_like,
    find_degree,
    find_role,
    is_school,
    is_unit,
    location_like,
    organization_like,
    role_like,
)
from cvdiff.vocabulary import fold, phrases_of, words_of

HARDLY, WHOLLY = 0.3, 1.0
"""Below the one score, a line has no role or degree of its own; with the other, it is nothing else."""
DATED_LINES = 4
"""An entry has its dates in one of its first lines."""


def jobs_of(entries: Sequence[list[Line]], kind: Kind, part: Part, context: Context) -> list[AnyRecord]:
    """The jobs or degrees of a section, and the papers that stand below them."""
    out: list[AnyRecord] = []
    header: list[Line] | None = None
    organization, place, employer, titled = None, None, _employer(part, entries), _title_of(part)
    above: list[Line] = []
    both = not part.given and heads_career(part.printed)
    apart = _with_headers_apart(with_lower_headings(entries), context)
    for entry in _below_headers(apart, context):
        papers = _papers_below(entry, context)
        taken = {id(line) for paper in papers for line in paper}
        own = [line for line in entry if id(line) not in taken]
        if header and (_are_siblings(header, entry[0]) or not _covers(header[0], entry)):
            header = organization = place = None
        job = _job(own, _of_two(own, context) if both else kind, part, organization or employer)
        if isinstance(job, Job) and not job.role and titled:
            job = replace(job, role=titled)
        if isinstance(job, Job) and len(own) == 1 and not job.role and _share_role(above, own[0]):
            job = replace(job, role=above[0].text.plain)
        heads = _heads_role(entry) or _is_header(entry[0], context)
        if heads and isinstance(job, Job) and not _opens_with_role(entry[0], job):
            header, organization, place = entry, _whole_of(job.organization, entry[0]), job.location
        elif not _is_below(header, entry[0]) and (
            entry[0].source.kind != "item" or (len(entry) > 1 and entry[0].depth == 0)
        ):
            organization = organization if isinstance(job, Job) and job.organization == organization else None
        if place and organization and isinstance(job, Job) and not job.location:
            job = replace(job, location=place)
        above = entry if len(own) > 1 else above
        out.append(job)
        out += publications_of([(part, papers)], context)[0] if papers else []
    return out


def _title_of(part: Part) -> str | None:
    """The job title that a sub-heading is, for all the employers below it."""
    return part.printed if len(part.path) > 1 and role_like(part.printed) >= WHOLLY else None


def _share_role(above: Sequence[Line], line: Line) -> bool:
    """Whether a line of a paragraph names another employer below the first, with the role above both."""
    if not above or above[0].source is not line.source:
        return False
    role = above[0].text.plain
    return find_role(role) == (0, len(role))


def _is_below(header: Sequence[Line] | None, line: Line) -> bool:
    """Whether a line stands below the heading that names the employer."""
    return header is not None and header[0].source.kind == "heading" != line.source.kind


def _are_siblings(header: Sequence[Line], line: Line) -> bool:
    """Whether a line opens an item or heading beside one that names its own organization and dates."""
    first, source = header[0].source, line.source
    if first.kind == source.kind == "heading":
        dated = any(find_dates(below.text.plain) for below in header[1:DATED_LINES])
        return dated and source.level <= first.level
    if first.kind != "item" or source.kind != "item" or first.items == source.items:
        return False
    own = [line for line in header if line.source.items == first.items]
    return line.depth == header[0].depth and any(find_dates(line.text.plain) for line in own)


def _covers(header: Line, entry: Sequence[Line]) -> bool:
    """Whether an entry's years lie within those of an employer's line above; without dates they may."""
    outer = find_dates(header.text.plain)
    inner = next((found for line in entry[:DATED_LINES] if (found := find_dates(line.text.plain))), None)
    return not outer or not inner or lies_within(inner[0].dates, outer[0].dates)


def _heads_role(entry: Sequence[Line]) -> bool:
    """Whether a heading stands above a job title and its dates: an employer of any name."""
    return entry[0].source.kind == "heading" and len(entry) > 1 and _opens_with_title(entry[1:])


def _opens_with_title(entry: Sequence[Line]) -> bool:
    return opens_with_dated_role([line.text.plain for line in entry[:2]])


def _employer(part: Part, entries: Sequence[list[Line]]) -> str | None:
    """The organization that a sub-heading names for all entries below it, and nothing else.

    One of unknown words does where each entry opens with a job title that says nothing of an employer.
    """
    printed = part.printed
    name, comma, place = printed.partition(", ")
    if len(part.path) < 2 or find_dates(printed) or max(role_like(printed), degree_like(printed)) >= SURE:
        return None
    if organization_like(printed) >= SURE:
        return printed
    if comma and location_like(place) >= SURE:
        return name
    opened = may_be_employer(printed) and all(map(_opens_with_title, entries))
    return printed if opened else None


def _below_headers(entries: Sequence[list[Line]], context: Context) -> list[list[Line]]:
    """The entries, a lone line that names an organization put together with the role below it.

    An item stays apart from the items inside it.
    """
    out: list[list[Line]] = []
    for entry in entries:
        first = Features(entry[0], context)
        named = max(first.role, first.degree) >= SURE and bool(first.dates)
        role_only = named and (first.organization < SURE or _is_degree_alone(entry[0]))
        nested = bool(out) and len(entry[0].source.items) > len(out[-1][0].source.items) > 0
        alone = out and len(out[-1]) == 1 and not nested and _covers(out[-1][0], entry)
        if alone and role_only and _is_header(out[-1][0], context):
            out[-1] = out[-1] + entry
        else:
            out.append(entry)
    return out


def _with_headers_apart(entries: Sequence[list[Line]], context: Context) -> list[list[Line]]:
    """The entries, an item without a bullet that closes one and names the next one's employer apart."""
    out: list[list[Line]] = []
    for n, entry in enumerate(entries):
        closes = n + 1 < len(entries) and len(entry) > 1 and _is_lone_item(entry)
        if closes and _is_header(entry[-1], context) and Features(entries[n + 1][0], context).dates:
            out += [entry[:-1], entry[-1:]]
        else:
            out.append(entry)
    return out


def _is_lone_item(entry: Sequence[Line]) -> bool:
    """Whether an entry's last line is an item of its own, outside other items and without a bullet."""
    *_, above, last = (line.source for line in entry)
    return last.kind == "item" and len(last.items) == 1 and not last.marker and last.items != above.items


def _is_degree_alone(line: Line) -> bool:
    """Whether all words in front of a tab are a degree's: "M.Sc. in School of Forestry<TAB>2014"."""
    words = line.text.plain.partition("\t")[0].strip()
    return find_degree(words) == (0, len(words))


def _of_two(lines: Sequence[Line], context: Context) -> Kind:
    """Position or degree, in a section whose heading names both."""
    head = [f for f in (Features(line, context) for line in lines[:3]) if not f.labelled]
    degree, role = max((f.degree for f in head), default=0.0), max((f.role for f in head), default=0.0)
    return "education" if degree > role or any(map(_tells_studies, head[:1])) else "position"


def _tells_studies(feature: Features) -> bool:
    """Whether a line opens, behind its dates, with words for studies: "2006-2012 Studies in English"."""
    words = fold(feature.undated).split()
    return bool(words) and phrases_of("roles", "degree", "studying").at(words, 0) is not None


def _is_header(line: Line, context: Context) -> bool:
    """Whether a line names an organization for the entries below it: nothing else, in no list."""
    feature = Features(line, context)
    return feature.organization >= SURE and max(feature.role, feature.degree) < HARDLY


def _opens_with_role(line: Line, job: Job) -> bool:
    """Whether a line names a role and behind it the organization, so that it heads no other entry."""
    plain, role, organization = line.text.plain, job.role or "\0", job.organization or "\0"
    return role in plain and organization in plain[plain.find(role) + len(role) :]


def _papers_below(entry: Sequence[Line], context: Context) -> list[list[Line]]:
    """The bullets of a job that are papers."""
    depth = entry[0].depth
    items = [line for line in entry if line.depth > depth and line.source.kind == "item"]
    below = groups([Features(line, context) for line in items], depth + 1)
    return [[f.line for f in g] for g in below if is_paper_item(join([f.text for f in g]), context)]


def _job(lines: Sequence[Line], kind: Kind, part: Part, organization: str | None) -> AnyRecord:
    told = read_named_job(lines)
    below = organization is not None
    fields = told or read_job(lines, kind == "education", below)
    fields = fields if told else read_levels(lines, fields, kind == "education", below)
    if not told and (not (fields.dates or _named(lines)) or _is_break(fields)):
        return entry_of(lines, "other", part)
    if kind == "education" and degree_like(fields.role or "") < SURE and any(map(_took_hours, lines)):
        return entry_of(lines, "other", part)
    if not told and not fields.organization and is_detail(lines[0].text.plain):  # "Adviser: A. Bee	2019"
        return entry_of(lines, "project", part)
    whole = join([line.text for line in lines])
    return Job(
        kind=kind,
        **printed_of(lines, part, whole),
        organization=_beside(fields.organization, organization),
        role=fields.role,
        location=fields.location,
        dates=fields.dates or parse_dates(part.printed),
        description=fields.description,
    )


def _took_hours(line: Line) -> bool:
    """Whether a column of a line says how many hours or days something took: a course, no degree."""
    words = [fold(cell).split() for cell in line.text.plain.split("\t")[1:]]
    return any(len(w) > 1 and w[0].isdigit() and w[-1] in words_of("extraction", "hours") for w in words)


def _is_break(fields: JobFields) -> bool:
    """Whether an entry says why there was neither job nor school ("Career break", "Elternzeit")."""
    head = fold(fields.role or "").split()
    return not fields.organization and any(phrases_of("extraction", "breaks").scan(head))


def _beside(own: str | None, above: str | None) -> str | None:
    """An entry's organization; a part of one goes with the whole that a line above several entries names."""
    if own and above and is_unit(own) and is_school(above) and not is_unit(above):
        return f"{own}, {above}"
    return own or above


def _whole_of(organization: str | None, header: Line) -> str | None:
    """What an employer's name says for the entries below it, too: without the part of one entry alone."""
    part, comma, whole = (organization or "").partition(", ")
    return whole if comma and is_unit(part) and part not in header.text.plain else organization


def _named(lines: Sequence[Line]) -> bool:
    head = lines[0].text.plain
    return (
        len(head.split()) <= 20 and max(role_like(head), degree_like(head), organization_like(head)) >= SURE
    )
