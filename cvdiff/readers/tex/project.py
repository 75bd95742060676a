"""The files beside a document: what `\\input` and `\\bibliography` may read, and nothing else."""

from __future__ import annotations

import posixpath
from pathlib import PurePath, PurePosixPath

from cvdiff import source
from cvdiff.document import Diagnostic
from cvdiff.errors import InputError

MAX_FILES = 200
"""More files than any CV has."""

_DEEPEST_END = 4
"""Folders and name of an absolute path that may lie in the document's project."""


class Project:
    """Finds files by the names that LaTeX commands give.

    Paths count from the document's folder; `beside` says which of them lie in its project.
    """

    def __init__(self, name: str, beside: source.Beside | None) -> None:
        self._beside = beside
        self._document = PurePosixPath(PurePath(name.rpartition(":")[2]).name)
        self._open: list[PurePosixPath] = [self._document]
        self._found: dict[str, bytes | InputError | None] = {}
        self._read = 0
        self._bytes = 0
        self.diagnostics: list[Diagnostic] = []

    @property
    def folder_is_known(self) -> bool:
        """Whether the document was given with its folder, so that others can lie beside it."""
        return self._beside is not None

    def find(self, name: str, ending: str, folder: str = "") -> PurePosixPath | None:
        """The file of that name, with `ending` if it has none, looked for as LaTeX does.

        Of a path of the owner's own machine, the end that lies in the project.
        """
        name = name.strip().strip('"')
        if _is_absolute(name):
            return next(filter(None, (self.find(end, ending, folder) for end in _ends(name))), None)
        if not name:
            return None
        for place in (folder, posixpath.join(self._open[-1].parent, folder)):
            for candidate in (name + ending, name):
                path = posixpath.normpath(posixpath.join(place, candidate))
                if self._content(path) is not None:
                    return PurePosixPath(path)
        return None

    def _content(self, path: str) -> bytes | InputError | None:
        if path not in self._found and self._beside:
            try:
                self._found[path] = self._beside(path)
            except InputError as error:
                self._found[path] = error
        return self._found.get(path)

    def beside(self, ending: str) -> PurePosixPath | None:
        """The file that has the document's own name with another ending."""
        return self.find(self._document.stem, ending)

    def read(self, path: PurePosixPath, line: int) -> str | None:
        """The text of a file that `find` gave; None, with a diagnostic, where it cannot be read."""
        self._read += 1
        if self._read > MAX_FILES or self._bytes > source.MAX_BYTES:
            self.note(f"{path.name}: not read, the project has too many files", line)
            return None
        data = self._content(str(path))
        try:
            if isinstance(data, InputError):
                raise data
            self._bytes += len(data or b"")
            return source.decode(data or b"", path.name)[0]
        except InputError as error:
            self.note(str(error), line)
            return None

    def enter(self, path: PurePosixPath) -> bool:
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


def _is_absolute(name: str) -> bool:
    """Whether a path begins at the root of a machine, at a drive or at a home: `/Users/`, `C:/`, `~/`."""
    return name.startswith(("/", "~/")) or name[1:3] == ":/"


def _ends(name: str) -> list[str]:
    """A path's ends, the longest first: `cv/data/own.bib`, `data/own.bib`, `own.bib`."""
    parts = [part for part in name.split("/")[1:] if part][-_DEEPEST_END:]
    return ["/".join(parts[start:]) for start in range(len(parts))]
