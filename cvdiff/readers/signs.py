"""What the content of a file says of its format.

Signs that no other format shows outweigh the ending of the name; weaker ones count where there is none.
Patterns are compiled when a file comes to them: most files are told by their first character.
"""

from __future__ import annotations

import re

from cvdiff import source
from cvdiff.errors import InputError

_HEAD = 65_536
"""Bytes that are looked at."""

_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_ODT_PLACE = 30
"""An ODT file is a zip whose first entry, stored as it is, tells what it is."""

_SPACE, _PERCENT = r"\s+", r"%[^\n]*\n"
_CERTAIN = (
    (
        "html",
        (_SPACE, r"<\?xml[^>]{0,200}>", r"<!--(?s:.*?)-->"),
        r"<(?:!doctype\s+html|html|head|body)\b",
    ),
    (
        "bibtex",
        (_SPACE, _PERCENT, r"---[ \t]*\n"),
        r"@(?:(?:string|comment|preamble)\s*[{(]|[a-z]+\s*[{(]\s*[^\s,{}\"]+\s*,)",
    ),
    ("json", (_SPACE,), r"\{\s*+\"[^\"\n]*+\"\s*+:|\[\s*+\{\s*+\""),
)
"""A format, what may stand before its first sign, and the sign. What may stand before is passed piece by
piece: one pattern for all of it would need possessive groups, which Python 3.11.2 misreads."""
_FIRST_COMMAND = r"\\[a-zA-Z@]"
_DOCUMENT_CLASS = r"(?m)^[ \t]*\\document(?:class|style)\b"

_LATEX = r"(?m)^[ \t]*\\(?:section|subsection|begin|input|cv[a-z]+)\b\*?\{"
_ORG = r"(?mi)^#\+(?:title|author|options)\b"
_MARKDOWN = r"(?m)^(---|\+\+\+|#{1,6} .*|.*\[[^\]\n]{1,200}\]\(.*)$"
_YAML_KEY = r"""(["']?)([A-Za-z_][\w -]{0,60})\1:(?:\s|$)"""
_YAML_OTHER = r"\s|#|-\s|---$|%YAML|$"
_CV_KEYS = frozenset({"cv", "basics", "name", "sections", "personal", "profile"})


def certain(data: bytes, name: str) -> str | None:
    """The format that the content shows beyond doubt, if any.

    Raises `InputError` for the formats that cvdiff does not read.
    """
    source.refuse_foreign(data, name)
    if data.startswith(source.PDF):
        return "pdf"
    if data.startswith(source.ZIP):
        return _zipped(data)
    return _marked_up(_head(data, name))


def _zipped(data: bytes) -> str | None:
    if data[_ODT_PLACE:].startswith(_ODT):
        return "odt"
    return "docx" if b"word/document.xml" in data else None


def _marked_up(head: str) -> str | None:
    first = head.lstrip()[:1]
    commanded = first in ("\\", "%") and _opens(head, (_SPACE, _PERCENT), _FIRST_COMMAND)
    if commanded and re.search(_DOCUMENT_CLASS, head):
        return "latex"
    if first not in ("<", "@", "{", "[", "%", "-"):
        return None
    return next((name for name, before, sign in _CERTAIN if _opens(head, before, sign)), None)


def _opens(head: str, before: tuple[str, ...], sign: str) -> bool:
    """Whether a text begins with a sign, behind any number of the pieces that may stand before it."""
    pieces = [re.compile(piece, re.IGNORECASE) for piece in before]
    position, moved = 0, True
    while moved:
        moved = False
        for piece in pieces:
            found = piece.match(head, position)
            if found:
                position, moved = found.end(), True
    return re.compile(sign, re.IGNORECASE).match(head, position) is not None


def likely(data: bytes, name: str) -> str | None:
    """The format of text whose name says nothing: None for a single line, which could be anything.

    Raises `InputError` for content that is no text.
    """
    text = source.decode(data, name)[0]
    head = text[:_HEAD]
    for format, sign in (("latex", _LATEX), ("org", _ORG)):
        if re.search(sign, head):
            return format
    if _is_yaml(head):
        return "yaml"
    if re.search(_MARKDOWN, head):
        return "markdown"
    return "text" if "\n" in text.strip() else None


def _is_yaml(head: str) -> bool:
    """Whether the text is a mapping with a key that CVs have, and nothing else."""
    lines = head.split("\n")
    keys = [match[2] for line in lines if (match := re.match(_YAML_KEY, line))]
    others = [line for line in lines[1:] if not re.match(_YAML_KEY, line)]
    if len(keys) < 2 or "---" in others or not all(re.match(_YAML_OTHER, line) for line in others):
        return False
    from cvdiff.values.headings import section_kind

    return any(key.lower() in _CV_KEYS or section_kind(key.replace("_", " ")) for key in keys)


def _head(data: bytes, name: str) -> str:
    try:
        return source.decode(data[:_HEAD], name)[0]
    except InputError:  # no text: what it is, is told when it is read
        return ""
