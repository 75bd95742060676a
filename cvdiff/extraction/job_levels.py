"""Jobs under headings of two levels: the upper names the employer, each below it a role, whatever its words.

"## Harbour Labs, Port Wick" / "### Dissertation research, 2003-2010": the lines below both describe.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from cvdiff.extraction.features import SURE
from cvdiff.extraction.job import JobFields, read_job
from cvdiff.outline import Line
from cvdiff.values.dates import find_dates
from cvdiff.values.roles import degree_like, organization_like, role_like

_EDGES = " ,;:.|–—-()"


def with_lower_headings(entries: Sequence[list[Line]]) -> list[list[Line]]:
    """The entries, a heading with nothing below it but lower headings put in front of the first of these."""
    out: list[list[Line]] = []
    for entry in entries:
        if out and len(out[-1]) == 1 and _names_employer_above(out[-1][0], entry[0]):
            out[-1] = out[-1] + entry
        else:
            out.append(entry)
    return out


def _names_employer_above(above: Line, line: Line) -> bool:
    """Whether a heading stands right above one of a lower level, and opens with no role or degree."""
    if not line.source.kind == above.source.kind == "heading" or line.source.level <= above.source.level:
        return False
    first = above.text.plain.partition(",")[0]
    return max(role_like(first), degree_like(first)) < SURE


def read_levels(lines: Sequence[Line], fields: JobFields, education: bool, below: bool) -> JobFields:
    """The fields of an entry, its role taken from its lower heading where `fields` have it from elsewhere.

    `below` tells that an entry further up has the heading that names the employer.
    """
    headings = list(takewhile(lambda line: line.source.kind == "heading", lines))
    pair = len(headings) == 2 and _names_employer_above(*headings)
    levels = pair or (below and len(headings) == 1)
    if not levels or organization_like(headings[-1].text.plain) >= SURE:
        return fields
    role, body = headings[-1].text.plain, lines[len(headings) :]
    if fields.role and fields.role in role:
        return fields
    dates = find_dates(role)
    for match in reversed(dates):
        role = f"{role[: match.start].rstrip(_EDGES)} {role[match.end :].lstrip(_EDGES)}".strip()
    employer = read_job(headings[:-1], education) if len(headings) > 1 else None
    told = [employer.description] if employer and employer.description else []
    return JobFields(
        role=role or None,
        organization=_whole_name(employer) if employer else None,
        location=employer.location if employer else None,
        dates=dates[-1].dates if dates else employer.dates if employer else None,
        description="\n".join([*told, *[line.text.plain for line in body]]) or None,
    )


def _whole_name(employer: JobFields) -> str | None:
    """The name in an employer's heading; what looks like a role is a part of it ("Office of the Dean")."""
    return ", ".join(name for name in (employer.organization, employer.role) if name) or None
