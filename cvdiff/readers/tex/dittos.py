"""Labels of items that repeat the label above them: `\\item[2024] One.`, then `\\item[---] Another.`"""

from __future__ import annotations

from dataclasses import replace

from cvdiff.document import Block, Text, join
from cvdiff.values.dates import parse_dates

_DITTO = frozenset("—–〃″”")
_GAP = "\t"


def with_dittos(blocks: list[Block]) -> list[Block]:
    """The blocks, items that a sign for "the same" opens with the date of the item above in their list."""
    dates: dict[int | None, Text] = {}
    out: list[Block] = []
    for block in blocks:
        above = dates.get(block.list_id)
        if block.kind == "item" and block.list_id is not None and block.marker not in _DITTO:
            dates.pop(block.list_id, None)
            if (date := _date(block.text)) is not None:
                dates[block.list_id] = date
        elif block.kind == "item" and above is not None and _date(block.text) is None:
            block = replace(block, text=join([above, block.text], _GAP), marker="")
        out.append(block)
    return out


def _date(text: Text) -> Text | None:
    """The date in the column in front of a text."""
    label, gap, _ = text.plain.partition(_GAP)
    return text.slice(0, len(label)) if gap and parse_dates(label) else None
