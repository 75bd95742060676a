"""Blocks in the making: the lines of one entry, and the list items that enclose it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from cvdiff.document import BlockKind
from cvdiff.readers.pdf.layout import Line


class Place(TypedDict, total=False):
    """Where a block stands."""

    lines: tuple[int, int]
    page: int


class Item:
    """An open list item: where its marker and its text stand, its ids."""

    __slots__ = ("family", "id", "list_id", "text_x", "x")

    def __init__(self, line: Line, id_: int, list_id: int, text_x: float) -> None:
        self.x, self.text_x = line.x0, text_x
        self.family = "0" if any(character.isdigit() for character in line.marker) else line.marker
        self.id, self.list_id = id_, list_id


class Draft:
    """A block in the making.

    `kind` is that of its block. `wrapped` says of each line but the last whether it goes on in the next;
    `hang` is the left edge of the second and later lines, once known.
    """

    __slots__ = ("hang", "items", "kind", "level", "lines", "wrapped")

    def __init__(self, line: Line, kind: BlockKind, items: Sequence[Item] = (), level: int = 0) -> None:
        self.lines, self.kind = [line], kind
        self.wrapped: list[bool] = []
        self.level, self.items = level, tuple(items)
        self.hang: float | None = None

    def add(self, line: Line, wrapped: bool) -> None:
        """Take in the next line; `wrapped` tells that the last one had to end where it does."""
        if self.hang is None and line.page == self.lines[0].page and line.column == self.lines[0].column:
            self.hang = line.x0
        self.lines.append(line)
        self.wrapped.append(wrapped)

    @property
    def place(self) -> Place:
        """Its page; of pages printed as text, the first and last line that it comes from."""
        sources = [source for line in self.lines for source in line.sources]
        return {"lines": (min(sources), max(sources))} if sources else {"page": self.lines[0].page}

    def part(self, start: int, end: int) -> Draft:
        """A draft of some of the lines."""
        part = Draft(self.lines[start], self.kind, self.items, self.level)
        for index in range(start + 1, end):
            part.add(self.lines[index], self.wrapped[index - 1])
        return part
