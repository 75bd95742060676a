"""Where a comparison's time goes: the imports and the run of each stage, in one process.

    python benchmarks/stages.py [OLD NEW]

Each stage is run twice, because the first run also compiles patterns and loads tables. The figures are of
one run on one machine; compare them with the first line, not with yesterday's.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parent.parent
SAMPLES = [str(ROOT / "samples" / name) for name in ("shi-2024.md", "shi-2025.md")]
FLOOR = ("click", "rapidfuzz", "markdown_it", "difflib")
STAGES = ("cli", "source", "readers.markdown", "extraction", "alignment", "changes", "reporters")

Result = TypeVar("Result")


def timed(label: str, job: Callable[[], Result]) -> Result:
    start = time.perf_counter()
    result = job()
    print(f"{label:<28}{(time.perf_counter() - start) * 1000:>8.1f} ms")
    return result


def run(old: str, new: str) -> None:
    """Every stage once, over both files."""
    from cvdiff.alignment import align
    from cvdiff.changes import compare
    from cvdiff.extraction import extract
    from cvdiff.readers import read_document
    from cvdiff.reporters import render_report
    from cvdiff.source import load

    documents = timed("  read", lambda: [read_document(load(path), path) for path in (old, new)])
    cvs = timed("  extract", lambda: [extract(document, old) for document in documents])
    alignment = timed("  align", lambda: align(*cvs))
    report = timed("  changes", lambda: compare(alignment))
    timed("  render", lambda: render_report(report, "markdown"))


def main() -> None:
    old, new = sys.argv[1:] or SAMPLES
    timed("import the libraries", lambda: [import_module(name) for name in FLOOR])
    for name in STAGES:
        timed(f"import cvdiff.{name}", lambda name=name: import_module(f"cvdiff.{name}"))  # type: ignore[misc]
    for label in ("first run", "second run"):
        print(label)
        run(old, new)


if __name__ == "__main__":
    main()
