"""What a check says: findings, and the result that holds them.

A finding is data. Its sentence and its advice come from `cvdiff.reporters.findings.wording`, and the
reporters escape them for the place where they are printed.
"""

from __future__ import annotations

from typing import Literal

from cvdiff.dataclass import dataclass
from cvdiff.model import FieldName, Kind, Report

Severity = Literal["error", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""How much a finding matters, the gravest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a rule found.

    `file` is the version that it is found in, by the name that the user gave; `lines` (first and last,
    from 1) or `page` the place there, None where the format has none. `record` names the record as a
    reader would (a title, an organisation), `field` the field that the rule looked at, None for the whole
    record. `values` are what the rule's sentence is filled with, as pairs of a name and a text.
    `fingerprint` is the first 12 hexadecimal digits of SHA-256 over the rule and what identifies the
    record, and stays the same from commit to commit.
    """

    rule: str
    severity: Severity
    file: str
    lines: tuple[int, int] | None = None
    page: int | None = None
    kind: Kind
    record: str
    field: FieldName | None = None
    values: tuple[tuple[str, str], ...] = ()
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What one run of `cvdiff check` found.

    `findings` are in the order in which they are told: gravest first, then by file and place. `accepted`
    are those that the user has accepted or ignored. `reports` are the comparisons that were judged, one a
    CV that was given in two versions. `failed` tells whether a finding is at or above the severity at
    which the check fails.
    """

    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...] = ()
    reports: tuple[Report, ...] = ()
    failed: bool = False
