"""On which line of a TOML text each table and key stands, which `tomllib` does not tell.

The text is known to be valid: only its statements are told apart (a header, or a key and its value), and the
parser itself reads the names in them. What stands inside a value has the line of its key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping

Place = tuple[str | int, ...]
"""The keys from the top of the text, with the index, from 0, of each table of a list of tables."""

DEEPEST = 6
"""Places further down are those of the table around them; the deepest key that is known has 5 parts."""

_TOKEN = re.compile(
    r'''"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\#[^\n]*|[]\[{}=\n]|[^]\[{}=\n\#"']+''',
    re.DOTALL,
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")


class Lines:
    """The lines, from 1, of the tables and keys of a valid TOML text."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Place, int] = {}
        counts: dict[Place, int] = {}
        table: Place = ()
        for line, head in _statements(text):
            if not head.startswith("["):
                self._add((*table, *_names(head)), line)
                continue
            names, is_repeated = _names(head.strip("[]")), head.startswith("[[")
            table = ()
            for number, name in enumerate(names, 1):
                table = (*table, name)
                if is_repeated and number == len(names):
                    counts[table] = counts.get(table, 0) + 1
                if table in counts:
                    table = (*table, counts[table] - 1)
            self._add(table, line)

    def _add(self, path: Place, line: int) -> None:
        for length in range(1, min(len(path), DEEPEST) + 1):
            self._lines.setdefault(path[:length], line)

    def of(self, path: Place) -> int | None:
        """The line of what stands at `path`, or of the nearest thing around it; None for the whole text."""
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path[:-1]
        return None


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """The line of each statement and its head: a header in brackets, or what stands before the `=`."""
    line, start, depth, in_value = 1, 1, 0, False
    head: list[str] = []
    for token in _TOKEN.findall(text + "\n"):
        if token == "\n" and not depth:
            if statement := "".join(head).strip():
                yield start, statement
            in_value = False
            head.clear()
        elif in_value:
            depth += (token in "[{") - (token in "]}")
        elif token == "=":
            in_value = True
        elif not token.startswith("#"):
            start = start if head else line
            head.append(token)
        line += token.count("\n")


def _names(head: str) -> tuple[str, ...]:
    """The names that a dotted key is made of."""
    head = head.strip()
    if _BARE.fullmatch(head):
        return (head,)
    names: list[str] = []
    value: object = tomllib.loads(f"{head} = 0")
    while isinstance(value, Mapping):
        [(name, value)] = value.items()
        names.append(name)
    return tuple(names)
