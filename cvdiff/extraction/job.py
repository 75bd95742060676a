"""One entry of a job or education section -> role, organization, location, dates, description."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cvdiff.dataclass import dataclass
from cvdiff.document import Text
from cvdiff.extraction.features import SURE
from cvdiff.extraction.job_chunks import EDGES, Chunk, chunks_of
from cvdiff.extraction.job_head import head_and_body, names_organization
from cvdiff.extraction.job_labels import dates_label, labelled_role, tops_labels, without_role_label
from cvdiff.extraction.job_people import without_people
from cvdiff.extraction.job_picks import (
    best_chunk,
    pick_organization,
    role_and_organization,
    role_in_front,
    without_parts,
    without_states,
    without_subject,
)
from cvdiff.extraction.job_places import located, towns_of_states
from cvdiff.extraction.job_spans import (
    field_of_study,
    opening_degree,
    whole_organization,
    whole_role,
    with_whole,
)
from cvdiff.model import Dates
from cvdiff.outline import Line
from cvdiff.patterns import pattern
from cvdiff.prose import is_prose
from cvdiff.values.dates import DateMatch, find_dates, lasting
from cvdiff.values.details import tells_prizes
from cvdiff.values.roles import (
    degree_like,
    find_degree,
    find_role,
    role_like,
)

_TOLD = pattern(r"\s\(([^():]{3,20}: [^()]+)\)$")
"""A bracket with a label behind an organization: "(Grade: 1,3)", "(Honors: magna cum laude)"."""
_REMARK = re.compile(r"\s\(([^()]{14,}|[^()]*\d[^()]*)\)$")
"""A long bracket or one with figures behind a role or degree: an adviser, a grade."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFields:
    """What was read from one entry of a job or education section."""

    role: str | None
    organization: str | None
    location: str | None
    dates: Dates | None
    description: str | None


def read_job(lines: Sequence[Line], education: bool, below: bool = False) -> JobFields:
    """Reads one entry; `education` prefers degrees over job titles as the role.

    `below` tells that a line above several entries names the organization: in one that opens with its role,
    no stretch is taken for an organization that does not look it.
    """
    head, body = head_and_body(lines)
    given = below and _opens_with_role(lines[0].text.plain)
    fields = _read(head, body, education, given)
    if not _is_role(fields.role) and (labelled := labelled_role(body)):
        named = ", ".join(name for name in (fields.role, fields.organization) if name) or None
        told = _read(head, labelled[1], education, given)
        return replace(told, role=labelled[0], organization=named)
    if education and not fields.role and body and (degree := opening_degree(body[0].text.plain)):
        return replace(fields, role=degree)
    if fields.role and not fields.organization and body and _opens_with_employer(body):
        return _read([*head, body[0]], body[1:], education, given)
    return fields


def _opens_with_employer(body: Sequence[Line]) -> bool:
    """Whether what stands below a role begins with the name of its employer, by its words or its place."""
    return names_organization(body[0].text.plain) or tops_labels(body)


def _is_role(text: str | None) -> bool:
    """Whether what was taken for the role reads as a job title or a degree."""
    return text is not None and max(role_like(text), degree_like(text)) >= SURE


def _opens_with_role(plain: str) -> bool:
    """Whether a job title or a degree is the first thing in a line, or stands right behind its dates."""
    dates = find_dates(plain)
    if dates and dates[0].start == 0:
        plain = plain[dates[0].end :].lstrip(EDGES)
    return any(span is not None and span[0] == 0 for span in (find_role(plain), find_degree(plain)))


