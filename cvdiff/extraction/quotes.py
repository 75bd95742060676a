"""What stands between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

_QUOTE_MARKS = ("“", "„", "«", "‘", '"', "''", ",' ", ".' ", "',", "'.", " ’", "「", "『")
_QUOTE = (
    r"[“„«]([^“”„«»\n]{6,400}?)[”»](?!\w)|[“„«‘]([^“”„«»\n]{6,400}?)’(?!\w)"  # "Ships of Fools’ Gold" is one
    r"|\"([^\"\n]{6,400})\"|''?([^'\n]{12,400})''"
    r"|(?<![^\s(])’(\w[^’\n]{11,300})’(?=[\s,.;)]|$)"  # closing marks on both sides, as LaTeX sets typed ones
    r"|(?<![\w'])'(\w(?:[^'\n]|(?<=\w)'(?=\w)){11,300})'(?=[,.](?:\s|$))"  # none inside but those of words
    r"|(?<![\w'])'(\w[^\n]{11,300}?[,.?!])'(?=\s)|[「『]([^「」『』\n]{3,200})[」』]"
    r"|[“„«]([^“”„«»\n]{2,5}?)(?:[,.?!][”»]|[”»](?=,\s))|\"([^\"\n]{2,5}?)(?:[,.?!]\"|\"(?=,\s))"
)
"""A title; of a word or so only where a stop goes with it ("Oars," but not the "net" of a sentence)."""


def quoted(plain: str) -> Iterator[tuple[int, int]]:
    """The stretches between quotation marks."""
    if not any(mark in plain for mark in _QUOTE_MARKS):
        return
    for match in re.finditer(_QUOTE, plain):
        group = next(i for i in range(1, 11) if match.group(i) is not None)
        yield match.span(group)
