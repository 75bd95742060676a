"""Excerpts of CVs in the layouts that people use, each with the listing that a careful reader would give.

An excerpt is `tests/data/layouts/NAME.EXT`; beside it, `NAME.EXT.txt` is what `cvdiff show` prints for it.
`CVDIFF_UPDATE_SNAPSHOTS=1 pytest tests/test_layouts.py` writes the listings anew; review them line by line.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

import cvdiff
from cvdiff.reporters import render_cv, render_report

LAYOUTS = Path(__file__).parent / "data" / "layouts"
EXCERPTS = sorted(p for p in LAYOUTS.iterdir() if p.name.count(".") == 1 and p.stem != "README")
EDITS = tomllib.loads((LAYOUTS.parent / "layout_edits.toml").read_text(encoding="utf-8"))["edit"]
UPDATE = os.environ.get("CVDIFF_UPDATE_SNAPSHOTS") == "1"


@pytest.mark.parametrize("excerpt", EXCERPTS, ids=lambda path: path.name)
def test_an_excerpt_reads_as_its_listing_says(excerpt: Path) -> None:
    listing = render_cv(cvdiff.read(excerpt), "text").replace(str(LAYOUTS) + os.sep, "")
    path = LAYOUTS / f"{excerpt.name}.txt"
    if UPDATE:
        path.write_text(listing, encoding="utf-8", newline="\n")
    assert listing == path.read_text(encoding="utf-8")


def test_every_listing_has_its_excerpt() -> None:
    listings = {p.name.removesuffix(".txt") for p in LAYOUTS.glob("*.*.txt")}
    assert listings == {p.name for p in EXCERPTS}


@pytest.mark.parametrize("case", EDITS, ids=lambda case: case["file"])
def test_an_edited_excerpt_is_told_as_it_was_edited(case: dict[str, Any], tmp_path: Path) -> None:
    old = LAYOUTS / case["file"]
    text = old.read_text(encoding="utf-8")
    for before, after in case["replace"]:
        assert text.count(before) >= 1
        text = text.replace(before, after, 1)
    new = tmp_path / case["file"]
    new.write_text(text, encoding="utf-8")
    changelog = render_report(cvdiff.compare(old, new), "markdown")
    assert [line[2:] for line in changelog.split("\n") if line.startswith("- ")] == case["changes"]
    assert not cvdiff.compare(old, old).changes
