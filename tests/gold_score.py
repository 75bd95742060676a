"""Scores a report against the hand-written gold of its pair (tests/gold/README.md).

What the gold lists and what a report says become facts of one form: the group of record kinds, the kind
of change, and the names by which a record may be recognised. Facts are paired one to one, likest first;
a fact of the report without a partner is a false alarm unless the gold tolerates it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from cvdiff.model import CV, AnyRecord, Change, Job, Publication, Report

GROUPS = ("publication", "jobs", "rest")
FIELDS = frozenset(
    {"title", "authors", "venue", "year", "section", "dates", "role", "organization", "location"}
)
"""The fields whose changes are compared; of notes, links and descriptions the gold leaves much open."""
ALIKE = 76
"""From this likeness (0 to 100) on, two names are of the same record."""
OTHER_GROUP_ALIKE = 85
"""The same for records that the report puts into another group: neither found nor a false alarm."""


@dataclass(frozen=True)
class Fact:
    """One change of one record; `names` are folded, `dates` tell stints at one place apart.

    `fields` are the fields of a publication or job that changed.
    """

    group: str
    change: str
    names: tuple[str, ...]
    dates: str = ""
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Scores:
    """F1 of each group and of the fields, the share of right counts, and what is said without ground."""

    publication: float
    jobs: float
    rest: float
    fields: float
    counts: float
    false_alarms: int
    false_removals: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """A report beside its gold: what both say (gold first), what was missed, what was told without ground.

    `excused` is what the report tells beyond the gold but may; `tolerated` what the gold lets it tell.
    """

    found: tuple[tuple[Fact, Fact], ...]
    missed: tuple[Fact, ...]
    false: tuple[Fact, ...]
    excused: tuple[Fact, ...]
    tolerated: tuple[Fact, ...]
    counts: float


def outcome(gold: dict[str, Any], report: Report) -> Outcome:
    """A report beside the gold of its pair (gold.json, parsed)."""
    expected = [_gold_fact(entry) for entry in gold["changes"] if entry["kind"] != "section"]
    tolerated = [_gold_fact(entry) for entry in gold.get("tolerated", ()) if entry["kind"] != "section"]
    told = [_told_fact(change) for change in report.changes]
    pairs = pair_up(expected, told)
    missed = [fact for i, fact in enumerate(expected) if i not in {a for a, _ in pairs}]
    unpaired = [fact for j, fact in enumerate(told) if j not in {b for _, b in pairs}]
    excused = [fact for fact in unpaired if any(_excuses(other, fact) for other in (*tolerated, *missed))]
    return Outcome(
        found=tuple((expected[i], told[j]) for i, j in pairs),
        missed=tuple(missed),
        false=tuple(fact for fact in unpaired if fact not in excused),
        excused=tuple(excused),
        tolerated=tuple(tolerated),
        counts=_right_counts(gold["counts"], report),
    )


def score(folder: Path, report: Report) -> Scores:
    """The scores of a report on the pair of this folder."""
    result = outcome(json.loads((folder / "gold.json").read_text(encoding="utf-8")), report)
    right = Counter(fact.group for fact, _ in result.found)
    f1 = {g: _f1(right[g], _of_group(result.false, g), _of_group(result.missed, g)) for g in GROUPS}
    removals = [f for f in result.false if (f.group, f.change) == ("publication", "removed")]
    return Scores(
        publication=f1["publication"],
        jobs=f1["jobs"],
        rest=f1["rest"],
        fields=_right_fields(result.found, result.tolerated),
        counts=result.counts,
        false_alarms=len(result.false),
        false_removals=tuple(fact.names[0] for fact in removals),
    )


def pair_up(expected: Sequence[Fact], told: Sequence[Fact]) -> list[tuple[int, int]]:
    """Indices of facts that agree, one to one, likest first."""
    candidates = sorted(
        (-likeness(fact, other), i, j)
        for i, fact in enumerate(expected)
        for j, other in enumerate(told)
        if (fact.group, fact.change) == (other.group, other.change)
    )
    pairs: dict[int, int] = {}
    for likeness_, i, j in candidates:
        if -likeness_ >= ALIKE and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return sorted(pairs.items())


def likeness(a: Fact, b: Fact) -> float:
    """0 to 100, and up to 10 more where the dates agree too."""
    best = max((_alike(x, y, a.group) for x in a.names for y in b.names), default=0.0)
    return best + (fuzz.ratio(a.dates, b.dates) / 10 if a.dates else 0.0)


def _alike(a: str, b: str, group: str) -> float:
    if group == "publication":
        return fuzz.ratio(a, b)
    contained = fuzz.token_set_ratio(a, b) >= 99 or (
        min(len(a), len(b)) > 12 and fuzz.partial_ratio(a, b) >= 95
    )
    longer = 1 - min(len(a), len(b)) / max(len(a), len(b))
    return max(fuzz.token_sort_ratio(a, b), 100 - 30 * longer if contained else 0.0)


def _excuses(fact: Fact, told: Fact) -> bool:
    """Whether a tolerated or missed fact is what was told, perhaps as a record of another kind."""
    bar = ALIKE if fact.group == told.group else OTHER_GROUP_ALIKE
    return fact.change == told.change and likeness(fact, told) >= bar


def _gold_fact(entry: dict[str, Any]) -> Fact:
    group = _group(entry["kind"])
    if group == "jobs":
        names = [f"{entry.get('organization') or ''} {entry.get('role') or ''}"]
    else:
        names = [entry[key] for key in ("title", "text", "old_title", "old_text") if entry.get(key)]
    fields = entry.get("fields", {})
    dates = entry.get("dates") or fields.get("dates", [""])[-1]
    return Fact(group, entry["change"], _folded(names), _fold(dates or ""), frozenset(fields) & FIELDS)


def _told_fact(change: Change) -> Fact:
    records = [record for record in (change.new, change.old) if record]
    dates = next((r.dates.text for r in records if isinstance(r, Job) and r.dates), "")
    names = [name for record in records for name in _names(record)]
    texts = [
        value
        for f in change.fields
        if f.field == "text"
        for value in (f.old, f.new)
        if isinstance(value, str)
    ]
    fields = frozenset(f.field for f in change.fields if not f.cosmetic) & FIELDS
    return Fact(_group(change.kind), change.change, _folded([*names, *texts]), _fold(dates), fields)


def record_fact(record: AnyRecord, *, whole: bool = False) -> Fact:
    """A record by its names, or by all its text, without any change."""
    return Fact(_group(record.kind), "", _folded([record.text] if whole else _names(record)))


def _names(record: AnyRecord) -> list[str]:
    if isinstance(record, Publication):
        return [record.title]
    if isinstance(record, Job):
        return [f"{record.organization or ''} {record.role or ''}"]
    return [record.text]


def _group(kind: str) -> str:
    return kind if kind == "publication" else "jobs" if kind in ("position", "education") else "rest"


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_fold, names))))


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("+", " plus ")).casefold()
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))


def _of_group(facts: Iterable[Fact], group: str) -> int:
    return sum(fact.group == group for fact in facts)


def _f1(right: int, false: int, missed: int) -> float:
    return 2 * right / (2 * right + false + missed) if right + false + missed else 1.0


def _right_fields(pairs: Iterable[tuple[Fact, Fact]], tolerated: Sequence[Fact]) -> float:
    right = false = missed = 0
    for expected, told in pairs:
        excused = frozenset[str]().union(*(fact.fields for fact in tolerated if _excuses(fact, told)))
        right += len(expected.fields & told.fields)
        false += len(told.fields - expected.fields - excused)
        missed += len(expected.fields - told.fields)
    return _f1(right, false, missed)


def _right_counts(gold: dict[str, dict[str, int]], report: Report) -> float:
    sides: dict[str, CV] = {"old": report.old, "new": report.new}
    asked = [
        (sides[side], kind, n) for side, counts in gold.items() if side in sides for kind, n in counts.items()
    ]
    right = [sum(record.kind == kind for record in cv.records) == n for cv, kind, n in asked]
    return sum(right) / len(right) if right else 1.0
