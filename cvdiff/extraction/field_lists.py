"""The fields that a part of an organization is named after, parted by commas as its name is from others."""

from __future__ import annotations

import re

from cvdiff.extraction.features import SURE
from cvdiff.values.roles import degree_like, location_like, organization_like, role_like
from cvdiff.vocabulary import fold, words_of

_FIELD = r"[A-ZÀ-Þ][\w’'-]{1,30}(?: (?:of |the )?[A-ZÀ-Þ][\w’'-]{1,30}){0,3}"
_FIELDS = rf"(?P<fields>{_FIELD}(?:, {_FIELD}){{1,4}},? (?:and|&) {_FIELD})"
_LISTED = rf"\b(?P<unit>[^\W\d_]{{4,20}}) (?:of|for) {_FIELDS}"
_BETWEEN = r",? (?:and|&) |, "


def field_lists(plain: str) -> list[tuple[int, int]]:
    """The stretches of a line that list the fields of one part: "Faculty of Arts, Media and Design".

    A list of organizations or places names no fields: "School of Law, Oslo and Halden".
    """
    if "," not in plain or not (" and " in plain or " & " in plain):
        return []
    return [
        found.span()
        for found in re.finditer(_LISTED, plain)
        if _is_part(found["unit"]) and not any(map(_names_other, re.split(_BETWEEN, found["fields"])))
    ]


def _is_part(word: str) -> bool:
    """Whether a word names an organization by what it is for, as that of a whole university does not."""
    folded = fold(word)
    return folded in words_of("roles", "organization", "words") and not folded.startswith("universi")


def _names_other(field: str) -> bool:
    """Whether a member of the list is an organization, a place, a job title or a degree."""
    return max(like(field) for like in (organization_like, location_like, role_like, degree_like)) >= SURE
