"""The formats that cvdiff reads, and the choice between them.

A reader is a module with `read(text: str, name: str) -> Document`, or `read(data: bytes, name: str)`
where the format is no text or declares its encoding itself. A new format is one new module and one new
row of `READERS`; it is imported when a file of that format is read, not before.
"""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from pathlib import PurePath
from typing import cast

from cvdiff import source
from cvdiff.dataclass import dataclass
from cvdiff.document import Document
from cvdiff.errors import InputError


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: its name, the endings of its files (lower case, with the dot), and its module.

    `takes_bytes` tells a reader that wants the file as it is, not decoded text.
    """

    name: str
    endings: tuple[str, ...]
    module: str
    takes_bytes: bool = False


READERS: tuple[Reader, ...] = (
    Reader("markdown", (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd"), "cvdiff.readers.markdown"),
    Reader("html", (".html", ".htm", ".xhtml"), "cvdiff.readers.html", takes_bytes=True),
    Reader("docx", (".docx", ".docm"), "cvdiff.readers.docx", takes_bytes=True),
    Reader("odt", (".odt", ".ott"), "cvdiff.readers.odt", takes_bytes=True),
    Reader("org", (".org",), "cvdiff.readers.org"),
    Reader("rst", (".rst", ".rest"), "cvdiff.readers.rst"),
    Reader("text", (".txt", ".text"), "cvdiff.readers.plain"),
    Reader("latex", (".tex", ".ltx"), "cvdiff.readers.tex"),
    Reader("bibtex", (".bib",), "cvdiff.readers.bibtex"),
    Reader("yaml", (".yml", ".yaml"), "cvdiff.readers.data"),
    Reader("json", (".json",), "cvdiff.readers.data_json"),
    Reader("pdf", (".pdf",), "cvdiff.readers.pdf", takes_bytes=True),
)

_MARKDOWN_SIGNS = re.compile(r"^(---|\+\+\+|#{1,6} .*|.*\[[^\]\n]{1,200}\]\(.*)$", re.MULTILINE)


def detect(data: bytes, name: str) -> str:
    """The format of a file, from the ending of its name, or from its content if the name has none.

    Raises `InputError` for an ending that no reader knows and for content that is no text.
    """
    ending = PurePath(name).suffix.lower()
    for reader in READERS:
        if ending in reader.endings:
            if not reader.takes_bytes:
                source.refuse_binary(data, name)
            return reader.name
    if ending:
        known = ", ".join(ending for reader in READERS for ending in reader.endings)
        raise InputError(f"{name}: unknown ending {ending}; cvdiff reads {known}")
    text, _ = source.decode(data, name)
    return "markdown" if _MARKDOWN_SIGNS.search(text) else "text"


def read_document(data: bytes, name: str, format: str | None = None) -> Document:
    """The visible content of a file, `format` being a name of `READERS`, or None to detect it.

    Raises `InputError` where the content is no text or the format is unknown.
    """
    reader = _reader(format or detect(data, name), name)
    module = import_module(reader.module)
    if reader.takes_bytes:
        return cast(Document, module.read(data, name))
    text, diagnostics = source.decode(data, name)
    document = cast(Document, module.read(text, name))
    if not diagnostics:
        return document
    return replace(document, diagnostics=diagnostics + document.diagnostics)


def _reader(format: str, name: str) -> Reader:
    for reader in READERS:
        if reader.name == format:
            return reader
    known = ", ".join(reader.name for reader in READERS)
    raise InputError(f"{name}: unknown format {format}; cvdiff reads {known}")
