"""Tables of cases: the TOML files below tests/data whose `[[case]]` entries are parameters of tests."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parent / "data"


def table(name: str) -> dict[str, Any]:
    """The table `tests/data/<name>.toml`."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def tables_in(folder: str) -> list[str]:
    """The names of the tables in a folder of tests/data, in order."""
    return sorted(f"{folder}/{path.stem}" for path in (DATA / folder).glob("*.toml"))


def cases(*names: str) -> list[Any]:
    """The cases of tables, each one parameter; its id is its name, with its table's where there are several.

    A case also has its table's other keys ("format"), and the table's name under "table".
    """
    found = []
    for name in names:
        content = table(name)
        shared = {key: value for key, value in content.items() if key != "case"} | {"table": name}
        for number, case in enumerate(content["case"]):
            known = str(case.get("name") or case.get("source") or number)
            label = f"{name.rpartition('/')[2]}: {known}" if len(names) > 1 else known
            found.append(pytest.param(shared | case, id=label))
    return found
