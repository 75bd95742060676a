"""Co-authors behind "with", where the owner goes without saying: "Moss Maps (with Ivo Wexley)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cvdiff.document import Text
from cvdiff.extraction.context import Context
from cvdiff.extraction.quotes import quoted
from cvdiff.model import Author
from cvdiff.patterns import pattern
from cvdiff.values.names import AuthorList, is_person_name, name_key, split_authors
from cvdiff.values.venues import find_venues
from cvdiff.vocabulary import fold

_WITH = (
    r"(?i:(?:joint(?:ly)? |joint work |(?:(?:first|second|third|lead|joint|co)[ -]?)?author "
    r"|(?:co-?)?(?:edited|authored|written|eds?\.|hrsg\.|hg\.) )?"
    r"(?:with|avec|mit|con|com))"
)
COMPANY_AHEAD = rf"^\s*{_WITH}\s+(?=[A-ZÀ-Þ])"
"""In front of names that the source calls the authors: "with I. Wexley"."""
_OPENING = rf"\W*(?=[a-z]){_WITH}\s+(?P<people>[^()\n:“”\"„«»]{{3,80}}):\s"
"""In front of a title: "mit Ivo Wexley: Torf als Ware"."""
_AMONG = r"(?i:including|incl\.|inkl\.|dont)"
"""Names one of a group right behind its name, and elsewhere anything: "(including Old Norse)"."""
_COMPANIONS = rf"\(\s*(?:{_WITH}|(?P<among>{_AMONG}))\s+(?P<people>[^()\n]{{3,120}}?)\.?\s*\)"
_COMPANION = (
    rf"(?<![^\s—–-]){_WITH}\s+(?P<people>[^()\n,.;—–]{{3,60}}?)"
    r"(?:\s\([^()\n\d]{2,30}\))?(?=\s*(?:[(,.;\n—–]|$))"
)
""" "with Ivo Wexley (Acme)" where no bracket tells where the title ends and the name begins."""
_CLOSING = r"(?<=\w,\s)(?:joint |joint work )?with\s+(?P<people>[^()\n\t,.;:—–]{5,60})(?=\.?[ ]*(?:[\n\t]|$))"
"""The same where it closes a line: a name, or words of the title ("Moss Maps, with Missing Borders")."""
FEWEST_CLOSING = 2
"""So many entries of a list that name people behind "with" tell that the list does so."""
_BRACKET = r"(?<=[^\s(])\s\(([A-ZÀ-Þ][^()\n\d:]{3,150})\)"
_INCLUDED = (
    r"[\s,;(]*(?i:incl(?:uding|udes|\.)|notamment|darunter):?\s+"
    r"(?P<people>[^()\n\t;]{3,80}?)(?=\s*(?:[);\n\t]|\.?$))"
)
"""A list of people behind "et al.", up to its bracket's or line's end."""
_CUT_SHORT = r"\W*(?P<people>[^()\n\t]{2,80}?),?\s+et\.? al\b[.,:]*\s*\(?(?i:incl(?:uding|\.)):?\s+"
"""The people in front of one whom "et al." includes: "N. Rask et al. (incl. Ivo Wexley)"."""
_GROUP = (
    r",\s(?:(?:and|&|und|et|y)\s)?(?P<name>[A-ZÀ-Þ][^\s.,;:()]{0,40}(?:\s[A-ZÀ-Þ][^\s.,;:()]{0,40}){0,3})\.?,?\s"
    r"(?=\((?:19|20)\d\d[^()\n]{0,20}\)\.\s)"
)
"""A last author whose name has no form of a person's, up to the year: ", and MOSS WATCH (2018). "."""
_VOLUME = r"\s\d{1,4}(?:[./]\d{1,3})?(?:\s?\(\d{1,4}\)|\s?:\s?\d|,\s?(?:no|n|pp?)\.)"
_ONLY_YEAR = r"\s\((?:19|20)\d\d\)[\s.]*$"
_INITIALS = r"[A-ZÀ-Þ]\."
FEWEST_INITIALS = 2
"""So many names that open with initials tell how a list prints them."""
_VENUE_END = pattern(r"\s?(?:[,.(]|\d|$)")
"""What ends the name of a venue, which a title may begin with: "Nature of Moss"."""
LONGEST_VENUE = 120
"""Characters behind a list of people in which a venue is looked for."""
_SMALL_WORD = r"\b[a-zà-ÿ]{5,}"
"""No name holds one: "(with a foreword by Ivo Wexley)"."""
COMPANY = 0.7
"""How sure a name behind "with" is."""


