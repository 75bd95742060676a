"""Why a report differs from the gold of its pair: a cause for each miss and each false alarm.

A cause is found in the records as read: whether the record is there, as what kind, inside which other, and
what the report says of it instead.
"""

from __future__ import annotations

from dataclasses import dataclass

from cvdiff.model import CV, Report
from gold_score import ALIKE, OTHER_GROUP_ALIKE, Fact, Outcome, likeness, record_fact

NEARLY = 55
"""From this likeness on, two records are the same read or worded differently."""


@dataclass(frozen=True)
class Cause:
    """One error: what it is called, and the fact that was missed or told without ground."""

    name: str
    fact: Fact

    def __str__(self) -> str:
        return f"{self.name}: {self.fact.change} {self.fact.names[0][:90] if self.fact.names else ''}"


def causes(result: Outcome, report: Report) -> list[Cause]:
    """The cause of each error, misses first."""
    misses = [
        Cause(f"missed {fact.group}: {_why_missed(fact, result, report)}", fact) for fact in result.missed
    ]
    alarms = [Cause(f"false {fact.group}: {_why_told(fact, result, report)}", fact) for fact in result.false]
    return misses + alarms


def _why_missed(fact: Fact, result: Outcome, report: Report) -> str:
    for other in (*result.false, *result.excused):
        if other.group == fact.group and likeness(fact, other) >= ALIKE:
            return f"told as {other.change}, not {fact.change}"
        if other.group != fact.group and likeness(fact, other) >= OTHER_GROUP_ALIKE:
            return "told of a record of another kind"
    sides = {"added": [report.new], "removed": [report.old]}.get(fact.change, [report.new, report.old])
    return _as_read(fact, sides) or "not read as a record"


def _as_read(fact: Fact, cvs: list[CV]) -> str:
    """How a record that the gold knows was read; empty where nothing resembles it."""
    facts = [record_fact(record) for cv in cvs for record in cv.records]
    if any(other.group == fact.group and likeness(fact, other) >= ALIKE for other in facts):
        return "read, but nothing told of it"
    if any(likeness(fact, other) >= OTHER_GROUP_ALIKE for other in facts):
        return "read as another kind"
    if any(_stands_in(fact, cv) for cv in cvs):
        return "read with other words, or inside another record"
    return ""


def _why_told(fact: Fact, result: Outcome, report: Report) -> str:
    if any(other.group == fact.group and likeness(fact, other) >= ALIKE for other in result.missed):
        return "another change of a record that did change"
    if fact.change == "changed":
        return "a difference that is none: " + (", ".join(sorted(fact.fields)) or "text, note or links")
    across = report.old if fact.change == "added" else report.new
    if any(likeness(fact, record_fact(record)) >= ALIKE for record in across.records):
        return f"{fact.change}, though the other version has it too"
    if _stands_in(fact, across):
        return f"{fact.change}, though it stands inside another record of the other version"
    if any(likeness(fact, record_fact(record)) >= NEARLY for record in across.records):
        return f"{fact.change}, though the other version has it in other words"
    return f"{fact.change}, nothing like it in the gold"


def _stands_in(fact: Fact, cv: CV) -> bool:
    text = " ".join(name for record in cv.records for name in record_fact(record, whole=True).names)
    return any(name and name in text for name in fact.names)
