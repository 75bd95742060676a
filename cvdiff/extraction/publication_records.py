"""The entries of a publication list -> records: works, and what is only said about the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from cvdiff.document import Text, join, named
from cvdiff.extraction.company import goes_without_owner
from cvdiff.extraction.context import Context
from cvdiff.extraction.features import QUOTED
from cvdiff.extraction.field_labels import with_named_rows
from cvdiff.extraction.job_chunks import sentences_of
from cvdiff.extraction.named import HEADING
from cvdiff.extraction.paper_year import carried_on
from cvdiff.extraction.papers import is_publication
from cvdiff.extraction.prizes import is_distinction
from cvdiff.extraction.publication import Fields, read_list
from cvdiff.extraction.records import entry_of, links_of, printed_of
from cvdiff.extraction.table import read_row
from cvdiff.model import AnyRecord, Author, Publication
from cvdiff.outline import Line, Part
from cvdiff.prose import is_prose
from cvdiff.values.details import is_detail
from cvdiff.values.headings import heading_year
from cvdiff.values.links import identifiers
from cvdiff.values.meeting_headings import meeting_heading
from cvdiff.values.name_marks import MARKS

_WAITING = frozenset({"in-preparation", "submitted", "accepted"})
"""How far a work has come that has no year yet."""
AUTHORS_LISTED = 0.6
"""A list prints authors when so many of its entries have some."""
SHORT_CITATION = 12
"""Words: an entry with fewer has no room for a title with its authors and venue."""
SURE_PEOPLE = 0.7
"""The score of a list of names that is nothing else."""
_AT_NAMES = f" .,{MARKS}"
"""What may stand inside a link at an author's name."""


def publications_of(
    sections: Sequence[tuple[Part, Sequence[list[Line]]]], context: Context
) -> list[list[AnyRecord]]:
    """The works of each section, and its remarks as records of kind "other".

    The sections, each with its entries, are those of one list, such as its years: how entries are laid
    out is learned from all of them.
    """
    texts = [
        [with_named_rows(join([_text_of(line) for line in _own_lines(entry, context)])) for entry in entries]
        for _, entries in sections
    ]
    headings = [" / ".join(part.path) for part, entries in sections for _ in entries]
    read = iter(read_list([text for each in texts for text in each], context, headings))
    return [_records(part, entries, list(islice(read, len(entries)))) for part, entries in sections]


def _records(part: Part, entries: Sequence[list[Line]], read: Sequence[Fields]) -> list[AnyRecord]:
    """The records of one section from the fields of its entries."""
    heading, columns = " / ".join(part.path), dict(part.columns)
    fields = [
        _headed(read_row(entry[0].text, columns.get(entry[0].source.list_id, ()), heading) or found, part)
        for entry, found in zip(entries, read, strict=True)
    ]
    texts = [join([line.text for line in entry]) for entry in entries]
    listed, without_owner = _authors_listed(texts, fields)
    out: list[AnyRecord] = []
    years = carried_on(texts, [found.year for found in fields])
    for entry, whole, found, carried in zip(entries, texts, fields, years, strict=True):
        above = (entry is entries[0] and _above_items(entries)) or (part.leads and _is_plain(entry, whole))
        introduces = above and _only_speaks(whole, found)
        expects_authors = listed and not (without_owner and not is_prose(whole.plain))
        if is_publication(whole, found, expects_authors) and not introduces:
            own = found if found.status in _WAITING else _dated(found, carried)
            out.append(_publication(whole, _with_prizes(own, entry), entry, part))
        else:
            out.append(entry_of(entry, "other", part))
    return out


def _authors_listed(texts: Sequence[Text], fields: Sequence[Fields]) -> tuple[bool, bool]:
    """Whether entries print authors, and whether these are only who else wrote them: "(with A. Roe)"."""
    told = [(text.plain, found.authors) for text, found in zip(texts, fields, strict=True) if found.authors]
    enough = AUTHORS_LISTED * max(1, len(fields))
    if len(told) < enough:
        return False, False
    return True, sum(not goes_without_owner(plain, authors) for plain, authors in told) < enough


