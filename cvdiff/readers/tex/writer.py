"""Blocks in the making: what the interpreter prints, with the layout that surrounds it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

from cvdiff.document import Block, BlockKind, StyleKind, Text, join
from cvdiff.readers.tex.rows import Row, table_blocks
from cvdiff.readers.tex.tokens import Token
from cvdiff.readers.text_buffer import TextBuffer

_STYLES: tuple[StyleKind, ...] = ("bold", "italic", "underline", "code", "strike", "superscript")
_LONGEST_HEADING = 70
"""A longer line in large type is a sentence."""


class Scope:
    """A group or environment: what it restores when it ends, what happens then (`ending` before `at_end`)."""

    __slots__ = ("at_end", "ending", "environment", "fonts", "obeys_lines", "size")

    def __init__(self, environment: str, fonts: frozenset[str], size: int, obeys_lines: bool) -> None:
        self.environment, self.fonts, self.size, self.obeys_lines = environment, fonts, size, obeys_lines
        self.at_end: list[Callable[[], None]] = []
        self.ending: list[Token] = []


_MAX_DEPTH = 50
"""Lists inside lists that are told apart; LaTeX itself refuses more than six."""


class Frame:
    """A list, table or entry that is open. `items` enclose it, `current` is the item begun in it."""

    __slots__ = (
        "current", "depth", "fresh", "items", "kind", "list_id", "marker", "number", "numbered", "out",
        "rows", "step",
    )  # fmt: skip

    def __init__(self, kind: str, items: tuple[int, ...], list_id: int, out: list[Block], depth: int) -> None:
        self.kind, self.items, self.list_id, self.out, self.depth = kind, items, list_id, out, depth
        self.current: int | None = None
        self.number, self.step = 0, 0
        self.fresh, self.marker = False, ""
        self.numbered: list[int] = []
        self.rows: list[Row] = [[]]

    @property
    def inside(self) -> tuple[int, ...]:
        """The items that enclose what is printed now; a table's cells are placed later."""
        if self.kind == "table":
            return ()
        return self.items if self.current is None else (*self.items[:_MAX_DEPTH], self.current)


