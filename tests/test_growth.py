"""Twice the text takes twice the work: calls are counted, which are the same on every machine."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import cvdiff
from cvdiff.extraction import extract
from cvdiff.readers import read_document
from tables import cases

PACKAGE = str(Path(cvdiff.__file__).parent)
SHORT, LONG = 250, 500
MOST = 2.2
"""Calls for twice the text, in those for once: 2 is linear, 4 is square."""


def calls(case: dict[str, str], times: int, start: int) -> int:
    """The calls that reading and extraction make for a text; other numbers in it are not yet remembered."""
    inside = "".join(case["again"].replace("{n}", str(number)) for number in range(start, start + times))
    source = f"{case.get('head', '')}{inside}{case.get('tail', '')}".encode()
    made = 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal made
        made += event == "call" and frame.f_code.co_filename.startswith(PACKAGE)

    sys.setprofile(count)
    try:
        extract(read_document(source, case["file"]), case["file"])
    finally:
        sys.setprofile(None)
    return made


@pytest.mark.parametrize("case", cases("growth"))
def test_twice_the_text_takes_twice_the_calls(case: dict[str, str]) -> None:
    calls(case, 3, 1000)  # what is made once is made before
    short, long = calls(case, SHORT, 2000), calls(case, LONG, 3000)
    assert long <= MOST * short
