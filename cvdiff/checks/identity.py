"""Who a record is from commit to commit, and the fingerprint of a finding made of it."""

from __future__ import annotations

from cvdiff.model import AnyRecord, FieldName, Job, Publication
from cvdiff.vocabulary import fold

SCHEMES = ("arxiv", "doi", "openreview", "pmid", "pmc", "hal", "ssrn")
"""Identifiers, the one that a paper is given first and keeps longest in front."""

LONGEST_NAME = 100
"""Characters that name a record which has nothing but its text."""

DIGITS = 12


def name_of(record: AnyRecord) -> str:
    """What a reader calls a record: a paper's title, "role, organization", or how its text begins."""
    if isinstance(record, Publication) and record.title.strip():
        return " ".join(record.title.split())
    if isinstance(record, Job) and (named := [part for part in (record.role, record.organization) if part]):
        return " ".join(", ".join(named).split())
    text = " ".join(record.text[: 4 * LONGEST_NAME].split())
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1].rstrip() + "…"


def identity_of(record: AnyRecord) -> str:
    """What stays the same of a record while its place changes: its identifier, else its kind and name."""
    if isinstance(record, Publication):
        if record.identifiers:
            return min(record.identifiers, key=_rank)
        return f"{record.kind} {fold(record.title) or fold(record.text)}"
    if isinstance(record, Job) and (record.organization or record.role):
        return f"{record.kind} {fold(record.organization or '')} {fold(record.role or '')}"
    return f"{record.kind} {fold(record.text)}"


def identities_of(record: AnyRecord) -> tuple[str, ...]:
    """Everything by which a user may name a record in an ignore: identifiers, title, organization, text."""
    if isinstance(record, Publication):
        return (*record.identifiers, fold(record.title), fold(record.text))
    parts = (record.organization, record.role) if isinstance(record, Job) else ()
    return (*(fold(part) for part in parts if part), fold(name_of(record)), fold(record.text))


def fingerprint(rule: str, identity: str, field: FieldName | None, ordinal: int = 0) -> str:
    """The first 12 hexadecimal digits of SHA-256 over what identifies a finding.

    `ordinal` counts the findings of one run, in reading order, that nothing else tells apart.
    """
    from hashlib import sha256

    parts = [rule, identity, field or "", *([str(ordinal)] if ordinal else [])]
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def _rank(identifier: str) -> tuple[int, str]:
    scheme = identifier.partition(":")[0]
    return (SCHEMES.index(scheme) if scheme in SCHEMES else len(SCHEMES)), identifier
