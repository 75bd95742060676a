"""Inline text in the making: pieces, line breaks and styles in, `Text` values out."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate

from cvdiff.document import Style, StyleKind, Text

_IRREGULAR = re.compile(r"\s{2,}|[^\S ]|^ | $")
"""White space that is no single space between two words."""

_INVISIBLE = "[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b\u2060\ufeff]"
"""Control characters, soft hyphens, zero-width spaces and byte order marks."""

_GAP = re.compile(r"[\t\u2003]|\xa0\xa0|\s{3}")
"""White space that sets columns apart: a tab, an em space, two hard spaces, three of anything."""

_URL = r"(?i:https?://|www\.)[^\s<>\"“”]+"
_AFTER_URL = ".,;:!?'’*|"
_BRACKETS = {")": "(", "]": "[", "}": "{"}

_SPACE, _TAB, _LINE, _PARAGRAPH = 1, 2, 3, 4
_SEPARATORS = ("", " ", "\t", "\n")


class _Open:
    """A style that has begun: how often (nested), where its first letter stands, its value."""

    __slots__ = ("depth", "start", "value")

    def __init__(self, value: str) -> None:
        self.depth, self.start, self.value = 1, -1, value


class TextBuffer:
    """Collects the text of a block and keeps the white space of `Text`'s contract.

    `text` takes visible characters, in which a newline is a line break and a tab or a wide space a
    gap between columns. Two `line_break` calls in a row, with nothing between, end a paragraph.
    """

    __slots__ = ("_breaks", "_done", "_first", "_last", "_length", "_open", "_parts", "_pending", "_styles")

    def __init__(self) -> None:
        self._done: list[Text] = []
        self._open: dict[StyleKind, _Open] = {}
        self._first, self._last = 0, 0
        self._clear()

    def _clear(self) -> None:
        self._parts: list[str] = []
        self._styles: list[Style] = []
        self._length = self._pending = self._breaks = 0

    def text(self, data: str, first: int, last: int) -> None:
        """Add text that stands in the source lines `first` to `last` (1-based)."""
        position = 0
        for run in _IRREGULAR.finditer(data):
            self._words(data[position : run.start()], first, last)
            self._white(run.group())
            position = run.end()
        self._words(data[position:], first, last)

    def line_break(self) -> None:
        """End the line, or the paragraph if the line has just been ended."""
        self._breaks += 1
        self._pending = _PARAGRAPH if self._breaks > 1 else max(self._pending, _LINE)

    def gap(self) -> None:
        """Begin another column."""
        self._pending = max(self._pending, _TAB)

    def open(self, kind: StyleKind, value: str = "") -> None:
        """Begin a style; inside the same style this only counts."""
        style = self._open.get(kind)
        if style is None:
            self._open[kind] = _Open(value)
        else:
            style.depth += 1

    def close(self, kind: StyleKind) -> None:
        """End a style that was opened."""
        style = self._open[kind]
        style.depth -= 1
        if not style.depth:
            self._end(kind, style)
            del self._open[kind]

    def take(self) -> tuple[list[Text], tuple[int, int]]:
        """The paragraphs collected and their source lines; open styles go on in what follows."""
        self._finish()
        taken, lines = self._done, (self._first, self._last)
        self._done, self._first, self._last = [], 0, 0
        self._clear()
        return taken, lines

    def _white(self, run: str) -> None:
        gap = _TAB if _GAP.search(run) else _SPACE
        self._pending = max(self._pending, _LINE if "\n" in run else gap)

    def _words(self, words: str, first: int, last: int) -> None:
        if not words.isprintable():
            words = re.sub(_INVISIBLE, "", words)
        if not words:
            return
        if self._pending == _PARAGRAPH:
            self._finish()
        elif self._pending and self._length:
            self._parts.append(_SEPARATORS[self._pending])
            self._length += 1
        for style in self._open.values():
            if style.start < 0:
                style.start = self._length
        self._parts.append(words)
        self._length += len(words)
        self._pending = self._breaks = 0
        self._first = min(self._first or first, first)
        self._last = max(self._last, last)

    def _end(self, kind: StyleKind, style: _Open) -> None:
        if 0 <= style.start < self._length:
            self._styles.append(Style(style.start, self._length, kind, style.value))

    def _finish(self) -> None:
        for kind, style in self._open.items():
            self._end(kind, style)
            style.start = -1
        if self._parts:
            plain = "".join(self._parts)
            styles = self._styles + _bare_links(plain, self._styles)
            self._done.append(Text(plain, tuple(sorted(styles, key=lambda style: style.start))))
        self._clear()


def _bare_links(plain: str, styles: list[Style]) -> list[Style]:
    """Link styles for the URLs that stand in the text without being links of the format."""
    if "://" not in plain and "www." not in plain.lower():
        return []
    linked = sorted((style.start, style.end) for style in styles if style.kind == "link")
    starts, ends = [left for left, _ in linked], list(accumulate((right for _, right in linked), max))
    found = []
    for match in re.finditer(_URL, plain):
        url = _without_punctuation(match.group())
        start, end = match.start(), match.start() + len(url)
        before = bisect_left(starts, end)
        if not before or ends[before - 1] <= start:
            found.append(Style(start, end, "link", url if "://" in url else f"http://{url}"))
    return found


def _without_punctuation(url: str) -> str:
    """The URL without what follows it in a sentence: stops, and brackets that it does not open."""
    end = len(url)
    surplus = {close: url.count(close) - url.count(opening) for close, opening in _BRACKETS.items()}
    while end and (url[end - 1] in _AFTER_URL or surplus.get(url[end - 1], 0) > 0):
        end -= 1
        if url[end] in surplus:
            surplus[url[end]] -= 1
    return url[:end]
