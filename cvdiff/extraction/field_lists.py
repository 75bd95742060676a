"""Lists inside a name, parted by commas as the name is from others.

They are the fields that a part of an organization is named after, and the people that an assistant works for.
"""

from __future__ import annotations

import re

from cvdiff.extraction.features import SURE
from cvdiff.values.names import Known, is_person_name
from cvdiff.values.roles import degree_like, location_like, organization_like, role_like
from cvdiff.vocabulary import fold, words_of

_FIELD = r"[A-ZÀ-Þ][\w’'-]{1,30}(?: (?:of |the )?[A-ZÀ-Þ][\w’'-]{1,30}){0,3}"
_FIELDS = rf"(?P<fields>{_FIELD}(?:, {_FIELD}){{1,4}},? (?:and|&) {_FIELD})"
_LISTED = rf"\b(?P<unit>[^\W\d_]{{4,20}}) (?:of|for) {_FIELDS}"
_BETWEEN = r",? (?:and|&) |, "
_TITLE = r"(?i:prof(?:s|essors?)?|drs?)\.?"
_NAME = r"[A-ZÀ-Þ][\w.’'-]{0,30}(?: [A-ZÀ-Þ][\w.’'-]{0,30}){1,4}"
_HELPED = (
    rf"(?:(?i:assistants?) (?:for|to|with|of) (?:{_TITLE} )?|(?:for|to|with) {_TITLE} )"
    rf"(?P<people>{_NAME}(?:, {_NAME}){{1,5}},? (?:and|&) {_NAME})"
)


def field_lists(plain: str) -> list[tuple[int, int]]:
    """The stretches of a line that list the fields of one part: "Faculty of Arts, Media and Design".

    A list of organizations or places names no fields: "School of Law, Oslo and Halden". A list of people in
    front of whom "Assistant for" stands is such a stretch, too.
    """
    if "," not in plain or not (" and " in plain or " & " in plain):
        return []
    named = [
        found.span()
        for found in re.finditer(_LISTED, plain)
        if _is_part(found["unit"]) and not any(map(_names_other, _members(found["fields"])))
    ]
    helped = [f.span() for f in re.finditer(_HELPED, plain) if all(map(_is_person, _members(f["people"])))]
    return sorted([*named, *helped])


def _members(listed: str) -> list[str]:
    return re.split(_BETWEEN, listed)


def _is_person(name: str) -> bool:
    return not _names_other(name) and is_person_name(name, Known(), expected=True)


def _is_part(word: str) -> bool:
    """Whether a word names an organization by what it is for, as that of a whole university does not."""
    folded = fold(word)
    return folded in words_of("roles", "organization", "words") and not folded.startswith("universi")


def _names_other(field: str) -> bool:
    """Whether a member of the list is an organization, a place, a job title or a degree."""
    return max(like(field) for like in (organization_like, location_like, role_like, degree_like)) >= SURE
