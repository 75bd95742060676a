"""Which edition of a book an entry prints: "(2nd ed. 2015)", ", 2., überarb. Aufl."."""

from __future__ import annotations

import re

_NUMBER = (
    r"\d{1,2}(?:st|nd|rd|th|d|e|[ªºa])?\.?,?\s(?:[a-zü]{3,12}\.?,?\s(?:(?:u\.|und|and|&)\s)?){0,2}"
    r"(?:[Ee]d(?:n|ition)?|Aufl(?:age)?|éd(?:ition)?|edici[oó]n|edição|edizione)\b\.?"
)
_EDITION = rf"\s\({_NUMBER}(?:,?\s(?:19|20)\d\d)?\)|[,.]\s{_NUMBER}(?!\s(?i:of|de[rs]?|du|van|d['’])\b)"
"""The "5th edition of" a meeting is none."""


def find_editions(text: str) -> list[re.Match[str]]:
    """The editions of a text, with the sign in front of each."""
    if " ed" not in text and " Ed" not in text and "Aufl" not in text and " éd" not in text:
        return []
    return list(re.finditer(_EDITION, text))
