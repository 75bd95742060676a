"""Headings in the line of the text they head: "**Grants:** Bog Fund (2012)" where all are set so or in bold.

Only a document without headings of its own is read so, and only where such labels name sections of two kinds
or more: one alone may be a label inside its section, as "**Languages:**" among skills. In the first column of
a table ("Education<TAB>Norrvik University, 2012") no style tells them, and it takes three kinds. In one with
headings, every item of a section may open with a line that heads what else the item says ("Achievements",
with items "Journal papers", "Talks"); these, too, name two kinds or more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from cvdiff.document import Block, Document
from cvdiff.outline.heading_lines import is_short
from cvdiff.values.details import is_detail
from cvdiff.values.headings import is_heading_phrase, section_kind

FEWEST_KINDS, FEWEST_IN_TABLE = 2, 3
FEWEST_WORDS = 3
"""A row with fewer words behind its label tells how many there are, or where one is found."""
_NO_SECTIONS = {None, "other", "contact"}
_STYLES = ("bold", "underline")
_SIGN = re.compile(r"\s*[:.](?:\s+|$)")


def run_in_headings(document: Document) -> dict[int, int]:
    """The blocks that open with a heading in their line, by index: where the text behind it begins."""
    found: dict[int, int] = {}
    kinds = set()
    for index, block in enumerate(document.blocks):
        if end := _label_end(block):
            found[index] = end
            kinds.add(section_kind(block.text.plain[:end].rstrip(" :.")))
    return found if len(kinds) >= FEWEST_KINDS else _labels_of_tables(document)


def outside_table(block: Block) -> Block:
    """What a label of a table heads, as a paragraph."""
    return block if block.kind == "paragraph" else replace(block, kind="paragraph", items=(), list_id=None)


def _labels_of_tables(document: Document) -> dict[int, int]:
    """The rows that open with a heading, in the tables that hold sections."""
    blocks = document.blocks
    labels = {index: label for index, block in enumerate(blocks) if (label := _label_of_row(block))}
    kinds = defaultdict(set)
    for index, label in labels.items():
        kinds[blocks[index].list_id].add(section_kind(label))
    tables = {table for table, named in kinds.items() if len(named - _NO_SECTIONS) >= FEWEST_IN_TABLE}
    return {index: len(label) for index, label in labels.items() if blocks[index].list_id in tables}


def _label_of_row(block: Block) -> str:
    """The phrase of heading words in the first cell of an outermost row; empty for any other block."""
    if block.list_id is None or block.marker or len(block.items) > 1:
        return ""
    label, tab, text = block.text.plain.partition("\t")
    is_head = tab and "\n" not in label and len(text.split()) >= FEWEST_WORDS and is_heading_phrase(label)
    return label if is_head else ""


def opened_items(document: Document) -> dict[int, int]:
    """The items that open with a heading on a line of its own, by index: where that line ends."""
    found: dict[int, int] = {}
    for section in _sections(document):
        named = {i: end for i, block in section if (end := _name_end(block))}
        kinds = {section_kind(block.text.plain[: named[i]]) for i, block in section if i in named}
        if len(named) == len(section) and len(kinds) >= FEWEST_KINDS:
            found |= named
    return found


def _sections(document: Document) -> list[list[tuple[int, Block]]]:
    """The outermost blocks below each heading, with their indices, where the first opens with a heading."""
    sections: list[list[tuple[int, Block]]] = [[]]
    for index, block in enumerate(document.blocks):
        if block.kind == "heading":
            sections.append([])
        elif len(block.items) <= 1:
            sections[-1].append((index, block))
    return [section for section in sections[1:] if section and _name_end(section[0][1])]


def _name_end(block: Block) -> int:
    """Where the first of an item's lines ends that names a section; 0 where it does not."""
    name, more, _ = block.text.plain.partition("\n")
    if block.kind != "item" or not more or "\t" in name or not is_short(name):
        return 0
    named = section_kind(name) not in (None, "other", "contact") and is_heading_phrase(name)
    return len(name) if named else 0


def _label_end(block: Block) -> int:
    """Where the text behind a label begins that opens a paragraph outside lists; 0 where none does."""
    if block.kind != "paragraph" or block.items:
        return 0
    plain = block.text.plain
    style = next((s for s in block.text.styles if s.start == 0 and s.kind in _STYLES), None)
    if style is None:
        return 0
    words = plain[: style.end].rstrip(" :.")
    sign = _SIGN.match(plain, len(words))
    if sign is None or sign.end() == len(plain) or "\n" in sign[0] or sign.end() < style.end:
        return 0
    named = section_kind(words) not in _NO_SECTIONS and is_heading_phrase(words)
    return sign.end() if named and not is_detail(plain) else 0
