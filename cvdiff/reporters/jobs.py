"""The bullets of positions and degrees."""

from __future__ import annotations

from cvdiff.model import Change, FieldChange, Job
from cvdiff.reporters.escape import escape, flat
from cvdiff.reporters.facts import as_list, content, ended, record
from cvdiff.reporters.paint import came, went
from cvdiff.reporters.phrases import bold, earlier, gains, links, optional, prose, values
from cvdiff.reporters.wording import say, section_title


def bullet(change: Change) -> list[str]:
    """The lines of one position or degree."""
    job = record(change)
    told = [_presence(change)] if change.change != "changed" else _details(change)
    told = [part for part in told if part]
    head = _head(job) if isinstance(job, Job) else prose(job.text)
    return [f"{head} — {'; '.join(told)}" if told else head, *_below(change)]


def _head(job: Job) -> str:
    names = [name for name in (job.role, job.organization) if name]
    if not names:
        return prose(job.text)
    rest = names[1:]
    if job.location and job.location not in " ".join(names):
        rest.append(job.location)
    return ", ".join([bold(flat(names[0])), *(escape(flat(name)) for name in rest)])


def _presence(change: Change) -> str:
    job = record(change)
    dates = job.dates if isinstance(job, Job) else None
    shown = escape(dates.text) if dates else ""
    if change.change == "removed":
        return went(say("removed_dated", dates=shown) if shown else say("removed"))
    if not dates:
        return came(say("added"))
    new = "new_degree" if change.kind == "education" else "new_position"
    return came(say(new if dates.current else "added_dated", dates=shown))


def _details(change: Change) -> list[str]:
    fields = content(change)
    told = []
    if "dates" in fields:
        told.append(_dates(change, fields["dates"]))
    if "role" in fields:
        told.append(optional("degree" if change.kind == "education" else "role", fields["role"]))
    if "organization" in fields:
        told.append(optional("organization", fields["organization"]))
    if "location" in fields:
        told.append(optional("location", fields["location"]))
    if "section" in fields:
        old, new = values(fields["section"])
        told.append(say("moved", old=old, new=new))
    if "kind" in fields and change.old is not None:
        told.append(say("kind", old=section_title(change.old.kind), new=section_title(change.kind)))
    if "links" in fields:
        told.append(links(fields["links"]))
    return told


def _dates(change: Change, field: FieldChange) -> str:
    old, new = values(field)
    if not (old and new):
        return optional("dates", field) if new or old else ""
    job = record(change)
    dates = job.dates if isinstance(job, Job) else None
    if ended(change) and dates:
        verb = "finished" if change.kind == "education" else "ended"
        return say(verb, when=_day(dates.end or ""), old=old, new=new)
    before = change.old.dates if isinstance(change.old, Job) else None
    if dates and dates.current and before and not before.current:
        return say("reopened", old=old, new=new)
    return say("dates", old=old, new=new)


def _day(iso: str) -> str:
    """A month as CVs print it, "12/2024"; years and days stay in ISO form."""
    year, _, month = iso.partition("-")
    return f"{month}/{year}" if month and "-" not in month else iso


def _below(change: Change) -> list[str]:
    fields = content(change)
    told = []
    if "description" in fields:
        told += _description(fields["description"])
    if "text" in fields and change.old and change.new:
        told.append(say("was", text=earlier(change.old.text, change.new.text)))
    return told


def _description(field: FieldChange) -> list[str]:
    """One line a sentence that came or went; the whole text where it came or went as one."""
    old, new = (", ".join(as_list(value)) for value in (field.old, field.new))
    if not old or not new:
        key, text = ("description_added", new) if new else ("description_dropped", old)
        return [say(key, text=prose(text))]
    lines = [gains([prose(part)], []) for part in field.added]
    lines += [gains([], [prose(part)]) for part in field.removed]
    return [say("description", text=line) for line in lines or [prose(new)]]
