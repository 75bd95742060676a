"""Random styles of lists of papers, jobs and degrees: in how many is every entry read as it was typed?

    python benchmarks/styles.py [--seeds 500] [--first 0] [--show]

A style is the order of an entry's parts, what parts them, how names, titles, venues and dates are printed,
and how items look; each is written as Markdown and as the page that Markdown makes of it. `--show` prints
what was misread. The styles are those of the tests (tests/cv_styles.py), which hold the first 60 seeds.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from cv_styles import FORMATS, entries_written, misread, write_papers, write_posts  # noqa: E402

WRITERS = {"papers": write_papers, "jobs and degrees": write_posts}


def main() -> int:
    """Print the shares of styles and of entries that are read right, by format."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=500, help="how many (default: 500)")
    parser.add_argument("--first", type=int, default=0, help="the first seed (default: 0)")
    parser.add_argument("--show", action="store_true", help="print what was misread")
    options = parser.parse_args()
    for what, write in WRITERS.items():
        for format, read in FORMATS.items():
            styles = entries = wrong = 0
            for seed in range(options.first, options.first + options.seeds):
                written = write(seed)
                found = misread(written, read(written))
                styles += not found
                entries += len(entries_written(written))
                wrong += sum(line.startswith("written") for line in found)
                if options.show and found:
                    print(f"{what}, {format}, seed {seed}", *found, sep="\n  ")
            share = styles / options.seeds
            print(f"{what:18}{format:10}{share:8.1%} of styles, {1 - wrong / entries:7.2%} of entries")
    return 0


if __name__ == "__main__":
    sys.exit(main())
