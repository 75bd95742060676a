"""The CV's owner is not among the authors of a publication, although the CV names its owner as a rule."""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit, hit
from cvdiff.checks.owner import is_complete, names_owner, owner_names, usually_named
from cvdiff.model import CV, Publication


def find(cv: CV, context: Context) -> Iterator[Hit]:
    """Each paper with a whole author list, two authors or more, that lacks the owner."""
    names = owner_names(cv, context)
    if not usually_named(cv, names):
        return
    for record in cv.records:
        if not isinstance(record, Publication) or len(record.authors) < 2:
            continue
        if is_complete(record) and not names_owner(record, names):
            yield hit(cv, record, "authors", owner=names[0])
