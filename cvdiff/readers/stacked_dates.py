"""The two ends of a stint, one below the other in a narrow cell: `Feb. 2015\\\\June 2015` is a range.

Nor does room between them part it: `Fall 2012 to \\qquad Fall 2013`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from cvdiff.document import Block, Document, join
from cvdiff.patterns import pattern
from cvdiff.values.dates import parse_dates

_LINE = r"[^\t\n]{4,20}"
_MARGIN = pattern(r"(?P<first>[^\t\n]{3,12}\d{4})[ \n](?P<last>[^\t\n]{4,20})\t")
"""Two dates in the first cell of a block, whose lines may be words of one line by now."""
_BESIDE = pattern(rf"\t(?P<first>{_LINE})\n(?P<last>{_LINE})(?:\n|$)")
"""Two dates in the last cell of a line."""
_PARTED = pattern(r"(?P<first>[^\t\n]{4,20}\s(?:to|until|bis|[–—-]))\t(?P<last>[^\t\n]{4,20})(?=[\t\n]|$)")
"""A date that a word or dash leads on from, as the first cell of a block, and the date in the second."""
_DASH = " – "


def with_ranges(document: Document) -> Document:
    """The document, two dates of one cell joined by a dash where they make a range."""
    blocks = tuple(map(_with_range, document.blocks))
    changed = any(new is not old for new, old in zip(blocks, document.blocks, strict=True))
    return replace(document, blocks=blocks) if changed else document


def _with_range(block: Block) -> Block:
    text = block.text
    if "\t" not in text.plain:
        return block
    if parted := _PARTED.match(text.plain):
        return _rejoined(block, parted)
    stack = _MARGIN.match(text.plain) or _BESIDE.search(text.plain)
    if stack is None or not _is_range(stack):
        return block
    ends = text.slice(0, stack.end("first")), text.slice(stack.start("last"), len(text.plain))
    return replace(block, text=join(list(ends), _DASH))


def _rejoined(block: Block, parted: re.Match[str]) -> Block:
    """The block, its first two cells as one where they make a range."""
    span = parse_dates(f"{parted['first']} {parted['last']}")
    if span is None or span.start == span.end:
        return block
    text = block.text
    ends = text.slice(0, parted.end("first")), text.slice(parted.start("last"), len(text.plain))
    return replace(block, text=join(list(ends), " "))


def _is_range(stack: re.Match[str]) -> bool:
    """Whether the second of two dates ends a stint that the first begins."""
    start, span = parse_dates(stack["first"]), parse_dates(f"{stack['first']}{_DASH}{stack['last']}")
    if start is None or span is None or start.start != start.end or start.current:
        return False
    return span.start == start.start and (span.current or span.start != span.end)
