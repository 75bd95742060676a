"""A publication is listed twice: the same title, and nothing in venue, year or status tells the two apart.

A list of selected papers beside the full one is no mistake, whether its heading says so or it repeats
papers of other lists by the dozen.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit, hit, place_of
from cvdiff.checks.twins import twins
from cvdiff.model import CV


def find(cv: CV, context: Context) -> Iterator[Hit]:
    """Each second entry."""
    for twin in twins(cv):
        if twin.kind == "repeated":
            yield hit(cv, twin.second, "title", other=place_of(cv, twin.first))
