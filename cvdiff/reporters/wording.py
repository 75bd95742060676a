"""The words of the reports, from `data/report-wording.toml`."""

from __future__ import annotations

from typing import Any

from cvdiff.model import Status
from cvdiff.vocabulary import load


def table(name: str) -> dict[str, Any]:
    """One table of the wording file."""
    found: dict[str, Any] = load("report-wording")[name]
    return found


def say(key: str, /, **values: object) -> str:
    """The sentence `key` with its values filled in."""
    return str(table("say")[key]).format(**values)


def section_title(kind: str) -> str:
    """The title of the section of a kind: "Publications"."""
    return str(table("kinds")[kind]["title"])


def counted(kind: str, number: int) -> str:
    """A number with its noun: "1 paper", "3 papers"."""
    return f"{number} {noun(kind, number)}"


def noun(kind: str, number: int = 1) -> str:
    """The noun of a kind for this number: "paper" or "papers"."""
    return str(table("kinds")[kind]["one" if number == 1 else "many"])


def plural(key: str, number: int, /, **values: object) -> str:
    """The clause of counts `key` in the form for `number`."""
    form = "one" if number == 1 else "many"
    return str(table("counts")[f"{key}_{form}"]).format(n=number, **values)


def status_name(status: Status | None) -> str:
    """A paper's status in words, empty for none."""
    return "" if status is None else str(table("statuses")[status])
