"""Findings as a GitLab code quality report: https://docs.gitlab.com/ci/testing/code_quality/"""

from __future__ import annotations

from typing import Any

from cvdiff.checks.finding import CheckResult, Finding
from cvdiff.reporters.findings import told
from cvdiff.reporters.json_form import dump

SEVERITY_NAMES = {"error": "critical", "warning": "minor", "info": "info"}
"""What GitLab calls the severities."""

_TOP = 1
"""The line of a finding that has none: GitLab asks for one."""


def render_findings(result: CheckResult) -> str:
    """A list of objects, one a finding."""
    return dump([_violation(finding) for finding in result.findings])


def _violation(finding: Finding) -> dict[str, Any]:
    path, lines = told.place(finding)
    return {
        "description": f"{told.sentence(finding)} {told.advice(finding)}",
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": SEVERITY_NAMES[finding.severity],
        "location": {"path": path, "lines": {"begin": lines[0] if lines else _TOP}},
    }
