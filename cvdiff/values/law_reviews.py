"""Citations as lawyers print them: volume, periodical, first page, year ("134 Example L. Rev. 901 (2021)").

The volume stands in front of the name, so that no rule for volumes behind names finds it; the initials in
the name ("L.", "J.") are nobody's.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cvdiff.memory import remember

_SIGNS = ("L.", "J.", "Rev.", "Law", "Journal", "Review")
"""What the name of such a periodical has at least one of."""
_CITATION = (
    r"(?<![\w.,/-])(\d{1,4}) ((?:[A-ZÀ-Þ&][\w.'’&-]*,? |of |the |and |in |on |for |& ){1,12}?)"
    r"(?:(?:\d{1,5}(?:[-–—]\d{1,5})?|[_—–-]{1,6}),? ?)?"
    r"\((?:(?i:forthcoming|accepted|in press),? )?(?:[A-Z][a-z]{2,8}\.? )?(?:19|20)\d\d"
    r"(?:,? (?i:forthcoming))?\)"
)


class LawCitation(NamedTuple):
    """A citation at `text[start:end]`, whose volume number ends at `volume_end`."""

    start: int
    volume_end: int
    end: int


@remember
def find_law_citations(text: str) -> tuple[LawCitation, ...]:
    """The citations of a text, from left to right. Linear in its length."""
    if not any(sign in text for sign in _SIGNS):
        return ()
    return tuple(
        LawCitation(found.start(), found.end(1), found.end())
        for found in re.finditer(_CITATION, text)
        if any(sign in found[2] for sign in _SIGNS)
    )
