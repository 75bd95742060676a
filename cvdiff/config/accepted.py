"""An `[[accepted]]` entry added to a file of settings; every byte that stood there stays."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date

from cvdiff import output
from cvdiff.config import document
from cvdiff.config.names import PROJECT_FILE
from cvdiff.config.problems import check

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_SURROGATES = range(0xD800, 0xE000)
"""A name on the command line may hold bytes that are no text; TOML has no way to write them."""


def append(path: str, values: Mapping[str, str | date | None]) -> None:
    """Add an entry of those `values` that are not None; the contract of `cvdiff.config.add_accepted`."""
    data = document.load(path) if os.path.lexists(path) else b""
    table = "tool.cvdiff.accepted" if os.path.basename(path) == PROJECT_FILE else "accepted"
    lines = [
        f"[[{table}]]",
        *(f"{key} = {_toml(value)}" for key, value in values.items() if value is not None),
    ]
    ending = "\r\n" if b"\r\n" in data else "\n"
    joint = "" if not data else ending if data.endswith(b"\n") else ending * 2
    whole = data + (joint + "".join(line + ending for line in lines)).encode()
    check(document.parse(whole, path))
    output.write_file(path, whole.decode(), advice="give another --config FILE")


def _toml(value: str | date) -> str:
    """A value as TOML: a day as it is, a text in quotes with what cannot be printed escaped."""
    if isinstance(value, date):
        return value.isoformat()
    return '"' + "".join(map(_escaped, value)) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES or character.isprintable():
        return _ESCAPES.get(character, character)
    code = ord(character)
    if code in _SURROGATES:
        return "\ufffd"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
