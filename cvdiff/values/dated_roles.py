"""Job titles with their dates and nothing else: the heading above them names the employer, in any words."""

from __future__ import annotations

from collections.abc import Sequence

from cvdiff.values.dates import find_dates, parse_dates
from cvdiff.values.headings import is_heading_phrase, section_kind
from cvdiff.values.roles import find_role
from cvdiff.vocabulary import fold, words_of

_EDGES = " \t,;:.|·•–—-()*_"
_LONGEST = 120


def is_dated_role(line: str) -> bool:
    """Whether a line is "Senior Engineer | 2016–2018"; none is that says where."""
    dates = find_dates(line) if len(line) <= _LONGEST else []
    if len(dates) != 1:
        return False
    title = (line[: dates[0].start] + line[dates[0].end :]).strip(_EDGES)
    return title != "" and find_role(title) == (0, len(title))


def opens_with_dated_role(lines: Sequence[str]) -> bool:
    """Whether the first lines are a dated job title, in one line or with its dates in the second."""
    if is_dated_role(lines[0]):
        return True
    return len(lines) > 1 and find_role(lines[0]) == (0, len(lines[0])) and parse_dates(lines[1]) is not None


def may_be_employer(heading: str) -> bool:
    """Whether no word of a heading tells that it is a section's ("Industry", "Part-time")."""
    if section_kind(heading) is not None or is_heading_phrase(heading):
        return False
    return not set(fold(heading).split()) <= words_of("roles", "role", "modifiers")
