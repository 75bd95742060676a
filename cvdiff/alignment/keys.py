"""Keys that two records must share to be the same without further evidence."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from cvdiff.model import AnyRecord, Job, Publication
from cvdiff.vocabulary import fold


def identifier_keys(record: AnyRecord) -> Iterator[Hashable]:
    """DOI, arXiv, OpenReview ... ids of a publication."""
    if isinstance(record, Publication):
        yield from record.identifiers


def exact_keys(record: AnyRecord) -> Iterator[Hashable]:
    """A publication's normalised title; a job's organization, role and start."""
    if isinstance(record, Publication):
        title = fold(record.title)
        if title:
            yield "title", title
    elif isinstance(record, Job) and (record.organization or record.role):
        start = record.dates.start if record.dates else None
        yield record.kind, fold(record.organization or ""), fold(record.role or ""), start


def text_keys(record: AnyRecord) -> Iterator[Hashable]:
    """The whole entry, folded, whatever its kind; a line of the address is no entry with the same words."""
    place = "address" if record.kind == "contact" else "text"
    yield place, fold(record.text) or record.text
