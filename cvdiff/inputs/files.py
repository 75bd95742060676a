"""The files of one place, on disk or in a git revision, and the way to those beside a CV.

Paths are relative to the root of the place and parted by `/`; no path leads out of it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from typing import Protocol

from cvdiff.source import Beside

DEEPEST = 4
"""Folders below a folder that are looked into for a CV: `assets/files/cv/cv.pdf`."""

MOST_NAMES = 20_000
"""Files of a folder that are looked at."""

_NO_SOURCES = frozenset({"_site", "node_modules", "vendor", "venv", "__pycache__"})
"""Folders that hold what others wrote, or what was made from the sources."""


class Files(Protocol):
    """A folder on disk or a tree of git. Everything that cannot be read but is there raises `InputError`."""

    def is_folder(self, path: str) -> bool:
        """Whether `path` is a folder."""

    def read(self, paths: Sequence[str]) -> list[bytes | None]:
        """The content of each file, None for one that is not there."""

    def names(self, folder: str) -> list[str]:
        """The files below `folder`, relative to it, sorted; those of hidden folders left out."""


def beside(files: Files, path: str) -> Beside:
    """The way to the files beside the file at `path`."""
    folder = posixpath.dirname(path)

    def read(name: str) -> bytes | None:
        inner = inside(folder, name)
        return files.read([inner])[0] if inner else None

    return read


def inside(folder: str, name: str) -> str | None:
    """The path that `name` means in `folder`; None where it is absolute or leads out of the root."""
    if not name or name.startswith(("/", "\\")) or name[1:2] == ":" or not name.isprintable():
        return None
    path = posixpath.normpath(posixpath.join(folder, name))
    if path == ".." or path.startswith("../"):
        return None
    return "" if path == "." else path


def of_sources(names: Sequence[str]) -> list[str]:
    """The names that may belong to a CV: not too deep, not hidden, sorted."""
    return sorted(name for name in names[:MOST_NAMES] if is_of_sources(*name.split("/")[:-1]))


def is_of_sources(*folders: str) -> bool:
    """Whether to look into these folders, the outermost first."""
    return len(folders) <= DEEPEST and not any(f.startswith(".") or f in _NO_SOURCES for f in folders)
