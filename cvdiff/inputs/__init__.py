"""What OLD and NEW may be: a file, a folder, `-` for standard input, or `REV:PATH` of a git repository.

`files` is what a place must offer, `disk` and `git` are the two places, `folder` finds the CV in a folder,
`jekyll` and `hugo` know homepages, with `pages` and `collection` of them, `merge` makes one document of
several.
"""

from __future__ import annotations

import os
import sys

from cvdiff import source
from cvdiff.document import Document
from cvdiff.errors import InputError
from cvdiff.inputs import disk
from cvdiff.inputs.files import Files, beside
from cvdiff.readers import read_document

STDIN = "-"
STDIN_NAME = "standard input"


def read_input(
    name: str, *, format: str | None = None, max_bytes: int = source.MAX_BYTES
) -> tuple[str, Document]:
    """Read what `name` names: the name under which reports show it, and its content.

    `format`, a name of `READERS`, is that of a file or of standard input; the files of a folder are told
    apart by themselves. What is on disk under that very name comes before `REV:PATH`. Raises `InputError`.
    """
    if name == STDIN:
        return STDIN_NAME, document_of(STDIN_NAME, _stdin(max_bytes), format, None)
    name, files, path = _find(name, max_bytes)
    if files.is_folder(path):
        from cvdiff.inputs.folder import Folder, read_folder

        return read_folder(Folder(files, path, name))
    [data] = files.read([path])
    if data is None:
        raise InputError(f"{name}: no such file; check the path")
    return name, document_of(name, data, format, beside(files, path))


def document_of(name: str, data: bytes, format: str | None, beside: source.Beside | None) -> Document:
    """The content of a CV that errors call `name`; parameters and errors as those of `read_document`.

    Raises `InputError` too for a CV that is blank, or that a merge left its marks in.
    """
    source.refuse_blank(data, name)
    source.refuse_conflict(data, name)
    return read_document(data, name, format, beside)


def inputs_below(name: str) -> list[str]:
    """The files on disk that reading the folder `name` may read; none if `name` is no folder."""
    if not os.path.isdir(name):
        return []
    files, path = disk.open_path(name, source.MAX_BYTES)
    return [os.path.join(name, file) for file in files.names(path)]


def _find(name: str, max_bytes: int) -> tuple[str, Files, str]:
    """The name to show, the place of the file, and its path there."""
    if not name:
        raise InputError("'': no such file; a name is empty, check the path")
    if not os.path.lexists(name):
        if "://" in name:
            raise InputError(f"{name}: is an address, not a file; download it and give the file")
        from cvdiff.inputs import git

        if parts := git.split(name):
            return git.open_revision(name, *parts, max_bytes)
        if git.is_revision(name):
            raise InputError(f"{name}: is a git revision, not a file; write {name}:PATH for a file of it")
    return name, *disk.open_path(name, max_bytes)


def _stdin(max_bytes: int) -> bytes:
    if sys.stdin is None:
        raise InputError(f"{STDIN_NAME}: it is closed; open it or give a file")
    try:
        data = sys.stdin.buffer.read(max_bytes + 1)
    except OSError as error:
        raise InputError(f"{STDIN_NAME}: cannot be read: {error.strerror}; give a file") from None
    return source.check(data, STDIN_NAME, max_bytes)
