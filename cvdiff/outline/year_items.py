"""Lists whose items are years, the entries of each nested in its item ("- 2022", below it the papers)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from cvdiff.document import Block, Document
from cvdiff.values.headings import heading_year


class YearItems:
    """The items of a document that are nothing but a year above other items, and which of them are open."""

    def __init__(self, document: Document) -> None:
        self._years = _years(document.blocks)
        self._opened: set[int] = set()

    def open(self, index: int) -> bool:
        """Whether the block of this index is such a year; what is nested in it stands on its own then."""
        if index not in self._years:
            return False
        self._opened.add(self._years[index])
        return True

    def outside(self, block: Block) -> Block:
        """The block as if the years opened above it were no items."""
        if self._opened.isdisjoint(block.items):
            return block
        return replace(block, items=tuple(item for item in block.items if item not in self._opened))


def _years(blocks: tuple[Block, ...]) -> dict[int, int]:
    """The id of each year's item by the index of its block: in lists where every item is such a year."""
    found: dict[int | None, dict[int, int]] = defaultdict(dict)
    others: set[int | None] = set()
    for index, block in enumerate(blocks):
        if block.kind == "item" and block.items:
            below = blocks[index + 1] if index + 1 < len(blocks) else block
            above_items = below.kind == "item" and below.items[:-1] == block.items
            if above_items and heading_year(block.text.plain) is not None:
                found[block.list_id][index] = block.items[-1]
            else:
                others.add(block.list_id)
    return {i: item for list_id, years in found.items() if list_id not in others for i, item in years.items()}
