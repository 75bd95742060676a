"""Document -> CV: outline, segmentation and the reading of fields, put together.

Every line of the document ends up in exactly one record or is a section's heading; what no rule
recognises becomes a record of kind "other" with its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cvdiff.document import Document, Text, join
from cvdiff.extraction.address import contact_pieces
from cvdiff.extraction.contact import is_address, is_summary, paragraphs
from cvdiff.extraction.context import Context, build_context
from cvdiff.extraction.cuts import groups
from cvdiff.extraction.features import SURE, Features, is_detail
from cvdiff.extraction.job import read_job
from cvdiff.extraction.papers import is_paper_item, is_publication
from cvdiff.extraction.presented import are_presentations
from cvdiff.extraction.publication import Fields, read_list
from cvdiff.extraction.segment import segment
from cvdiff.extraction.table import read_row
from cvdiff.model import CV, AnyRecord, Entry, Job, Kind, Publication
from cvdiff.outline import Line, Part, outline
from cvdiff.values.dates import find_dates, parse_dates
from cvdiff.values.headings import section_kinds
from cvdiff.values.links import identifiers
from cvdiff.values.roles import degree_like, organization_like, role_like
from cvdiff.vocabulary import fold, words_of

if TYPE_CHECKING:
    from cvdiff.settings import Settings

PUBLICATION_SHARE = 0.5
"""A section without a telling heading is a publication list when so many of its entries look it."""


def extract(document: Document, file: str, settings: Settings | None = None) -> CV:
    """Reads the records of a document; `file` is the name that reports print.

    `settings` give the owner's names and the kinds of headings that the user has named.
    """
    names = settings.owner if settings else ()
    parts = outline(document, settings.sections if settings else ())
    context = build_context(document, parts, names)
    after_rule = frozenset(i + 1 for i, b in enumerate(document.blocks) if b.kind == "rule")
    records: list[AnyRecord] = []
    sections = []
    first = next((part for part in parts if part.printed), None)
    for part in parts:
        opening = not part.blocks or (part is first and part.kind is None)
        kind = _kind(part, opening, context)
        if part.printed:
            sections.append(part.section(kind, document))
        if opening:
            records += _preamble(part, context, after_rule)
        else:
            records += _records(part, kind, context, after_rule)
        records += [_entry([line], "other", part) for line in part.stamps]
    return CV(
        file=file,
        format=document.format,
        owner=context.owner,
        aliases=names[1:],
        records=tuple(records),
        sections=tuple(sections),
        headings=tuple(block for part in parts for block in part.blocks),
        diagnostics=document.diagnostics,
    )


def _kind(part: Part, opening: bool, context: Context) -> Kind:
    """The kind of a section: as the user says, else as its heading does unless that says little."""
    if part.given and part.kind:
        return part.kind
    kind = part.kind or ("contact" if opening else _kind_from_content(part, context))
    is_ambiguous = bool(part.lines) and fold(part.printed) in words_of("headings", "ambiguous")
    is_vague = kind == "summary" and len(part.lines) >= 3  # "Research" may stand above papers
    if is_vague and _lists_jobs(part, context):
        return "position"
    if (is_ambiguous or is_vague) and _kind_from_content(part, context) == "publication":
        return "publication"
    if kind == "publication" and are_presentations(part.lines):
        return "talk"
    return "publication" if kind == "news" and _lists_papers(part, context) else kind


def _lists_jobs(part: Part, context: Context) -> bool:
    """Whether every entry has a role and a time from one date to another, as no sentence on research has."""
    entries = groups([Features(line, context) for line in part.lines])
    return all(any(map(_is_stint, entry)) and any(f.role >= SURE for f in entry) for entry in entries)


def _is_stint(feature: Features) -> bool:
    return feature.stint and any(m.dates.current or m.dates.start != m.dates.end for m in feature.dates)


def _lists_papers(part: Part, context: Context) -> bool:
    """Whether most entries give their authors a line of their own, as no sentence about a paper does."""
    entries = groups([Features(line, context) for line in part.lines])
    listed = sum(any(map(_is_author_line, entry)) for entry in entries)
    return listed >= max(2, PUBLICATION_SHARE * len(entries))


def _is_author_line(feature: Features) -> bool:
    authors = feature.authors
    if not authors or len(authors.authors) < 2:
        return False
    return authors.start <= 2 and len(feature.plain) - authors.end <= 2


def _kind_from_content(part: Part, context: Context) -> Kind:
    """The kind of a section whose heading says nothing."""
    entries = groups([Features(line, context) for line in part.lines])
    if not entries:
        return "other"
    looks = sum(1 for e in entries if _looks_published(e))
    return "publication" if looks >= max(2, PUBLICATION_SHARE * len(entries)) else "other"


def _looks_published(entry: Sequence[Features]) -> bool:
    """Authors, and a year with a venue or title, or more than one author in front of a title."""
    if not any(f.authors for f in entry):
        return False
    shown = any(f.has_year for f in entry) and any(f.has_venue or f.titled for f in entry)
    return shown or any(f.authors and len(f.authors.authors) > 1 and f.authors.start <= 2 for f in entry)


def _records(part: Part, kind: Kind, context: Context, after_rule: frozenset[int]) -> list[AnyRecord]:
    if kind == "contact":
        return _contacts(part.lines, part, context)
    if kind == "summary" and part.lines and all(not line.depth for line in part.lines):
        if all(is_address(line) for line in part.lines):
            return _contacts(part.lines, part, context)
        return [_entry(list(part.lines), "summary", part)]
    entries = segment(part.lines, kind, context, after_rule)
    if kind == "publication":
        return _publications(entries, part, context)
    if kind in ("position", "education"):
        return _jobs(entries, kind, part, context)
    return [_entry(lines, kind, part) for lines in entries]


def _preamble(part: Part, context: Context, after_rule: frozenset[int]) -> list[AnyRecord]:
    """What stands above the first section: addresses and a biography, or a list of papers."""
    features = [Features(line, context) for line in part.lines]
    papers = sum(1 for f in features if f.authors and len(f.authors.authors) > 1)
    if papers >= 3:
        return _publications(segment(part.lines, "publication", context, after_rule), part, context)
    out: list[AnyRecord] = []
    about = [lines for lines in paragraphs(part.lines) if any(is_summary(line) for line in lines)]
    if about:
        out.append(_entry([line for lines in about for line in lines], "summary", part))
    rest = [line for lines in paragraphs(part.lines) if lines not in about for line in lines]
    return out + _contacts(rest, part, context)


def _contacts(lines: Sequence[Line], part: Part, context: Context) -> list[AnyRecord]:
    return [_entry(p.lines, "contact", part, p.text) for p in contact_pieces(lines, context.owner)]


def _publications(entries: Sequence[list[Line]], part: Part, context: Context) -> list[AnyRecord]:
    texts = [join([line.text for line in _own_lines(entry)]) for entry in entries]
    heading = " / ".join(part.path)
    columns = dict(part.columns)
    fields = [
        read_row(entry[0].text, columns.get(entry[0].source.list_id, ()), heading) or read
        for entry, read in zip(entries, read_list(texts, context, heading), strict=True)
    ]
    lists_authors = sum(1 for f in fields if f.authors) >= 0.6 * max(1, len(fields))
    out: list[AnyRecord] = []
    for entry, read in zip(entries, fields, strict=True):
        whole = join([line.text for line in entry])
        if is_publication(whole, read, lists_authors) and not _introduces(entry, read, entries):
            out.append(_publication(whole, read, entry, part))
        else:
            out.append(_entry(entry, "other", part))
    return out


def _introduces(entry: list[Line], read: Fields, entries: Sequence[list[Line]]) -> bool:
    """Whether an entry is a paragraph above a list and tells no more than a title could."""
    told = read.authors or read.year or read.venue or read.status
    rest = entries[1:]
    return (
        entry is entries[0]
        and not told
        and not entry[0].depth
        and bool(rest)
        and all(e[0].depth for e in rest)
    )


def _own_lines(entry: Sequence[Line]) -> list[Line]:
    """The lines that hold title, authors and venue: nested bullets only where these are too few."""
    top = entry[0].depth
    own = [
        line for line in entry if not (line.depth > top and line.source.kind == "item") and line.depth <= top
    ]
    if sum(len(line.text.plain.split()) for line in own) >= 12 or len(own) == len(entry):
        return own
    return [line for line in entry if line.depth <= top or not is_detail(line.text.plain)]


def _publication(whole: Text, fields: Fields, entry: Sequence[Line], part: Part) -> Publication:
    links = tuple(dict.fromkeys(s.value for s in whole.styles if s.kind == "link" and s.value))
    return Publication(
        kind="publication",
        section=part.heading,
        text=whole.plain,
        lines=_line_range(entry),
        page=entry[0].source.page,
        blocks=_blocks(entry),
        links=links,
        marker=entry[0].source.marker,
        title=fields.title,
        authors=fields.authors,
        venue=fields.venue,
        year=fields.year,
        status=fields.status,
        note=fields.note,
        identifiers=identifiers(links, whole.plain),
    )


def _jobs(entries: Sequence[list[Line]], kind: Kind, part: Part, context: Context) -> list[AnyRecord]:
    out: list[AnyRecord] = []
    organization, employer = None, _employer(part)
    both = not part.given and {"position", "education"} <= set(section_kinds(part.printed))
    for entry in _below_headers(entries, context):
        papers = _papers_below(entry, context)
        taken = {id(line) for paper in papers for line in paper}
        own = [line for line in entry if id(line) not in taken]
        job = _job(own, _of_two(own, context) if both else kind, part, organization or employer)
        if _is_header(entry[0], context) and isinstance(job, Job):
            organization = job.organization
        elif entry[0].source.kind != "item" or (len(entry) > 1 and entry[0].depth == 0):
            organization = organization if isinstance(job, Job) and job.organization == organization else None
        out.append(job)
        out += _publications(papers, part, context) if papers else []
    return out


def _employer(part: Part) -> str | None:
    """The organization that a sub-heading names for all entries below it, and nothing else."""
    printed = part.printed
    named = len(part.path) > 1 and organization_like(printed) >= SURE and not find_dates(printed)
    return printed if named and max(role_like(printed), degree_like(printed)) < SURE else None


def _below_headers(entries: Sequence[list[Line]], context: Context) -> list[list[Line]]:
    """The entries, a lone line that names an organization put together with the role below it."""
    out: list[list[Line]] = []
    for entry in entries:
        first = Features(entry[0], context)
        role_only = max(first.role, first.degree) >= SURE and first.organization < SURE and bool(first.dates)
        if out and len(out[-1]) == 1 and role_only and _is_header(out[-1][0], context):
            out[-1] = out[-1] + entry
        else:
            out.append(entry)
    return out


def _of_two(lines: Sequence[Line], context: Context) -> Kind:
    """Position or degree, in a section whose heading names both."""
    head = [Features(line, context) for line in lines[:3]]
    return "education" if max(f.degree for f in head) > max(f.role for f in head) else "position"


def _is_header(line: Line, context: Context) -> bool:
    """Whether a line names an organization for the entries below it: nothing else, in no list."""
    feature = Features(line, context)
    return feature.organization >= SURE and max(feature.role, feature.degree) < SURE


def _papers_below(entry: Sequence[Line], context: Context) -> list[list[Line]]:
    """The bullets of a job that are papers."""
    depth = entry[0].depth
    items = [line for line in entry if line.depth > depth and line.source.kind == "item"]
    below = groups([Features(line, context) for line in items], depth + 1)
    return [[f.line for f in g] for g in below if is_paper_item(join([f.text for f in g]), context)]


def _job(lines: Sequence[Line], kind: Kind, part: Part, organization: str | None) -> AnyRecord:
    fields = read_job(lines, kind == "education", organization is not None)
    if not fields.dates and not _named(lines):
        return _entry(lines, "other", part)
    whole = join([line.text for line in lines])
    return Job(
        kind=kind,
        section=part.heading,
        text=whole.plain,
        lines=_line_range(lines),
        page=lines[0].source.page,
        blocks=_blocks(lines),
        links=_links(whole),
        marker=lines[0].source.marker,
        organization=fields.organization or organization,
        role=fields.role,
        location=fields.location,
        dates=fields.dates or parse_dates(part.printed),
        description=fields.description,
    )


def _named(lines: Sequence[Line]) -> bool:
    head = lines[0].text.plain
    return (
        len(head.split()) <= 20 and max(role_like(head), degree_like(head), organization_like(head)) >= SURE
    )


def _entry(lines: Sequence[Line], kind: Kind, part: Part, text: Text | None = None) -> Entry:
    """A record of lines, or of the part `text` of them where a line holds several records."""
    whole = text or join([line.text for line in lines if _says_something(line)])
    return Entry(
        kind=kind,
        section=part.heading,
        text=whole.plain,
        lines=_line_range(lines),
        page=lines[0].source.page,
        blocks=_blocks(lines),
        links=_links(whole),
        marker=lines[0].source.marker,
    )


def _says_something(line: Line) -> bool:
    """Whether a line has letters or digits; a lone "." holds the place of a word that is not there."""
    return any(character.isalnum() for character in line.text.plain)


def _links(text: Text) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.value for s in text.styles if s.kind == "link" and s.value))


def _blocks(lines: Sequence[Line]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(line.block for line in lines))


def _line_range(lines: Sequence[Line]) -> tuple[int, int] | None:
    known = [line.source.lines for line in lines if line.source.lines]
    return (min(a for a, _ in known), max(b for _, b in known)) if known else None
