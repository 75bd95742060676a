"""Entries whose source names what their parts hold: a .bib file by its fields, a data file by its keys.

Nothing of these parts is guessed: the title is the stretch that is called one, whatever it looks like, and
only who is called an author is an author. A venue is cleaned of the year as anywhere else; where none is
named, a remark that clearly tells one ("under review at ...") is the venue.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cvdiff.document import Text
from cvdiff.extraction.company import COMPANY_AHEAD
from cvdiff.model import Author
from cvdiff.values.dates import years
from cvdiff.values.name_known import Known
from cvdiff.values.name_marks import MARKS, plain_marks
from cvdiff.values.names import AuthorList, is_person_name, split_authors
from cvdiff.values.status import find_statuses
from cvdiff.values.venues import find_venues, venue_like

Span = tuple[int, int]
HEADING = "heading"
"""What a heading that opens an entry is named: most often its title, at times a whole citation."""
OCCASION = "occasion"
"""What is called the author and is no person: where the work appeared."""
VENUE_WORDS = 0.5
"""How much a remark must read as a venue to be taken for one."""
_REMARK = r"\s*\((?:[^()\s]+\s){2,}[^()]*\)\s*$"
"""A bracket of three words or more behind a list of people: "(30 authors of the Kelp Project)"."""
_HALF = r"(?:and|&)\s|(?:[A-ZÀ-Þ]{1,2}(?:\.|\b)[ -]?)+\W*$"
"""A member of a list that is no person: the list was cut at every comma of "Roe, J., and Poe, A."."""
_IN_YEAR = r"\s*\((?:19|20)\d\d\)\s*$"
"""The year behind a lone author: "Roe, J. (2021)"."""
_SEPARATORS = (",", ";", " and ", " & ", " et al")


def named_spans(text: Text) -> Mapping[str, Sequence[Span]]:
    """The stretches by the name that the source gives them, in reading order.

    An occasion that a template calls the author is named one.
    """
    spans: dict[str, list[Span]] = {}
    for style in text.styles:
        if style.kind == "field":
            author = style.value in ("author", "authors")
            name = OCCASION if author and _is_occasion(text.plain[style.start : style.end]) else style.value
            spans.setdefault(name, []).append((style.start, style.end))
    return spans


def named_authors(plain: str, named: Mapping[str, Sequence[Span]]) -> AuthorList | None:
    """The people of the stretches that are called authors, None where there are none."""
    spans = named.get("author") or named.get("authors") or ()
    if any(re.match(_HALF, plain[start:end]) for start, end in spans):
        spans = [(spans[0][0], spans[-1][1])]
    authors = tuple(author for start, end in spans for author in _authors(plain[start:end]))
    if not authors:
        return None
    return AuthorList(spans[0][0], spans[-1][1], authors, 1.0, truncated=False)


def _is_occasion(text: str) -> bool:
    """Whether a stretch is a year with what is no person's name: "MOSS 2024"."""
    found = years(text) if any(map(str.isdigit, text)) else []
    if not found or any(separator in text for separator in _SEPARATORS):
        return False
    start, end, _ = found[-1]
    return not is_person_name(f"{text[:start]}{text[end:]}".strip(" .()"), Known(), expected=True)


def _authors(text: str) -> tuple[Author, ...]:
    """Whom a stretch names: one person, or several where it holds a list; nobody in "single-authored"."""
    text = re.sub(COMPANY_AHEAD, "", text)
    if any(separator in text for separator in _SEPARATORS):
        return split_authors(re.sub(_REMARK, "", text))
    text = re.sub(_IN_YEAR, "", text)
    name = text.strip(" .;") if text.lower().strip(" .") == "et al" else text.strip(" ;")
    bare = name.strip(MARKS + " ")
    if not any(map(str.isalpha, bare)) or name == "et al" or (bare.islower() and " " not in bare):
        return ()
    return (Author(bare, plain_marks(name.replace(bare, "", 1))),)


def tells_venue(text: str) -> bool:
    """Whether a remark on a work says where it is to appear, or how far it has come."""
    return bool(find_venues(text) or find_statuses(text)) or venue_like(text) >= VENUE_WORDS
