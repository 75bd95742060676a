"""A section heading of the old version is not in the new one, under this or another name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit
from cvdiff.model import Report
from cvdiff.vocabulary import fold


def find(report: Report, context: Context) -> Iterator[Hit]:
    """Each heading that is gone, with the number of entries that went with it; the file is the place."""
    entries = Counter(fold(c.old.section) for c in report.changes if c.change == "removed" and c.old)
    for change in report.sections:
        if change.change == "removed" and (section := change.old):
            heading = " ".join(section.heading.split())
            line = f":{section.lines[0]}" if section.lines else ""
            yield Hit(
                file=report.new.file,
                kind=section.kind,
                record=heading,
                identity=f"section {fold(heading)}",
                names=(fold(heading),),
                values=(
                    ("was", f"{report.old.file}{line}"),
                    ("entries", str(entries[fold(heading)])),
                    ("form", _form(entries[fold(heading)])),
                ),
            )


def _form(entries: int) -> str:
    return "many" if entries > 1 else "one" if entries else "none"
