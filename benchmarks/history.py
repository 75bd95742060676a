"""The time and memory of `cvdiff log` over a history of many commits.

    python benchmarks/history.py [--commits 500]

makes a repository in a temporary folder, one commit a week of an invented CV that grows to some 50 papers,
and tells its history by month, by tag (one in 25 commits) and by commit. Memory is flat when the last two
rows, of a history and of its last fifth, agree. Exit code 1 if a budget is exceeded.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from startup import measure

TIME_BUDGET = 10.0
"""Seconds for 500 commits, told by month (the default)."""

GROWTH_BUDGET = 1.25
"""The peak memory of the whole history may be this many times that of its last fifth."""

WEEK = 7 * 86_400
START = 1_420_070_400  # 2015-01-01
PAPERS_AT_START, PAPERS_AT_END = 10, 50

WORDS = """
lichen tidal basalt heron peat drought moss fjord larch granite sediment pollen estuary kelp tundra
glacier meadow beetle spruce delta mineral osprey lagoon fungus ridge plankton amber thicket
"""
PEOPLE = ("Nils Rask", "Oona Thyme", "Ivo Wexley", "Mara Quell", "Teo Baptista", "Lene Orrin")
VENUES = ("Annals of Field Botany", "Northern Soil Letters", "Quarterly Review of Peat", "Marsh Letters")


class Papers:
    """An invented CV that a random generator changes step by step."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._papers: list[dict[str, str]] = []
        self._reviews = 2015

    def change(self, number: int, papers: int) -> None:
        """One week's change: a paper where there are too few, else a venue, a reviewing year or a layout."""
        while len(self._papers) < papers:
            self._papers.insert(0, self._paper(number))
        kind = number % 3
        if kind == 0:
            self._random.choice(self._papers)["venue"] = f"*{self._random.choice(VENUES)}*"
        elif kind == 1:
            self._reviews += number % 2

    def _paper(self, number: int) -> dict[str, str]:
        title = " ".join(self._random.sample(WORDS.split(), 6)).capitalize()
        authors = ", ".join(["Ada Quist", *self._random.sample(PEOPLE, 3)])
        return {"title": title, "authors": authors, "venue": "arXiv", "year": str(2015 + number // 52)}

    def text(self, number: int) -> str:
        """The CV in Markdown; every fourth version is wrapped otherwise, which is no change."""
        end = "\n  " if number % 4 == 0 else " "
        papers = [f"- **{p['title']}**.{end}{p['authors']}. {p['venue']}, {p['year']}." for p in self._papers]
        lines = ["# Ada Quist", "", "## Publications", "", *papers, "", "## Positions", ""]
        lines += ["- **Lecturer**, Orrin Labs, Halden, Sweden, 2015 - Present", "", "## Service", ""]
        return "\n".join([*lines, f"- Reviewer: Marsh Letters 2015-{self._reviews}", ""])


def stream(commits: int) -> bytes:
    """The history as `git fast-import` takes it."""
    papers, parts = Papers(seed=5), []
    for number in range(commits):
        grown = PAPERS_AT_START + (PAPERS_AT_END - PAPERS_AT_START) * number // commits
        papers.change(number, grown)
        text, message = papers.text(number).encode(), f"week {number}".encode()
        when = b"Ada <ada@example.org> %d +0000" % (START + number * WEEK)
        parts.append(b"commit refs/heads/main\ncommitter %s\ndata %d\n%s\n" % (when, len(message), message))
        parts.append(b"M 100644 inline cv.md\ndata %d\n%s\n" % (len(text), text))
        if number % 25 == 0:
            parts.append(b"reset refs/tags/v%d\nfrom refs/heads/main\n\n" % (number // 25))
    return b"".join(parts)


def make_repository(folder: str, commits: int) -> None:
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", folder], check=True)
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input=stream(commits), check=True)


def row(name: str, *options: str) -> tuple[float, float]:
    """Print one line of the table; seconds and the peak memory in MB."""
    elapsed, memory = measure([sys.executable, "-m", "cvdiff", "log", *options])
    print(f"{name:<32}{elapsed / 1000:>8.1f} s{memory:>9.1f} MB", flush=True)
    return elapsed / 1000, memory


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--commits", type=int, default=500, help="(default: %(default)s)")
    commits = parser.parse_args().commits
    with tempfile.TemporaryDirectory() as folder:
        make_repository(folder, commits)
        os.environ["GIT_CEILING_DIRECTORIES"] = str(Path(folder).parent)
        cv = os.path.join(folder, "cv.md")
        time_, _ = row(f"{commits} commits by month", cv)
        row(f"{commits} commits by tag", cv, "--by", "tag")
        _, whole = row(f"{commits} commits by commit", cv, "--by", "commit")
        _, fifth = row("the last fifth by commit", cv, "--by", "commit", "--since", f"main~{commits // 5}")
    growth = whole / fifth
    print(f"time by month {time_:.1f} s (budget {TIME_BUDGET}), memory {growth:.2f} (budget {GROWTH_BUDGET})")
    return int(time_ > TIME_BUDGET or growth > GROWTH_BUDGET)


if __name__ == "__main__":
    sys.exit(main())
