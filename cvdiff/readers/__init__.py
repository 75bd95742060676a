"""The formats that cvdiff reads, and the choice between them.

A reader is a module with `read(text: str, name: str) -> Document`, or `read(data: bytes, name: str)`
where the format is no text or declares its encoding itself. A new format is one new module and one new
row of `READERS`; it is imported when a file of that format is read, not before. One that reads files
beside the CV takes them through a third parameter, `beside: source.Beside | None`.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import PurePath
from typing import cast

from cvdiff import source
from cvdiff.dataclass import dataclass
from cvdiff.document import Diagnostic, Document
from cvdiff.errors import InputError
from cvdiff.readers import signs
from cvdiff.readers.jumps import without_jumps
from cvdiff.readers.stacked_dates import with_ranges


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: its name, the endings of its files (lower case, with the dot), and its module.

    `takes_bytes` tells a reader that wants the file as it is, not decoded text, `looks_beside` one that
    reads files beside the CV.
    """

    name: str
    endings: tuple[str, ...]
    module: str
    takes_bytes: bool = False
    looks_beside: bool = False


READERS: tuple[Reader, ...] = (
    Reader("markdown", (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd"), "cvdiff.readers.markdown"),
    Reader("html", (".html", ".htm", ".xhtml"), "cvdiff.readers.html", takes_bytes=True),
    Reader("docx", (".docx", ".docm"), "cvdiff.readers.docx", takes_bytes=True),
    Reader("odt", (".odt", ".ott"), "cvdiff.readers.odt", takes_bytes=True),
    Reader("org", (".org",), "cvdiff.readers.org"),
    Reader("rst", (".rst", ".rest"), "cvdiff.readers.rst"),
    Reader("text", (".txt", ".text"), "cvdiff.readers.plain"),
    Reader("latex", (".tex", ".ltx"), "cvdiff.readers.tex", looks_beside=True),
    Reader("bibtex", (".bib",), "cvdiff.readers.bibtex"),
    Reader("yaml", (".yml", ".yaml"), "cvdiff.readers.data.yaml_file", looks_beside=True),
    Reader("json", (".json",), "cvdiff.readers.data.json_file", looks_beside=True),
    Reader("pdf", (".pdf",), "cvdiff.readers.pdf", takes_bytes=True),
)


def detect(data: bytes, name: str) -> str:
    """The format of a file: what its content shows beyond doubt, else what the ending of its name says.

    A name without ending leaves it to weaker signs. Raises `InputError` for an ending that no reader
    knows, for content that is no text, and for a single line of text without a name.
    """
    named = _named(name)
    shown = signs.certain(data, name)
    if shown and not (named and named.name == "yaml" and shown == "json"):  # all JSON is YAML
        return shown
    if named:
        if not named.takes_bytes:
            source.refuse_binary(data, name)
        return named.name
    if ending := _ending(name):
        known = ", ".join(ending for reader in READERS for ending in reader.endings)
        raise InputError(f"{name}: unknown ending {ending}; cvdiff reads {known}; --from FORMAT overrides it")
    if likely := signs.likely(data, name):
        return likely
    known = ", ".join(reader.name for reader in READERS)
    raise InputError(f"{name}: does not show its format; say it with --from ({known})")


def read_document(
    data: bytes, name: str, format: str | None = None, beside: source.Beside | None = None
) -> Document:
    """The visible content of a file, `format` being a name of `READERS`, or None to detect it.

    `beside` leads to the files that the CV may ask for; None where there are none. Raises `InputError`
    where the content is no text or the format is unknown.
    """
    reader = _reader(format or detect(data, name), name)
    read = import_module(reader.module).read
    content, told = (data, ()) if reader.takes_bytes else source.decode(data, name)
    document = cast(Document, read(content, name, beside) if reader.looks_beside else read(content, name))
    document = with_ranges(without_jumps(document))
    named = _named(name)
    if format is None and named and named is not reader:
        message = f"the ending says {named.name}, the content is {reader.name}; read as {reader.name}"
        told = (Diagnostic(message=message), *told)
    return replace(document, diagnostics=told + document.diagnostics) if told else document


def _ending(name: str) -> str:
    return PurePath(name.rpartition(":")[2]).suffix.lower()


def _named(name: str) -> Reader | None:
    ending = _ending(name)
    return next((reader for reader in READERS if ending in reader.endings), None)


def _reader(format: str, name: str) -> Reader:
    for reader in READERS:
        if reader.name == format:
            return reader
    known = ", ".join(reader.name for reader in READERS)
    raise InputError(f"{name}: unknown format {format}; cvdiff reads {known}")
