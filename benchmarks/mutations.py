"""Random edits of invented CVs: is exactly the one change told? By edit and by layout.

    python benchmarks/mutations.py [--edits 1000] [--seed 0] [--show] [--layouts page.html,article.tex]

Each edit is drawn with a seed of its own, `--show` prints the seed and what was told instead. The CVs, the
edits and the layouts are those of the tests (tests/cv_edits.py, tests/cv_layouts.py). The aim is 99 %
exact and no crash; the exit code is 1 below it.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from cv_edits import EDITS, PAPER_EDITS, Told, random_resume, told  # noqa: E402
from cv_layouts import LAYOUTS, PAPER_LAYOUTS, Layout  # noqa: E402
from cvdiff.alignment import align  # noqa: E402
from cvdiff.changes import compare  # noqa: E402
from cvdiff.extraction import extract  # noqa: E402
from cvdiff.model import CV  # noqa: E402
from cvdiff.readers import read_document  # noqa: E402

AIM = 0.99
ALL_LAYOUTS: dict[str, Layout] = {**LAYOUTS, **PAPER_LAYOUTS}
Cell = tuple[str, str]


def main() -> int:
    """Print the share that is exact, and the crashes, of each edit and layout."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edits", type=int, default=1000, help="how many (default: 1000)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", action="store_true", help="print each miss")
    parser.add_argument("--layouts", default=",".join(ALL_LAYOUTS))
    options = parser.parse_args()
    tried: Counter[Cell] = Counter()
    exact: Counter[Cell] = Counter()
    crashes = 0
    cells = [cell for name in options.layouts.split(",") for cell in cells_of(name)]
    for number in range(options.edits):
        cell = cells[number % len(cells)]
        tried[cell] += 1
        try:
            expected, found = attempt(cell, Random(f"{options.seed}:{number}"))
        except Exception:  # a crash is a finding of its own, not the end of the table
            crashes += 1
            traceback.print_exc()
            continue
        exact[cell] += found == [expected]
        if options.show and found != [expected]:
            print(f"{number}: {cell[0]} in {cell[1]}\n  expected {expected}\n  told     {found}")
    print_shares("edit", 0, tried, exact)
    print_shares("layout", 1, tried, exact)
    share = exact.total() / tried.total()
    print(f"{'all':28}{share:8.1%} of {tried.total()}, {crashes} crashes")
    return int(share < AIM or crashes > 0)


def cells_of(layout: str) -> Sequence[Cell]:
    """Each edit that the layout can show."""
    return [(edit, layout) for edit in EDITS if layout in LAYOUTS or edit in PAPER_EDITS]


def attempt(cell: Cell, random: Random) -> tuple[Told, list[Told]]:
    """What should be told of one random edit, and what is."""
    edit, layout = cell
    edited = EDITS[edit](random_resume(random), random)
    old, new = (read(ALL_LAYOUTS[layout](resume), layout) for resume in (edited.old, edited.new))
    return edited.told, told(compare(align(old, new)))


def read(text: str, file: str) -> CV:
    """A CV as cvdiff reads it from a file of that name."""
    return extract(read_document(text.encode(), file), file)


def print_shares(head: str, place: int, tried: Counter[Cell], exact: Counter[Cell]) -> None:
    """A table of the shares by edit or by layout."""
    print(f"{head:28}{'exact':>8}")
    totals, hits = Counter[str](), Counter[str]()
    for cell, count in tried.items():
        totals[cell[place]] += count
        hits[cell[place]] += exact[cell]
    for name, count in totals.items():
        print(f"{name:28}{hits[name] / count:8.1%} of {count}")
    print()


if __name__ == "__main__":
    sys.exit(main())
