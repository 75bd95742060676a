"""Blocks in the making: what the interpreter prints, with the layout that surrounds it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

from cvdiff.document import Block, BlockKind, Text
from cvdiff.readers.tex.block_text import BlockText
from cvdiff.readers.tex.frames import Frame, Frames
from cvdiff.readers.tex.large_type import is_headline
from cvdiff.readers.tex.rows import table_blocks
from cvdiff.readers.tex.scopes import Scope, Scopes

_MAX_TABLES = 12
"""Tables inside tables that are read as such: the cells of each are put together once for each around it."""


class Writer:
    """Collects blocks. While it is `muted` (a preamble) nothing is printed; `raw` keeps `--` and quotes."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.muted = self.raw = False
        self.inline = BlockText()
        self.size = 0
        self.obeys_lines = False
        self.scopes = Scopes()
        self.sizes: dict[int, int] = {}
        self._frames = Frames()
        self._ids: Iterator[int] = itertools.count(1)
        self._out = self.blocks
        self._level = self._run_in = 0
        self._marker, self._fresh = "", False
        self._sticky: tuple[int, ...] = ()
        self._sticky_paragraphs = self._ended = self._broken = False

    # What is printed

    def text(self, data: str, line: int) -> None:
        """Print characters of a source line."""
        if self.muted:
            return
        self.inline.add(data, line, self.size)
        if data.strip():
            self._run_in = 0

    def printed(self, text: Text, line: int) -> None:
        """Print text that has its styles and lines already."""
        edges = sorted({0, len(text.plain)}.union(*((style.start, style.end) for style in text.styles)))
        for start, end in itertools.pairwise(edges):
            for style in text.styles:
                if style.start == start:
                    self.inline.open(style.kind, style.value)
            for index, part in enumerate(text.plain[start:end].split("\n")):
                if index:
                    self.line_break()
                self.text(part, line)
            for style in text.styles:
                if style.end == end:
                    self.inline.close(style.kind)

    def gap(self) -> None:
        """Begin another column."""
        self.inline.gap()

    def line_break(self, *, printed: bool = False) -> None:
        """End the line, if one is begun; a second break ends an entry, a `printed` one a paragraph, too."""
        broken, self._broken = self._broken, True
        if not self.inline.line_is_begun:
            if broken and (self._sticky or (printed and not self._frames)):
                self.paragraph()
            return
        if self._is_large_heading():
            self._flush_heading()
        else:
            self.inline.line_break()

    def drop_line(self) -> None:
        """Forget the line that is being written."""
        before, line = self.inline.take_lines()
        if before:
            self.printed(before, line)
            self.line_break()

    # Groups

    def begin_scope(self, environment: str = "") -> Scope:
        """Begin a group, or an environment by its name."""
        scope = Scope(environment, self.inline.fonts, self.size, self.obeys_lines)
        self.scopes.push(scope)
        return scope

    def at_end(self, action: Callable[[], None]) -> None:
        """Do this when the innermost group or environment ends, before what was asked for earlier."""
        self.scopes.innermost.at_end.append(action)

    def end_group(self) -> None:
        """End a group; a brace that closes none is ignored."""
        if self.scopes and not self.scopes.innermost.environment:
            self._end_scope()

    def end_environment(self, name: str) -> None:
        """End an environment with all that was left open in it; one that is not open is ignored."""
        if self.scopes.environment(name):
            while self.scopes.innermost.environment != name:
                self._end_scope()
            self._end_scope()

    def _end_scope(self) -> None:
        scope = self.scopes.pop()
        for action in reversed(scope.at_end):
            action()
        self.inline.set_fonts(scope.fonts)
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
        texts, lines = self.inline.take()
        for text in texts:
            text = Text(text.plain.replace("\n", " "), text.styles)
            self._out.append(Block(kind="heading", text=text, level=self._level, lines=lines))
        self._level = 0

    def end_run_in(self, level: int) -> None:
        """End a heading that the text goes on with; where none does, it is a heading of `level` after all."""
        if self.inline.line_is_begun:
            self._run_in = level

    def rule(self, line: int, *, inline: bool) -> None:
        """Print a horizontal rule, or take it as setting off the line above it (`inline`: around it)."""
        if self.muted or self._level or self._frames.tables:
            return
        if self.inline.line_is_begun:
            self.inline.line.ruled = True
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
        if self.inline.line_is_begun and self._is_large_heading():
            self._flush_heading()
            return
        texts, lines = self.inline.take()
        for text in texts:
            self._emit(text, lines)

    def _emit(self, text: Text, lines: tuple[int, int]) -> None:
        level, self._run_in = self._run_in, 0
        if level and not (self._level or self._frames or self._sticky or "\n" in text.plain):
            self._out.append(Block(kind="heading", text=text, level=level, lines=lines))
            return
        frame, items = self._frames.innermost, self._frames.inside
        if self._sticky and not self._frames.tables and not self._frames.innermost_is("list"):
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
        line = self.inline.last_line
        if self._out is self.blocks and not line.plain:
            self.sizes[len(self.blocks) - 1] = max(line.printed_size, 0)
        if line.ruled:
            self._make_heading()

    def _make_heading(self) -> bool:
        """Turn the block just printed, over a rule, into a heading if it looks like one."""
        block = self._out[-1] if self._out else None
        if block is None or self._out is not self.blocks or block.kind != "paragraph" or block.items:
            return False
        index = len(self.blocks) - 1
        large = self.inline.last_line.is_large or index in self.sizes
        if not (index and large and is_headline(block.text.plain)):
            return False
        self.blocks[index] = replace(block, kind="heading", level=1)
        self.sizes[index] = self.inline.last_line.printed_size
        return True

    def _is_large_heading(self) -> bool:
        """Whether the line just set, the first of its block, is large and bold or in capitals."""
        if not self.inline.line.is_large or self.inline.line.plain or self._level or self._frames:
            return False
        return bool(self.blocks) and not self._sticky

    def _flush_heading(self) -> None:
        texts, lines = self.inline.take()
        for text in texts:
            if "\n" in text.plain or not is_headline(text.plain):
                self._emit(text, lines)
            else:
                self.sizes[len(self.blocks)] = self.inline.last_line.size
                self.blocks.append(Block(kind="heading", text=text, level=1, lines=lines))

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
        frame = self._innermost_list()
        self._sticky = () if not frame.items else self._sticky
        frame.current = next(self._ids)
        self._fresh, self._marker = not self.muted, "-" if marker is None else marker
        if frame.step and marker is None:
            frame.number += 1
            self._marker = f"{frame.number}."
            frame.numbered.append(len(self._out))

    def _innermost_list(self) -> Frame:
        """The list that is open, entries in it being ended, or one that ends with its group."""
        while (frame := self._frames.innermost) and frame.kind == "entry":
            self._drop(frame)
        if frame and frame.kind == "list":
            return frame
        begun = self.begin_list()
        if self.scopes:
            self.at_end(lambda: self.close_frame(begun))
        return begun

    def begin_entry(self) -> Frame | None:
        """Begin an item outside a list; None within an item's or a cell's text, which it is part of."""
        outer = self._frames.innermost
        if self._level or self.inline.line_is_begun or self.muted or (outer and outer.current is not None):
            return None
        if self._frames.tables:
            return None
        self.flush()
        self._sticky = ()
        frame = self._push("entry")
        frame.current = next(self._ids)
        self._fresh, self._marker = True, ""
        return frame

    def end_entry(self, frame: Frame | None, paragraphs: bool) -> None:
        """End an entry; a list that follows still belongs to it, with `paragraphs` also paragraphs."""
        if frame is None or frame not in self._frames:
            return
        begun = not self._fresh or self.inline.line_is_begun
        inside = frame.inside
        self.close_frame(frame)
        if begun:
            self._sticky, self._sticky_paragraphs = inside, paragraphs
            self._ended = self._broken = False

    def end_sticky(self) -> None:
        """Nothing that follows belongs to the entry above any more."""
        self.flush()
        self._sticky = ()

    # Tables

    def begin_table(self) -> None:
        """Begin a table, which ends with its environment; inside very many tables, only a block."""
        self.flush()
        if self._frames.tables == _MAX_TABLES:
            return
        frame = self._push("table")
        if not frame.items and self._sticky:
            frame.items = self._sticky
        frame.out, self._out = self._out, []
        frame.fresh, frame.marker, self._fresh = self._fresh, self._marker, False
        self.at_end(lambda: self.close_frame(frame))

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
        """The table whose row is being set, None inside a group of one of its cells."""
        frame = self._frames.innermost
        return frame if frame and frame.kind == "table" and frame.depth == len(self.scopes) else None

    # Frames

    def _push(self, kind: str) -> Frame:
        frame = Frame(kind, self._frames.inside, next(self._ids), self._out, len(self.scopes))
        self._frames.push(frame)
        return frame

    def close_frame(self, frame: Frame) -> None:
        """End a list, table or entry with all that was left open in it."""
        while frame in self._frames and (inner := self._frames.innermost):
            self._drop(inner)

    def _drop(self, frame: Frame) -> None:
        """End the innermost frame."""
        if frame.kind == "table":
            self._end_cell(frame)
            self._frames.pop()
            self._out = frame.out
            self._write_table(frame)
        else:
            self.flush()
            self._fresh = False
            self._frames.pop()
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
        while frame := self._frames.innermost:
            self._drop(frame)
        self.flush()
        return self.blocks
