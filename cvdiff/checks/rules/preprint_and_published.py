"""A preprint or manuscript is listed beside the published version of the same work.

Two entries are one work if they have the same title, or one identifier and titles that are alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit, hit, place_of
from cvdiff.checks.twins import twins
from cvdiff.model import CV


def find(cv: CV, context: Context) -> Iterator[Hit]:
    """Each preprint whose published version stands elsewhere."""
    for twin in twins(cv):
        if twin.kind == "preprint":
            venue = twin.second.venue
            yield hit(
                cv,
                twin.first,
                "status",
                other=place_of(cv, twin.second),
                venue=venue,
                form="venue" if venue else "bare",
            )
