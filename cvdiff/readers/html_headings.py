"""Pages whose author set every line as a heading, for its size: the lines are plain blocks.

Old page editors had no other way to set large type. What tells their sections (capitals, a rule above)
is the outline's business.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from cvdiff.document import Block

SHARE = 0.75
"""Headings of one level are lines when so many of a page's blocks are such; sections have lines below."""
FEWEST = 20
"""A shorter page may be a table of contents."""


def without_set_lines(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, the headings of a level that holds most of the page made lines.

    Between such lines an empty heading parts what stands above from what stands below, as a rule does.
    """
    levels = Counter(block.level for block in blocks if block.kind == "heading")
    level, count = max(levels.items(), key=lambda item: item[1], default=(0, 0))
    told = sum(1 for block in blocks if block.kind != "rule")
    if count < FEWEST or count < SHARE * told:
        return blocks
    return tuple(_as_line(block) if block.level == level else block for block in blocks)


def _as_line(block: Block) -> Block:
    if block.kind != "heading":
        return replace(block, level=0)
    return replace(block, kind="paragraph" if block.text else "rule", level=0)
