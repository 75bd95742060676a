"""Homepages made by Hugo with its academic theme (Academic, Wowchemy, HugoBlox).

The owner's page and the lists of the home page tell who it is, jobs and degrees in their front matter;
papers, talks and projects are collections of pages, one a record. Where these name the owner by the
name of the folder of that page ("admin"), the page prints the owner's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from cvdiff.document import Document
from cvdiff.errors import InputError
from cvdiff.inputs.collection import read_collection
from cvdiff.inputs.pages import front_matter
from cvdiff.readers import data
from cvdiff.readers.data.tree import Mapping, Node, Scalar, Sequence, holds_records
from cvdiff.readers.front_records import lists_of
from cvdiff.vocabulary import load

if TYPE_CHECKING:
    from cvdiff.inputs.folder import Folder

Part = tuple[str, Document]

_PERSON = re.compile(r"content/(?:[a-z]{2}/)?authors/([^/]+)/_index\.md")
_WIDGET = re.compile(r"content/(?:[a-z]{2}/)?home/[^/]+\.md")
_OWNER_FOLDERS = ("admin", "me")


def read_parts(folder: Folder) -> list[Part]:
    """The parts of a homepage's CV with the names of their files; none if the folder is no such homepage."""
    page = _owners_page(folder.names)
    if page is None:
        return []
    person = _read(folder, page)
    owner = person.get("title") if person else None
    name = owner.value if isinstance(owner, Scalar) else ""
    sections = [*lists_of(person), *_of_widgets(folder)] if person else []
    tree = Mapping((("name", Scalar(name, 1, 1)), *sections), 1, 1, 1)
    alias = {page.split("/")[-2]: name} if name else {}
    return [(page, data.document_of([tree], page, "yaml")), *_collections(folder, alias)] if name else []


def _owners_page(names: Iterable[str]) -> str | None:
    """The page of the site's owner; of several people's, that in a folder with one of the usual names."""
    pages = {found[1]: name for name in sorted(names, reverse=True) if (found := _PERSON.fullmatch(name))}
    usual = [pages[name] for name in _OWNER_FOLDERS if name in pages]
    return usual[0] if usual else next(iter(pages.values())) if len(pages) == 1 else None


def _read(folder: Folder, name: str) -> Mapping | None:
    """The front matter of a page, None where it cannot be read."""
    try:
        return front_matter(folder.read([name])[0] or b"", folder.named(name))
    except InputError:
        return None


def _of_widgets(folder: Folder) -> list[tuple[str, Node]]:
    """The lists of the home page below their titles, those that are switched off left out."""
    sections = []
    for name in sorted(name for name in folder.names if _WIDGET.fullmatch(name)):
        page = _read(folder, name)
        title = page.get("title") if page else None
        if page is None or not isinstance(title, Scalar) or not title.value or not _is_on(page):
            continue
        lists = [value for _, value in page.pairs if holds_records(value)]
        sections += [(title.value.replace("\u00ad", ""), _without_open_ends(value)) for value in lists]
    return sections


def _is_on(page: Mapping) -> bool:
    active = page.get("active")
    return not isinstance(active, Scalar) or active.value.lower() != "false"


def _without_open_ends(value: Node) -> Node:
    """The records of a list; the beginning of what employs nobody is its date, as of a certificate."""
    if not isinstance(value, Sequence):
        return value
    return replace(value, items=tuple(map(_dated, value.items)))


def _dated(record: Node) -> Node:
    if not isinstance(record, Mapping) or record.get("company") is not None:
        return record
    end = record.get("date_end")
    if isinstance(end, Scalar) and end.value:
        return record
    return replace(record, pairs=tuple(("date" if k == "date_start" else k, v) for k, v in record.pairs))


def _collections(folder: Folder, alias: dict[str, str]) -> list[Part]:
    parts = []
    for collection, title in load("folders")["hugo"]["collections"].items():
        page = re.compile(rf"content/(?:[a-z]{{2}}/)?{collection}/(?:[^/]+/index|(?!_)[^/]+)\.md")
        pages = [name for name in folder.names if page.fullmatch(name)]
        if pages:
            parts.append((collection, read_collection(folder, title, pages, alias)))
    return parts