def bracketed_company(masked: str) -> re.Match[str] | None:
    """The first bracket that opens with "with", or "including" behind a group's name; or "with A. Roe: "."""
    return re.match(_OPENING, masked) or (re.search(_COMPANIONS, masked) if "(" in masked else None)


def goes_without_owner(masked: str, authors: Sequence[Author]) -> bool:
    """Whether an entry names only who wrote with its owner: "Moss (with A. Roe)", "Moss, with A. Roe"."""
    if bracketed_company(masked):
        return True
    before = masked[: max(0, masked.find(authors[0].name))]
    return re.search(rf"(?<![^\s—–-]){_WITH}\s+$", before) is not None


def bracketed_authors(masked: str, context: Context) -> AuthorList | None:
    """The first bracket with nothing but people, the owner among them: "Moss Maps (Ivo Wexley & A. Roe)"."""
    family = fold(context.owner or "").split()[-1:]
    for bracket in re.finditer(_BRACKET, masked) if family else ():
        authors = split_authors(bracket[1])
        owner = any(fold(author.name).split()[-1:] == family for author in authors)
        if owner and all(is_person_name(author.name, context.known, expected=True) for author in authors):
            return AuthorList(*bracket.span(), authors, COMPANY, truncated=False)
    return None


def included_company(masked: str, end: int) -> re.Match[str] | None:
    """Those whom a list cut short names behind its "et al.": "et al., incl. Ivo Wexley"."""
    return re.compile(_INCLUDED).match(masked, end) if "incl" in masked else None


def with_first(masked: str, listed: AuthorList, span: tuple[int, int], context: Context) -> AuthorList | None:
    """The author list at `span`, begun by those who stand on its line in front of "et al., incl."."""
    line = masked.rfind("\n", 0, span[0]) + 1
    front = re.compile(_CUT_SHORT).fullmatch(masked, line, span[0]) if "incl" in masked[line:] else None
    authors = split_authors(front["people"]) if front else ()
    if not front or not authors:
        return None
    if not all(is_person_name(author.name, context.known, expected=True) for author in authors):
        return None
    bracket = re.compile(r"\s*\)").match(masked, span[1])
    end = bracket.end() if bracket else span[1]
    every = tuple(dict.fromkeys((*authors, *listed.authors)))
    return AuthorList(front.start("people"), end, every, listed.score, truncated=True)


def with_group(masked: str, listed: AuthorList, end: int) -> AuthorList:
    """A list of several that ends at `end`, with a group that closes it in front of the year."""
    group = re.compile(_GROUP).match(masked, end) if len(listed.authors) > 1 else None
    if group is None:
        return listed
    behind, every = group.end("name") - end, (*listed.authors, Author(group["name"]))
    return AuthorList(listed.start, listed.end + behind, every, listed.score, listed.truncated)


def with_right_end(masked: str, listed: AuthorList, end: int, context: Context, *, opens: bool) -> AuthorList:
    """A list up to `end`: where it `opens` its entry with the group behind it or without a title, else
    without a venue."""
    if not opens:
        return _without_venue(masked, listed, end)
    return _without_title(masked, listed, end, context) or with_group(masked, listed, end)


def _without_title(masked: str, listed: AuthorList, end: int, context: Context) -> AuthorList | None:
    """A list of initials without the title of two words at its end: "A. Roe, B. Doe, Moss Maps, PNAS 2020".

    A venue stands right behind it, so that nothing else would be the title.
    """
    *others, last = (author.name for author in listed.authors)
    if len(others) < FEWEST_INITIALS or "." in last or " " not in last or masked[end : end + 2] != ", ":
        return None
    if not all(re.match(_INITIALS, name) for name in others) or _is_met(last, context):
        return None
    behind = masked[end + 2 : end + 2 + LONGEST_VENUE]
    if not any(venue.start == 0 and _VENUE_END.match(behind, venue.end) for venue in find_venues(behind)):
        return None
    return _without_last(masked, listed, end)


