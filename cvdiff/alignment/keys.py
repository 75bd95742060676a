"""Keys that two records must share to be the same without further evidence."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator

from cvdiff.model import AnyRecord, Job, Publication
from cvdiff.values.dates import find_dates
from cvdiff.values.names import Known, is_person_name, normalise_name
from cvdiff.vocabulary import fold

_PARTS = r"[\t\n,;:()\[\]]|\s[–—-]\s"
"""What stands between a person and what an entry tells of them."""
_SERVERS = frozenset({"arxiv", "hal", "openreview", "ssrn"})


def identifier_keys(record: AnyRecord) -> Iterator[Hashable]:
    """DOI, arXiv, OpenReview ... ids of a publication."""
    if isinstance(record, Publication):
        yield from record.identifiers


def preprint_keys(record: AnyRecord) -> Iterator[Hashable]:
    """The identifiers of a publication that a server gives to one work, whatever it is called later."""
    if isinstance(record, Publication):
        yield from (key for key in record.identifiers if key.partition(":")[0] in _SERVERS)


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


def person_keys(record: AnyRecord) -> Iterator[Hashable]:
    """The first person whom an entry on mentoring names: what became of a student changes, not who it is."""
    if record.kind != "mentoring":
        return
    text = record.text
    for found in reversed(find_dates(text)):
        text = f"{text[: found.start]}\t{text[found.end :]}"
    parts = (part.strip(" .") for part in re.split(_PARTS, text))
    named = next((part for part in parts if " " in part and is_person_name(part, Known())), None)
    if named:
        yield "person", normalise_name(named)