def _read(head: Sequence[Line], body: Sequence[Line], education: bool, given: bool) -> JobFields:
    dates, texts = _take_dates(head)
    chunks = [c for n, text in enumerate(texts) for c in chunks_of(text, n)]
    names = without_people(chunks)
    like = degree_like if education else role_like
    stateless = without_states(names, education)
    role = best_chunk(
        without_parts(stateless) if education else stateless,
        lambda t: max(like(t), 0.6 * role_like(t) if education else 0.6 * degree_like(t)),
    )
    towns = towns_of_states(chunks)
    known = frozenset(towns)
    places = [c for c in names if c is not role and c not in known]
    if education and role:
        places = without_subject(places, role, texts[role.line].plain, given)
    organization = pick_organization(places, role, given)
    if not role and not organization and names:
        role = names[0]
        organization = pick_organization(names[1:], role, given)
    if not role and organization:
        role = role_in_front(names, organization, education)
    role_text, organization_text = role.text if role else None, organization.text if organization else None
    if role and not organization:
        role_text, organization_text = role_and_organization(role.text, education)
    used = [c for c in (role, organization) if c]
    if role and role_text == role.text:
        role_text, extra = whole_role(chunks, role, used, texts, education)
        used += extra
    if role and education and len(used) <= 2:
        role_text, extra = field_of_study(chunks, role, role_text, used, given)
        used += extra
    if organization:
        organization_text, extra = whole_organization(chunks, organization, [*used, *towns])
        used += extra
        organization_text, extra = with_whole(chunks, organization_text, [*used, *towns])
        used += extra
    place = located(chunks, used, texts)
    used += place
    rest = _rest(chunks, used, texts)
    remark = _REMARK.search(role_text or "")
    if role_text and remark:
        role_text = role_text[: remark.start()].rstrip(EDGES)
        rest.insert(0, remark[1])
    told = _TOLD.search(organization_text or "")
    if organization_text and told:
        organization_text = organization_text[: told.start()]
        rest.insert(0, told[1])
    description = "\n".join([*_sentences(rest), *[line.text.plain for line in body]]) or None
    return JobFields(
        role=without_role_label(role_text) if role_text else None,
        organization=organization_text,
        location=", ".join(c.text for c in place) or None,
        dates=dates,
        description=description,
    )


def _rest(chunks: Sequence[Chunk], used: Sequence[Chunk], texts: Sequence[Text]) -> list[str]:
    """The stretches that are left over; those that only their setting parts are one again."""
    out: list[str] = []
    start, before, taken = 0, None, frozenset(used)
    for chunk in chunks:
        if chunk in taken:
            before = None
            continue
        plain = texts[chunk.line].plain
        if before and before.line == chunk.line and not plain[before.end : chunk.start].strip():
            out[-1] = " ".join(plain[start : chunk.end].split()).strip(EDGES)
        else:
            start = chunk.start
            out.append(chunk.text)
        before = chunk
    return out


def _sentences(rest: list[str]) -> list[str]:
    return [", ".join(rest)] if rest else []


def _take_dates(head: Sequence[Line]) -> tuple[Dates | None, list[Text]]:
    """The entry's dates and its head without them.

    The dates that open or close a line or open a column win over inner ones, and these over a year in a
    sentence.
    """
    best: tuple[float, int, DateMatch] | None = None
    for n, line in enumerate(head):
        plain = line.text.plain
        first, last = len(plain) - len(plain.lstrip(" ([*")), len(plain.rstrip(" )].,*"))
        sentence = is_prose(plain) or (n > 0 and tells_prizes(plain))
        now = None if _has_begin_below(head, n) else lasting(plain)
        for match in (*find_dates(plain), *([now] if now else ())):
            opens_column = plain[match.start - 1 : match.start] == "\t"
            edge = match.start <= first or match.end >= last or opens_column
            range_ = match.dates.current or match.dates.start != match.dates.end
            rank = edge * 2.0 + range_ * 1.0 - 0.3 * n - 2.0 * sentence + 2.0 * bool(dates_label(plain))
            if best is None or rank > best[0]:
                best = (rank, n, match)
    if best is None:
        return None, [line.text for line in head]
    _, where, match = best
    now = _now_above(head, where, match)
    texts = []
    for n, line in enumerate(head):
        if n != where:
            texts.append(line.text.slice(now.end + 1 if now and n == where - 1 else 0, len(line.text.plain)))
            continue
        start, end = _with_brackets(line.text.plain, match.start, match.end)
        texts += [t for t in (line.text.slice(0, start), line.text.slice(end, len(line.text.plain))) if t]
    if now is None:
        return match.dates, texts
    text = f"{match.dates.text} – {now.dates.text}"
    return Dates(text=text, start=match.dates.start, end=None, current=True), texts


def _has_begin_below(head: Sequence[Line], n: int) -> bool:
    """Whether the line below tells when what lasts in this one began."""
    if "\t" not in head[n].text.plain or n + 1 == len(head):
        return False
    return any(_now_above(head, n + 1, match) for match in find_dates(head[n + 1].text.plain)[:1])


def _now_above(head: Sequence[Line], where: int, match: DateMatch) -> DateMatch | None:
    """The first cell of the line above a date that is alone in its cell, where it says that the job goes on:
    "Current" beside the role, "October 2019" in the row below."""
    plain = head[where].text.plain
    alone = match.start == 0 and plain[match.end :].strip(" ")[:1] in ("", "\t")
    if not where or not alone or match.dates.current or match.dates.start != match.dates.end:
        return None
    above = head[where - 1].text.plain
    return lasting(above) if "\t" in above else None


def _with_brackets(plain: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and end < len(plain) and plain[start - 1] + plain[end] in ("()", "[]", "（）", "【】"):
        start, end = start - 1, end + 1
    return start, end
