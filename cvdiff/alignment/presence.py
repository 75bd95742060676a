"""Records without a counterpart whose words the other version prints all the same.

Two entries that one version runs together, or a line that one version cuts in two, leave a record
unmatched although nothing came or went. The worst error of a changelog is a removed paper that was not
removed, so such records are neither added nor removed.
"""

from __future__ import annotations

from collections.abc import Sequence

from cvdiff.model import CV, AnyRecord, Entry, Publication
from cvdiff.values.stamps import is_stamp
from cvdiff.vocabulary import fold

MIN_WORDS = 4
"""Shorter titles and texts occur inside others by chance ("Machine Learning")."""

LABEL_WORDS = 6
"""A longer text that ends with a colon says something itself."""


def absorbed(cv: CV, other: CV, free: Sequence[int]) -> set[int]:
    """Which of the unmatched records `free` of `cv` the other version prints inside another record."""
    if not free:
        return set()
    own, others, owner = _printed(cv), _printed(other), fold(other.owner or "")
    found = set()
    for index in free:
        words = _needle(cv.records[index])
        if not words or _is_label(cv.records[index]):  # only signs, such as a line of dashes
            found.add(index)
        if cv.records[index].kind == "contact" and words == owner:  # a name that is a heading there
            found.add(index)
        if len(words.split()) < MIN_WORDS:
            continue
        there = others.count(f" {words} ")
        if there and there >= own.count(f" {words} "):
            found.add(index)
    return found


def _printed(cv: CV) -> str:
    """The folded texts of all records, one a line: searched as one string, which a long CV needs."""
    return "\n".join(f" {fold(record.text)} " for record in cv.records)


def _is_label(record: AnyRecord) -> bool:
    """Whether a record only announces those below it ("Department of Botany:") or dates the document."""
    is_label = record.text.endswith(":") and len(record.text.split()) <= LABEL_WORDS
    return isinstance(record, Entry) and (is_label or is_stamp(record.text))


def _needle(record: AnyRecord) -> str:
    return fold(record.title if isinstance(record, Publication) else record.text)
