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
    named = next(_people(record.text), None) if record.kind == "mentoring" else None
    if named:
        yield "person", named


def are_of_others(old: AnyRecord, new: AnyRecord) -> bool:
    """Whether two entries on mentoring name people, and neither a person of whom the other has a word.

    What else such lines say ("Ph.D., Geology, 2021 - ") is said of every second student.
    """
    if not old.kind == new.kind == "mentoring":
        return False
    return _names_others(old.text, new.text) and _names_others(new.text, old.text)


def _names_others(text: str, other: str) -> bool:
    """Whether a text names people, none of them by a word that the other text has."""
    words, named = set(fold(other).split()), False
    for person in _people(text):
        if not words.isdisjoint(person.split()):
            return False
        named = True
    return named


def _people(text: str) -> Iterator[str]:
    """The people whom the parts of a text name, normalised."""
    for found in reversed(find_dates(text)):
        text = f"{text[: found.start]}\t{text[found.end :]}"
    parts = (part.strip(" .") for part in re.split(_PARTS, text))
    for part in parts:
        if " " in part and is_person_name(part, Known()):
            yield normalise_name(part)
