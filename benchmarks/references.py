"""How well single publication entries are read, over reference strings whose fields are known.

    python benchmarks/references.py [--misses N] FILE.jsonl ...

A line of a file is an entry: `text` as printed; `title`; `authors` (a list of `family` and `given`) or
`author_families`; `year` or `date`; `venue` (left out where `venue_gold_ok` is false) or `container`; `owner`
and `form` tell which entries stand in one list. Every list is written as a bullet list under a heading and
read like any CV. Printed are, in per cent: titles that are exactly right after folding, F1 of the last words
of the authors, years, venues (nine tenths alike), entries of which every known field is right, and the
milliseconds an entry. `--misses` shows the first N wrong entries, the true value beside the one read.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

import cvdiff
from cvdiff.model import AnyRecord, Publication

Row = Mapping[str, Any]
FIELDS = ("title", "year", "venue")
HEAD = ("title", "authors", "year", "venue", "whole", "ms")
ALIKE = 90
"""Two venues of this likeness (of 100) are the same."""
SUFFIXES = frozenset(("jr", "sr", "ii", "iii"))


@dataclass
class Totals:
    """The counts of one file."""

    entries: int = 0
    whole: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    names_right: int = 0
    names_read: int = 0
    names_asked: int = 0
    seconds: float = 0.0

    def row(self) -> str:
        """The figures in the columns of the table; shares of nothing are blank."""
        title, year, venue = (percent(self.right[name], self.asked[name]) for name in FIELDS)
        authors = percent(2 * self.names_right, self.names_read + self.names_asked)
        milliseconds = f"{1000 * self.seconds / max(1, self.entries):.1f}"
        shown = (title, authors, year, venue, percent(self.whole, self.entries), milliseconds)
        return f"{self.entries:8}" + "".join(f"{text:>9}" for text in shown)


def main() -> None:
    """Print a row for each file; exit with 2 where there is none to read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="show the first N wrong entries")
    options = parser.parse_args()
    missing = [str(path) for path in options.files if not path.is_file()]
    if missing or not options.files:
        reason = f"no such file: {', '.join(missing)}" if missing else "name a file of reference strings"
        print(f"references.py: {reason} (the sets are not part of the project)", file=sys.stderr)
        sys.exit(2)
    print(f"{'set':30}{'entries':>8}" + "".join(f"{name:>9}" for name in HEAD))
    for path in options.files:
        totals, misses = measured(rows(path))
        print(f"{path.stem:30}{totals.row()}", flush=True)
        for miss in misses[: options.misses]:
            print(miss)


def percent(part: int, whole: int) -> str:
    """A share in per cent to one place."""
    return f"{100 * part / whole:.1f}" if whole else ""


def rows(path: Path) -> list[Row]:
    """The entries of a file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def measured(entries: Sequence[Row]) -> tuple[Totals, list[str]]:
    """The counts over all lists, and what is wrong in each entry that is not wholly right."""
    totals, misses = Totals(), []
    lists: dict[tuple[Any, Any], list[Row]] = defaultdict(list)
    for row in entries:
        lists[row.get("owner"), row.get("form")].append(row)
    for listed in lists.values():
        started = time.perf_counter()
        records = list(read(listed))
        totals.seconds += time.perf_counter() - started
        for row, record in zip(listed, records, strict=True):
            wrong = count(totals, row, record if isinstance(record, Publication) else None)
            if wrong:
                misses.append("\n".join([f"  {row['text']}", *(f"    {line}" for line in wrong)]))
    return totals, misses


def read(listed: Sequence[Row]) -> Iterator[AnyRecord | None]:
    """The record that begins on the line of each entry."""
    lines = ["## Publications", "", *("- " + escaped(row["text"]) for row in listed)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.md")
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        found = {record.lines[0]: record for record in cvdiff.read(path).records if record.lines}
    for number in range(len(listed)):
        yield found.get(number + 3)


def escaped(text: str) -> str:
    """A text on one line of Markdown, its signs without meaning."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", " ".join(text.split()))


def count(totals: Totals, row: Row, record: Publication | None) -> list[str]:
    """Add an entry to the counts; gives a line for each of its fields that is wrong."""
    wrong = []
    for name, true in known(row).items():
        found = getattr(record, name, None)
        right = same(name, true, found)
        totals.asked[name] += 1
        totals.right[name] += right
        if not right:
            wrong.append(f"{name}: {true!r}, read {found!r}")
    families = true_families(row)
    if families is not None:
        names = [last_word(author.name) for author in record.authors] if record else []
        shared = sum((Counter(families) & Counter(names)).values())
        totals.names_right += shared
        totals.names_read += len(names)
        totals.names_asked += len(families)
        if not shared == len(families) == len(names):
            wrong.append(f"authors: {families}, read {names}")
    totals.entries += 1
    totals.whole += not wrong
    return wrong


def known(row: Row) -> dict[str, str]:
    """The true values of the fields that the set gives for an entry."""
    date = re.search(r"(?:1[5-9]|20)\d\d", str(row.get("date") or ""))
    venue = row.get("venue") if row.get("venue_gold_ok", True) else None
    true = {
        "title": row.get("title"),
        "year": row.get("year") or (date[0] if date else None),
        "venue": venue if "venue_gold_ok" in row else row.get("container"),
    }
    return {name: str(value) for name, value in true.items() if value}


def same(name: str, true: str, found: str | None) -> bool:
    """Whether a field is right."""
    if name == "year":
        return found == true
    if name == "title":
        return folded(true).replace(" ", "") == folded(found).replace(" ", "")
    asked = re.sub(r"^(?:in|proc of)\b\s*", "", folded(true))
    given = re.sub(r"^in\b\s*", "", folded(found))
    return bool(given) and max(fuzz.ratio(asked, given), fuzz.token_sort_ratio(asked, given)) >= ALIKE


def folded(text: str | None) -> str:
    """A text in lower case without accents and signs."""
    plain = unicodedata.normalize("NFKD", text or "").casefold()
    return " ".join(re.sub(r"[^\w]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).split())


def true_families(row: Row) -> list[str] | None:
    """The last words of the true family names, None where the set does not give them."""
    if isinstance(row.get("authors"), list):
        names = [author.get("family") for author in row["authors"]]
    else:
        names = row.get("author_families") or []
    words = [folded(name).split()[-1] for name in names if folded(name)]
    return words if words or isinstance(row.get("authors"), list) else None


def last_word(name: str) -> str:
    """The last word of a printed family name.

    One or two letters behind a longer word are taken for initials ("Smith JB"), so that a given name in
    front of a family name of two letters counts as wrong: other parsers are measured so too.
    """
    name = re.sub(r"[*†‡§¶^]+", " ", name)
    words = [word for word in folded(name.split(",")[0]).split() if word not in SUFFIXES]
    while len(words) > 1 and len(words[-1]) <= 2 < len(words[0]):
        words.pop()
    return words[-1] if words else ""


if __name__ == "__main__":
    main()