class Writer:
    """Collects blocks. While it is `muted` (a preamble) nothing is printed; `raw` keeps `--` and quotes."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.muted = self.raw = False
        self.fonts: frozenset[str] = frozenset()
        self.size = 0
        self.obeys_lines = False
        self.scopes: list[Scope] = []
        self.frames: list[Frame] = []
        self.sizes: dict[int, int] = {}
        self._ids: Iterator[int] = itertools.count(1)
        self._buffer = TextBuffer()
        self._out = self.blocks
        self._level = self._run_in = 0
        self._marker, self._fresh = "", False
        self._sticky: tuple[int, ...] = ()
        self._sticky_paragraphs = self._ended = False
        self._has_line = self._has_text = self._ruled = False
        self._breaks = 0
        self._line_size, self._line_plain = 9, False
        self._last = (9, False, False)

    # What is printed

    def text(self, data: str, line: int) -> None:
        """Print characters of a source line."""
        if self.muted:
            return
        self._buffer.text(data, line, line)
        if data.strip():
            self._has_line = self._has_text = True
            self._run_in = 0
            self._line_size = min(self._line_size, self.size)
            self._line_plain |= not self.fonts & {"bold", "smallcaps"} and not data.isupper()

    def printed(self, text: Text, line: int) -> None:
        """Print text that has its styles and lines already."""
        edges = sorted({0, len(text.plain)}.union(*((style.start, style.end) for style in text.styles)))
        for start, end in itertools.pairwise(edges):
            for style in text.styles:
                if style.start == start:
                    self._buffer.open(style.kind, style.value)
            for index, part in enumerate(text.plain[start:end].split("\n")):
                if index:
                    self.line_break()
                self.text(part, line)
            for style in text.styles:
                if style.end == end:
                    self._buffer.close(style.kind)

    def gap(self) -> None:
        """Begin another column."""
        self._buffer.gap()

    def line_break(self) -> None:
        """End the line, if one is begun."""
        if not self._has_line:
            return
        if self._is_large_heading():
            self._flush_heading()
        else:
            self._buffer.line_break()
            self._breaks += 1
            self._line_size, self._line_plain, self._has_line = 9, False, False

    def drop_line(self) -> None:
        """Forget the line that is being written."""
        taken, (first, _) = self._buffer.take()
        before = join(taken).lines()[:-1]
        if before:
            self.printed(join(before), first)
            self.line_break()

    def open_link(self, url: str) -> None:
        """Begin a link."""
        self._buffer.open("link", url)
        self._has_text = False

    def close_link(self) -> None:
        """End a link."""
        self._buffer.close("link")

    @property
    def link_is_empty(self) -> bool:
        """Whether nothing was printed since a link began."""
        return not self._has_text

    @property
    def has_breaks(self) -> bool:
        """Whether the block being set has more than one line."""
        return self._breaks > 0

    # Fonts and groups

    def set_fonts(self, fonts: frozenset[str]) -> None:
        """Print in these fonts from now on."""
        for kind in _STYLES:
            if kind in fonts and kind not in self.fonts:
                self._buffer.open(kind)
            elif kind in self.fonts and kind not in fonts:
                self._buffer.close(kind)
        self.fonts = fonts

    def begin_scope(self, environment: str = "") -> Scope:
        """Begin a group, or an environment by its name."""
        self.scopes.append(Scope(environment, self.fonts, self.size, self.obeys_lines))
        return self.scopes[-1]

    def end_group(self) -> None:
        """End a group; a brace that closes none is ignored."""
        if self.scopes and not self.scopes[-1].environment:
            self._end_scope()

    def end_environment(self, name: str) -> None:
        """End an environment with all that was left open in it; one that is not open is ignored."""
        if any(scope.environment == name for scope in self.scopes):
            while self.scopes[-1].environment != name:
                self._end_scope()
            self._end_scope()

    def _end_scope(self) -> None:
        scope = self.scopes.pop()
        for action in reversed(scope.at_end):
            action()
        self.set_fonts(scope.fonts)
        self.size, self.obeys_lines = scope.size, scope.obeys_lines

    # Paragraphs and headings

    def paragraph(self) -> None:
        """End the paragraph."""
        self.flush()
        self._ended = True

    def begin_heading(self, level: int) -> None:
        """Begin a heading; it ends with `end_heading`."""
        self.flush()
        self._sticky = ()
        self._level = level

    def end_heading(self) -> None:
        """Print the heading."""
        for text, lines in self._take():
            text = Text(text.plain.replace("\n", " "), text.styles)
            self._out.append(Block(kind="heading", text=text, level=self._level, lines=lines))
        self._level = 0

    def end_run_in(self, level: int) -> None:
        """End a heading that the text goes on with; where none does, it is a heading of `level` after all."""
        if self._has_line:
            self._run_in = level

    def rule(self, line: int, *, inline: bool) -> None:
        """Print a horizontal rule, or take it as setting off the line above it (`inline`: around it)."""
        if self.muted or self._level or self._in_table():
            return
        if self._has_line:
            self._ruled = True
            if inline:
                return
        self.flush()
        self._sticky = ()
        if not self._make_heading() and not (self._out and self._out[-1].kind in ("heading", "rule")):
            self._out.append(Block(kind="rule", text=Text(""), lines=(line, line)))

    def flush(self) -> None:
        """End the block."""
        if self._level or self.muted:
            return
        if self._has_line and self._is_large_heading():
            self._flush_heading()
            return
        for text, lines in self._take():
            self._emit(text, lines)

    def _take(self) -> list[tuple[Text, tuple[int, int]]]:
        texts, lines = self._buffer.take()
        self._breaks = 0
        size, plain, ruled = self._line_size, self._line_plain, self._ruled
        self._has_line, self._ruled, self._line_size, self._line_plain = False, False, 9, False
        self._last = (size, plain, ruled)
        return [(text, lines) for text in texts]

    def _emit(self, text: Text, lines: tuple[int, int]) -> None:
        level, self._run_in = self._run_in, 0
        if level and not (self._level or self.frames or self._sticky or "\n" in text.plain):
            self._out.append(Block(kind="heading", text=text, level=level, lines=lines))
            return
        frame = self.frames[-1] if self.frames else None
        items = frame.inside if frame else ()
        if self._sticky and not self._in_table() and not (frame and frame.kind == "list"):
            if self._ended and not self._sticky_paragraphs:
                self._sticky = ()
            items = self._sticky or items
        kind: BlockKind = "item" if self._fresh else "paragraph"
        list_id = frame.list_id if frame and self._fresh else None
        block = Block(
            kind=kind,
            text=text,
            items=items,
            lines=lines,
            list_id=list_id,
            marker=self._marker if self._fresh else "",
        )
        self._fresh, self._marker, self._ended = False, "", False
        self._out.append(block)
        self._note_size(*self._last)

    def _note_size(self, size: int, plain: bool, ruled: bool) -> None:
        if self._out is self.blocks and not plain:
            self.sizes[len(self.blocks) - 1] = max(size, 0) if size < 9 else 0
        if ruled:
            self._make_heading()

    def _make_heading(self) -> bool:
        """Turn the block just printed, over a rule, into a heading if it looks like one."""
        block = self._out[-1] if self._out else None
        if block is None or self._out is not self.blocks or block.kind != "paragraph" or block.items:
            return False
        index = len(self.blocks) - 1
        large = 1 <= self._last[0] < 9
        if not (index and self._is_headline(block.text.plain) and (large or index in self.sizes)):
            return False
        self.blocks[index] = replace(block, kind="heading", level=1)
        self.sizes[index] = self._last[0] if self._last[0] < 9 else 0
        return True

    def _is_large_heading(self) -> bool:
        """Whether the line just set, the first of its block, is large and bold or in capitals."""
        if self._line_size >= 9 or self._line_size < 1 or self._line_plain or self._level or self.frames:
            return False
        return bool(self.blocks) and not self._sticky

    def _flush_heading(self) -> None:
        size = self._line_size
        for text, lines in self._take():
            if "\n" in text.plain or not self._is_headline(text.plain):
                self._emit(text, lines)
            else:
                self.sizes[len(self.blocks)] = size
                self.blocks.append(Block(kind="heading", text=text, level=1, lines=lines))

    @staticmethod
    def _is_headline(plain: str) -> bool:
        return (
            len(plain) <= _LONGEST_HEADING and not set("\t\n@") & set(plain) and any(map(str.isalpha, plain))
        )

    # Lists and entries

    def begin_list(self, step: int = 0) -> Frame:
        """Begin a list; `step` is 1 if it counts, -1 if it counts down."""
        self.flush()
        frame = self._push("list")
        frame.step = step
        if self._sticky and not frame.items:
            frame.items = self._sticky
        return frame

    def item(self, marker: str | None = None) -> None:
        """Begin an item. `marker` is given where the author gave one; outside a list there is a list."""
        self.flush()
        while self.frames and self.frames[-1].kind == "entry":
            self._drop_frame()
        if not self.frames or self.frames[-1].kind != "list":
            frame = self.begin_list()
            if self.scopes:
                self.scopes[-1].at_end.append(lambda: self.close_frame(frame))
        frame = self.frames[-1]
        self._sticky = () if not frame.items else self._sticky
        frame.current = next(self._ids)
        self._fresh, self._marker = not self.muted, "-" if marker is None else marker
        if frame.step and marker is None:
            frame.number += 1
            self._marker = f"{frame.number}."
            frame.numbered.append(len(self._out))

    def begin_entry(self) -> Frame | None:
        """Begin an item outside a list; None within an item's or a cell's text, which it is part of."""
        if (
            self._level
            or self._has_line
            or self.muted
            or (self.frames and self.frames[-1].current is not None)
        ):
            return None
        if self._in_table():
            return None
        self.flush()
        self._sticky = ()
        frame = self._push("entry")
        frame.current = next(self._ids)
        self._fresh, self._marker = True, ""
        return frame

    def end_entry(self, frame: Frame | None, paragraphs: bool) -> None:
        """End an entry; a list that follows still belongs to it, with `paragraphs` also paragraphs."""
        if frame is None or frame not in self.frames:
            return
        begun = not self._fresh or self._has_line
        inside = frame.inside
        self.close_frame(frame)
        if begun:
            self._sticky, self._sticky_paragraphs, self._ended = inside, paragraphs, False

    def end_sticky(self) -> None:
        """Nothing that follows belongs to the entry above any more."""
        self.flush()
        self._sticky = ()

    # Tables

    def begin_table(self) -> Frame:
        """Begin a table."""
        self.flush()
        frame = self._push("table")
        if not frame.items and self._sticky:
            frame.items = self._sticky
        frame.out, self._out = self._out, []
        frame.fresh, frame.marker, self._fresh = self._fresh, self._marker, False
        return frame

    def cell(self) -> None:
        """End a cell; outside a table, a column."""
        frame = self._table()
        if frame is None:
            self.gap()
            return
        self._end_cell(frame)

    def row(self) -> bool:
        """End a row, if a table's row is what is being set."""
        frame = self._table()
        if frame is None:
            return False
        self._end_cell(frame)
        frame.rows.append([])
        return True

    def _end_cell(self, frame: Frame) -> None:
        self.flush()
        frame.rows[-1].append(self._out)
        self._out = []
        self._fresh = False

    def _table(self) -> Frame | None:
        if not self.frames or self.frames[-1].kind != "table" or self.frames[-1].depth != len(self.scopes):
            return None
        return self.frames[-1]

    def _in_table(self) -> bool:
        return any(frame.kind == "table" for frame in self.frames)

    # Frames

    def _push(self, kind: str) -> Frame:
        items = self.frames[-1].inside if self.frames else ()
        frame = Frame(kind, items, next(self._ids), self._out, len(self.scopes))
        self.frames.append(frame)
        return frame

    def close_frame(self, frame: Frame) -> None:
        """End a list, table or entry with all that was left open in it."""
        if any(opened is frame for opened in reversed(self.frames)):
            while self.frames[-1] is not frame:
                self._drop_frame()
            self._drop_frame()

    def _drop_frame(self) -> None:
        frame = self.frames[-1]
        if frame.kind == "table":
            self._end_cell(frame)
            self.frames.pop()
            self._out = frame.out
            self._write_table(frame)
        else:
            self.flush()
            self._fresh = False
            self.frames.pop()
        if frame.step < 0:
            self._count_down(frame)

    def _write_table(self, frame: Frame) -> None:
        blocks = table_blocks(frame.rows, frame.items, frame.list_id, self._ids)
        self._fresh, self._marker = frame.fresh, frame.marker
        if self._fresh and blocks:
            blocks[0] = replace(blocks[0], kind="item", marker=frame.marker)
            self._fresh = False
        self._out += blocks

    def _count_down(self, frame: Frame) -> None:
        for place, index in enumerate(frame.numbered):
            if index < len(self._out) and self._out[index].kind == "item":
                marker = f"{len(frame.numbered) - place}."
                self._out[index] = replace(self._out[index], marker=marker)

    def finish(self) -> list[Block]:
        """The blocks, when everything is printed."""
        while self.scopes:
            self._end_scope()
        while self.frames:
            self._drop_frame()
        self.flush()
        return self.blocks
