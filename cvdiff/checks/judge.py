"""The stage `checks`: from what was compared and read to the findings that a run tells.

Report, CV, Agreement --rules--> Hits --settings--> CheckResult
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from cvdiff.checks.agreement import Agreement
from cvdiff.checks.context import Context
from cvdiff.checks.finding import SEVERITIES, CheckResult, Finding, Severity
from cvdiff.checks.hit import Hit
from cvdiff.checks.identity import fingerprint
from cvdiff.checks.registry import RULES, Rule, Subject
from cvdiff.checks.usage import Usage
from cvdiff.model import CV, Report
from cvdiff.settings import Accepted, Ignore, Settings
from cvdiff.vocabulary import fold


class _Found(NamedTuple):
    """A finding, and what the user may call its record by."""

    finding: Finding
    names: tuple[str, ...]


def judge(
    *,
    reports: Sequence[Report] = (),
    cvs: Sequence[CV] = (),
    agreements: Sequence[Agreement] = (),
    settings: Settings,
    context: Context,
    is_whole: bool,
) -> CheckResult:
    """Run every rule on what it looks at, and settle the findings as the user has asked.

    The new version of each report is looked at by itself too; `cvs` are those without an old version.
    `is_whole` tells that the run covers all that the settings are about, so that an entry that matched
    nothing is stale.
    """
    subjects: dict[Subject, Sequence[object]] = {
        "versions": reports,
        "cv": [*(report.new for report in reports), *cvs],
        "files": agreements,
    }
    severities = {setting.rule: setting.severity for setting in settings.check.severities}
    rules = [rule for rule in RULES if severities.get(rule.id) != "off"]
    found = _settled(rules, subjects, severities, context)
    kept, accepted, used = _silence(found, settings, context)
    usage = Usage(
        settings=settings,
        used=frozenset(used),
        rules=frozenset(rule.id for rule in RULES),
        needed=frozenset(rule.id for rule in rules if rule.subject in _needed(settings)),
        ran=frozenset(rule.id for rule in rules if is_whole and subjects.get(rule.subject)),
    )
    about_settings = _settled(rules, {"settings": [usage]}, severities, context)
    findings = [*kept, *(each.finding for each in about_settings)]
    return CheckResult(
        findings=tuple(sorted(findings, key=_order)),
        accepted=tuple(sorted(accepted, key=_order)),
        reports=tuple(reports),
        failed=_fails(findings, settings),
    )


def _needed(settings: Settings) -> set[Subject]:
    """What a check of all that the settings are about looks at, before it looks at the settings."""
    return {"versions", "cv", "files"} if any(cv.also for cv in settings.check.cvs) else {"versions", "cv"}


def _settled(
    rules: Sequence[Rule],
    subjects: dict[Subject, Sequence[object]],
    severities: Mapping[str, Severity | Literal["off"]],
    context: Context,
) -> list[_Found]:
    """What the rules find, each with its severity and a fingerprint of its own."""
    seen: Counter[str] = Counter()
    out = []
    for rule in rules:
        asked = severities.get(rule.id, rule.severity)
        usual: Severity = rule.severity if asked == "off" else asked
        for subject in subjects.get(rule.subject, ()):
            for hit in rule.find(subject, context):
                first = fingerprint(rule.id, hit.identity, hit.field)
                own = fingerprint(rule.id, hit.identity, hit.field, seen[first]) if seen[first] else first
                seen[first] += 1
                out.append(_Found(_finding(rule, hit, usual, own), hit.names))
    return out


def _finding(rule: Rule, hit: Hit, usual: Severity, own: str) -> Finding:
    lesser = max(usual, hit.severity or usual, key=SEVERITIES.index)
    return Finding(
        rule=rule.id,
        severity=lesser,
        file=hit.file,
        lines=hit.lines,
        page=hit.page,
        kind=hit.kind,
        record=hit.record,
        field=hit.field,
        values=hit.values,
        fingerprint=own,
    )


def _silence(
    found: Sequence[_Found], settings: Settings, context: Context
) -> tuple[list[Finding], list[Finding], set[Ignore | Accepted]]:
    """The findings that are told, those that are not, and the entries of the settings that decided so."""
    kept: list[Finding] = []
    silenced: list[Finding] = []
    used: set[Ignore | Accepted] = set()
    for each in found:
        entries = list(_entries_for(each, settings, context))
        used.update(entries)
        (silenced if entries else kept).append(each.finding)
    return kept, silenced, used


def _entries_for(found: _Found, settings: Settings, context: Context) -> Iterator[Ignore | Accepted]:
    for accepted in settings.check.accepted:
        valid = accepted.expires is None or context.today <= accepted.expires
        if valid and accepted.fingerprint == found.finding.fingerprint:
            yield accepted
    for ignore in settings.check.ignores:
        if _ignores(ignore, found):
            yield ignore


def _ignores(ignore: Ignore, found: _Found) -> bool:
    """Whether each of rule, record and field that the entry names is that of the finding."""
    finding = found.finding
    if ignore.rule not in (None, finding.rule) or ignore.field not in (None, finding.field):
        return False
    if ignore.record is None:
        return True
    return ignore.record in found.names or fold(ignore.record) in (*found.names, fold(finding.record))


def _order(finding: Finding) -> tuple[int, str, tuple[int, int], int]:
    lines, page = finding.lines or (0, 0), finding.page or 0
    return SEVERITIES.index(finding.severity), finding.file, lines, page


def _fails(findings: Sequence[Finding], settings: Settings) -> bool:
    fail_on = settings.check.fail_on
    if fail_on == "none":
        return False
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return any(finding.severity in failing for finding in findings)
