"""Document -> CV: outline, segmentation and the reading of fields, put together.

Every line of the document ends up in exactly one record or is a section's heading; what no rule
recognises becomes a record of kind "other" with its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cvdiff.document import Document
from cvdiff.extraction.address import contact_pieces
from cvdiff.extraction.contact import is_address, is_summary, paragraphs, told_lists
from cvdiff.extraction.context import Context, build_context
from cvdiff.extraction.features import Features
from cvdiff.extraction.job_records import jobs_of
from cvdiff.extraction.publication_records import publications_of
from cvdiff.extraction.records import entry_of
from cvdiff.extraction.section_kinds import judged_parts, kind_of, list_of, with_jobs
from cvdiff.extraction.segment import segment
from cvdiff.model import CV, AnyRecord, Kind
from cvdiff.outline import Line, Part, outline
from cvdiff.vocabulary import fold

if TYPE_CHECKING:
    from cvdiff.settings import Settings


def extract(document: Document, file: str, settings: Settings | None = None) -> CV:
    """Reads the records of a document; `file` is the name that reports print.

    `settings` give the owner's names and the kinds of headings that the user has named.
    """
    names = settings.owner if settings else ()
    parts = outline(document, settings.sections if settings else ())
    context = build_context(document, parts, names)
    after_rule = frozenset(i + 1 for i, b in enumerate(document.blocks) if b.kind == "rule")
    kinds = _kinds(parts, context)
    records = _records(parts, kinds, context, after_rule)
    return CV(
        file=file,
        format=document.format,
        owner=context.owner,
        aliases=names[1:],
        records=tuple(record for found in records for record in found),
        sections=tuple(
            part.section(kind or "contact", document)
            for part, kind in zip(parts, kinds, strict=True)
            if part.printed
        ),
        headings=tuple(block for part in parts for block in part.blocks),
        diagnostics=document.diagnostics,
    )


def _kinds(parts: Sequence[Part], context: Context) -> list[Kind | None]:
    """The kind of each part; None for what stands above the first section."""
    first = next((part for part in parts if part.printed), None)
    kinds = [
        None if not part.blocks or (part is first and _is_open(part, context)) else kind_of(judged, context)
        for part, judged in zip(parts, judged_parts(parts), strict=True)
    ]
    return kinds if "position" in kinds else with_jobs(parts, kinds, context)


def _is_open(part: Part, context: Context) -> bool:
    """Whether a heading says nothing of what stands below: by its words, or as it is the owner's name."""
    return part.kind is None or _names_owner(part.printed, context)


def _names_owner(text: str, context: Context) -> bool:
    return context.owner is not None and fold(text) == fold(context.owner)


def _records(
    parts: Sequence[Part], kinds: Sequence[Kind | None], context: Context, after_rule: frozenset[int]
) -> list[list[AnyRecord]]:
    """The records of each part; lists of papers that years cut into parts are read as one."""
    records: list[list[AnyRecord]] = []
    papers: dict[tuple[str, ...], dict[int, list[list[Line]]]] = {}
    for index, (part, kind) in enumerate(zip(parts, kinds, strict=True)):
        found: list[AnyRecord] = []
        if kind is None:
            found = _preamble(part, context, after_rule)
        elif kind == "publication":
            papers.setdefault(list_of(part), {})[index] = segment(part.lines, kind, context, after_rule)
        else:
            found = _others(part, kind, context, after_rule)
        records.append(found + [entry_of([line], "other", part) for line in part.stamps])
    for entries in papers.values():
        read = publications_of([(parts[index], own) for index, own in entries.items()], context)
        for index, works in zip(entries, read, strict=True):
            records[index] = works + records[index]
    return records


def _others(part: Part, kind: Kind, context: Context, after_rule: frozenset[int]) -> list[AnyRecord]:
    """The records of a section of another kind than publications."""
    if kind == "contact":
        return _contacts(part.lines, part, context)
    if kind == "summary" and part.lines and all(not line.depth for line in part.lines):
        if all(is_address(line) for line in part.lines):
            return _contacts(part.lines, part, context)
        return [entry_of(list(part.lines), "summary", part)]
    # Papers read at meetings are laid out like those in print.
    are_papers = kind == "talk" and part.kind == "publication"
    entries = segment(part.lines, "publication" if are_papers else kind, context, after_rule)
    if kind in ("position", "education"):
        return jobs_of(entries, kind, part, context)
    return [entry_of(lines, kind, part) for lines in entries]


def _preamble(part: Part, context: Context, after_rule: frozenset[int]) -> list[AnyRecord]:
    """What stands above the first section: addresses and a biography, or a list of papers."""
    features = [Features(line, context) for line in part.lines]
    papers = sum(1 for f in features if f.authors and len(f.authors.authors) > 1)
    if papers >= (1 if part.kind == "publication" else 3):
        name = [line for line in part.lines[:1] if _names_owner(line.text.plain, context)]
        entries = segment(part.lines[len(name) :], "publication", context, after_rule)
        return _contacts(name, part, context) + publications_of([(part, entries)], context)[0]
    out: list[AnyRecord] = []
    above = [own for lines in paragraphs(part.lines) for own in _lines_of_head(lines, context)]
    told = told_lists(above)
    others = [lines for index, lines in enumerate(above) if index not in told]
    about = [lines for lines in others if any(is_summary(line) for line in lines)]
    if about:
        out.append(entry_of([line for lines in about for line in lines], "summary", part))
    out += [entry_of(above[index], kind, part) for index, kind in told.items()]
    rest = [line for lines in others if lines not in about for line in lines]
    return out + _contacts(rest, part, context)


def _lines_of_head(lines: list[Line], context: Context) -> list[list[Line]]:
    """The lines of a paragraph, each by itself where the first of them is the owner's name."""
    is_head = len(lines) > 1 and _names_owner(lines[0].text.plain, context)
    return [[line] for line in lines] if is_head else [lines]


def _contacts(lines: Sequence[Line], part: Part, context: Context) -> list[AnyRecord]:
    return [entry_of(p.lines, "contact", part, p.text) for p in contact_pieces(lines, context.owner)]