def _without_venue(masked: str, listed: AuthorList, end: int) -> AuthorList:
    """A list behind a title, without the journal at its end: "A. Roe, B. Doe, Applied Moss (2020)".

    No name is spelled out behind others of initials, none has a volume behind it.
    """
    *others, last = (author.name for author in listed.authors)
    numbered = bool(others) and re.compile(_VOLUME).match(masked, end) is not None
    dated = len(others) >= FEWEST_INITIALS and re.compile(_ONLY_YEAR).match(masked, end) is not None
    if "." in last or not (numbered or dated):
        return listed
    initials = all(re.match(_INITIALS, name) for name in others)
    if not (initials or numbered) or " " not in last:
        return listed
    return _without_last(masked, listed, end) or listed


def _is_met(name: str, context: Context) -> bool:
    """Whether a name in full is that of somebody whom the document names elsewhere."""
    return " ".join(sorted(fold(name).split())) in context.known.people


def _without_last(masked: str, listed: AuthorList, end: int) -> AuthorList | None:
    """A list that ends at `end` without its last name; None where no comma stands in front of that."""
    start = masked.rfind(listed.authors[-1].name, 0, end)
    if not masked[:start].endswith(", "):
        return None
    behind = start - len(", ") - end
    return AuthorList(listed.start, listed.end + behind, listed.authors[:-1], listed.score, listed.truncated)


def lone_company(text: Text, masked: str) -> re.Match[str] | None:
    """A single person behind "with" where a title ends: on a line, behind what is set apart, or between a
    comma and a venue in italics."""
    if not re.search(_WITH, masked):
        return None
    return next((m for m in re.finditer(_COMPANION, masked) if _ends_title(text, masked, m)), None)


def closing_company(masked: str, context: Context) -> re.Match[str] | None:
    """What may be a single person behind ", with" at the end of a line, and nothing else tells so."""
    found = re.search(_CLOSING, masked) if ", with " in masked or ", joint " in masked else None
    return found if found and is_person_name(found["people"], context.known) else None


def is_company(masked: str, start: int) -> bool:
    """Whether what begins at a place are people behind "with"."""
    return re.compile(_WITH).match(masked, start) is not None


def _is_parted(text: Text, masked: str, found: re.Match[str]) -> bool:
    """Whether a stretch stands behind a comma and right in front of words in italics."""
    behind = len(masked) - len(masked[found.end() :].lstrip(" .,;"))
    starts = any(style.kind == "italic" and style.start == behind for style in text.styles)
    return starts and masked[: found.start()].endswith(", ")


def _ends_title(text: Text, masked: str, found: re.Match[str]) -> bool:
    """Whether a stretch begins a line, stands behind one that is set apart, or parts title and venue."""
    before = _closed(masked, found.start())
    if not before or masked[before - 1] == "\n" or _is_parted(text, masked, found):
        return True
    ends = [style.end for style in text.styles if style.kind in ("bold", "link", "italic")]
    return any(_closed(masked, end) == before for end in (*ends, *(end for _, end in quoted(masked))))


def _closed(masked: str, position: int) -> int:
    """Where the words in front of a place end, without the signs that close them: "Moss maps,"."""
    return len(masked[:position].rstrip(' ,.;:—–-”"»'))


def company_of(
    found: re.Match[str], before: str, body: int, listed: AuthorList | None, context: Context
) -> AuthorList | None:
    """The people of a match, where they are people, behind the authors in front of it.

    `before` is the entry from `body` up to the match; `listed` the author list read there, if any. The
    owner's name alone is none, but an author in front of "(ed. with Ivo Wexley)".
    """
    people = found["people"]
    authors = split_authors(people)
    if re.search(_SMALL_WORD, people) or not authors or (not listed and found.groupdict().get("among")):
        return None
    if not all(is_person_name(author.name, context.known, expected=True) for author in authors):
        return None
    name = before.strip(" ,.:")
    if listed:
        every = tuple(dict.fromkeys((*listed.authors, *authors)))
        return AuthorList(listed.start, found.end(), every, listed.score, listed.truncated)
    if context.owner and name and name_key(name) == name_key(context.owner):
        return AuthorList(body, found.end(), (*split_authors(name), *authors), COMPANY, truncated=False)
    return AuthorList(*found.span(), authors, COMPANY, truncated=False)
