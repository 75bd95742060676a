"""Where the name of a venue begins right behind people, so that it is none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cvdiff.document import Style
from cvdiff.values.names import name_key

_YEAR_BEHIND = r"[\s.,:;]*\(?(?:19|20)\d\d\b"
_CLOSING_YEAR = r",? \(?(?:19|20)\d\d\)?\.?(?=\n|$)"
_PARTED = r"[,&].*\s[·•|—–]\s$"
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
        if re.search(_PARTED, masked[body : style.start]) and re.compile(_YEAR_BEHIND).match(
            masked, style.end
        ):
            yield style.start
