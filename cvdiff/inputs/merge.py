"""One document of several: a CV whose parts are kept in several files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cvdiff.document import Block, Diagnostic, Document


def merge(parts: Sequence[tuple[str, Document]]) -> Document:
    """The documents one after the other, each with the name of its file.

    Blocks have no line, since a line alone does not say of which file; diagnostics name their file. The
    format is that of the first document; of several values for a key of `meta`, the first one stays.
    """
    blocks: list[Block] = []
    items = lists = 0
    for _, document in parts:
        moved = [_moved(block, items, lists) for block in document.blocks]
        items = max((item for block in moved for item in block.items), default=items)
        lists = max((block.list_id for block in moved if block.list_id is not None), default=lists)
        blocks += moved
    return Document(
        format=parts[0][1].format,
        blocks=tuple(blocks),
        meta=tuple({key: value for _, document in reversed(parts) for key, value in document.meta}.items()),
        diagnostics=tuple(_placed(name, told) for name, document in parts for told in document.diagnostics),
    )


def _moved(block: Block, items: int, lists: int) -> Block:
    """The block with ids that no block before it has."""
    return replace(
        block,
        items=tuple(item + items + 1 for item in block.items),
        list_id=None if block.list_id is None else block.list_id + lists + 1,
        lines=None,
        page=None,
    )


def _placed(name: str, told: Diagnostic) -> Diagnostic:
    place = f"{name}, line {told.line}" if told.line else name
    place = f"{name}, page {told.page}" if told.page else place
    return Diagnostic(message=f"{place}: {told.message}")
