"""Where an entry begins: behind a tag in brackets or in bold, its year, or what stands in the margin."""

from __future__ import annotations

import re

from cvdiff.document import Text
from cvdiff.values.dates import parse_dates, years
from cvdiff.values.status import find_statuses
from cvdiff.values.venues import find_venues

TAG_WORDS = 4
"""A longer stretch in bold is a title, whatever it names."""
LONGEST_ACRONYM = 8
"""Capitals in front of a year: what a conference goes by."""
LEAST_ENTRY = 8
"""Characters; what is shorter than that is no entry behind a tag."""
_TAG = re.compile(r"^\s*(?:\[(?:[^\]\n]{1,40}|[^\]\n]{41,120}\s(?:19|20)\d\d)\]|\([^)\n]{1,40}\))[\s:.,–-]*")
"""A long one ends with a year: a meeting's full name."""
_YEAR = re.compile(r"((?:19|20)\d\d)[a-z]?(?:[.:,]|\s[–—|-]{1,3})\s+(?=[A-ZÀ-Þ\"“‘'*])")


def entry_start(text: Text, masked: str) -> int:
    """The offset at which the entry `text` begins; what is no content is blanked in `masked`."""
    tag = _TAG.match(masked)
    if tag and len(masked) > tag.end() + LEAST_ENTRY:
        return tag.end()
    return _behind_year(masked) or _behind_margin(masked) or _behind_bold_tag(text, masked)


def _behind_year(masked: str) -> int:
    """The same behind its year; one that prints another, too, may open with a title ("1984: A novel")."""
    found = _YEAR.match(masked)
    return found.end() if found and all(year == found[1] for _, _, year in years(masked)) else 0


def _behind_margin(masked: str) -> int:
    """The same behind a date or a status in the margin."""
    margin, tab, rest = masked.partition("\t")
    cell = margin.strip(" .:")
    if not tab or "\n" in margin or len(rest.split()) < 3:
        return 0
    told = parse_dates(cell) or any(s.start == 0 and s.end == len(cell) for s in find_statuses(cell))
    return len(margin) + 1 if told else 0


def _behind_bold_tag(text: Text, masked: str) -> int:
    """Where an entry begins behind a year, or a venue with its year, that opens it in bold; 0 without one."""
    tag = next((s for s in text.styles if s.kind == "bold" and s.start == 0), None)
    if tag is None or not masked[tag.end :].strip() or "\n" in masked[: tag.end + 1]:
        return 0
    words = masked[: tag.end].strip(" .,:")
    found = years(words)
    name = words[: found[-1][0]].strip() if found and found[-1][1] == len(words) else ""
    acronym = 2 < len(name) <= LONGEST_ACRONYM and name.isalpha() and name.isupper()
    venue = name and (acronym or find_venues(name))
    return tag.end if len(words.split()) <= TAG_WORDS and (venue or parse_dates(words)) else 0
