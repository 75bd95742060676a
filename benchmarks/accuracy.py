"""How right cvdiff is on pairs of CVs whose changes were written down by hand, by format and cause of error.

    python benchmarks/accuracy.py [--show] [--corpus DIR] [--scorer FILE]

The project's own pairs (tests/gold) are always scored. `--corpus` names a folder of more pairs of the same
form (default: ../shared/eval/corpus, left out with a word where it is missing); `--scorer` a program that
scores such folders independently of this project's scorer (default: ../shared/eval/score.py), whose totals
are printed below. `--show` names each miss and each false alarm with its cause.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import cvdiff  # noqa: E402
from gold_causes import Cause, causes  # noqa: E402
from gold_pairs import lay_out  # noqa: E402
from gold_score import GROUPS, Outcome, outcome  # noqa: E402

CVDIFF = f"{sys.executable} -m cvdiff"


@dataclass
class Totals:
    """The figures of some pairs, added up."""

    pairs: int = 0
    right: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    counts: list[float] = field(default_factory=list)
    causes: Counter[str] = field(default_factory=Counter)

    def add(self, result: Outcome, found: Iterable[Cause]) -> None:
        """Take in one pair."""
        self.pairs += 1
        self.right.update(fact.group for fact, _ in result.found)
        self.false.update(fact.group for fact in result.false)
        self.missed.update(fact.group for fact in result.missed)
        self.counts.append(result.counts)
        self.causes.update(cause.name for cause in found)

    def row(self) -> str:
        """F1 by group, counts, false alarms a pair."""
        shares = [self._f1(group) for group in GROUPS] + [sum(self.counts) / max(1, len(self.counts))]
        alarms = self.false.total() / max(1, self.pairs)
        return f"{self.pairs:6}" + "".join(f"{share:13.3f}" for share in shares) + f"{alarms:15.2f}"

    def _f1(self, group: str) -> float:
        wrong = self.false[group] + self.missed[group]
        return 2 * self.right[group] / (2 * self.right[group] + wrong) if self.right[group] + wrong else 1.0


def main() -> None:
    """Score both sets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "eval" / "corpus")
    parser.add_argument("--scorer", type=Path, default=ROOT.parent / "shared" / "eval" / "score.py")
    parser.add_argument("--show", action="store_true", help="name each miss and false alarm")
    options = parser.parse_args()
    own = folders(ROOT / "tests" / "gold")
    report("own pairs (tests/gold)", own, show=options.show)
    more = folders(options.corpus)
    if not more:
        print(f"\n{options.corpus}: no pairs there; only the project's own were scored")
        return
    report("corpus", more, show=options.show)
    if options.scorer.is_file():
        score_independently(options.scorer, [*own, *more])


def folders(place: Path) -> list[Path]:
    """The folders of pairs, by name."""
    return sorted(path.parent for path in place.glob("*/gold.json"))


def report(name: str, pairs: Sequence[Path], *, show: bool) -> None:
    """Print the figures of these pairs by format, then the errors by cause."""
    by_format: dict[str, Totals] = defaultdict(Totals)
    for folder in pairs:
        gold = json.loads((folder / "gold.json").read_text("utf-8"))
        with tempfile.TemporaryDirectory() as place:
            old, new = lay_out(folder, gold["format"], Path(place))
            told = cvdiff.compare(old, new)
        result = outcome(gold, told)
        found = causes(result, told)
        for totals in (by_format[gold["format"]], by_format["all"]):
            totals.add(result, found)
        if show:
            print(*(f"{folder.name}: {cause}" for cause in found), sep="\n")
    print(
        f"\n{name:12}{'pairs':>6}"
        + "".join(f"{group:>13}" for group in (*GROUPS, "counts"))
        + f"{'alarms a pair':>15}"
    )
    for format_ in sorted(by_format, key=lambda key: (key == "all", key)):
        print(f"{format_:12}{by_format[format_].row()}")
    for cause, times in by_format["all"].causes.most_common():
        print(f"  {times:4}  {cause}")


def score_independently(scorer: Path, pairs: Sequence[Path]) -> None:
    """Print the totals of another scorer over the same pairs."""
    command = [sys.executable, str(scorer), "--cvdiff", CVDIFF, *map(str, pairs)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    print(f"\n{scorer.name}, " + output[output.index("all pairs") :], end="")


if __name__ == "__main__":
    main()
