"""Findings as a JUnit report, one test case each: https://github.com/testmoapp/junitxml

Errors and warnings are failures, so that CI systems show them; accepted findings are skipped, and a file
without findings to show has one case that passed.
"""

from __future__ import annotations

from xml.etree import ElementTree

from cvdiff.checks.finding import CheckResult, Finding
from cvdiff.reporters.findings import told

_NAME = "cvdiff"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


def render_findings(result: CheckResult) -> str:
    """One `testsuite` with a `testcase` for each finding, the accepted ones last."""
    failures = sum(finding.severity != "info" for finding in result.findings)
    number = max(len(result.findings) + len(result.accepted), 1)
    counts = {
        "tests": str(number),
        "failures": str(failures),
        "errors": "0",
        "skipped": str(len(result.accepted)),
    }
    suites = ElementTree.Element("testsuites", {"name": _NAME})
    suite = ElementTree.SubElement(suites, "testsuite", {"name": _NAME, **counts})
    for finding in result.findings:
        _judged(_case(suite, finding), finding)
    for finding in result.accepted:
        ElementTree.SubElement(_case(suite, finding), "skipped")
    if not len(suite):
        ElementTree.SubElement(suite, "testcase", {"classname": _NAME, "name": told.say("none")})
    ElementTree.indent(suites, " ")
    return f"{_DECLARATION}\n{ElementTree.tostring(suites, encoding='unicode')}\n"


def _case(suite: ElementTree.Element, finding: Finding) -> ElementTree.Element:
    name = f"{finding.rule}: {told.name(finding)}"
    return ElementTree.SubElement(suite, "testcase", {"classname": told.place(finding).path, "name": name})


def _judged(case: ElementTree.Element, finding: Finding) -> None:
    text = f"{told.sentence(finding)} {told.advice(finding)} ({told.where(finding)})"
    if finding.severity == "info":
        ElementTree.SubElement(case, "system-out").text = text
    else:
        about = {"type": finding.severity, "message": told.sentence(finding)}
        ElementTree.SubElement(case, "failure", about).text = text
