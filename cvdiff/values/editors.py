"""Editors in an entry of a publication list: how it prints that people made a book, and where they stand."""

from __future__ import annotations

import re

from cvdiff.patterns import pattern
from cvdiff.values.names import are_people

IN_BRACKETS = r"\((?i:eds?|éds?|editors?|hrsg|hgg?|dirs?|coords?|orgs?|red|cur)\.?\)"
""" "K. Roe and B. Poe (eds.)", "(dir.)", "(Org.)"."""
BARE = r"(?:[Ee]ds?|[Ee]ditors?|Hrsg|Hgg?)\b"
"""The same without brackets, where words such as "dir" would be read into other things."""
BY = (
    r"(?i:edited by|eds?\.(?: by)?|(?:hrsg\.|herausgegeben) von|sous la dir(?:ection|\.) d(?:e |['’])"
    r"|a cura di|bajo la dirección de|(?:coordinado|editado|organizado) por|onder redactie van)"
)
"""What leads to the people who made a book."""
IN = r"(?i:in|dans|en|em)"
"""What leads to the book, or to its editors."""
AND = r"(?:,? (?:and|&|und|et|y|e|en) |\s?/\s?)"
"""What parts two editors."""
_MAY_TELL = pattern(r"ed[s.)]|éd|editor|hrsg|hg\.|\((?:org|coord|dir|red|cur)")
SIGN = rf"[\s,.:]*(?:{IN_BRACKETS}|{BARE}\.?)[\s,.:]+"
""" "(Eds.)" alone, behind makers who were read as authors."""
_AHEAD = (
    rf"\W*(?:{IN}:?\s)?"
    r"(?P<people>[^\W\d_][^\n\t\0\d]{3,160}?)[\s,]*(?:"
    rf"{IN_BRACKETS}|\(?\b{BARE}\.?\)?|\b(?:[Oo]rgs?|[Cc]oords?)\b\.?)[\s,.:]*"
    r"(?:(?:19|20)\d\d[\s,.:]+)?(?=[A-ZÀ-Þ“\"]|\W*$)"
)
"""People whom "(Eds.)" behind them tells to be the editors of what follows."""


def editors_ahead(plain: str, start: int, end: int) -> int:
    """Where a stretch goes on behind the editors that it opens with; `start` where it opens with none."""
    piece = plain[start:end].lower()
    if not _MAY_TELL.search(piece):
        return start
    found = re.compile(_AHEAD).match(plain, start, end)
    return found.end() if found and _are_editors(found["people"]) else start


def _are_editors(text: str) -> bool:
    """Whether what stands in front of "eds." are people, or a word that stands for some ("Dies.", "ebd.")."""
    people = text.replace("/", " and ")
    return are_people(people) or (len(text.split()) == 1 and text.endswith("."))
