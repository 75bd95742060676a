"""The text of a block while it is being set: characters, fonts, links, line breaks."""

from __future__ import annotations

from cvdiff.document import StyleKind, Text, join
from cvdiff.readers.tex.large_type import LineType
from cvdiff.readers.text_buffer import TextBuffer

_STYLES: tuple[StyleKind, ...] = ("bold", "italic", "underline", "code", "strike", "superscript")


class BlockText:
    """The text since the last block. `line` is how the line being set is set, `last_line` that of the
    block that was taken."""

    def __init__(self) -> None:
        self.fonts: frozenset[str] = frozenset()
        self.line = self.last_line = LineType()
        self.line_is_begun = False
        self._buffer = TextBuffer()
        self._breaks = 0
        self._link_is_empty = True

    @property
    def has_breaks(self) -> bool:
        """Whether it has more than one line."""
        return self._breaks > 0

    @property
    def link_is_empty(self) -> bool:
        """Whether nothing was printed since a link began."""
        return self._link_is_empty

    def add(self, data: str, line: int, size: int) -> None:
        """Print characters of a source line in type of this size."""
        self._buffer.text(data, line, line)
        if data.strip():
            self.line_is_begun, self._link_is_empty = True, False
            self.line.add(data, size, self.fonts)

    def gap(self) -> None:
        """Begin another column."""
        self._buffer.gap()

    def line_break(self) -> None:
        """End the line."""
        self._buffer.line_break()
        self._breaks += 1
        self.line, self.line_is_begun = LineType(self.line.ruled), False

    def open(self, kind: StyleKind, value: str = "") -> None:
        """Begin a style."""
        self._buffer.open(kind, value)

    def close(self, kind: StyleKind) -> None:
        """End a style."""
        self._buffer.close(kind)

    def open_link(self, url: str) -> None:
        """Begin a link."""
        self.open("link", url)
        self._link_is_empty = True

    def close_link(self) -> None:
        """End a link."""
        self.close("link")

    def set_fonts(self, fonts: frozenset[str]) -> None:
        """Print in these fonts from now on."""
        for kind in _STYLES:
            if kind in fonts and kind not in self.fonts:
                self.open(kind)
            elif kind in self.fonts and kind not in fonts:
                self.close(kind)
        self.fonts = fonts

    def take(self) -> tuple[list[Text], tuple[int, int]]:
        """The text and its source lines, cut where lines were left empty; what follows is another block."""
        self._breaks, self.line_is_begun = 0, False
        self.last_line, self.line = self.line, LineType()
        return self._buffer.take()

    def take_lines(self) -> tuple[Text, int]:
        """The text without the line that is being set, which is dropped, and its first source line."""
        taken, (first, _) = self._buffer.take()
        return join(join(taken).lines()[:-1]), first
