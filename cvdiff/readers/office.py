"""Office files: a zip archive of XML parts, opened without trusting it.

Neither lxml nor an ElementTree is needed: expat gives the elements, which are gathered in the same
nodes as HTML's. A DTD, and with it every entity bomb, is refused; so are parts that unpack to more
than `MAX_PART` bytes, whatever the archive says of their size.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from cvdiff.errors import InputError
from cvdiff.readers.html_tree import Chunk, Node

MAX_PART = 10_000_000
"""Bytes of one part, unpacked. The text of a CV of two pages takes 68,000."""
MAX_ELEMENTS = 150_000
"""Elements of one part. A CV of two pages has some 2,300."""
MAX_DEPTH = 250
"""Elements inside each other; a table in a text box in a table takes some forty."""
_OLE = b"\xd0\xcf\x11\xe0"

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://www.w3.org/1999/xlink": "xlink",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
}
"""The prefix that stands for a namespace here, whichever the file uses; others have none."""


class Package:
    """An opened archive. `kind` is what the user calls the format ("DOCX")."""

    def __init__(self, data: bytes, name: str, kind: str) -> None:
        self._name, self._kind = name, kind
        if data.startswith(_OLE):
            raise self._error("is encrypted, or a DOC; save it without a password as a new document")
        try:
            self._archive = ZipFile(BytesIO(data))
        except (BadZipFile, ValueError, OSError, NotImplementedError):
            raise self._error(
                f"is no {kind} file, or only a part of one; save or download it again"
            ) from None

    def xml(self, path: str) -> Node | None:
        """The root element of a part, or None if the archive has no such part.

        Raises `InputError` for a part that is encrypted, broken, too large, or has a DTD.
        """
        data = self._read(path)
        return None if data is None else self._parse(data, path)

    def required(self, path: str) -> Node:
        """The root element of a part without which the file is no document of this format."""
        root = self.xml(path)
        if root is None:
            raise self._error(f"has no {path}: it is no {self._kind} file; check its ending")
        return root

    def _read(self, path: str) -> bytes | None:
        try:
            with self._archive.open(path) as part:
                data = part.read(MAX_PART + 1)
        except KeyError:
            return None
        except RuntimeError:
            raise self._error("is encrypted; save it without a password") from None
        except (BadZipFile, EOFError, OSError, NotImplementedError, zlib.error):
            raise self._error(f"{path} is damaged; save or download the file again") from None
        if len(data) > MAX_PART:
            raise self._error(f"{path} unpacks to more than {MAX_PART:,} bytes; is this a CV?")
        return data

    def _parse(self, data: bytes, path: str) -> Node:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        tree = _Tree(parser)

        def refuse(*_: object) -> None:
            raise self._error(f"{path} declares entities, which no {self._kind} file does; not read")

        parser.StartDoctypeDeclHandler = refuse
        try:
            parser.Parse(data, True)
        except _TooMuchError:
            raise self._error(f"{path} has too many or too deeply nested elements; is this a CV?") from None
        except expat.ExpatError as error:
            place = f"line {error.lineno}, column {error.offset + 1}"
            raise self._error(f"{path} is damaged ({place}); save the file again") from None
        return tree.root

    def _error(self, message: str) -> InputError:
        return InputError(f"{self._name}: {message}")


class _TooMuchError(Exception):
    """More elements than any CV has."""


class _Tree:
    """Gathers what expat finds."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.root = Node("", {}, 1)
        self._open = [self.root]
        self._count = 0
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def _start(self, name: str, attrs: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS or len(self._open) > MAX_DEPTH:
            raise _TooMuchError
        node = Node(_short(name), {_short(key): value for key, value in attrs.items()}, 1)
        self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, name: str) -> None:
        self._open.pop()

    def _text(self, data: str) -> None:
        self._open[-1].children.append(Chunk(data, 1, 1))


def _short(name: str) -> str:
    uri, _, local = name.rpartition(" ")
    prefix = _PREFIXES.get(uri)
    return f"{prefix}:{local}" if prefix else local


def children(node: Node | None, *tags: str) -> list[Node]:
    """The elements directly inside `node`; with `tags`, those with one of these names."""
    found = [child for child in node.children if isinstance(child, Node)] if node else []
    return [child for child in found if child.tag in tags] if tags else found


def child(node: Node | None, *path: str) -> Node | None:
    """The first element that `path` leads to, name by name."""
    for tag in path:
        node = next(iter(children(node, tag)), None)
    return node


def value(node: Node | None, *path: str, key: str = "w:val") -> str:
    """An attribute of the element that `path` leads to, or ""."""
    found = child(node, *path)
    return found.attrs.get(key, "") if found else ""
