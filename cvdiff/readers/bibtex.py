"""BibTeX and biblatex: every entry as the reference that a bibliography prints.

A .bib file holds more than a bibliography prints, and in no order. Each entry becomes one item with a
line for the title, the people, the venue with its date, each note, and the links. Abstracts, keywords
and what reference managers keep for themselves are not part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from cvdiff.document import Block, Document, Style, Text, join, named, styled
from cvdiff.errors import InputError
from cvdiff.readers.bibtex_entries import BibEntry, read_entries
from cvdiff.readers.bibtex_names import people
from cvdiff.readers.latex_text import latex_to_text
from cvdiff.vocabulary import entries, listed, load

__all__ = ["BibEntry", "entry_blocks", "read", "read_entries"]

HEADING = "Publications"
"""What the list is called: the file has no headings, and the outline reads records below one."""

_ARXIV_ID = re.compile(r"(?:arxiv:)?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Za-z]{2})?/\d{7}(?:v\d+)?)", re.I)
_RESOLVER = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*", re.IGNORECASE)
_NO_ADDRESS = frozenset({"true", "false", "yes", "no", "none", "n/a", "tba"})
_LONGEST_ADDRESS = 2_000


def read(text: str, name: str) -> Document:
    """Read a .bib file: a heading and one item an entry, in the order of the file.

    Broken entries are told in the diagnostics; a file without any entry raises `InputError`.
    """
    found, diagnostics = read_entries(text, name)
    if not found:
        place = f"line {diagnostics[0].line}: {diagnostics[0].message}; " if diagnostics else ""
        raise InputError(f"{name}: {place}no BibTeX entry in it; is it a .bib file?")
    blocks = [Block(kind="heading", text=Text(HEADING), level=1)]
    for number, entry in enumerate(found, 1):
        blocks += entry_blocks(entry, item_id=number, list_id=1)
    return Document(format="bibtex", blocks=tuple(blocks), diagnostics=diagnostics)


def entry_blocks(entry: BibEntry, item_id: int, list_id: int) -> list[Block]:
    """The blocks of one entry: an item of the list `list_id`, or nothing for an entry that prints nothing."""
    lines = [line for line in _lines(entry) if line]
    if not lines:
        return []
    return [
        Block(
            kind="item",
            text=join(lines),
            items=(item_id,),
            list_id=list_id,
            lines=(entry.line, entry.last_line),
        )
    ]


def _lines(entry: BibEntry) -> Iterator[Text]:
    yield named(styled(_title(entry), "bold"), "title")
    yield _people(entry)
    yield _venue_line(entry)
    for field in listed("bibtex", "notes", "fields"):
        value = entry.get(field)
        yield _flat(load("bibtex")["pubstates"].get(value, value))
    yield join(list(_links(entry)), " | ")


def _title(entry: BibEntry) -> Text:
    title, subtitle = _flat(entry.get("title")), _flat(entry.get("subtitle"))
    return join([part for part in (title, subtitle) if part], ": ")


def _people(entry: BibEntry) -> Text:
    """The authors; where there are none, the editors, marked as such."""
    if entry.get("author"):
        return people(entry.get("author"))
    editors = people(entry.get("editor"))
    return join([editors, Text("(Eds.)")], " ") if editors else editors


def _venue_line(entry: BibEntry) -> Text:
    """Container, volume(number), pages and date, parted by commas."""
    container = _container(entry)
    work = _work(entry)
    series = _flat(entry.get("series")) if container else Text("")
    venue = named(styled(container, "italic"), "venue")
    parts = [work, venue, series, *_place(entry), named(_date(entry), "date")]
    return join([part for part in parts if part], ", ")


def _container(entry: BibEntry) -> Text:
    for field in _containers(entry.type):
        value = entry.get(field)
        if printed := _flat(value) or _journal(value):
            return printed
    if _arxiv_id(entry):
        return Text("arXiv preprint")
    badge = _flat(entry.get("abbr"))
    return replace(badge, plain=f"[{badge.plain}]", styles=()) if badge else badge


def _journal(value: str) -> Text:
    """What a macro that stands for a journal prints: `\\apj` is "ApJ"; one of no table, its capitals."""
    macro = re.fullmatch(r"\\([A-Za-z]{2,})", value.strip("{} "))
    return Text(load("bibtex")["journals"].get(macro[1], macro[1].upper()) if macro else "")


@cache
def _containers(kind: str) -> tuple[str, ...]:
    """The fields that may name where a work of a type appeared, in order of preference."""
    table = load("bibtex")["containers"]
    return tuple(dict.fromkeys(entries(f"{table.get(kind, '')};{table['any']}")))


def _work(entry: BibEntry) -> Text:
    """The kind of work ("PhD thesis", "Technical report"), with a report's number."""
    work = load("bibtex")["works"].get(entry.type)
    if not work:
        return Text("")
    given = entry.get("type")
    named = _flat(load("bibtex")["works"].get(given.lower(), given)) or Text(work)
    number = _flat(entry.get("number"))
    return join([named, number], " ") if number else named


