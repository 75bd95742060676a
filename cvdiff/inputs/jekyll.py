"""Homepages made by Jekyll: al-folio, academicpages, and what was made from them.

The CV's page or data come first, then the pages of collections, one a record, then the bibliography.
A page that only asks the theme to print data (`layout: cv`) is no CV itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cvdiff import source
from cvdiff.document import Document
from cvdiff.errors import InputError
from cvdiff.inputs.pages import parted
from cvdiff.vocabulary import listed, load

if TYPE_CHECKING:
    from cvdiff.inputs.folder import Folder
    from cvdiff.readers.data.tree import Node

Part = tuple[str, Document]

_FILLED_IN = re.compile(r"\{[{%][^{}]{0,500}[}%]\}|<[^<>]{0,500}>")
_PRINTS_DATA = re.compile(r"^layout:[ \t]*[\"']?cv\b", re.MULTILINE)
_PRINTS_JSON = re.compile(r"^cv_format:[ \t]*[\"']?jsonresume\b", re.MULTILINE)


def read_parts(folder: Folder) -> list[Part]:
    """The parts of a homepage's CV with the names of their files; none if the folder is no homepage."""
    cv = _page_or_data(folder)
    parts = [(cv, folder.document(cv))] if cv else []
    parts += _collections(folder)
    parts += [(name, folder.document(name)) for name in _bibliography(folder.names)]
    return parts if len(parts) < 2 else [*parts, *_settings(folder)]


def _page_or_data(folder: Folder) -> str | None:
    """The file that holds the CV: a page with text of its own, else the data that the theme prints."""
    pages = _present(folder, "pages")
    data_files = "data"
    for name, data in zip(pages, folder.read(pages), strict=True):
        settings, text = parted(data or b"", folder.named(name))
        if not _PRINTS_DATA.search(settings) and _FILLED_IN.sub("", text).strip():
            return name
        if _PRINTS_JSON.search(settings):
            data_files = "json_first"
    return next(iter(_present(folder, data_files)), None)


def _present(folder: Folder, key: str) -> list[str]:
    names = set(folder.names)
    return [name for name in listed("folders", "jekyll", key) if name in names]


def _collections(folder: Folder) -> list[Part]:
    parts = []
    for collection, title in load("folders")["jekyll"]["collections"].items():
        pages = [n for n in folder.names if n.startswith(f"{collection}/") and n.endswith((".md", ".html"))]
        if pages:
            from cvdiff.inputs.collection import read_collection

            parts.append((collection, read_collection(folder, title, pages)))
    return parts


def _bibliography(names: list[str]) -> list[str]:
    """The file that al-folio prints, else every file of the bibliography's folder."""
    preferred = str(load("folders")["jekyll"]["bibliography"])
    found = [name for name in names if re.fullmatch(r"_bibliography/[^/]+\.bib", name)]
    return [preferred] if preferred in found else found


def _settings(folder: Folder) -> list[Part]:
    """Whose homepage it is, as its settings say."""
    from cvdiff.readers.data import yaml_file

    for name in _present(folder, "settings"):
        try:
            text = source.decode(folder.read([name])[0] or b"", folder.named(name))[0]
            trees = yaml_file.parse(text, folder.named(name))
        except InputError:  # settings that cannot be read name nobody
            continue
        if owner := _owner(trees):
            return [(name, Document(format="yaml", blocks=(), meta=(("name", owner),)))]
    return []


def _owner(trees: Sequence[Node]) -> str | None:
    """The first name of two words or more that the settings, or those of the author, give."""
    from cvdiff.readers.data.tree import Mapping, Scalar

    tops = [tree for tree in trees if isinstance(tree, Mapping)]
    authors = [author for tree in tops if isinstance(author := tree.get("author"), Mapping)]
    for place in (*tops, *authors):
        for keys in load("folders")["jekyll"]["owner"]:
            values = [value.value for key in keys.split() if isinstance(value := place.get(key), Scalar)]
            words = " ".join(values).split()
            if len(words) > 1:
                return " ".join(words)
    return None
