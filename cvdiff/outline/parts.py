"""What the outline is made of: lines, and the parts that hold them."""

from __future__ import annotations

from cvdiff.dataclass import dataclass
from cvdiff.document import Block, Document, Text
from cvdiff.model import Kind, Section


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a block: the unit that segmentation puts together to entries.

    `block` is the block's index in the document, `number` the line's index within the block.
    """

    text: Text
    block: int
    number: int
    source: Block

    @property
    def depth(self) -> int:
        """How many list items enclose the line."""
        return len(self.source.items)


@dataclass(frozen=True, slots=True)
class Part:
    """A section with the lines that stand directly below its heading.

    `kind` is None where neither the heading nor one above it tells; `path` holds the headings from the
    outermost to this one. The part before the first heading has an empty heading. Below a heading that
    is only a date ("2024"), `heading` is the one above it; `printed` is always the heading itself.
    `stamps` are lines among them that only say when the document was written.
    `blocks` are the heading's own blocks, the heads of tables included; `columns` says what a table's
    columns hold, by the table's `list_id`. `given` tells that the user said the kind, of this heading or
    of one above it; `leads`, that a heading of lower rank follows behind the lines.
    """

    heading: str
    printed: str
    kind: Kind | None
    level: float
    path: tuple[str, ...]
    blocks: tuple[int, ...]
    lines: tuple[Line, ...]
    columns: tuple[tuple[int | None, tuple[str, ...]], ...] = ()
    stamps: tuple[Line, ...] = ()
    given: bool = False
    leads: bool = False

    def section(self, kind: Kind, document: Document) -> Section:
        """The section as reports name it."""
        block = document.blocks[self.blocks[0]] if self.blocks else None
        return Section(
            heading=self.printed,
            kind=kind,
            lines=block.lines if block else None,
            page=block.page if block else None,
        )
