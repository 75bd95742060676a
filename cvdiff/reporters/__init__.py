"""Reports and records as text: the output formats by name."""

from __future__ import annotations

from cvdiff.model import CV, Kind, Report
from cvdiff.reporters import json_form, markdown, text
from cvdiff.reporters.paint import finish
from cvdiff.reporters.view import View

REPORT_FORMATS = {"markdown": markdown.render, "json": json_form.render_report}
"""How a comparison can be printed."""

CV_FORMATS = {"text": text.render, "json": json_form.render_cv}
"""How the records of one CV can be printed."""


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
    return finish(REPORT_FORMATS[format](report, view), color=color)


def render_cv(cv: CV, format: str, *, color: bool = False) -> str:
    """The records of one CV in one of `CV_FORMATS`, newline at the end; errors as `render_report`."""
    return finish(CV_FORMATS[format](cv), color=color)
