"""Findings for a terminal, in the form that editors and compilers have: `FILE:LINE: severity: ...`."""

from __future__ import annotations

from cvdiff.checks.finding import CheckResult, Finding
from cvdiff.reporters.findings import told
from cvdiff.reporters.paint import strong, went


def render_findings(result: CheckResult) -> str:
    """Each finding in two lines, the second with the advice; then the counts, and what is accepted."""
    blocks = [_block(finding) for finding in result.findings]
    last = told.counted(result)
    if result.accepted:
        last += f" {told.plural('accepted', len(result.accepted))}"
    return "\n".join([*blocks, last]) + "\n"


def _block(finding: Finding) -> str:
    paint = went if finding.severity == "error" else strong
    severity, sentence = paint(f"{finding.severity}:"), told.sentence(finding)
    first = f"{_place(finding)} {severity} {sentence} [{finding.rule}] ({finding.fingerprint})"
    return f"{first}\n    {told.advice(finding)}"


def _place(finding: Finding) -> str:
    file = told.file_name(finding)
    if finding.lines:
        return f"{file}:{finding.lines[0]}:"
    return f"{file}: {told.say('page', page=finding.page)}:" if finding.page else f"{file}:"
