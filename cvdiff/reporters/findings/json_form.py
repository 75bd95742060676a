"""Findings as JSON, version 1; docs/json-format.md explains every key."""

from __future__ import annotations

from cvdiff.checks.finding import CheckResult, Finding
from cvdiff.reporters.findings import wording
from cvdiff.reporters.findings.told import counts
from cvdiff.reporters.json_form import Json, dump, place, report_form
from cvdiff.reporters.view import View


def render_findings(result: CheckResult) -> str:
    """The result as `cvdiff-findings/1`."""
    return dump(
        {
            "format": "cvdiff-findings/1",
            "failed": result.failed,
            "counts": {**counts(result), "accepted": len(result.accepted)},
            "findings": [_finding(finding) for finding in result.findings],
            "accepted": [_finding(finding) for finding in result.accepted],
            "reports": [report_form(report, View()) for report in result.reports],
        }
    )


def _finding(finding: Finding) -> Json:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "file": finding.file,
        **place(finding.lines, finding.page),
        "kind": finding.kind,
        "record": finding.record,
        "field": finding.field,
        "sentence": wording.sentence(finding),
        "advice": wording.advice(finding),
        "values": dict(finding.values),
        "fingerprint": finding.fingerprint,
    }
