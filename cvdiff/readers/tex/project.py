"""The files beside a document: what `\\input` and `\\bibliography` may read, and nothing else."""

from __future__ import annotations

from pathlib import Path

from cvdiff import source
from cvdiff.document import Diagnostic
from cvdiff.errors import InputError

MAX_FILES = 200
"""More files than any CV has."""


class Project:
    """Finds files by the names that LaTeX commands give.

    A file must lie in the project: the folder of the document, or the nearest folder above it that
    git keeps. Absolute names, names that lead outside and links that do are refused.
    """

    def __init__(self, name: str) -> None:
        document = Path(name)
        self._document = document if document.is_file() else None
        folder = document.resolve().parent
        self._folder = folder
        self._root = next((f for f in (folder, *folder.parents) if (f / ".git").exists()), folder)
        self._open: list[Path] = [document.resolve()] if self._document else []
        self._read = 0
        self._bytes = 0
        self.diagnostics: list[Diagnostic] = []

    @property
    def folder_is_known(self) -> bool:
        """Whether the document is a file, so that others can lie beside it."""
        return self._document is not None

    def find(self, name: str, ending: str, folder: str = "") -> Path | None:
        """The file of that name, with `ending` if it has none, looked for as LaTeX does."""
        name = name.strip().strip('"')
        if not self.folder_is_known or not name or "\0" in name or Path(name).is_absolute():
            return None
        for place in (self._folder / folder, self._open[-1].parent / folder):
            for candidate in (place / (name + ending), place / name):
                try:
                    path = candidate.resolve()
                    if path.is_file() and path.is_relative_to(self._root):
                        return path
                except (OSError, RuntimeError, ValueError):
                    continue
        return None

    def beside(self, ending: str) -> Path | None:
        """The file that has the document's own name with another ending."""
        return self.find(self._document.stem, ending) if self._document else None

    def read(self, path: Path, line: int) -> str | None:
        """The text of a file that `find` gave; None, with a diagnostic, where it cannot be read."""
        self._read += 1
        if self._read > MAX_FILES or self._bytes > source.MAX_BYTES:
            self.note(f"{path.name}: not read, the project has too many files", line)
            return None
        try:
            data = source.load(path)
            self._bytes += len(data)
            return source.decode(data, path.name)[0]
        except InputError as error:
            self.note(str(error), line)
            return None

    def enter(self, path: Path) -> bool:
        """Note that a file is being read; False if it is so already."""
        if path in self._open:
            return False
        self._open.append(path)
        return True

    def leave(self) -> None:
        """Note that the file is read."""
        self._open.pop()

    def note(self, message: str, line: int) -> None:
        """Tell what could not be read."""
        self.diagnostics.append(Diagnostic(message=message, line=line))
