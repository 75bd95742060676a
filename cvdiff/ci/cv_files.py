"""Which files of a repository are CVs, told by their names."""

from __future__ import annotations

import posixpath
from collections.abc import Collection

from cvdiff.inputs.files import is_of_sources
from cvdiff.inputs.folder import DOCUMENT_CLASS
from cvdiff.readers import READERS
from cvdiff.vocabulary import fold, load, words_of

HOMEPAGE = "."
"""The root of the repository, read as one CV."""

_MADE_FROM_OTHERS = frozenset({".html", ".htm", ".docx", ".odt", ".pdf"})
"""Formats that are made from sources: beside one of the same name they are not checked a second time."""
_PARTS = frozenset({".tex", ".bib", ".bbl", ".cls", ".sty"})
_BINARY = frozenset({".docx", ".odt", ".pdf"})


def cvs_among(paths: Collection[str]) -> list[str]:
    """The CVs and publication lists among files, sorted; what is made from another of them is left out.

    A homepage that keeps a page for each paper or talk is one CV, `HOMEPAGE`.
    """
    found = sorted(path for path in paths if is_cv(path))
    sources = {posixpath.splitext(path)[0] for path in found if _ending(path) not in _MADE_FROM_OTHERS}
    first_hand = [
        path
        for path in found
        if _ending(path) not in _MADE_FROM_OTHERS or posixpath.splitext(path)[0] not in sources
    ]
    if not _is_homepage(paths):
        return first_hand
    return [HOMEPAGE, *(path for path in first_hand if not path.startswith("_"))]


def _is_homepage(paths: Collection[str]) -> bool:
    folders = tuple(f"{name}/" for name in load("folders")["jekyll"]["collections"])
    return any(path.startswith(folders) for path in paths)


def is_cv(path: str) -> bool:
    """Whether a file is called as CVs and publication lists are, in a format that cvdiff reads."""
    folders, name = path.split("/")[:-1], posixpath.basename(path)
    if path in words_of("ci", "paths"):
        return True
    if _ending(name) not in {ending for reader in READERS for ending in reader.endings}:
        return False
    if not is_of_sources(*folders) or any(map(_is_of_the_site, folders)):
        return False
    words = set(fold(posixpath.splitext(name)[0]).split())
    names = words_of("folders", "names") | words_of("ci", "names")
    return bool(words & names) and not words & words_of("ci", "others")


def _is_of_the_site(folder: str) -> bool:
    """Whether a folder holds what makes a site (`_layouts`), not what it says."""
    return folder.startswith("_") and folder not in words_of("ci", "folders")


def _ending(path: str) -> str:
    return posixpath.splitext(path)[1].lower()


def is_text(path: str) -> bool:
    """Whether a file is kept as text, which git merges line by line."""
    return _ending(path) not in _BINARY


def is_fragment(path: str, data: bytes) -> bool:
    """Whether a file is a part of a LaTeX document, which is read with that document."""
    return _ending(path) == ".tex" and DOCUMENT_CLASS.search(data) is None


def may_hold_parts(path: str, other: str) -> bool:
    """Whether a CV may print the file `other`: a LaTeX document those below it, a homepage its pages."""
    if path == HOMEPAGE:
        return other.startswith("_")
    folder = posixpath.dirname(path)
    is_below = not folder or other.startswith(f"{folder}/")
    return _ending(path) == ".tex" and _ending(other) in _PARTS and is_below
