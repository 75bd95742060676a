"""What a check found as text: the output formats by name.

A new format is a module here with `render_findings(result) -> str` and a row of `CHECK_FORMATS`. Each
escapes what a CV says for the place where it is read: no title can give a command to a CI system, make
Markdown, or steer a terminal.
"""

from __future__ import annotations

from importlib import import_module

from cvdiff.checks.finding import CheckResult
from cvdiff.reporters.paint import finish

CHECK_FORMATS = {
    "text": "text",
    "markdown": "markdown",
    "json": "json_form",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "sarif": "sarif",
}
"""How findings can be printed, and the module here whose `render_findings` does it."""


def render_findings(result: CheckResult, format: str, *, color: bool = False) -> str:
    """The findings in one of `CHECK_FORMATS`, newline at the end (`github` is empty without findings).

    `color` adds ANSI codes to the text and the Markdown. An unknown format is a `KeyError`.
    """
    reporter = import_module(f"{__name__}.{CHECK_FORMATS[format]}")
    return finish(reporter.render_findings(result), color=color)
