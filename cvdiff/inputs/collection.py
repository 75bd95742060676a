"""Collections of a homepage: a folder of pages whose front matter is one record each."""

from __future__ import annotations

import re
from collections.abc import Mapping as Table
from dataclasses import replace
from typing import TYPE_CHECKING

from cvdiff.document import Diagnostic, Document
from cvdiff.errors import InputError
from cvdiff.inputs.pages import front_matter
from cvdiff.readers import data
from cvdiff.readers.data.tree import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from cvdiff.inputs.folder import Folder

_YEAR_AT_END = re.compile(r"\(?\b(?:19|20)\d\d\b[^()\d]{0,20}\)?$")
_EDGES = " .,:;\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\n"


def read_collection(
    folder: Folder, title: str, names: list[str], aliases: Table[str, str] | None = None
) -> Document:
    """The records of the pages `names` below the heading `title`, the newest, which come last, first.

    `aliases` are names of authors that the site prints otherwise ("admin"). A page without a front matter
    that can be read is told in the diagnostics.
    """
    records: list[Node] = []
    diagnostics: list[Diagnostic] = []
    pages = sorted(names, reverse=True)
    for name, content in zip(pages, folder.read(pages), strict=True):
        try:
            record = front_matter(content or b"", name)
        except InputError as error:
            diagnostics.append(Diagnostic(message=f"not read: {error}"))
            continue
        if not _is_hidden(record):
            records.append(_with_authors(_renamed(record, aliases or {})))
    if not records:
        return Document(format="yaml", blocks=(), diagnostics=tuple(diagnostics))
    tree = Mapping(((title, Sequence(tuple(records), 1, 1, 1)),), 1, 1, 1)
    return replace(data.document_of([tree], folder.name, "yaml"), diagnostics=tuple(diagnostics))


def _is_hidden(record: Mapping) -> bool:
    published = record.get("published")
    return isinstance(published, Scalar) and published.value.lower() == "false"


def _renamed(record: Mapping, aliases: Table[str, str]) -> Mapping:
    """The record with its authors as the site prints them."""

    def printed(node: Node) -> Node:
        return replace(node, value=aliases.get(node.value, node.value)) if isinstance(node, Scalar) else node

    def people(node: Node) -> Node:
        return replace(node, items=tuple(map(printed, node.items))) if isinstance(node, Sequence) else node

    pairs = tuple((key, people(value) if key == "authors" else value) for key, value in record.pairs)
    return replace(record, pairs=pairs) if aliases else record


def _with_authors(record: Mapping) -> Mapping:
    """The record with the authors, and the venue if it is not given, that its citation names.

    A citation repeats the title; where it does not, it is another text and stays as it is.
    """
    title, citation = record.get("title"), record.get("citation")
    if not isinstance(title, Scalar) or not isinstance(citation, Scalar) or not title.value.strip():
        return record
    before, found, after = _around(citation.value, title.value.strip(_EDGES))
    if not found:
        return record
    pairs = [pair for pair in record.pairs if pair[0] != "citation"]
    authors = _YEAR_AT_END.sub("", before.rstrip(_EDGES)).rstrip(_EDGES)
    for key, keys, text in (
        ("authors", {"authors", "author"}, authors),
        ("venue", {"venue", "journal"}, after),
    ):
        if text.strip(_EDGES) and not keys & {name for name, _ in pairs}:
            pairs.append((key, Scalar(text.strip(_EDGES), 1, 1)))
    return Mapping(tuple(pairs), 1, 1, 1)


def _around(citation: str, title: str) -> tuple[str, str, str]:
    """The citation before the title, the title, and what follows."""
    at = citation.casefold().find(title.casefold())
    return (citation, "", "") if at < 0 else (citation[:at], title, citation[at + len(title) :])
