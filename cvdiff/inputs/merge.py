"""One document of several: a CV whose parts are kept in several files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cvdiff.document import Block, BlockIds, Diagnostic, Document


def merge(parts: Sequence[tuple[str, Document]]) -> Document:
    """The documents one after the other, each with the name of its file.

    Blocks have no line, since a line alone does not say of which file; diagnostics name their file. The
    format is that of the first document; of several values for a key of `meta`, the first one stays.
    """
    blocks: list[Block] = []
    ids = BlockIds()
    for _, document in parts:
        blocks += ids.renumbered(replace(block, lines=None, page=None) for block in document.blocks)
    return Document(
        format=parts[0][1].format,
        blocks=tuple(blocks),
        meta=tuple({key: value for _, document in reversed(parts) for key, value in document.meta}.items()),
        diagnostics=tuple(_placed(name, told) for name, document in parts for told in document.diagnostics),
    )


def _placed(name: str, told: Diagnostic) -> Diagnostic:
    place = f"{name}, line {told.line}" if told.line else name
    place = f"{name}, page {told.page}" if told.page else place
    return Diagnostic(message=f"{place}: {told.message}")
