"""Reports and records as text: the output formats by name."""

from __future__ import annotations

from importlib import import_module

from cvdiff.model import CV, Kind, Report
from cvdiff.reporters.paint import finish
from cvdiff.reporters.view import View

TYPE_CHECKING = False  # as typing.TYPE_CHECKING, without the import
if TYPE_CHECKING:
    from cvdiff.history import History

REPORT_FORMATS = {"markdown": "markdown", "json": "json_form"}
"""How a comparison can be printed, and the module here whose `render_report` does it."""

CV_FORMATS = {"text": "text", "json": "json_form"}
"""How the records of one CV can be printed, and the module here whose `render_cv` does it."""

LOG_FORMATS = {"markdown": "log_markdown", "json": "log_json"}
"""How a history can be printed, and the module here whose `render_log` does it."""


def render_report(
    report: Report,
    format: str,
    *,
    color: bool = False,
    cosmetic: bool = False,
    explain: bool = False,
    only: frozenset[Kind] | None = None,
) -> str:
    """A report in one of `REPORT_FORMATS`, newline at the end.

    `color` adds ANSI codes to the same characters (not to JSON); `cosmetic` lists the differences
    without content in the Markdown (JSON always holds them); `explain` adds the matches; `only`
    narrows the report to records of these kinds. An unknown format is a `KeyError`.
    """
    view = View(cosmetic=cosmetic, explain=explain, only=only)
    reporter = import_module(f"{__name__}.{REPORT_FORMATS[format]}")
    return finish(reporter.render_report(report, view), color=color)


def render_cv(cv: CV, format: str, *, color: bool = False) -> str:
    """The records of one CV in one of `CV_FORMATS`, newline at the end; errors as `render_report`."""
    reporter = import_module(f"{__name__}.{CV_FORMATS[format]}")
    return finish(reporter.render_cv(cv), color=color)


def render_log(
    history: History, format: str, *, color: bool = False, only: frozenset[Kind] | None = None
) -> str:
    """A history in one of `LOG_FORMATS`, which reads its versions; options and errors as `render_report`."""
    reporter = import_module(f"{__name__}.{LOG_FORMATS[format]}")
    return finish(reporter.render_log(history, View(only=only)), color=color)
