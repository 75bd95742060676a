"""The gold pairs: what is reached on each of them stays reached.

`CVDIFF_UPDATE_FLOORS=1 pytest tests/test_gold.py` raises the floors to what is reached now;
`CVDIFF_UPDATE_FLOORS=force` writes them as they are, lower ones too. Review them with `git diff`.
"""

from __future__ import annotations

import json
import math
import os
import tempfile
import tomllib
from functools import cache
from pathlib import Path

import pytest

import cvdiff
from gold_causes import causes
from gold_pairs import lay_out
from gold_score import Fact, Scores, likeness, outcome, pair_up, score

GOLD = Path(__file__).parent / "gold"
FLOORS = GOLD / "floors.toml"
PAIRS = sorted(path.parent.name for path in GOLD.glob("*/gold.json"))
SHARES = ("publication", "jobs", "rest", "fields", "counts")
UPDATE = os.environ.get("CVDIFF_UPDATE_FLOORS", "")
HEADER = """\
# What cvdiff reaches on each gold pair: F1 of publications, of jobs and degrees, of all other records and of
# the fields named, the share of right counts, each rounded down to 0.01; and at most so many false alarms,
# papers falsely reported as removed among them. Written by CVDIFF_UPDATE_FLOORS=1 pytest tests/test_gold.py,
# which only ever makes them stricter.
"""

Floor = dict[str, float]


@cache
def scores(pair: str) -> Scores:
    with tempfile.TemporaryDirectory() as place:
        old, new = lay_out(GOLD / pair, format_of(pair), Path(place))
        return score(GOLD / pair, cvdiff.compare(old, new))


def format_of(pair: str) -> str:
    """The format of a pair as its annotation names it."""
    return str(json.loads((GOLD / pair / "gold.json").read_text(encoding="utf-8"))["format"])


def floors() -> dict[str, Floor]:
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}


def reached(pair: str) -> Floor:
    """The scores of a pair in the form of its floor."""
    found = scores(pair)
    shares: Floor = {name: math.floor(getattr(found, name) * 100 + 1e-9) / 100 for name in SHARES}
    return {**shares, "false_alarms": found.false_alarms, "false_removals": len(found.false_removals)}


def stricter(floor: Floor, other: Floor) -> Floor:
    shares = {name: max(floor[name], other[name]) for name in SHARES}
    return {**shares, **{name: min(floor[name], other[name]) for name in ("false_alarms", "false_removals")}}


def write(found: dict[str, Floor]) -> None:
    tables = (
        "\n".join([f"[{pair}]", *(f"{name} = {value}" for name, value in sorted(floor.items()))])
        for pair, floor in sorted(found.items())
    )
    FLOORS.write_text("\n\n".join([HEADER.rstrip(), *tables]) + "\n", encoding="utf-8", newline="\n")


@pytest.fixture(scope="module", autouse=True)
def updated_floors() -> None:
    """Writes the floors first where that was asked for."""
    if UPDATE:
        known = {} if UPDATE == "force" else floors()
        write({pair: stricter(reached(pair), known.get(pair, reached(pair))) for pair in PAIRS})


@pytest.mark.parametrize("pair", PAIRS)
def test_what_was_reached_is_reached(pair: str) -> None:
    floor, now = floors()[pair], reached(pair)
    assert stricter(floor, now) == now, f"floor {floor}"


def test_every_pair_has_a_floor_and_no_other() -> None:
    assert sorted(floors()) == PAIRS


# --- the scorer itself ----------------------------------------------------------------------------


def paper(title: str, change: str = "added") -> Fact:
    return Fact("publication", change, (title,))


def test_facts_are_paired_one_to_one_likest_first() -> None:
    expected = [paper("kelp and its readers"), paper("kelp and its reader")]
    told = [paper("kelp and its reader"), paper("kelp and its readers"), paper("moss maps")]
    assert pair_up(expected, told) == [(0, 1), (1, 0)]


def test_facts_of_another_change_or_group_are_not_paired() -> None:
    told = [paper("kelp and its readers", "removed"), Fact("rest", "added", ("kelp and its readers",))]
    assert pair_up([paper("kelp and its readers")], told) == []


def test_dates_tell_stints_apart() -> None:
    job = Fact("jobs", "added", ("orrin labs intern",), "2021")
    assert likeness(job, job) > likeness(job, Fact("jobs", "added", job.names, "1998"))


# --- the causes of errors -------------------------------------------------------------------------

OLD_CV = """# Ada Bee

## Publications

- A. Bee and C. Dee. Moss maps of the north. Journal of Moss, 2019.
- A. Bee. Kelp and its readers. Journal of Kelp, 2020.

## Skills

- Python
"""
NEW_CV = OLD_CV.replace("Journal of Kelp, 2020", "Annals of Kelp, 2021")
KELP = {"kind": "publication", "title": "Kelp and its readers"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([{**KELP, "change": "changed", "fields": {"venue": ["", ""]}}], []),
        (
            [{**KELP, "change": "added"}],
            [
                "missed publication: told as changed, not added",
                "false publication: another change of a record that did change",
            ],
        ),
        ([], ["false publication: a difference that is none: venue, year"]),
        (
            [
                {**KELP, "change": "changed"},
                {"kind": "publication", "change": "changed", "title": "Moss maps of the north"},
            ],
            ["missed publication: read, but nothing told of it"],
        ),
        (
            [
                {**KELP, "change": "changed"},
                {"kind": "award", "change": "added", "text": "Prize of the Moors"},
            ],
            ["missed rest: not read as a record"],
        ),
    ],
    ids=["none", "another change", "no difference", "nothing told", "not read"],
)
def test_each_error_has_its_cause(
    tmp_path: Path, changes: list[dict[str, object]], expected: list[str]
) -> None:
    for name, text in (("old.md", OLD_CV), ("new.md", NEW_CV)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = cvdiff.compare(tmp_path / "old.md", tmp_path / "new.md")
    found = causes(outcome({"changes": changes, "counts": {}}, report), report)
    assert [cause.name for cause in found] == expected
