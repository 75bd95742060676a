"""The time and memory of a whole comparison, against a process that only imports what it needs.

    python benchmarks/startup.py [--runs 25] [OLD NEW]
    python benchmarks/startup.py --formats [--runs 25]

Both processes run in turns in the same minute, so that a busy machine slows both alike; what counts is
the ratio of their medians. Exit code 1 if a budget is exceeded.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLES = [str(ROOT / "samples" / name) for name in ("shi-2024.md", "shi-2025.md")]

FLOOR = "import click, rapidfuzz, markdown_it, difflib"
"""The libraries that the main job is built on; no comparison can start faster than they load."""

TIME_BUDGET = 1.4
"""The whole process may take this many times the floor's time."""

MEMORY_BUDGET = 60.0
"""Peak resident memory, in MB of 1,000,000 bytes."""

BASE = "import click, rapidfuzz, difflib"
FORMATS = {
    "markdown": ("okafor-2025.md", f"{BASE}, markdown_it", 1.6),
    "html": ("brandvold.html", f"{BASE}, html.parser", 1.6),
    "docx": ("brandvold.docx", f"{BASE}, zipfile, xml.parsers.expat", 1.6),
    "odt": ("brandvold.odt", f"{BASE}, zipfile, xml.parsers.expat", 1.6),
    "latex": ("velthuis.tex", BASE, 1.6),
    "bibtex": ("oduya.bib", BASE, 1.6),
    "yaml": ("oduya.yaml", f"{BASE}, yaml", 1.6),
    "json": ("oduya.json", f"{BASE}, json", 1.6),
    "pdf": ("solberg.pdf", f"{BASE}, pypdfium2_raw", 2.5),
}
"""Each format with a sample, what a reader of it must at least import, and the budget of the ratio."""

MIN_RUNS = 15


def measure(command: list[str]) -> tuple[float, float]:
    """The wall-clock time in milliseconds and the peak resident memory in MB of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = (time.perf_counter() - start) * 1000
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"exit code {process.returncode}: {' '.join(command)}")
    per_unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there, in KiB elsewhere
    return elapsed, usage.ru_maxrss * per_unit / 1_000_000


def alternate(commands: list[list[str]], runs: int) -> list[list[tuple[float, float]]]:
    """Measure the commands in turns, after one run of each to warm the file cache."""
    for command in commands:
        measure(command)
    rounds = [[measure(command) for command in commands] for _ in range(runs)]
    return [list(of_one) for of_one in zip(*rounds, strict=True)]


def row(name: str, measured: list[tuple[float, float]]) -> tuple[float, float]:
    """Print one line of the table; the median time and the peak memory."""
    times = [elapsed for elapsed, _ in measured]
    median, peak = statistics.median(times), max(memory for _, memory in measured)
    print(f"{name:<12}{median:>9.1f} ms{min(times):>9.1f} ms{max(times):>9.1f} ms{peak:>9.1f} MB")
    return median, peak


def by_format(runs: int) -> int:
    """Print the ratio of each format: a sample against itself, to the imports of its reader."""
    over = 0
    for name, (sample, floor_imports, budget) in FORMATS.items():
        path = ROOT / "samples" / sample
        whole = [sys.executable, "-m", "cvdiff", str(path), str(path)]
        floor, cvdiff = alternate([[sys.executable, "-c", floor_imports], whole], runs)
        medians = [statistics.median(elapsed for elapsed, _ in measured) for measured in (floor, cvdiff)]
        ratio = medians[1] / medians[0]
        over += ratio > budget
        print(f"{name:<10}{medians[0]:>8.1f} ms{medians[1]:>9.1f} ms   ratio {ratio:.2f} (budget {budget})")
    return int(over > 0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", default=SAMPLES, metavar="OLD NEW")
    parser.add_argument("--runs", type=int, default=25, help=f"at least {MIN_RUNS} (default: %(default)s)")
    parser.add_argument("--formats", action="store_true", help="one sample of each format instead")
    options = parser.parse_args()
    if options.runs < MIN_RUNS:
        parser.error(f"--runs must be at least {MIN_RUNS}")
    if options.formats:
        return by_format(options.runs)
    python = [sys.executable]
    commands = [[*python, "-c", FLOOR], [*python, "-m", "cvdiff", *options.files]]
    print(f"{options.runs} runs each     median         min         max        peak")
    floor, cvdiff = alternate(commands, options.runs)
    floor_time, _ = row("imports", floor)
    time_, memory = row("cvdiff", cvdiff)
    ratio = time_ / floor_time
    print(f"ratio of the medians {ratio:.2f} (budget {TIME_BUDGET})")
    print(f"peak memory {memory:.1f} MB (budget {MEMORY_BUDGET})")
    return int(ratio > TIME_BUDGET or memory > MEMORY_BUDGET)


if __name__ == "__main__":
    sys.exit(main())
