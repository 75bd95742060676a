"""Lists that are typed by hand: lines that open with a dash or a bullet below a line that does not."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from cvdiff.document import Block, Text
from cvdiff.values.dates import parse_dates

_BULLET = re.compile(r"(?:[-–—•▪◦∙*]|\$\\bullet\$)\s?(?=[^\W\d_]|[“\"'‘(\[$\d])")


def with_bullets(blocks: list[Block]) -> list[Block]:
    """The blocks, such lines as items of a list below the line above them."""
    new_id = itertools.count(1 + max((i for block in blocks for i in block.items), default=0))
    out: list[Block] = []
    for block in blocks:
        out += _cut(block, new_id) if block.kind in ("paragraph", "item") else [block]
    return out


def _cut(block: Block, new_id: Iterator[int]) -> list[Block]:
    first, *rest = block.text.lines() or [block.text]
    bullets = [_BULLET.match(line.plain) for line in rest]
    if not rest or not all(bullets) or _BULLET.match(first.plain) or any(map(_is_date, rest)):
        return [block]
    list_id = next(new_id)
    items = [
        _item(block, line, m.end(), list_id, next(new_id)) for line, m in zip(rest, bullets, strict=True) if m
    ]
    return [replace(block, text=first), *items]


def _item(block: Block, line: Text, start: int, list_id: int, own: int) -> Block:
    text = line.slice(start, len(line.plain))
    return Block(
        kind="item", text=text, items=(*block.items, own), list_id=list_id, marker="-", lines=block.lines
    )


def _is_date(line: Text) -> bool:
    """Whether a line only looks like an item: the end of a range of dates."""
    return parse_dates(line.plain.lstrip("-–— ")) is not None
