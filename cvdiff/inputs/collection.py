"""Collections of a homepage: a folder of pages whose front matter is one record each."""

from __future__ import annotations

import re
from collections.abc import Mapping as Table
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

from cvdiff import source
from cvdiff.document import Diagnostic, Document
from cvdiff.errors import InputError
from cvdiff.inputs.jekyll import FRONT_MATTER
from cvdiff.readers import data, data_yaml
from cvdiff.readers.data_tree import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from cvdiff.inputs.folder import Folder

_TIME = re.compile(r"(?<=^\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*$")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
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


def front_matter(content: bytes, name: str) -> Mapping:
    """The front matter of a page, YAML or TOML; raises `InputError` where there is none."""
    text = source.decode(content, name)[0]
    found = FRONT_MATTER.match(text)
    trees = data_yaml.parse(found[1], name) if found else _toml(text, name)
    if len(trees) != 1 or not isinstance(trees[0], Mapping):
        raise InputError(f"{name}: has no front matter")
    return Mapping(tuple((key, _readable(value)) for key, value in trees[0].pairs), 1, 1, 1)


def _toml(text: str, name: str) -> list[Node]:
    """The tree of a front matter between lines of three plus signs; none where there is none."""
    found = re.match(r"\s*\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$", text, re.DOTALL | re.MULTILINE)
    if not found:
        return []
    import json
    import tomllib

    from cvdiff.readers import data_json

    try:
        return data_json.parse(json.dumps(tomllib.loads(found[1]), default=str), name)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{name}: {error}; mend the TOML there") from None


def _is_hidden(record: Mapping) -> bool:
    published = record.get("published")
    return isinstance(published, Scalar) and published.value.lower() == "false"


def _readable(value: Node) -> Node:
    """A value as the page shows it: without tags and entities."""
    if not isinstance(value, Scalar):
        return value
    return replace(value, value=_TIME.sub("", _MARKUP.sub("", unescape(value.value))))


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
