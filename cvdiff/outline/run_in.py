"""Headings in the line of the text they head: "**Grants:** Bog Fund (2012)" where all are set so or in bold.

Only a document without headings of its own is read so, and only where such labels name sections of two kinds
or more: one alone may be a label inside its section, as "**Languages:**" among skills.
"""

from __future__ import annotations

import re

from cvdiff.document import Block, Document
from cvdiff.values.details import is_detail
from cvdiff.values.headings import is_heading_phrase, section_kind

FEWEST_KINDS = 2
_STYLES = ("bold", "underline")
_SIGN = re.compile(r"\s*[:.](?:\s+|$)")


def run_in_headings(document: Document) -> dict[int, int]:
    """The blocks that open with a heading in their line, by index: where the text behind it begins."""
    found: dict[int, int] = {}
    kinds = set()
    for index, block in enumerate(document.blocks):
        if end := _label_end(block):
            found[index] = end
            kinds.add(section_kind(block.text.plain[:end].rstrip(" :.")))
    return found if len(kinds) >= FEWEST_KINDS else {}


def _label_end(block: Block) -> int:
    """Where the text behind a label begins that opens a paragraph outside lists; 0 where none does."""
    if block.kind != "paragraph" or block.items:
        return 0
    plain = block.text.plain
    style = next((s for s in block.text.styles if s.start == 0 and s.kind in _STYLES), None)
    if style is None:
        return 0
    words = plain[: style.end].rstrip(" :.")
    sign = _SIGN.match(plain, len(words))
    if sign is None or sign.end() == len(plain) or "\n" in sign[0] or sign.end() < style.end:
        return 0
    named = section_kind(words) not in (None, "other", "contact") and is_heading_phrase(words)
    return sign.end() if named and not is_detail(plain) else 0
