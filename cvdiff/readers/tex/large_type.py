"""Headings that are only set large: the type of a line, and which lines it makes headings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cvdiff.document import Block

_LONGEST_HEADING = 70
"""A longer line in large type is a sentence."""

_NOTHING = 9
"""The size of a line on which nothing stands; larger than any size of type."""


class LineType:
    """How a line is set: `size` is that of its smallest type in steps from the normal size, `plain` says
    that something of it is neither bold nor in capitals, `ruled` that a rule stands under it."""

    __slots__ = ("plain", "ruled", "size")

    def __init__(self, ruled: bool = False) -> None:
        self.size, self.plain, self.ruled = _NOTHING, False, ruled

    def add(self, data: str, size: int, fonts: frozenset[str]) -> None:
        """Print characters on the line."""
        self.size = min(self.size, size)
        self.plain |= not fonts & {"bold", "smallcaps"} and not data.isupper()

    @property
    def is_large(self) -> bool:
        """Whether all of the line is larger than normal."""
        return 1 <= self.size < _NOTHING

    @property
    def printed_size(self) -> int:
        """The size, that of a line on which nothing stands being normal."""
        return self.size if self.size < _NOTHING else 0


def is_headline(plain: str) -> bool:
    """Whether a text may be a heading: one short line in one column with a letter in it, no address."""
    return len(plain) <= _LONGEST_HEADING and not set("\t\n@") & set(plain) and any(map(str.isalpha, plain))


def with_levels(blocks: list[Block], sizes: Mapping[int, int], owner: str) -> list[Block]:
    """Headings that are only set large get their level from their size, below the document's sections.

    `sizes` are those of blocks in large type by their place. The owner's name, however large, heads the
    whole CV and no section of it.
    """
    for index in sizes:
        if owner and blocks[index].text.plain.casefold() == owner.casefold():
            blocks[index] = replace(blocks[index], kind="paragraph", level=0)
    sizes = {index: size for index, size in sizes.items() if blocks[index].kind == "heading"}
    below = int(any(block.kind == "heading" and i not in sizes for i, block in enumerate(blocks)))
    ranks = {size: rank for rank, size in enumerate(sorted(set(sizes.values()), reverse=True), 1)}
    return [
        replace(block, level=min(below + ranks[sizes[i]], 6)) if i in sizes else block
        for i, block in enumerate(blocks)
    ]
