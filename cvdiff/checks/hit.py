"""What a rule gives: a `Hit` is a finding before its severity is settled and its fingerprint known."""

from __future__ import annotations

from cvdiff.checks.finding import Severity
from cvdiff.checks.identity import identities_of, identity_of, name_of
from cvdiff.dataclass import dataclass
from cvdiff.model import CV, AnyRecord, FieldName, Kind

Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing that a rule found, with its place and what identifies it.

    `identity` is what the fingerprint is made of beside rule and field; it says nothing of lines, files or
    revisions. `names` are what the user may call the record by in an ignore. `severity` is set where this
    hit matters less than the rule's findings usually do, because it is in doubt or the record is unfinished.
    The other fields are those of `Finding`.
    """

    file: str
    lines: tuple[int, int] | None = None
    page: int | None = None
    kind: Kind = "other"
    record: str
    identity: str
    names: tuple[str, ...] = ()
    field: FieldName | None = None
    values: Values = ()
    severity: Severity | None = None


def hit(
    cv: CV,
    record: AnyRecord,
    field: FieldName | None = None,
    *,
    about: str = "",
    severity: Severity | None = None,
    **values: str | None,
) -> Hit:
    """A hit at a record of `cv`; `about` tells several hits at one record and field apart.

    `values` fill the sentence; what is None is an empty text.
    """
    return Hit(
        file=cv.file,
        lines=record.lines,
        page=record.page,
        kind=record.kind,
        record=name_of(record),
        identity=f"{identity_of(record)} {about}".strip(),
        names=identities_of(record),
        field=field,
        values=tuple((name, value or "") for name, value in values.items()),
        severity=severity,
    )


def place_of(cv: CV, record: AnyRecord) -> str:
    """Where a record stands, to print: "cv.md:12", "cv.pdf, page 3", or the file alone."""
    if record.lines:
        return f"{cv.file}:{record.lines[0]}"
    return f"{cv.file}, page {record.page}" if record.page else cv.file
