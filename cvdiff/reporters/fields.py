"""The records of one CV for a line diff: a line a field, nothing that changes because something else did."""

from __future__ import annotations

from itertools import groupby

from cvdiff.model import CV, AnyRecord, Job, Publication
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
    """The record's name in a line that git shows above its changes, and each field in a line below."""
    names = table("fields")
    told = fields(record)
    below = [f"  {names[key]}: {plain(value)}" for key, value in told if plain(value)]
    return [f"{noun(record.kind)}: {plain(_name(record))}", *(below if told else [])]


def _name(record: AnyRecord) -> str:
    if isinstance(record, Publication):
        return record.title
    if isinstance(record, Job) and (record.role or record.organization):
        return ", ".join(flat(part) for part in (record.role, record.organization) if part)
    return flat(record.text)
