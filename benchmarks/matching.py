"""How well records are matched, over lists of papers whose true matches are known.

    python benchmarks/matching.py [--misses] FOLDER ...

A folder holds left.csv and right.csv (id, title, authors, venue, year; `cv` where there is one list a
person) and gold.csv (left_id, right_id; `title_changed` is 1 for a retitled work). Each list is written as
a .bib file, read and aligned with the defaults. Printed are precision, recall, F1 and the recall of the
retitled works, then the micro-average of all folders; `--misses` shows each wrong and each missed pair.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import cvdiff
from cvdiff.alignment import align
from cvdiff.dataclass import dataclass
from cvdiff.model import CV, AnyRecord

FILES = ("left.csv", "right.csv", "gold.csv")
Row = Mapping[str, str]
Pair = tuple[str, str]
BIB_SIGNS = str.maketrans({"{": "", "}": "", "\\": "", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$"})


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found of the true pairs, and of those among them whose title changed."""

    found: frozenset[Pair]
    true: frozenset[Pair]
    retitled: frozenset[Pair]

    def row(self) -> str:
        """The figures in the columns of the table; shares of nothing are blank."""
        right = len(self.found & self.true)
        shares = (
            share(right, len(self.found)),
            share(right, len(self.true)),
            share(2 * right, len(self.found) + len(self.true)),
            share(len(self.found & self.retitled), len(self.retitled)),
        )
        return f"{len(self.true):7}" + "".join(f"{text:>11}" for text in shares)


def main() -> None:
    """Print a row for each folder and one for all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true", help="show each pair that is wrong or missing")
    options = parser.parse_args()
    print(f"{'set':30}{'pairs':>7}{'precision':>11}{'recall':>11}{'F1':>11}{'retitled':>11}")
    tallies = []
    for folder in options.folders:
        if missing := [name for name in FILES if not (folder / name).is_file()]:
            print(f"{folder.name:30} has no {' and no '.join(missing)}")
            continue
        tallies.append(tally(folder))
        print(f"{folder.name:30}{tallies[-1].row()}", flush=True)
        if options.misses:
            show_misses(folder, tallies[-1])
    if len(tallies) > 1:
        print(f"{'all':30}{joined(tallies).row()}")


def share(part: int, whole: int) -> str:
    """A share to four places."""
    return f"{part / whole:.4f}" if whole else ""


def joined(tallies: Sequence[Tally]) -> Tally:
    """One tally of several folders; the folder's number keeps equal ids apart."""

    def all_of(name: str) -> frozenset[Pair]:
        numbered = enumerate(tallies)
        return frozenset((f"{n}:{a}", f"{n}:{b}") for n, one in numbered for a, b in getattr(one, name))

    return Tally(all_of("found"), all_of("true"), all_of("retitled"))


def tally(folder: Path) -> Tally:
    """The pairs that cvdiff finds in a folder's lists beside the true ones."""
    left, right, gold = (rows(folder / name) for name in FILES)
    true = frozenset((row["left_id"], row["right_id"]) for row in gold)
    changed = frozenset((r["left_id"], r["right_id"]) for r in gold if r.get("title_changed") == "1")
    old, new = by_list(left), by_list(right)
    found = {pair for name in old.keys() & new.keys() for pair in matches(old[name], new[name])}
    return Tally(frozenset(found), true, changed)


def rows(path: Path) -> list[Row]:
    """The rows of a table by the names of its columns."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def by_list(table: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows of each person's list."""
    lists: dict[str, list[Row]] = defaultdict(list)
    for row in table:
        lists[row.get("cv") or "all"].append(row)
    return lists


def matches(left: Sequence[Row], right: Sequence[Row]) -> Iterator[Pair]:
    """The pairs of ids that cvdiff takes for one work."""
    alignment = align(read(left), read(right))
    for match in alignment.matches:
        yield left[place(match.old)]["id"], right[place(match.new)]["id"]


LINES_AN_ENTRY = 6


def read(table: Sequence[Row]) -> CV:
    """A list as cvdiff reads it from a .bib file, each entry of which has the same number of lines."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.bib")
        path.write_text("".join(map(entry, table)), encoding="utf-8")
        return cvdiff.read(path)


def entry(row: Row) -> str:
    """A row as an entry of `LINES_AN_ENTRY` lines."""
    fields = {
        "title": row["title"],
        "author": " and ".join(authors(row["authors"])),
        "journal": row["venue"],
        "year": row["year"],
    }
    lines = [
        f"  {name} = {{{' '.join(value.translate(BIB_SIGNS).split())}}}," for name, value in fields.items()
    ]
    return "\n".join(["@article{key,", *lines, "}"]) + "\n"


def authors(text: str) -> list[str]:
    """The names of a list parted by ";" or "and", or else by commas."""
    sign = ";" if ";" in text or " and " in text else ","
    return [name.strip() for name in text.replace(" and ", ";").split(sign) if name.strip()]


def place(record: AnyRecord) -> int:
    """Which row of its list a record was."""
    assert record.lines is not None, "a .bib file has lines"
    return (record.lines[0] - 1) // LINES_AN_ENTRY


def show_misses(folder: Path, found: Tally) -> None:
    """Each wrong and each missed pair, both rows below each other."""
    left = {row["id"]: row for row in rows(folder / "left.csv")}
    right = {row["id"]: row for row in rows(folder / "right.csv")}
    for name, pairs in (("wrong", found.found - found.true), ("missed", found.true - found.found)):
        for a, b in sorted(pairs):
            print(f"  {name}:", described(left[a]), described(right[b]), sep="\n    ")


def described(row: Row) -> str:
    """A row in one line."""
    return " | ".join(row[name] for name in ("title", "authors", "venue", "year"))


if __name__ == "__main__":
    main()
