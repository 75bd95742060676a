"""Where the name of a venue begins right behind people, so that it is none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cvdiff.document import Style
from cvdiff.values.names import name_key

_YEAR_BEHIND = r"[\s.,:;]*\(?(?:19|20)\d\d\b"
_CLOSING_YEAR = r",? \(?(?:19|20)\d\d\)?\.?(?=\n|$)"
_SIGN = r"\s[·•|—–]\s$"
_WITH = r"\b[Ww]ith\s[^.;:()\n]{3,80},\s$"
LONGEST_PEOPLE = 90
"""Characters in front of italics in which "with" is looked for."""


def venues_behind_names(masked: str, styles: Sequence[Style], body: int, owner: str | None) -> Iterator[int]:
    """Where italics begin that are the venue behind a list of names, with a year behind.

    Behind a sign that names of the list are not set apart by: in "Roe, A., Doe, B. & Poe, C. · *Applied
    Moss*, 2023" no author is called Moss. Or behind "with", where the year closes the line: in "with Ann
    Roe, *Applied Moss*, 2023", unless they are the owner's name.
    """
    for style in styles:
        stretch = masked[style.start : style.end]
        if style.kind != "italic" or "." in stretch:
            continue
        if re.compile(_CLOSING_YEAR).match(masked, style.end):
            before = masked[max(body, style.start - LONGEST_PEOPLE) : style.start]
            company = re.search(_WITH, before) is not None
            if company and not (owner and name_key(stretch) == name_key(owner)):
                yield style.start
                continue
        if re.compile(_YEAR_BEHIND).match(masked, style.end) and _is_parted(masked, body, style.start):
            yield style.start


def _is_parted(masked: str, body: int, place: int) -> bool:
    """Whether a sign parts what stands at a place from a list in front of it, in its line."""
    if not re.search(_SIGN, masked[max(body, place - 3) : place]):
        return False
    line = max(body, masked.rfind("\n", body, place) + 1)
    return any(masked.find(joint, line, place) >= 0 for joint in ",&")
