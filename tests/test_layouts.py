"""Excerpts of CVs in the layouts that people use, each with the listing that a careful reader would give.

An excerpt is `tests/data/layouts/NAME.EXT`; beside it, `NAME.EXT.txt` is what `cvdiff show` prints for it.
`CVDIFF_UPDATE_SNAPSHOTS=1 pytest tests/test_layouts.py` writes the listings anew; review them line by line.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import cvdiff
from cvdiff.reporters import render_cv

LAYOUTS = Path(__file__).parent / "data" / "layouts"
EXCERPTS = sorted(p for p in LAYOUTS.iterdir() if p.name.count(".") == 1 and p.stem != "README")
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
