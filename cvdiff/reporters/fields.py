"""The records of one CV for a line diff: a line a field, nothing that changes because something else did."""

from __future__ import annotations

from itertools import groupby

from cvdiff.model import CV, AnyRecord
from cvdiff.reporters.escape import flat, plain
from cvdiff.reporters.text import fields
from cvdiff.reporters.wording import noun, say, table


def render_cv(cv: CV) -> str:
    """The owner, then the records in the document's order under their headings, without places or counts."""
    lines = [plain(cv.owner or "") or say("nobody")]
    for heading, records in groupby(cv.records, key=lambda record: record.section):
        lines += ["", f"== {plain(heading) or say('no_heading')} =="]
        for record in records:
            lines += _record(record)
    return "\n".join(lines) + "\n"


def _record(record: AnyRecord) -> list[str]:
    """The record's kind with its first field, which git shows above changes below it, then a line a field."""
    names = table("fields")
    told = [(names[key], plain(value)) for key, value in fields(record) if plain(value)]
    if not told:
        return [f"{noun(record.kind)}: {plain(flat(record.text))}"]
    return [f"{noun(record.kind)}: {told[0][1]}", *(f"  {name}: {value}" for name, value in told[1:])]
