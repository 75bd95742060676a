"""Papers that a data file does not hold itself: its list names the .bib file that they are printed from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module

from cvdiff import source
from cvdiff.document import Block, Diagnostic
from cvdiff.readers.data.keys import readable
from cvdiff.readers.data.records import Ids
from cvdiff.readers.data.tree import Mapping, Scalar, holds_records
from cvdiff.values.headings import section_kind

_ENDING = ".bib"


def files_of(node: Mapping) -> list[Scalar]:
    """The .bib files that the settings of a list of papers name, without those of talks (`talk_file`).

    A mapping with records in it is the list itself, and names none.
    """
    if any(holds_records(value) for _, value in node.pairs):
        return []
    return [
        value
        for key, value in node.pairs
        if isinstance(value, Scalar) and value.value.endswith(_ENDING) and not _is_of_others(key)
    ]


def _is_of_others(key: str) -> bool:
    kind = section_kind(readable(key).partition(" ")[0])
    return kind not in (None, "publication")


class Bibliographies:
    """The .bib files beside a data file; what is missing or broken in them is told in `diagnostics`."""

    def __init__(self, beside: source.Beside | None, ids: Ids) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._beside, self._ids = beside, ids

    def blocks(self, file: Scalar) -> Iterator[Block]:
        """The entries of a file as the items of a list, on the line that names it."""
        name = file.value
        content = self._beside(name) if self._beside else None
        if content is None:
            self._note(f"{name}: not found beside the document", file.line)
            return
        bibtex = import_module("cvdiff.readers.bibtex")
        text, told = source.decode(content, name)
        entries, broken = bibtex.read_entries(text, name)
        for each in (*told, *broken):
            self._note(f"{name}: {each.message}", file.line)
        list_id = self._ids.list()
        for entry in entries:
            for block in bibtex.entry_blocks(entry, self._ids.item(), list_id):
                yield replace(block, lines=(file.line, file.line))

    def _note(self, message: str, line: int) -> None:
        self.diagnostics.append(Diagnostic(message=message, line=line))
