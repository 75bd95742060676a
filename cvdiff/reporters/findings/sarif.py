"""Findings in SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from cvdiff import __version__
from cvdiff.checks.finding import CheckResult, Finding
from cvdiff.reporters.findings import told, wording
from cvdiff.reporters.json_form import dump

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
"""What SARIF calls the severities."""

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_SIGNS = str.maketrans({"\\": r"\\", "[": r"\[", "]": r"\]", "{": "{{", "}": "}}"})
"""Signs that mean a link or a placeholder in a message (3.11.5, 3.11.6)."""

Json = dict[str, Any]


def render_findings(result: CheckResult) -> str:
    """A log with one run; accepted findings are results with a suppression."""
    findings = [*result.findings, *result.accepted]
    rules = sorted({finding.rule for finding in findings})
    driver = {"name": "cvdiff", "version": __version__, "rules": [_rule(rule) for rule in rules]}
    results = [_result(finding, rules) for finding in result.findings]
    results += [
        _result(finding, rules) | {"suppressions": [{"kind": "external"}]} for finding in result.accepted
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: str) -> Json:
    return {"id": rule, "shortDescription": {"text": _message(wording.summary(rule))}}


def _result(finding: Finding, rules: list[str]) -> Json:
    return {
        "ruleId": finding.rule,
        "ruleIndex": rules.index(finding.rule),
        "level": LEVELS[finding.severity],
        "message": {"text": _message(f"{told.sentence(finding)} {told.advice(finding)}")},
        "locations": [{"physicalLocation": _location(finding)}],
        "partialFingerprints": {"cvdiff/v1": finding.fingerprint},
    }


def _location(finding: Finding) -> Json:
    path, lines = told.place(finding)
    location: Json = {"artifactLocation": {"uri": quote(path), "uriBaseId": "%SRCROOT%"}}
    if lines:
        location["region"] = {"startLine": lines[0], "endLine": lines[1]}
    return location


def _message(text: str) -> str:
    return text.translate(_SIGNS)
