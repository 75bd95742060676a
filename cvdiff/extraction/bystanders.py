"""People whom an entry of a publication list names, and who did not write the work."""

from __future__ import annotations

import re

from cvdiff.prose import has_letters

Span = tuple[int, int]
_EDITED_BY = r"(?:\b(?i:in)\b|[”»]|(?<=\S)\")[^.\n]{3,140}\b(?i:edited|ed\.|eds\.) by\s[^.;:()\n]{0,80}$"
"""In front of people who made the book that the work is in: "in Moss Studies, edited by A. Roe and ..."."""
EDITED_REACH = 250
_ARE_EDITORS = r"(?:,? (?:and|&|und) [^,;:()\n]{2,40})?,?\s\(?(?i:eds?|hrsg|editors?)\b[.,)]"
"""Behind people who made the book that the work in front of them is in: "in Moss Studies, A. Roe, ed."."""
_LEADING_IN = r"\s[Ii]n:?\s*$"
"""In front of the editors of the book: "Reading rivers. In: B. Doe (ed.), Handbook of Rivers"."""
_RUNNING = r"\b[a-zà-ÿ]{2,}\b"
RUNNING_WORDS = 2
"""So many words in small letters are a title's, not names."""


def made_the_book(plain: str, body: int, span: Span) -> bool:
    """Whether people behind a title are the editors of the book that the work is in.

    `body` is where the entry begins behind its tag.
    """
    if re.search(_EDITED_BY, plain[max(0, span[0] - EDITED_REACH) : span[0]]):
        return True
    behind = re.compile(_ARE_EDITORS).match(plain, span[1])
    before = plain[body : span[0]]
    if behind is None:
        return False
    return re.search(_LEADING_IN, before) is not None or len(re.findall(_RUNNING, before)) >= RUNNING_WORDS


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