def _headed(fields: Fields, part: Part) -> Fields:
    """The fields with year and meeting of the heading above where the entry prints none of its own."""
    meeting, year = meeting_heading(part.printed) or (None, heading_year(part.printed))
    return replace(_dated(fields, year), venue=fields.venue or meeting)


def _dated(fields: Fields, year: str | None) -> Fields:
    """The fields with the year of the heading or entry above where the entry prints none of its own."""
    return replace(fields, year=year) if year and not fields.year else fields


def _above_items(entries: Sequence[list[Line]]) -> bool:
    """Whether the first entry is a paragraph and all others are items of a list or have a heading."""
    first, *rest = entries
    apart = [entry[0].depth or entry[0].source.kind == "heading" for entry in rest]
    return first[0].source.kind != "heading" and not first[0].depth and bool(rest) and all(apart)


def _is_plain(entry: Sequence[Line], whole: Text) -> bool:
    """Whether an entry is a paragraph in which nothing is set apart as a title."""
    if entry[0].depth or entry[0].source.kind != "paragraph" or QUOTED.search(whole.plain):
        return False
    return not any(s.kind in ("bold", "italic", "link") and s.start == 0 for s in whole.styles)


def _only_speaks(whole: Text, read: Fields) -> bool:
    """Whether a paragraph tells no more than a title could, or is a single sentence."""
    told = read.authors or read.year or read.venue or read.status
    return not told or (is_prose(whole.plain) and len(sentences_of(whole)) == 1)


def _own_lines(entry: Sequence[Line], context: Context) -> list[Line]:
    """The lines that hold title, authors and venue.

    Nested bullets are such lines where the others are too few, or where the first of them names the authors.
    """
    top = entry[0].depth
    own = [line for line in entry if line.depth <= top]
    nested = next((line for line in entry if line.depth > top), None)
    if nested is None or (_tell_enough(own) and not _opens_with_people(nested, context)):
        return own
    prizes = set(map(id, _prizes(entry)))
    return [
        line for line in entry if line.depth <= top or not (id(line) in prizes or is_detail(line.text.plain))
    ]


def _prizes(entry: Sequence[Line]) -> list[Line]:
    """The nested lines that tell of nothing but a prize."""
    top = entry[0].depth
    return [line for line in entry if line.depth > top and is_distinction(line.text.plain)]


def _with_prizes(fields: Fields, entry: Sequence[Line]) -> Fields:
    """The fields with the prizes that are told below the work."""
    prizes = [line.text.plain.strip(" .;") for line in _prizes(entry)]
    return replace(fields, note="; ".join(filter(None, [fields.note, *prizes]))) if prizes else fields


def _tell_enough(lines: Sequence[Line]) -> bool:
    """Whether lines have so many words that they may be a whole citation."""
    return sum(len(line.text.plain.split()) for line in lines) >= SHORT_CITATION


def _opens_with_people(line: Line, context: Context) -> bool:
    """Whether a line begins with a list of several people, or is one."""
    found = context.people(line.text.plain)
    return any(
        people.start == 0 and people.score >= SURE_PEOPLE and len(people.authors) > 1 for people in found
    )


def _text_of(line: Line) -> Text:
    """A line's text, named where it is a heading."""
    return named(line.text, HEADING) if line.source.kind == "heading" else line.text


def _publication(whole: Text, fields: Fields, entry: Sequence[Line], part: Part) -> Publication:
    printed = printed_of(entry, part, whole)
    links = printed["links"]
    if links:
        printed["links"] = _without_homepages(whole, fields.authors)
    return Publication(
        kind="publication",
        **printed,
        title=fields.title,
        authors=fields.authors,
        venue=fields.venue,
        year=fields.year,
        status=fields.status,
        note=fields.note,
        identifiers=identifiers(links, whole.plain),
    )


def _without_homepages(whole: Text, authors: Sequence[Author]) -> tuple[str, ...]:
    """The addresses that an entry links to, but for those behind the name of an author."""
    names = {author.name for author in authors}
    styles = tuple(
        style
        for style in whole.styles
        if style.kind == "link" and whole.plain[style.start : style.end].strip(_AT_NAMES) not in names
    )
    return links_of(replace(whole, styles=styles))
