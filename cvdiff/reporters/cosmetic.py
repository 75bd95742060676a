"""The differences without content, for readers who ask for them."""

from __future__ import annotations

from cvdiff.model import Change, FieldChange, Report
from cvdiff.reporters.escape import flat, linked, shorten
from cvdiff.reporters.facts import as_list, hidden, record, record_name
from cvdiff.reporters.layout import bullets, title
from cvdiff.reporters.phrases import LONG, bold
from cvdiff.reporters.wording import say, table


def cosmetic_section(report: Report, level: int) -> list[str]:
    """A heading and one line a record; nothing where there is no such difference."""
    number = hidden(report)
    if not number:
        return []
    changes = [c for c in report.changes + report.cosmetic if any(f.cosmetic for f in c.fields)]
    return [title(level, f"{say('cosmetic_heading')} ({number})"), bullets([_item(c) for c in changes])]


def _item(change: Change) -> list[str]:
    return [bold(record_name(record(change))), *(_field(field) for field in change.fields if field.cosmetic)]


def _field(field: FieldChange) -> str:
    old, new = (linked(shorten(flat(", ".join(as_list(value))), LONG)) for value in (field.old, field.new))
    field_name = table("fields")[field.field]
    return f"{field_name}: {old or say('nothing_there')} → {new or say('nothing_there')}"
