"""A file of settings as read: its tables and the way to the lines of their entries."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from cvdiff.config.lines import Lines, Place
from cvdiff.config.names import PROJECT_FILE
from cvdiff.dataclass import dataclass
from cvdiff.errors import SettingsError

MAX_BYTES = 1_000_000
"""A larger file holds no settings: 5,000 accepted findings with their reasons take less."""
MAX_NAMES = 50
"""More names in one dotted key are refused: the parser's time grows with their square (20,000: 18 s)."""

_TOOL = ("tool", "cvdiff")
_LONG_KEY = re.compile(
    r"""(?:\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*){%d}""" % MAX_NAMES  # noqa: UP031
)
_WHERE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class SettingsDocument:
    """A valid TOML file: its name, the table that cvdiff owns in it, where that stands, and the lines."""

    file: str
    table: Mapping[str, Any]
    top: tuple[str, ...]
    lines: Lines

    def line(self, path: Place) -> int | None:
        """The line of what stands at `path` of the table, or of what is around it."""
        return self.lines.of((*self.top, *path))


def parse(data: bytes, file: str) -> SettingsDocument:
    """The settings in `data`: the whole of it, or `[tool.cvdiff]` if `file` is called pyproject.toml.

    Raises `SettingsError` for what is no TOML, and for a pyproject.toml without that table.
    """
    text = _text(data, file)
    table: Any = _parse(text, file)
    top = _TOOL if os.path.basename(file) == PROJECT_FILE else ()
    for name in top:
        table = table.get(name) if isinstance(table, Mapping) else None
    if table is None:
        raise SettingsError((f"{file}: has no [tool.cvdiff]; add it or name another file",))
    if not isinstance(table, Mapping):
        raise SettingsError((f"{file}: tool.cvdiff is no table; write [tool.cvdiff]",))
    return SettingsDocument(file, table, top, Lines(text))


def has_settings(file: str) -> bool:
    """Whether a pyproject.toml has `[tool.cvdiff]`; raises `SettingsError` if that cannot be told."""
    tool = _parse(_text(load(file), file), file).get("tool")
    return isinstance(tool, Mapping) and "cvdiff" in tool


def load(file: str) -> bytes:
    """The bytes of `file`; raises `SettingsError` if it cannot be read or is too large."""
    try:
        with open(file, "rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except FileNotFoundError:
        problem = "no such file; check the path after --config (or in CVDIFF_CONFIG)"
    except IsADirectoryError:
        problem = "is a directory; name the file inside it"
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        problem = f"cannot be read: {getattr(error, 'strerror', None) or error}"
    else:
        if len(data) <= MAX_BYTES:
            return data
        problem = f"larger than {MAX_BYTES / 1_000_000:g} MB; a file of settings is shorter"
    raise SettingsError((f"{file}: {problem}",))


def _text(data: bytes, file: str) -> str:
    try:
        return data.removeprefix(_BYTE_ORDER_MARK).decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsError((f"{file}:{line}: is not UTF-8, which TOML is; save it as UTF-8",)) from None


def _parse(text: str, file: str) -> dict[str, Any]:
    if found := _LONG_KEY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise SettingsError((f"{file}:{line}: a key of more than {MAX_NAMES} names; shorten it",))
    try:
        return tomllib.loads(text)
    except ValueError as error:  # also of whole numbers with thousands of digits
        message = str(error)
    except RecursionError:
        raise SettingsError((f"{file}: lists or tables are nested too deeply; flatten them",)) from None
    line = text.count("\n") + 1
    if where := _WHERE.search(message):
        line, message = int(where[1] or line), message[: where.start()]
    raise SettingsError((f"{file}:{line}: no valid TOML: {message}; correct the line",))
