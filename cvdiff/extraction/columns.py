"""Lists that set the parts of an entry apart by a sign: "A. Roe, B. Doe | On moss | Journal of Moss"."""

from __future__ import annotations

import re
from collections.abc import Sequence

SEPARATORS = ("|", "¦", "‖", "•", "·", "//", "—", "–", "~")
"""Signs that may stand for a column's edge, with space on both sides."""
MIN_EDGES = 2
"""An entry of a list in columns has so many edges: a single dash may stand within a title."""
AGREED = 0.7
"""So many of the entries of a list in columns have them."""


def column_sign(entries: Sequence[str]) -> str:
    """The sign that sets the parts of these entries apart, "" where there is none.

    The entries of one list are judged together: what most of them have twice or more is an edge, what one
    of them has is a part of its title.
    """
    for sign in SEPARATORS:
        having = sum(entry.count(f" {sign} ") >= MIN_EDGES for entry in entries)
        if having and having >= AGREED * len(entries):
            return sign
    return ""


def in_columns(entry: str, sign: str) -> str:
    """The entry with a tab in place of each edge, offsets kept."""
    if not sign:
        return entry
    return re.sub(rf"(?<=\s){re.escape(sign)}(?=\s)", "\t" + " " * (len(sign) - 1), entry)
