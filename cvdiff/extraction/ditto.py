"""A dash that stands for the authors of the entry above, as bibliographies in Chicago's style print it.

entry := dash ["," ["and"] people] [", ed."] ("." | ",") rest       dash := "———" | "---" | "___"
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cvdiff.model import Author
from cvdiff.values.names import AuthorList, Known, is_person_name, same_person, split_authors

_DASH = r"[ \t]*(?:[—―]{2,8}|[–-]{3,12}|_{3,20})"
_ROLE = r"(?:,?\s(?:eds?|trans|Hg|Hrsg)\b\.?)?(?=[.,:]|\s(?:\(|(?:19|20)\d\d))"
_ONE_MORE = r",\s(?:(?:and|with|und|et|y)\s|&\s)([^\d(),]{3,60}?)(?=\.\s|,\s|\s\()"
"""A single co-author, whom no list tells to be one."""
_SIGNS = ("—", "―", "–", "-", "_")
_REST = 8
"""So many characters behind a dash, more people follow it or none do: ", with "."""


def ditto_end(text: str) -> int:
    """Where a dash ends that opens an entry and stands for its authors; 0 where there is none."""
    if not text.lstrip()[:1].startswith(_SIGNS):
        return 0
    found = re.match(_DASH + _ROLE, text)
    return found.end() if found else 0


def as_above(end: int, rest: str, people: Sequence[AuthorList], above: tuple[Author, ...]) -> AuthorList:
    """The authors of an entry that opens with a dash up to `end`; `people` are lists of names in `rest`."""
    more = next((found for found in people if rest[:1] == "," and found.start <= _REST), None)
    if more is not None:
        return AuthorList(0, end + more.end, above + more.authors, 1.0, more.truncated)
    one = re.match(_ONE_MORE, rest)
    if one and is_person_name(one[1], Known(), expected=True):
        return AuthorList(0, end + one.end(), (*above, *split_authors(one[1])), 1.0, truncated=False)
    return AuthorList(0, end, above, 1.0, truncated=False)


def repeated(authors: tuple[Author, ...], owner: str | None) -> tuple[Author, ...]:
    """Whom a dash below an entry by `authors` stands for.

    In a list of one's own works that is oneself, whoever else wrote the work above and where there is none:
    so what the dash says does not hang on the order of the entries. In other lists it is all of them.
    """
    if owner and not authors:
        return (Author(owner),)
    return authors[:1] if owner and same_person(authors[0].name, owner) else authors
