"""The sample pairs: what cvdiff prints for them is a reviewed snapshot beside them.

`CVDIFF_UPDATE_SNAPSHOTS=1 pytest tests/test_samples.py` writes the snapshots anew; review them with
`git diff samples/`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import cvdiff
from cvdiff.reporters import render_cv, render_report

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "docs" / "json-schema" / "report.schema.json"
PAIRS = {
    "shi": ("samples/shi-2024.md", "samples/shi-2025.md"),
    "okafor": ("samples/okafor-2023.md", "samples/okafor-2025.md"),
}
RECORDS = ROOT / "tests" / "data" / "samples"
SINGLE = ("velthuis.tex", "oduya.bib", "oduya.yaml", "oduya.json", "solberg.pdf", "brandvold.html")
UPDATE = os.environ.get("CVDIFF_UPDATE_SNAPSHOTS") == "1"


@pytest.fixture(params=PAIRS)
def pair(request: pytest.FixtureRequest) -> str:
    """The name of one sample pair."""
    return str(request.param)


@pytest.fixture
def report(pair: str, monkeypatch: pytest.MonkeyPatch) -> cvdiff.Report:
    """The report on a pair, its files named as a user at the repository's root names them."""
    monkeypatch.chdir(ROOT)
    return cvdiff.compare(*PAIRS[pair])


def test_changelog_is_the_reviewed_snapshot(pair: str, report: cvdiff.Report) -> None:
    snapshot = ROOT / "samples" / f"{pair}.changelog.md"
    changelog = render_report(report, "markdown")
    if UPDATE:
        snapshot.write_text(changelog, encoding="utf-8", newline="\n")
    assert snapshot.is_file(), "no snapshot yet: run with CVDIFF_UPDATE_SNAPSHOTS=1 and review it"
    assert changelog == snapshot.read_text(encoding="utf-8")


def test_json_report_validates(report: cvdiff.Report) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    printed = json.loads(render_report(report, "json"))
    jsonschema.Draft202012Validator(schema).validate(printed)
    assert printed["changes"]


def test_gold_pair_annotates_the_sample_itself(pair: str) -> None:
    gold = ROOT / "tests" / "gold" / f"sample-{pair}"
    for copy, sample in zip(("old.md", "new.md"), PAIRS[pair], strict=True):
        assert (gold / copy).read_bytes() == (ROOT / sample).read_bytes()


def test_same_input_gives_the_same_bytes_whatever_the_hashes(pair: str) -> None:
    """Sets of words have another order in every process; nothing printed may hang on it."""
    files = [str(ROOT / name) for name in PAIRS[pair]]
    command = [sys.executable, "-m", "cvdiff", *files, "--explain", "--format", "json"]
    printed = {
        subprocess.run(
            command, capture_output=True, check=True, env=os.environ | {"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(printed) == 1


@pytest.mark.parametrize("name", SINGLE)
def test_the_records_of_each_format_are_the_reviewed_listing(name: str) -> None:
    """What `cvdiff show` prints for the sample of a format, held as a listing that a person can read."""
    listing = render_cv(cvdiff.read(ROOT / "samples" / name), "text").replace(str(ROOT) + os.sep, "")
    path = RECORDS / f"{name}.txt"
    if UPDATE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(listing, encoding="utf-8")
    assert listing == path.read_text(encoding="utf-8")