def _place(entry: BibEntry) -> Iterator[Text]:
    """Volume, number and pages."""
    number = entry.get("number") or entry.get("issue")
    if number and entry.type not in load("bibtex")["works"]:
        volume = entry.get("volume")
        alone = f"no. {number}" if number[0].isdigit() else number
        yield _flat(f"{volume}({number})" if volume else alone)
    else:
        yield _flat(entry.get("volume"))
    yield _flat(entry.get("pages") or entry.get("eid"))


def _date(entry: BibEntry) -> Text:
    """The date as written, the month before the year; `year` may hold a status."""
    year = _flat(entry.get("year") or entry.get("date"))
    month = entry.get("month")
    month = load("bibtex")["months"].get(month.lower(), month)
    if not month or not year or month.isdigit():
        return year or _flat(month)
    has_day = any(char.isdigit() for char in month)
    return join([_flat(month), year], ", " if has_day else " ")


def _links(entry: BibEntry) -> Iterator[Text]:
    arxiv = _arxiv_id(entry)
    if arxiv:
        yield _link(f"arXiv:{arxiv}", f"https://arxiv.org/abs/{arxiv}")
    eprint = entry.get("eprint").strip()
    if "://" in eprint and len(eprint) <= _LONGEST_ADDRESS:
        yield _link("eprint", _address(eprint))
    present = {field for field, _ in entry.fields}
    for field, form in load("bibtex")["links"].items():
        if field not in present:
            continue
        label, _, prefix = form.partition("|")
        value = entry.get(field).strip()
        if not value or value.lower() in _NO_ADDRESS or len(value) > _LONGEST_ADDRESS:
            continue
        address = _RESOLVER.sub("", _address(value)) if field == "doi" else _address(value)
        yield _link(label, address if "://" in address else prefix + address)


def _link(label: str, address: str) -> Text:
    return Text(label, (Style(0, len(label), "link", address),))


def _address(value: str) -> str:
    """A URL or identifier without the LaTeX that some write into it (`\\url{}`, `\\_`)."""
    if not any(char in value for char in "\\{}"):
        return value
    read_as = latex_to_text(value)
    links = [style.value for style in read_as.styles if style.kind == "link"]
    return links[0] if links else read_as.plain


def _arxiv_id(entry: BibEntry) -> str:
    """The arXiv id of an entry whose `eprint` is one, or ""."""
    archive = (entry.get("archiveprefix") or entry.get("eprinttype")).lower()
    eprint = _ARXIV_ID.fullmatch(entry.get("eprint"))
    return eprint.group(1) if eprint and archive in ("", "arxiv") else ""


def _flat(value: str) -> Text:
    """A field's value on one line."""
    if not value:
        return Text("")
    text = latex_to_text(value)
    return Text(text.plain.replace("\n", " "), text.styles)
