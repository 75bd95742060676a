"""Rules that are typed: a paragraph that is nothing but a row of dashes, underscores or the like."""

from __future__ import annotations

import re
from dataclasses import replace

from cvdiff.document import Block, Text

_ROW = re.compile(r"[-–—]{4,}|_{4,}|={4,}|\*{4,}|~{4,}")


def with_rules(blocks: list[Block]) -> list[Block]:
    """The blocks, such paragraphs as the rules that they are printed for."""
    return [
        replace(b, kind="rule", text=Text("")) if b.kind == "paragraph" and _is_row(b) else b for b in blocks
    ]


def _is_row(block: Block) -> bool:
    return not block.items and _ROW.fullmatch(block.text.plain.replace(" ", "")) is not None
