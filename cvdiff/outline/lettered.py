"""What counts on by letters, which no format marks: headings ("A. Positions") and parts of an item ("a.").

The letters or Roman numbers of headings tell those that no word of the vocabulary names: each follows the one
before it, and enough of them are known. Where the vocabulary knows all of them nothing is added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cvdiff.document import Block, BlockIds, Document
from cvdiff.outline.heading_lines import is_caps
from cvdiff.values.dates import find_dates
from cvdiff.values.headings import is_heading_phrase, section_kind

FEWEST = 3
"""Two lines that count on may be the points of an argument."""
_LONGEST = 12
"""Words of such a heading ("Additional Information: Research Support and/or Scholastic Performance": 9)."""
_LEVEL = 6
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_SMALL = "abcdefghijklmnopqrstuvwxyz"
_LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def with_letters(document: Document) -> Document:
    """The document, what counts on by capitals as headings, by small letters within an item as items."""
    return _with_lettered_items(_with_lettered_headings(document))


def _with_lettered_items(document: Document) -> Document:
    """The document, paragraphs "a. ...", "b. ..." of one item as a list in it."""
    parts: dict[int, int] = {}
    for index, block in enumerate(document.blocks):
        if block.kind == "paragraph" and block.items and block.text.plain[1:3] == ". ":
            above = parts.get(index - 1, -1) if document.blocks[index - 1].items == block.items else -1
            if _SMALL[above + 1 : above + 2] == block.text.plain[0]:
                parts[index] = above + 1
    if 1 not in parts.values():
        return document
    return replace(document, blocks=tuple(_items(document.blocks, parts)))


def _items(blocks: Sequence[Block], parts: Mapping[int, int]) -> Iterator[Block]:
    """The blocks, each of these parts of an item (by index: its place, from 0) as an item inside it."""
    ids = BlockIds(blocks)
    listed: int | None = None
    for index, block in enumerate(blocks):
        if index not in parts:
            yield block
            continue
        text = block.text.slice(3, len(block.text.plain))
        item = replace(block, kind="item", text=text, marker=block.text.plain[:2], items=(0,), list_id=0)
        (own,) = ids.renumbered([item])
        listed = listed if parts[index] else own.list_id
        yield replace(own, items=(*block.items, *own.items), list_id=listed)


def _with_lettered_headings(document: Document) -> Document:
    """The document, paragraphs that count on as headings below all others of the format."""
    marked = {i: label for i, block in enumerate(document.blocks) if (label := _label(block))}
    if len(marked) < FEWEST:
        return document
    for numbers in (_ROMAN, _LETTERS):
        heads = _counted(marked, numbers)
        if _are_headings([document.blocks[i].text.plain for i in heads]):
            out = tuple(
                replace(block, kind="heading", level=_LEVEL) if i in heads else block
                for i, block in enumerate(document.blocks)
            )
            return replace(document, blocks=out)
    return document


def _label(block: Block) -> str:
    """The letter or number before a line of its own, outside lists, that is set as headings are."""
    text = block.text
    label, sign, words = text.plain[:100].partition(".")
    if not sign or len(label) > len("XVIII") or block.kind != "paragraph" or block.items:
        return ""
    if label not in _ROMAN and label not in _LETTERS:
        return ""
    short = words[:1] == " " and "\n" not in text.plain and len(text.plain.split()) <= _LONGEST
    styled = max(text.covered("bold"), text.covered("underline")) > 0.8 or is_caps(words)
    return label if short and styled and not find_dates(words) else ""


def _counted(marked: dict[int, str], numbers: Sequence[str]) -> list[int]:
    """The blocks whose labels are the first of the numbers, the second and so on, in order."""
    found: list[int] = []
    for index, label in marked.items():
        if len(found) < len(numbers) and label == numbers[len(found)]:
            found.append(index)
    return found


def _are_headings(lines: Sequence[str]) -> bool:
    """Whether lines that count on are headings: half of them or more are known, and one is not."""
    known = sum(section_kind(line) is not None for line in lines)
    missing = sum(not is_heading_phrase(line) for line in lines)
    return len(lines) >= FEWEST and 2 * known >= len(lines) and missing > 0
