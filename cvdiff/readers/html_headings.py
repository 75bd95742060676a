"""Headings by their looks: lines that are set as headings for their size, numbers beside headings.

Old page editors had no other way to set large type than to make every line a heading. What tells their
sections (capitals, a rule above) is the outline's business. Designed pages set the number of a section in an
element of its own beside its heading.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from cvdiff.document import Block, join

SHARE = 0.75
"""Headings of one level are lines when so many of a page's blocks are such; sections have lines below."""
FEWEST = 20
"""A shorter page may be a table of contents."""
_NUMBER = re.compile(r"\d{1,2}[.)]?")
FEWEST_NUMBERED = 2
"""A lone number above a heading may be a count."""


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


def with_numbers(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, the numbers right above headings made the beginnings of these."""
    numbered = {n for n, (block, below) in enumerate(pairwise(blocks)) if _is_number_of(block, below)}
    if len(numbered) < FEWEST_NUMBERED:
        return blocks
    return tuple(
        _behind(blocks[n - 1], block) if n - 1 in numbered else block
        for n, block in enumerate(blocks)
        if n not in numbered
    )


def _is_number_of(block: Block, below: Block) -> bool:
    outside = block.kind == "paragraph" and not block.items and below.kind == "heading"
    return outside and _NUMBER.fullmatch(block.text.plain) is not None


def _behind(number: Block, heading: Block) -> Block:
    lines = (number.lines[0], heading.lines[1]) if number.lines and heading.lines else heading.lines
    return replace(heading, text=join([number.text, heading.text], " "), lines=lines)


def _as_line(block: Block) -> Block:
    if block.kind != "heading":
        return replace(block, level=0)
    return replace(block, kind="paragraph" if block.text else "rule", level=0)
