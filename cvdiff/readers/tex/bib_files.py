"""The .bib files of a document and their entries, read when one of them is printed."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any

from cvdiff.document import Block
from cvdiff.readers.tex.project import Project


class BibFiles:
    """The .bib files beside a document, each read once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._named: set[str] = set()
        self._files: dict[str, dict[str, Any]] = {}

    def name(self, names: Sequence[str]) -> None:
        """Note that the document names these files."""
        self._named.update(names)

    def find(self, key: str, names: Sequence[str], line: int) -> Any | None:
        """The entry of a key, from the first of these files that has it; the `line` asks for it."""
        files = [self._file(name, line) for name in names]  # all, so that each missing one is told
        return next((entries[key] for entries in files if key in entries), None)

    def entries(self, names: Sequence[str], line: int) -> dict[str, Any]:
        """The entries of these files by key, the first of a repeated one."""
        found: dict[str, Any] = {}
        for name in names:
            for key, entry in self._file(name, line).items():
                found.setdefault(key, entry)
        return found

    def _file(self, name: str, line: int) -> dict[str, Any]:
        if name not in self._files:
            path = self._path(name)
            if path is None:
                self._project.note(f"{name.removesuffix('.bib')}.bib: not found beside the document", line)
            self._files[name] = self._read(path, line) if path else {}
        return self._files[name]

    def _path(self, name: str) -> PurePosixPath | None:
        """Where a file is. Where it is the only one, saved under another name, both keep one stem."""
        path = self._project.find(name, ".bib")
        return self._project.beside(".bib") if path is None and len(self._named) == 1 else path

    def _read(self, path: PurePosixPath, line: int) -> dict[str, Any]:
        text = self._project.read(path, line)
        if text is None:
            return {}
        entries, diagnostics = _reader().read_entries(text, path.name)
        for diagnostic in diagnostics:
            self._project.note(f"{path.name}, line {diagnostic.line}: {diagnostic.message}", line)
        found: dict[str, Any] = {}
        for entry in entries:
            found.setdefault(entry.key, entry)
        return found


def entry_blocks(entry: Any, item_id: int, list_id: int) -> list[Block]:
    """The blocks that an entry prints, as an item of a list."""
    blocks: list[Block] = _reader().entry_blocks(entry, item_id, list_id)
    return blocks


def _reader() -> Any:
    """The reader of .bib files, loaded when a document prints an entry of one."""
    return import_module("cvdiff.readers.bibtex")
