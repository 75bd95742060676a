"""`.cvdiff.toml`, or `[tool.cvdiff]` of a pyproject.toml: found, read, checked, and added to.

`names` says what such a file is called, `document` reads one, `lines` tells where its entries stand,
`schema` is the table of all keys, `problems` holds a file against it, `values` makes `Settings` of what was
found right, `accepted` adds an entry. Where there is no file, only `names` is loaded: a run without one pays
for looking.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from cvdiff.config.names import FILE, PROJECT_FILE

if TYPE_CHECKING:
    from datetime import date

    from cvdiff.settings import Settings

_TABLE = rb"""\btool["']?[ \t]*(?:\.[ \t]*["']?cvdiff|\]|=)"""
"""What every way to write the table `tool.cvdiff` has, and hardly any other file."""


def load_settings(path: str | os.PathLike[str] | None = None) -> Settings | None:
    """The settings of the file at `path`; of the file that `find` finds where None.

    None if there is no file. Raises `SettingsError`, which tells every problem of the file.
    """
    found = find() if path is None else os.fspath(path)
    if found is None:
        return None
    from cvdiff.config.document import load, parse
    from cvdiff.config.problems import check
    from cvdiff.config.values import settings_of

    document = parse(load(found), found)
    check(document)
    return settings_of(document)


def add_accepted(
    path: str,
    fingerprint: str,
    reason: str,
    expires: date | None = None,
    rule: str | None = None,
    record: str | None = None,
) -> None:
    """Append the acceptance of a finding to the file at `path`, which is made where there is none.

    Every byte that stood there stays. In a pyproject.toml the entry goes into `[tool.cvdiff]`. `rule` and
    `record` tell a reader which finding it was. Raises `SettingsError`, and leaves the file as it was, if
    the file has problems or would have one with the entry; `OutputError` if it cannot be written.
    """
    from cvdiff.config.accepted import append

    values = {
        "rule": rule,
        "record": record,
        "fingerprint": fingerprint,
        "reason": reason,
        "expires": expires,
    }
    append(path, values)


def find() -> str | None:
    """The nearest file with settings, from the current folder up to the root of its repository.

    In one folder `.cvdiff.toml` comes before pyproject.toml, which counts only if it has `[tool.cvdiff]`.
    Outside a repository only the current folder is searched. The path is relative to the current folder.
    """
    for folder in _folders():
        path = os.path.join(folder, FILE)
        if os.path.lexists(path):
            return path
        path = os.path.join(folder, PROJECT_FILE)
        if os.path.isfile(path) and _may_have_settings(path):
            from cvdiff.config.document import has_settings

            if has_settings(path):
                return path
    return None


def _may_have_settings(path: str) -> bool:
    """Whether a pyproject.toml must be parsed to tell, which costs far more than to look for words."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return True
    return b"cvdiff" in data and re.search(_TABLE, data) is not None


def _folders() -> list[str]:
    """The current folder ("") and those above it, up to the first that git keeps; else only the current."""
    folder, here = "", os.path.abspath("")
    folders = [folder]
    while not os.path.lexists(os.path.join(here, ".git")):
        parent = os.path.dirname(here)
        if parent == here:
            return [""]
        folder, here = os.path.join(folder, ".."), parent
        folders.append(folder)
    return folders
