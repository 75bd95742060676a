"""Findings in GitHub-flavoured Markdown: by severity, with the changelog of the versions below them."""

from __future__ import annotations

from cvdiff.checks.finding import SEVERITIES, CheckResult, Finding, Severity
from cvdiff.reporters import markdown
from cvdiff.reporters.escape import escape
from cvdiff.reporters.findings import told
from cvdiff.reporters.layout import bullets, title
from cvdiff.reporters.paint import strong
from cvdiff.reporters.view import View


def render_findings(result: CheckResult) -> str:
    """The counts, the findings of each severity, and the changelogs, with the marks of `paint` in them."""
    blocks = [title(1, told.say("title")), told.counted(result)]
    for severity in SEVERITIES:
        blocks += _section(severity, [f for f in result.findings if f.severity == severity])
    if result.accepted:
        blocks.append(told.plural("accepted", len(result.accepted)))
    changelogs = [markdown.render_report(report, View()) for report in result.reports]
    return "\n".join(["\n\n".join(blocks) + "\n", *changelogs])


def _section(severity: Severity, findings: list[Finding]) -> list[str]:
    if not findings:
        return []
    head = f"{told.severity_title(severity)} ({len(findings)})"
    return [title(2, head), bullets([_bullet(finding) for finding in findings])]


def _bullet(finding: Finding) -> list[str]:
    first = (
        f"{strong(f'**{finding.rule}**')} ({escape(told.where(finding))}): {escape(told.sentence(finding))}"
    )
    advice = escape(told.advice(finding))
    return [first, told.say("fingerprint", advice=advice, fingerprint=finding.fingerprint)]
