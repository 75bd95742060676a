"""A folder that holds a CV: a homepage, a LaTeX project, or a file that is called like a CV."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property

from cvdiff.document import Document
from cvdiff.errors import InputError
from cvdiff.inputs.files import Files, beside
from cvdiff.readers import READERS, read_document
from cvdiff.vocabulary import fold, words_of

DOCUMENT_CLASS = re.compile(rb"^[ \t]*\\document(?:class|style)\b", re.MULTILINE)
"""What a LaTeX document begins with; a file without it is a part of another."""
_MADE_FROM_OTHERS = ("html", "docx", "odt", "pdf")
"""Formats that other sources are turned into, the last one last: beside a source, they are not read."""

_MOST_LISTED = 8
_UNLIKE = 2


class Folder:
    """The folder at `path` of a place; `name` is what the user calls it."""

    def __init__(self, files: Files, path: str, name: str) -> None:
        self._files, self._path, self.name = files, path, name

    @cached_property
    def names(self) -> list[str]:
        """The files below the folder, relative to it."""
        return self._files.names(self._path)

    def read(self, names: list[str]) -> list[bytes | None]:
        """The content of files, given relative to the folder."""
        return self._files.read([posixpath.join(self._path, name) for name in names])

    def document(self, name: str, data: bytes | None = None) -> Document:
        """The content of one file, its `data` if they are known."""
        if data is None:
            [data] = self.read([name])
        if data is None:
            raise InputError(f"{self.named(name)}: leads out of its project; give the file itself")
        return read_document(
            data, self.named(name), None, beside(self._files, posixpath.join(self._path, name))
        )

    def named(self, name: str) -> str:
        """What the user would call a file of the folder."""
        return self.name + name if self.name.endswith((":", "/", "\\")) else f"{self.name}/{name}"


def read_folder(folder: Folder) -> tuple[str, Document]:
    """The CV that a folder holds, under the name of the folder, or of its file where it is only one.

    Raises `InputError` where there is none, and where several are as good, naming them.
    """
    from cvdiff.inputs import jekyll

    parts = jekyll.read_parts(folder) or _hugo_parts(folder)
    if len(parts) > 1:
        from cvdiff.inputs.merge import merge

        return folder.name, merge(parts)
    if parts:
        return folder.named(parts[0][0]), parts[0][1]
    name = _only_cv(folder)
    return folder.named(name), folder.document(name)


def _hugo_parts(folder: Folder) -> list[tuple[str, Document]]:
    if not any(name.startswith("content/") for name in folder.names):
        return []
    from cvdiff.inputs import hugo

    return hugo.read_parts(folder)


def _only_cv(folder: Folder) -> str:
    """The file that is the CV; see `_rank` for which comes first."""
    ranked = sorted((rank, name) for name in folder.names if (rank := _rank(name)))
    while ranked:
        alike = [name for rank, name in ranked if rank == ranked[0][0]]
        fitting = _whole(folder, alike)
        if len(fitting) > 1:
            listed = ", ".join(fitting[:_MOST_LISTED])
            raise InputError(f"{folder.name}: {len(fitting)} files can be the CV: {listed}; give one of them")
        if fitting:
            return fitting[0]
        ranked = ranked[len(alike) :]
    readable = [name for name in folder.names if _format(name)][:_MOST_LISTED]
    advice = f"give the file itself ({', '.join(readable)})" if readable else "give the CV itself"
    raise InputError(f"{folder.name}: is a folder without a file that is called cv or resume; {advice}")


def _whole(folder: Folder, names: list[str]) -> list[str]:
    """Those of the files that are no fragments: LaTeX only with its document class."""
    latex = [name for name in names if _format(name) == "latex"]
    contents = dict(zip(latex, folder.read(latex), strict=True))
    return [name for name in names if name not in contents or DOCUMENT_CLASS.search(contents[name] or b"")]


def _rank(name: str) -> tuple[int, bool, int, int] | None:
    """How deep a file lies, whether it is called otherwise, how late its format is made, how unlike its name.

    What is called otherwise is a candidate only as LaTeX, at the top or in a folder that is called like a CV.
    """
    format, above = _format(name), name.split("/")[:-1]
    likeness = _likeness(posixpath.splitext(posixpath.basename(name))[0])
    may_be_main = format == "latex" and (not above or _likeness(above[-1]) < _UNLIKE)
    if format is None or (likeness == _UNLIKE and not may_be_main):
        return None
    late = _MADE_FROM_OTHERS.index(format) + 1 if format in _MADE_FROM_OTHERS else 0
    return len(above), likeness == _UNLIKE, late, likeness


def _likeness(stem: str) -> int:
    """0 for the name of a CV, 1 for a name with such a word, `_UNLIKE` for any other name."""
    words = fold(stem)
    if words in words_of("folders", "alone"):
        return 0
    return 1 if words_of("folders", "names") & set(words.split()) else _UNLIKE


def _format(name: str) -> str | None:
    ending = posixpath.splitext(name)[1].lower()
    return next((reader.name for reader in READERS if ending in reader.endings), None)
