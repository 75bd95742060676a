"""Records in the front matter of a page, as the degrees on an owner's page of Hugo's academic theme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cvdiff.document import BlockIds, Diagnostic, Document
from cvdiff.errors import InputError
from cvdiff.readers import data
from cvdiff.readers.data import yaml_file
from cvdiff.readers.data.keys import readable
from cvdiff.readers.data.tree import Mapping, Node, Sequence, holds_records
from cvdiff.values.headings import section_kind
from cvdiff.vocabulary import words_of


def with_records(document: Document, matter: Iterable[str], name: str) -> Document:
    """A page with the records of its front matter, whose lines are `matter`, below its text.

    Only lists count that a CV has (`education`, `awards`), and only where one of them holds records: other
    lists are the site's settings. YAML that cannot be read is told in the diagnostics.
    """
    try:
        trees = yaml_file.parse("\n".join(["", *matter]), name)
    except InputError as error:
        told = Diagnostic(message=str(error).removeprefix(name).lstrip(",: "))
        return replace(document, diagnostics=(*document.diagnostics, told))
    pages = [tree for tree in trees if isinstance(tree, Mapping)]
    lists = [(key, value) for page in pages for key, value in lists_of(page) if section_kind(readable(key))]
    if not any(holds_records(value) for _, value in lists):
        return document
    records = data.document_of([Mapping(tuple(lists), 1, 1, 1)], name, "yaml")
    blocks = (*document.blocks, *BlockIds(document.blocks).renumbered(records.blocks))
    return replace(document, blocks=blocks)


def lists_of(page: Mapping) -> list[tuple[str, Node]]:
    """What a front matter lists of a person: interests, degrees, jobs; not addresses and groups."""
    beside = words_of("folders", "hugo", "beside")
    listed = [(key, _list(value)) for key, value in page.pairs if key.lower() not in beside]
    return [(key, value) for key, value in listed if value is not None]


def _list(value: Node) -> Node | None:
    """A list, also where a key stands around it (`education: courses: [...]`)."""
    if isinstance(value, Mapping) and len(value.pairs) == 1:
        value = value.pairs[0][1]
    return value if isinstance(value, Sequence) and value.items else None
