"""Two different publications carry one DOI, arXiv id or other identifier: one of them was copied wrongly."""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit, hit, place_of
from cvdiff.checks.identity import name_of
from cvdiff.checks.twins import twins
from cvdiff.model import CV
from cvdiff.vocabulary import fold


def find(cv: CV, context: Context) -> Iterator[Hit]:
    """Each second entry with an identifier that another one has, if their titles are no versions of one."""
    for twin in twins(cv):
        if twin.kind == "identifier":
            yield hit(
                cv,
                twin.second,
                "links",
                about=f"{twin.identifier} {fold(twin.second.title)}",
                identifier=twin.identifier,
                title=name_of(twin.first),
                other=place_of(cv, twin.first),
            )
