"""Headings that are a meeting or journal and its year, each above one paper: "ICML 2024", "S&P'24b"."""

from __future__ import annotations

import re

from cvdiff.values.dates import years
from cvdiff.values.headings import is_heading_phrase

_MEETING = re.compile(r"((?:[\w&+/-]*[A-Z]){2}[\w&+/-]*)(?:\s?['’]\d\d|\s(?:19|20)\d\d)[a-z]?\.?")
"""A short form with two capitals or more, its year, and the letter that tells papers of one year apart."""
_LONGEST = 24


def meeting_heading(heading: str) -> tuple[str, str] | None:
    """The short form and the year, four digits, that a heading is: ("S&P", "2024"); else None."""
    text = heading.strip()
    found = _MEETING.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or is_heading_phrase(found[1]):
        return None
    printed = years(text.rstrip("abcdefghijklmnopqrstuvwxyz."))
    return (found[1], printed[-1][2]) if printed else None
