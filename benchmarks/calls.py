"""How many calls of cvdiff's own functions a comparison makes, by stage.

    python benchmarks/calls.py [--top 20]

Unlike times, calls are the same on every machine and under every load, so that a test can hold them to
CEILINGS: work that creeps in is seen when it does. Exit code 1 if a stage makes more.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, TypeVar

import cvdiff

ROOT = Path(__file__).parent.parent
SAMPLES = [str(ROOT / "samples" / name) for name in ("okafor-2023.md", "okafor-2025.md")]
PACKAGE = str(Path(cvdiff.__file__).parent)

CEILINGS = {"read": 9_000, "extract": 52_000, "align": 2_600, "changes": 5_400, "render": 1_500}
"""Calls that each stage may make, about 15 % above what it made when the figure was set.

Where one is exceeded, `--top` tells what makes them; a ceiling is raised where the work is worth it.
"""

Result = TypeVar("Result")


class Counted:
    """The calls made in each stage; a comprehension is part of the function that it stands in."""

    def __init__(self) -> None:
        self.stages: dict[str, Counter[CodeType]] = {}

    def run(self, stage: str, job: Callable[[], Result]) -> Result:
        """What `job` gives; its calls are those of the stage."""
        calls = self.stages[stage] = Counter()

        def count(frame: FrameType, event: str, argument: Any) -> None:
            code = frame.f_code
            if event == "call" and code.co_name[0] != "<" and code.co_filename.startswith(PACKAGE):
                calls[code] += 1

        sys.setprofile(count)
        try:
            return job()
        finally:
            sys.setprofile(None)


def counted(old: str, new: str) -> Counted:
    """A comparison of two files, counted."""
    from cvdiff.alignment import align
    from cvdiff.changes import compare
    from cvdiff.extraction import extract
    from cvdiff.readers import read_document
    from cvdiff.reporters import render_report
    from cvdiff.source import load

    found = Counted()
    documents = found.run("read", lambda: [read_document(load(path), path) for path in (old, new)])
    before, after = found.run("extract", lambda: [extract(document, old) for document in documents])
    alignment = found.run("align", lambda: align(before, after))
    report = found.run("changes", lambda: compare(alignment))
    found.run("render", lambda: render_report(report, "markdown"))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--top", type=int, default=0, metavar="N", help="the N functions called most, too")
    options = parser.parse_args()
    if os.environ.get("PYTHONHASHSEED") != "0":  # the order of sets decides on what is looked at first
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    found, over = counted(*SAMPLES), 0
    for stage, calls in found.stages.items():
        made = sum(calls.values())
        over += made > CEILINGS[stage]
        print(f"{stage:<10}{made:>8} calls (ceiling {CEILINGS[stage]})")
    every: Counter[CodeType] = sum(found.stages.values(), Counter())
    for code, made in every.most_common(options.top):
        print(f"{made:>8} {Path(code.co_filename).relative_to(PACKAGE)}: {code.co_qualname}")
    return int(over > 0)


if __name__ == "__main__":
    sys.exit(main())
