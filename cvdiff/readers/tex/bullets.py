"""Lists that are typed by hand: lines that open with a dash or a bullet below a line that does not."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cvdiff.document import Block, Text, join
from cvdiff.values.dates import parse_dates

_BULLET = re.compile(r"(?:[-–—•▪◦∙*]|\$\\bullet\$)\s?(?=[^\W\d_]|[“\"'‘(\[$\d])")
_LIST_SIGNS = frozenset("•▪◦∙$")
"""Signs that are nothing but bullets."""


def with_bullets(blocks: list[Block]) -> list[Block]:
    """The blocks, such lines as items of a list below the line above them."""
    new_id = itertools.count(1 + max((i for block in blocks for i in block.items), default=0))
    out: list[Block] = []
    for block in blocks:
        out += _cut(block, new_id) if block.kind in ("paragraph", "item") else [block]
    return out


def _cut(block: Block, new_id: Iterator[int]) -> list[Block]:
    lines = block.text.lines() or [block.text]
    bullets = [_BULLET.match(line.plain) for line in lines]
    head = _head_length(bullets)
    above, rest = lines[:head], lines[head:]
    if not rest or not above or any(map(_is_date, rest)):
        return [block]
    list_id = next(new_id)
    items = [
        _item(block, line, m.end(), list_id, next(new_id))
        for line, m in zip(rest, bullets[head:], strict=True)
        if m
    ]
    return [replace(block, text=join(above)), *items]


def _head_length(bullets: Sequence[re.Match[str] | None]) -> int:
    """How many lines stand above the bullets that close a block: one, or several above signs of lists only,
    as a dash or an asterisk may mean something else there; all lines where there are no such bullets."""
    closing = len(list(itertools.takewhile(bool, reversed(bullets))))
    head = len(bullets) - closing
    own = not any(bullets[:head]) and (head == 1 or all(m and m[0][0] in _LIST_SIGNS for m in bullets[head:]))
    return head if own else len(bullets)


def _item(block: Block, line: Text, start: int, list_id: int, own: int) -> Block:
    text = line.slice(start, len(line.plain))
    return Block(
        kind="item", text=text, items=(*block.items, own), list_id=list_id, marker="-", lines=block.lines
    )


def _is_date(line: Text) -> bool:
    """Whether a line only looks like an item: the end of a range of dates."""
    return parse_dates(line.plain.lstrip("-–— ")) is not None
