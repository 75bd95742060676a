"""Records without a counterpart whose words the other version prints all the same.

Two entries that one version runs together, or a line that one version cuts in two, leave a record
unmatched although nothing came or went. The worst error of a changelog is a removed paper that was not
removed, so such records are neither added nor removed.
"""

from __future__ import annotations

from collections.abc import Sequence

from cvdiff.model import CV, AnyRecord, Publication
from cvdiff.vocabulary import fold

MIN_WORDS = 4
"""Shorter titles and texts occur inside others by chance ("Machine Learning")."""


def absorbed(cv: CV, other: CV, free: Sequence[int]) -> set[int]:
    """Which of the unmatched records `free` of `cv` the other version prints inside another record."""
    if not free:
        return set()
    own = [fold(r.text) for r in cv.records]
    others = [f" {fold(r.text)} " for r in other.records]
    found = set()
    for index in free:
        words = _needle(cv.records[index])
        if not words:  # only signs, such as a line of dashes
            found.add(index)
        if len(words.split()) < MIN_WORDS:
            continue
        here = sum(f" {text} ".count(f" {words} ") for text in own)
        there = sum(text.count(f" {words} ") for text in others)
        if there >= max(1, here):
            found.add(index)
    return found


def _needle(record: AnyRecord) -> str:
    return fold(record.title if isinstance(record, Publication) else record.text)
