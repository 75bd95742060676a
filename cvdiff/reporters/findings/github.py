"""Findings as workflow commands, which GitHub shows as annotations beside the lines of the CV.

The form is that of https://docs.github.com/actions/reference/workflow-commands-for-github-actions: one
line each, in which `%` and line ends are escaped, in properties also `:` and `,`.
"""

from __future__ import annotations

from cvdiff.checks.finding import SEVERITIES, CheckResult, Finding, Severity
from cvdiff.reporters.escape import plain
from cvdiff.reporters.findings import told

LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
"""What GitHub calls the severities."""

MOST = 10
"""Annotations of one level that GitHub shows for a step; further ones are dropped without a word."""

_TITLE = "cvdiff"


def render_findings(result: CheckResult) -> str:
    """The annotations, gravest first, at most `MOST` of a level; the last one tells of those left out."""
    lines: list[str] = []
    for severity in SEVERITIES:
        findings = [finding for finding in result.findings if finding.severity == severity]
        shown = findings if len(findings) <= MOST else findings[: MOST - 1]
        lines += [_annotation(finding) for finding in shown]
        if more := len(findings) - len(shown):
            lines.append(_more(severity, more))
    return "".join(f"{line}\n" for line in lines)


def command(level: str, message: str, **properties: object) -> str:
    """One workflow command: `::LEVEL name=value,...::message`; properties that are None are left out."""
    pairs = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value is not None)
    return f"::{level}{' ' if pairs else ''}{pairs}::{_data(message)}"


def _annotation(finding: Finding) -> str:
    path, lines = told.place(finding)
    first, last = lines or (None, None)
    message = f"{told.sentence(finding)} {told.advice(finding)} ({told.where(finding)})"
    level = LEVELS[finding.severity]
    return command(level, message, title=finding.rule, file=path, line=first, endLine=last)


def _more(severity: Severity, number: int) -> str:
    noun = told.severity_noun(severity, number)
    return command(LEVELS[severity], told.say("more", n=number, noun=noun), title=_TITLE)


def _data(text: str) -> str:
    """The text on one line, in which nothing stands for a line end."""
    return plain(text).replace("%", "%25")


def _property(value: object) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")
