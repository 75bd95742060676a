"""A job or degree whose source names role and organization -> its fields; the rest describes it."""

from __future__ import annotations

from collections.abc import Sequence

from cvdiff.document import Text
from cvdiff.extraction.features import SURE
from cvdiff.extraction.job import JobFields
from cvdiff.extraction.job_chunks import EDGES
from cvdiff.extraction.named import Span, named_spans
from cvdiff.model import Dates
from cvdiff.outline import Line
from cvdiff.values.dates import find_dates
from cvdiff.values.roles import degree_like, location_like, organization_like, role_like

_JOB_FIELDS = ("role", "organization", "location", "date")


def read_named_job(lines: Sequence[Line]) -> JobFields | None:
    """The fields of an entry, or None where its source does not name both role and organization."""
    told: dict[str, list[str]] = {}
    rest: list[str] = []
    for line in lines:
        named = named_spans(line.text) if line.block == lines[0].block else {}
        spans = [(field, span) for field in _JOB_FIELDS for span in named.get(field, ())]
        for field, (start, end) in spans:
            told.setdefault(field, []).append(line.text.plain[start:end].strip(" ,;"))
        rest.append(_without(line.text, [span for _, span in spans]))
    role, organization = ", ".join(told.get("role", ())), ", ".join(told.get("organization", ()))
    if not _hold_what_they_say(role, organization):
        return None
    location = ", ".join(told.get("location", ()))
    if not location:
        organization, location = _placed(organization)
    return JobFields(
        role=role,
        organization=organization,
        location=location or None,
        dates=_dates(told.get("date", ())),
        description="\n".join(filter(None, rest)) or None,
    )


def _hold_what_they_say(role: str, organization: str) -> bool:
    """Whether both are there and not exchanged; a theme's keys are often filled with what it should print."""
    if not role or not organization or not organization[0].isupper():
        return False
    is_role = max(role_like(role), degree_like(role)) >= SURE
    is_organization = organization_like(organization) >= SURE
    if not is_role and organization_like(role) >= SURE:
        return False
    return is_organization or max(role_like(organization), location_like(organization)) < SURE


def _without(text: Text, spans: Sequence[Span]) -> str:
    """What a line says besides its named stretches."""
    if not spans:
        return text.plain
    chars = list(text.plain)
    for start, end in spans:
        chars[start:end] = "\0" * (end - start)
    return "".join(chars).replace("\0", "").strip(EDGES)


def _placed(organization: str) -> tuple[str, str]:
    """An organization and the place behind it ("Uni A, Bonn, Germany"), "" where none is known."""
    parts = organization.split(", ")
    for n in range(1, min(len(parts), 6)):
        place = ", ".join(parts[n:])
        if location_like(place) >= SURE:
            return ", ".join(parts[:n]), place
    return organization, ""


def _dates(told: Sequence[str]) -> Dates | None:
    """The dates as told; of several, from the first to the last."""
    text = ", ".join(told)
    found = [match.dates for match in find_dates(text)]
    if len(found) == 1:
        return found[0]
    if not found:
        return Dates(text=text) if text else None
    return Dates(text=text, start=found[0].start, end=found[-1].end, current=found[-1].current)
