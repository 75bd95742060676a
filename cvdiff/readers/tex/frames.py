"""Lists, tables and entries that are open around what is printed."""

from __future__ import annotations

from cvdiff.document import Block
from cvdiff.readers.tex.rows import Row

_MAX_DEPTH = 50
"""Lists inside lists that are told apart; LaTeX itself refuses more than six."""


class Frame:
    """A list, table or entry that is open. `items` enclose it, `current` is the item begun in it."""

    __slots__ = (
        "current", "depth", "fresh", "items", "kind", "list_id", "marker", "number", "numbered", "out",
        "place", "rows", "step",
    )  # fmt: skip

    def __init__(self, kind: str, items: tuple[int, ...], list_id: int, out: list[Block], depth: int) -> None:
        self.kind, self.items, self.list_id, self.out, self.depth = kind, items, list_id, out, depth
        self.current: int | None = None
        self.number = self.step = self.place = 0
        self.fresh, self.marker = False, ""
        self.numbered: list[int] = []
        self.rows: list[Row] = [[]]

    @property
    def inside(self) -> tuple[int, ...]:
        """The items that enclose what is printed now; a table's cells are placed later."""
        if self.kind == "table":
            return ()
        return self.items if self.current is None else (*self.items[:_MAX_DEPTH], self.current)


class Frames:
    """The open frames, the innermost last. No question about them takes longer for a deeper one."""

    def __init__(self) -> None:
        self._open: list[Frame] = []
        self._tables = 0

    def __len__(self) -> int:
        return len(self._open)

    def __contains__(self, frame: Frame) -> bool:
        return frame.place < len(self._open) and self._open[frame.place] is frame

    @property
    def innermost(self) -> Frame | None:
        """The frame begun last."""
        return self._open[-1] if self._open else None

    @property
    def tables(self) -> int:
        """How many of them are tables."""
        return self._tables

    @property
    def inside(self) -> tuple[int, ...]:
        """The items that enclose what is printed now."""
        return self._open[-1].inside if self._open else ()

    def innermost_is(self, kind: str) -> bool:
        """Whether the innermost frame is of a kind."""
        return bool(self._open) and self._open[-1].kind == kind

    def push(self, frame: Frame) -> None:
        """Begin a frame."""
        frame.place = len(self._open)
        self._open.append(frame)
        self._tables += frame.kind == "table"

    def pop(self) -> None:
        """End the innermost frame."""
        self._tables -= self._open.pop().kind == "table"
