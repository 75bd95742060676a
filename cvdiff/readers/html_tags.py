"""The tags of an HTML fragment, however broken, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal, NamedTuple

from cvdiff.patterns import pattern

_NAME = pattern(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE = pattern(r"""([^\s=/"'<>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_ENTITY = pattern(r"&#?\w{1,32};")
_TAG_STOPS = pattern(r"""[>"']""")
_RAW = frozenset({"script", "style"})
"""Elements whose content is no HTML and is never shown."""


class Piece(NamedTuple):
    """A stretch of HTML: `value` is a tag's lower-case name or decoded text.

    `line` is where it starts, for text its first word; `lines` counts the newlines from there to its
    last word; `closed` tells a start tag written as `<tag/>`.
    """

    kind: Literal["start", "end", "text"]
    value: str
    line: int
    lines: int = 0
    attrs: dict[str, str] | None = None
    closed: bool = False


def scan(html: str, line: int) -> Iterator[Piece]:
    """Cut `html`, which begins at source line `line`, into tags and text.

    Comments, declarations and the content of scripts and styles are left out; a `<` that starts no
    tag is text.
    """
    last_tag, last_comment, ends = html.rfind(">"), html.rfind("-->"), _Ends(html)
    position = text = 0
    while (start := html.find("<", position)) >= 0:
        if start > last_tag:
            break
        end = _markup_end(html, start, last_comment, ends)
        if end < 0:
            position = start + 1
            continue
        yield from _text(html, text, start, line)
        line += html.count("\n", text, start)
        piece = _tag(html[start:end], line)
        if piece:
            yield piece
            if piece.kind == "start" and piece.value in _RAW:
                end = _raw_end(html, end, piece.value)
        line += html.count("\n", start, end)
        position = text = end
    yield from _text(html, text, len(html), line)


def _text(html: str, start: int, end: int, line: int) -> Iterator[Piece]:
    if start < end:
        data = html[start:end]
        words = data.strip()
        line += data.count("\n", 0, data.find(words))
        yield Piece("text", unescape(data), line, words.count("\n"))


def _markup_end(html: str, start: int, last_comment: int, ends: _Ends) -> int:
    """Where the tag, comment or declaration at `start` ends, or -1 if it is none."""
    if html.startswith("<!--", start):
        return html.find("-->", start + 4) + 3 if last_comment >= start + 4 else start + 4
    following = html[start + 1 : start + 3]
    if following[:1] in ("!", "?"):
        return html.find(">", start) + 1
    return ends.of_tag(start) if following.lstrip("/")[:1].isalpha() else -1


class _Ends:
    """Where tags end; each quote is looked at once, however many tags have no end."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._endless: set[int] = set()
        self._searched = len(html)
        self._stop: re.Match[str] | None = None

    def of_tag(self, start: int) -> int:
        """The end of the tag at `start`, the first `>` outside quotes; -1 where there is none."""
        html, position, passed = self._html, start + 1, []
        while (stop := self._stop_from(position)) and stop.start() not in self._endless:
            if stop.group() == ">":
                return stop.end()
            passed.append(stop.start())
            closing = html.find(stop.group(), stop.end()) if html[stop.start() - 1] in "= " else -1
            position = closing + 1 if closing >= 0 else stop.end()
        self._endless.update(passed)
        return -1

    def _stop_from(self, position: int) -> re.Match[str] | None:
        """The first quote or `>` from a position on."""
        if position < self._searched or (self._stop and self._stop.start() < position):
            self._searched, self._stop = position, _TAG_STOPS.search(self._html, position)
        return self._stop


def _tag(markup: str, line: int) -> Piece | None:
    name = _NAME.match(markup, 2 if markup.startswith("</") else 1)
    if not name:
        return None
    if markup.startswith("</"):
        return Piece("end", name.group().lower(), line)
    body = markup[name.end() : -1]
    attrs = {
        match.group(1).lower(): _decoded((match.group(2) or "").strip("\"'"))
        for match in _ATTRIBUTE.finditer(body)
    }
    return Piece("start", name.group().lower(), line, 0, attrs, body.endswith("/"))


def _decoded(value: str) -> str:
    """An attribute's value; only entities with their semicolon, as `?a=1&copy=2` is a plain URL."""
    return _ENTITY.sub(lambda match: unescape(match.group()), value)


def _raw_end(html: str, start: int, tag: str) -> int:
    closing = re.compile(f"</{tag}", re.IGNORECASE).search(html, start)
    return closing.start() if closing else len(html)
