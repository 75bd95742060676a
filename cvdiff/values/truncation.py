"""Where an entry says that its author list leaves people out: "et al.", "and 12 others", "u. a."."""

from __future__ import annotations

import re

_TRUNCATION = re.compile(
    r"\bet\.? al\b|\bet coll?\b|\bu\. ?a\.|\bund andere\b"
    r"|(?:\band|&|,) (?:\d+ (?:more )?)?others\b|\b\d+ (?:co-?)?authors\b|, ?(?:…|\.\.\.)",
    re.IGNORECASE,
)


def truncation_start(text: str) -> int | None:
    """Where in the text of an entry people are left out; None where its list is complete."""
    found = _TRUNCATION.search(text)
    return found.start() if found else None
