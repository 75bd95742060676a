"""People whom an entry of a publication list names, and who did not write the work."""

from __future__ import annotations

import re

from cvdiff.prose import has_letters
from cvdiff.values.editors import AND, BARE, BY, IN, IN_BRACKETS
from cvdiff.vocabulary import fold, phrases_of

Span = tuple[int, int]
_EDITED_BY = rf"(?:\b{IN}\b|[”»]|(?<=\S)\")[^.\n]{{3,140}}(?:\.\s)?\b{BY}(?:[^.;:()\n]|(?<=[A-Z])\.){{0,80}}$"
"""In front of people who made the book that the work is in: "in Moss Studies, edited by A. Roe and ...".

BibLaTeX prints a stop there: "In: Moss Studies. Ed. by A. Roe".
"""
EDITED_REACH = 250
_ARE_EDITORS = rf"(?:{AND}[^,;:()\n]{{2,40}})?,?\s(?:{IN_BRACKETS}|\(?{BARE}[.,)])"
"""Behind people who made the book that the work in front of them is in: "in Moss Studies, A. Roe, ed."."""
_LEADING_IN = rf"\s{IN}(?::?\s*|\s[^()\n]{{3,140}} \()$"
"""In front of the editors of the book: "Rivers. In: B. Doe (ed.)", "Rivers, in Handbook (B. Doe ed., "."""
LONGEST_LEAD = 40
"""Characters in front of people in which words are looked for that tell what they did."""
LEAD_WORDS = 6
"""So far into these and the names the words "foreword by" may stand."""
_BOOK_AHEAD = rf"[.?!”»\"]\s|\b{IN}\b"
"""What parts a title from the book: of "Reading rivers, A. Roe (ed.)" the editors are the makers."""
_RUNNING = r"\b[a-zà-ÿ]{2,}\b"
RUNNING_WORDS = 2
"""So many words in small letters are a title's, not names."""


def is_bystander(plain: str, body: int, span: Span) -> bool:
    """Whether people made the book that the work is in, or what it reviews, or added something to it.

    `body` is where the entry begins behind its tag.
    """
    return _reviewed(plain[body : span[0]]) or _made_the_book(plain, body, span) or _added(plain, span)


def _reviewed(before: str) -> bool:
    """Whether an entry opens with "Review of" and nothing more in front of people."""
    words = fold(before).split() if len(before) <= LONGEST_LEAD else []
    lead = phrases_of("extraction", "reviews").at(words, 0) if words else None
    return lead is not None and lead[0] == len(words)


def _added(plain: str, span: Span) -> bool:
    """Whether what leads to people says that they added to the work: "(with an appendix by A. Roe)"."""
    before = len(plain[: span[0]].rstrip(" ."))
    opened = max(plain.rfind(sign, 0, before) for sign in "(,.;\n")
    lead = fold(plain[max(opened, span[0] - LONGEST_LEAD) + 1 : span[1]]).split()
    return any(phrases_of("extraction", "additions").scan(lead[:LEAD_WORDS]))


def _made_the_book(plain: str, body: int, span: Span) -> bool:
    """Whether people behind a title are the editors of the book that the work is in."""
    lead = re.compile(BY).match(plain, span[0])
    before = plain[max(0, span[0] - EDITED_REACH) : lead.end() if lead else span[0]]
    if re.search(BY, before) and re.search(_EDITED_BY, before):
        return True
    behind = re.compile(_ARE_EDITORS).match(plain, span[1])
    before = plain[body : span[0]]
    if behind is None:
        return False
    if re.search(_LEADING_IN, before):
        return True
    return re.search(_BOOK_AHEAD, before) is not None and len(re.findall(_RUNNING, before)) >= RUNNING_WORDS


def are_named_editors(plain: str, span: Span) -> bool:
    """Whether "Eds." or the like leads to people, or opens the stretch that names them."""
    lead = re.compile(rf"{BY}|{BARE}\.?").match(plain, span[0])
    end = lead.end() if lead else span[0]
    return re.search(rf"\W(?:{BY}|{BARE}\.?)\W*$", plain[max(0, end - LONGEST_LEAD) : end]) is not None


def is_aside(plain: str, span: Span, authors: Span) -> bool:
    """Whether a sentence names people where the `authors` have a line of their own.

    "A gap in the proof is closed by A. Roe and B. Poe" tells nobody who wrote the work.
    """
    start, end = _line_around(plain, authors)
    if has_letters(plain[start : authors[0]] + plain[authors[1] : end]):
        return False
    start, _ = _line_around(plain, span)
    return len(re.findall(_RUNNING, plain[start : span[0]])) >= RUNNING_WORDS


def _line_around(plain: str, span: Span) -> Span:
    """Where the lines begin and end that a stretch stands on."""
    end = plain.find("\n", span[1])
    return plain.rfind("\n", 0, span[0]) + 1, len(plain) if end < 0 else end
