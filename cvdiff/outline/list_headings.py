"""Sections that are the items of one list, or below the rows of one table that are headings; lists of one.

Some CVs set their whole body as a list, each section an item that opens with its heading, or as a table
with a bold row above the rows of each section. Only a document without headings is read so: elsewhere
such an item or row labels what is below it, inside its section. A list of one item that is a phrase of
heading words, between other lists, heads the list below it: a description without a text. So does such a
phrase, all bold, between two items of one list, as one of them or not. Inside the sections of a document
whose tables have rows of such phrases, these are headings too, and what else stands in bold alone in the
same table.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from cvdiff.document import Block, Document
from cvdiff.outline.heading_lines import is_short
from cvdiff.values.dates import find_dates
from cvdiff.values.headings import is_heading_phrase, section_kind

_LOWEST_LEVEL = 6
_BOLD = 0.9
FEWEST = 2
"""So many headings in one list or table tell that it holds sections."""


def with_list_headings(document: Document) -> Document:
    """The document, such items and rows as headings and what is inside these items outside of any."""
    return _with_headed_items(_with_sections(_with_labelled_rows(_with_lists_of_one(document))))


def _with_labelled_rows(document: Document) -> Document:
    """The document, the rows that label those below them in a table as headings below all others."""
    blocks = document.blocks
    bold = {i: block for i, block in enumerate(blocks) if _is_row_in_bold(block)}
    if len(bold) < FEWEST or not _has_sections(document):
        return document
    sizes = Counter(block.items[0] for block in blocks if block.items)
    bold = {i: block for i, block in bold.items() if not block.items or sizes[block.items[0]] == 1}
    named = [block.list_id for block in bold.values() if _is_named(block.text.plain)]
    heads = {i for i, block in bold.items() if block.list_id in named} if len(named) >= FEWEST else set()
    out = tuple(replace(_heading(b), level=_LOWEST_LEVEL) if i in heads else b for i, b in enumerate(blocks))
    return replace(document, blocks=out) if heads else document


def _is_row_in_bold(block: Block) -> bool:
    """Whether a row of a table outside lists is one cell of one line, in bold and without a date."""
    text = block.text
    if block.list_id is None or block.marker or not _is_outermost(block) or {"\n", "\t"} & set(text.plain):
        return False
    return is_short(text.plain) and text.covered("bold") > _BOLD and not find_dates(text.plain)


def _is_outermost(block: Block) -> bool:
    """Whether a block is an item of no other item, or a row in none."""
    return (block.kind == "item" and len(block.items) == 1) or (block.kind == "row" and not block.items)


def _with_lists_of_one(document: Document) -> Document:
    """The document, a list of one that heads the list below it as a heading below all others."""
    blocks = document.blocks
    sizes = Counter(block.list_id for block in blocks)
    lone = {
        i
        for i, block in enumerate(blocks[:-1])
        if (sizes[block.list_id] == 1 and _is_label_of(block, blocks[i + 1]))
        or (
            block.kind == "paragraph" and block.items and _stands_between(block, blocks[i - 1], blocks[i + 1])
        )
    }
    out = tuple(replace(_heading(b), level=_LOWEST_LEVEL) if i in lone else b for i, b in enumerate(blocks))
    return replace(document, blocks=out) if lone else document


def _is_label_of(block: Block, below: Block) -> bool:
    """Whether an outermost item without a bullet is a heading's phrase, above an item of another list."""
    outermost = block.kind == below.kind == "item" and len(block.items) == len(below.items) == 1
    text = block.text.plain
    return outermost and not block.marker and _is_named(text)


def _is_named(text: str) -> bool:
    """Whether a line is a phrase that names a section of a kind."""
    return section_kind(text) not in (None, "other") and is_heading_phrase(text)


def _stands_between(block: Block, above: Block, below: Block) -> bool:
    """Whether a paragraph in a list is a heading's phrase, all bold, behind one item and above the next."""
    if not above.kind == below.kind == "item" or below.list_id != above.list_id:
        return False
    if above.items != block.items or below.items == above.items:
        return False
    return _is_bold_name(block)


def _with_headed_items(document: Document) -> Document:
    """The document, a bold item that heads the other items of its list as a heading below all others."""
    blocks = document.blocks
    heads = {i for i, b in enumerate(blocks[:-1]) if _is_outermost(b) and _heads_items(b, blocks[i + 1])}
    out = tuple(replace(_heading(b), level=_LOWEST_LEVEL) if i in heads else b for i, b in enumerate(blocks))
    return replace(document, blocks=out) if heads else document


def _heads_items(block: Block, below: Block) -> bool:
    """Whether an item is a heading's phrase, all bold, above an item of the same list that is not bold."""
    if block.kind != "item" or below.list_id != block.list_id or below.items == block.items:
        return False
    return below.kind == "item" and below.text.covered("bold") <= _BOLD and _is_bold_name(block)


def _is_bold_name(block: Block) -> bool:
    """Whether all of a block is a heading's phrase in bold, without a date."""
    text = block.text
    return text.covered("bold") > _BOLD and _is_named(text.plain) and not find_dates(text.plain)


def _with_sections(document: Document) -> Document:
    blocks = document.blocks
    if _has_sections(document):
        return document
    within = _with_more(blocks)
    found = {i: b for i, b in enumerate(blocks) if b.list_id is not None and _is_heading(b, i in within)}
    lists = Counter(block.list_id for block in found.values())
    heads = {i: b for i, b in found.items() if lists[b.list_id] >= FEWEST}
    opened = {block.items[0] for block in heads.values() if block.items}
    out = [_heading(b) if i in heads else _taken_out(b, opened) for i, b in enumerate(blocks)]
    return replace(document, blocks=tuple(out)) if heads else document


def _has_sections(document: Document) -> bool:
    """Whether a heading of the format says what stands below it."""
    return any(block.kind == "heading" and section_kind(block.text.plain) for block in document.blocks)


def _with_more(blocks: tuple[Block, ...]) -> set[int]:
    """The indices of the items that have more than their first block, and of the rows of tables."""
    sizes = Counter(block.items[0] for block in blocks if block.items)
    tables = {b.list_id for b in blocks if "\t" in b.text.plain and (b.kind == "row" or len(b.items) == 1)}
    return {
        index
        for index, block in enumerate(blocks)
        if block.list_id in tables or (block.items and sizes[block.items[0]] > 1)
    }


def _is_heading(block: Block, has_more: bool) -> bool:
    """Whether an outermost item or a row is nothing but a heading in bold."""
    text = block.text
    if not (_is_outermost(block) and has_more) or "\n" in text.plain or "\t" in text.plain:
        return False
    named = section_kind(text.plain) is not None and is_heading_phrase(text.plain)
    return named and text.covered("bold") > _BOLD and not find_dates(text.plain)


def _heading(block: Block) -> Block:
    return replace(block, kind="heading", level=1, items=(), list_id=None, marker="")


def _taken_out(block: Block, opened: set[int]) -> Block:
    return replace(block, items=block.items[1:]) if block.items and block.items[0] in opened else block
