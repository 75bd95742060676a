"""JSON: read as YAML is, from its own scanner, since the standard one knows no lines.

Comments, trailing commas and several documents in one file (JSON lines) are forgiven.
"""

from __future__ import annotations

import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]

from cvdiff import source
from cvdiff.document import Document
from cvdiff.errors import InputError
from cvdiff.readers import data
from cvdiff.readers.data.tree import Node, TreeBuilder

_TOKEN = re.compile(
    r"[\s,:]*+(?://[^\n]*+[\s,:]*+|/\*(?:[^*]|\*(?!/))*\*/[\s,:]*+)*([{}\[\]\"]|[^\s,:{}\[\]\"]++|\Z)"
)
_VALUE = re.compile(r'"|null|true|false|-?\d[\d.eE+-]*')
"""What may stand alone in a document; inside an object, words without quotes are taken too."""

_CLOSING = {"}": True, "]": False}


def read(text: str, name: str, beside: source.Beside | None = None) -> Document:
    """Read a JSON file. Raises `InputError` with the line where the text is no JSON."""
    return data.document_of(parse(text, name), name, "json", beside)


def parse(text: str, name: str) -> list[Node]:
    """The documents of a file. Raises `InputError` with the line where the text is no JSON."""
    return _Scanner(text, name).scan()


class _Scanner:
    def __init__(self, text: str, name: str) -> None:
        self._text, self._name = text, name
        self._builder = TreeBuilder(name)
        self._position = self._counted = 0
        self._line = 1
        self._open: list[bool] = []

    def scan(self) -> list[Node]:
        """The trees of the whole text."""
        while token := self._next():
            if token in "{[":
                self._open.append(token == "{")
                self._builder.begin(self._line, is_mapping=token == "{")
            elif token in "}]":
                self._close(token)
            else:
                self._scalar(token)
        if self._open:
            raise self._error("the file ends inside an object or a list")
        return self._builder.documents

    def _next(self) -> str:
        match = _TOKEN.match(self._text, self._position)
        if not match:
            raise self._error("a comment is not closed")
        self._line += self._text.count("\n", self._counted, match.start(1))
        self._counted, self._position = match.start(1), match.end()
        return match.group(1)

    def _close(self, token: str) -> None:
        if not self._open or self._open.pop() is not _CLOSING[token]:
            raise self._error(f"{token} closes nothing that is open")
        self._builder.end()

    def _scalar(self, token: str) -> None:
        if not self._open and not _VALUE.fullmatch(token):
            raise self._error(f"{token[:20]} stands outside of any object or list")
        if token != '"':
            self._builder.scalar("" if token == "null" else token, self._line, self._line)
            return
        try:
            value, self._position = scanstring(self._text, self._position, False)
        except JSONDecodeError as error:
            raise self._error(f"a string is broken ({error.msg})") from None
        self._builder.scalar(value, self._line, self._line)

    def _error(self, problem: str) -> InputError:
        return InputError(f"{self._name}, line {self._line}: {problem}; mend the JSON there")
