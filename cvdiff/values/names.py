"""Names of people as CVs print them: cutting lists, finding lists, telling who is who.

>>> [author.name for author in split_authors("Lee, C.-H., T.H. Kang* and G. Roe")]
['Lee, C.-H.', 'T.H. Kang', 'G. Roe']
>>> same_person("Roe, Jane A.", "J. Roe")
True
"""

from __future__ import annotations

from cvdiff.values.name_compare import AuthorsDiff, compare_authors, match_people
from cvdiff.values.name_items import items_of
from cvdiff.values.name_known import Known, known_names
from cvdiff.values.name_lists import AuthorList, find_author_lists
from cvdiff.values.name_person import name_key, normalise_name, same_person
from cvdiff.values.name_splitting import split_authors
from cvdiff.values.name_units import units_at

__all__ = [
    "AuthorList",
    "AuthorsDiff",
    "Known",
    "are_people",
    "compare_authors",
    "find_author_lists",
    "is_person_name",
    "known_names",
    "match_people",
    "name_key",
    "normalise_name",
    "same_person",
    "split_authors",
]

_NAME_LOWEST = 0.5
_EXPECTED_LOWEST = 0.2
_LIST_LOWEST = 0.3
_LONGEST_NAME = 80
_AROUND = " .,*†‡"


def is_person_name(text: str, known: Known, *, expected: bool = False) -> bool:
    """Whether the whole text reads as the name of one person.

    `expected` tells that names stand in this place, so that a form will do which is a doubtful one elsewhere.
    """
    items = items_of(text) if len(text) <= _LONGEST_NAME else []
    if not items or text[: items[0].start].strip(_AROUND) or text[items[-1].end :].strip(_AROUND):
        return False
    lowest = _EXPECTED_LOWEST if expected else _NAME_LOWEST
    return any(unit.stop == len(items) and unit.score >= lowest for unit in units_at(items, 0, known))


def are_people(text: str) -> bool:
    """Whether the whole text reads as one name or several, where its place lets one expect them."""
    found = find_author_lists(text, Known())
    listed = bool(found) and found[0].score >= _LIST_LOWEST and not text[: found[0].start].strip(_AROUND)
    return listed or is_person_name(text.strip(_AROUND), Known(), expected=True)
