"""Files on disk: a CV, and what lies in its project."""

from __future__ import annotations

import os
from collections.abc import Sequence

from cvdiff import source
from cvdiff.inputs.files import MOST_NAMES, is_of_sources, of_sources


def open_path(name: str, max_bytes: int) -> tuple[Disk, str]:
    """The project of a file or folder, and the path in it.

    A project is the nearest folder above that git keeps, else the folder itself or that of the file.
    """
    real = os.path.realpath(name.replace("\0", "�"))
    folder = real if os.path.isdir(real) else os.path.dirname(real)
    root = _repository(folder) or folder
    path = os.path.relpath(real, root).replace(os.sep, "/")
    return Disk(root, max_bytes, {path: name}), "" if path == "." else path


class Disk:
    """The files below `root`, each at most `max_bytes`; `named` holds what users call them."""

    def __init__(self, root: str, max_bytes: int, named: dict[str, str]) -> None:
        self._root, self._max_bytes, self._named = root, max_bytes, named

    def is_folder(self, path: str) -> bool:
        """Whether `path` is a folder."""
        return os.path.isdir(os.path.join(self._root, path))

    def read(self, paths: Sequence[str]) -> list[bytes | None]:
        """The content of each file, None for one that is not there or that a link leads out to."""
        contents: list[bytes | None] = []
        size = 0
        for path in paths:
            contents.append(self._read(path))
            size += len(contents[-1] or b"")
            if size > self._max_bytes:
                raise source.too_large(f"{path} with {len(contents) - 1} files before it", self._max_bytes)
        return contents

    def _read(self, path: str) -> bytes | None:
        if path in self._named:
            return source.load(self._named[path], max_bytes=self._max_bytes)
        real = os.path.realpath(os.path.join(self._root, path))
        if not os.path.isfile(real) or not real.startswith(os.path.join(self._root, "")):
            return None
        return source.load(real, name=path, max_bytes=self._max_bytes)

    def names(self, folder: str) -> list[str]:
        """The files below `folder`, relative to it."""
        start = os.path.join(self._root, folder)
        found: list[str] = []
        for place, folders, files in os.walk(start):
            inner = os.path.relpath(place, start).replace(os.sep, "/")
            above = [] if inner == "." else inner.split("/")
            folders[:] = sorted(name for name in folders if is_of_sources(*above, name))
            found += ["/".join([*above, name]) for name in files]
            if len(found) > MOST_NAMES:
                break
        return of_sources(found)


def _repository(folder: str) -> str | None:
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder
