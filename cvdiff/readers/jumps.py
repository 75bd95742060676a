"""Lists of links to places in the document itself: a table of contents is no part of a CV."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from cvdiff.document import Block, Document

MIN_JUMPS = 3
"""Fewer links in a row may be references to footnotes."""

_LISTED = ("item", "paragraph")


def without_jumps(document: Document) -> Document:
    """The document without the runs of lines that hold nothing but a link to a place in it each."""
    if not any(_is_jump(block) for block in document.blocks):
        return document
    kept: list[Block] = []
    for is_jump, group in groupby(document.blocks, _is_jump):
        run = list(group)
        if not is_jump or len(run) < MIN_JUMPS:
            kept += run
    return replace(document, blocks=tuple(kept))


def _is_jump(block: Block) -> bool:
    links = [style for style in block.text.styles if style.kind == "link"]
    inner = bool(links) and all(style.value.startswith("#") and len(style.value) > 1 for style in links)
    return inner and block.kind in _LISTED and block.text.covered("link") == 1
