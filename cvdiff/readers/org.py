"""Org mode: headings, lists, tables, links and styles, read line by line into the plain-text reader's marks.

Not printed, and not read: keywords (`#+...`), comments, drawers, planning lines, source blocks, raw
exports, and subtrees that are commented out or tagged `:noexport:`. Each line of the source becomes
one line, so that line numbers hold.
"""

from __future__ import annotations

import re

from cvdiff.document import Document
from cvdiff.readers.plain import blocks_of_filled

_HEADING = re.compile(r"(\*+)([ \t].*)")
_TAGS = re.compile(r":[\w@#%:]+:")
_STATE = re.compile(r"(?:TODO|DONE|NEXT|WAITING|CANCELLED)[ \t]+|\[#[A-Z0-9]\][ \t]*")
_KEYWORD = re.compile(r"[ \t]*#\+(\w+)(?:\[[^\]]*\])?:[ \t]*(.*)$")
_BLOCK = re.compile(r"[ \t]*#\+(begin|end)_(\w+)", re.IGNORECASE)
_DRAWER = re.compile(r"[ \t]*:[\w-]+:[ \t]*$")
_UNPRINTED = re.compile(r"[ \t]*(?:#(?:[ \t]|$)|#\+|(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):)")
_HIDDEN_BLOCKS = frozenset({"src", "comment", "export", "html", "latex"})
_META = frozenset({"title", "author", "name", "email"})

_INLINE = re.compile(
    r"\[\[(?P<url>[^\[\]\n]{1,1000})\](?:\[(?P<label>[^\[\]\n]{1,1000})\])?\]"
    r"|(?P<before>(?:(?<=[\s(\-{'\"])|^))(?P<mark>[*/_=~+])(?P<text>[^\s*/_=~+]|\S[^\n]{0,500}?\S)(?P=mark)"
    r"(?=[\s)\-}'\".,;:!?\[]|$)|(?P<literal>[*_])"
)
_BULLET = re.compile(r"[ \t]*[-+][ \t]+(?=\S)")
_TERM_END = re.compile(r"(?<=[ \t])::(?:[ \t]+|$)")
_MARKER = re.compile(r"([ \t]*(?:[-+]|[ \t]\*|\d{1,3}[.)])[ \t]+)(?:\[(?:@\d+|[ xX-])\][ \t]+)?")
_STYLES = {"*": "**", "/": "*", "_": "", "=": "", "~": "", "+": "~~"}
_UNSEEN = re.compile(r"\[fn:[^\[\]\n]{0,500}\]|<<[^<>\n]{1,100}>>")
"""Footnotes, and targets of links."""
_BREAK = re.compile(r"\\\\[ \t]*$")
_MAX_LEVEL = 6


def read(text: str, name: str) -> Document:
    """Read Org mode. Nothing in it is an error."""
    lines = _Lines()
    blocks = blocks_of_filled([lines.translated(line) for line in text.split("\n")])
    return Document(format="org", blocks=blocks, meta=tuple(lines.meta.items()))


class _Lines:
    """Translates line by line; `_hidden` is the end that an unprinted stretch waits for."""

    def __init__(self) -> None:
        self.meta: dict[str, str] = {}
        self._hidden = ""
        self._hidden_level = 0

    def translated(self, line: str) -> str:
        """A line with plain text's marks, or "" if it is not printed."""
        heading = _HEADING.match(line) if not self._hidden else None
        if heading:
            return self._heading(heading)
        block = _BLOCK.match(line)
        if self._hidden:
            if line.strip().lower() == self._hidden:
                self._hidden = ""
            return ""
        if self._hidden_level or block or _DRAWER.match(line):
            self._open_hidden(line, block)
            return ""
        return self._text(line)

    def _heading(self, heading: re.Match[str]) -> str:
        stars, (title, tags) = heading[1], _title_and_tags(heading[2])
        if self._hidden_level and len(stars) > self._hidden_level:
            return ""
        hidden = title.startswith("COMMENT ") or title == "COMMENT" or ":noexport:" in tags
        self._hidden_level = len(stars) if hidden else 0
        while state := _STATE.match(title):
            title = title[state.end() :]
        return "" if hidden else f"{'#' * min(len(stars), _MAX_LEVEL)} {_inline(title)}"

    def _open_hidden(self, line: str, block: re.Match[str] | None) -> None:
        if block and block.group(1).lower() == "begin" and block.group(2).lower() in _HIDDEN_BLOCKS:
            self._hidden = f"#+end_{block.group(2).lower()}"
        elif not block and _DRAWER.match(line):
            self._hidden = ":end:"

    def _text(self, line: str) -> str:
        keyword = _KEYWORD.match(line)
        if keyword and keyword.group(1).lower() in _META and keyword.group(2).strip():
            self.meta.setdefault(keyword.group(1).lower(), keyword.group(2).strip())
        if _UNPRINTED.match(line):
            return ""
        bullet = _BULLET.match(line)
        end = _TERM_END.search(line, bullet.end() + 2) if bullet else None
        if bullet and end:
            term = line[bullet.end() : end.start()].rstrip(" \t")
            return f"{bullet[0]}**{_inline(term)}** {_inline(line[end.end() :])}"
        marker = _MARKER.match(line)
        if not marker:
            return _inline(line)
        return marker.group(1) + _inline(line[marker.end() :])


def _title_and_tags(text: str) -> tuple[str, str]:
    """What stands behind the stars of a heading: its title, and its tags (":noexport:") or ""."""
    text = text.rstrip(" \t")
    cut = max(text.rfind(" "), text.rfind("\t")) + 1
    title = text[:cut].strip(" \t")
    return (title, text[cut:]) if title and _TAGS.fullmatch(text, cut) else (text.strip(" \t"), "")


def _inline(text: str) -> str:
    text = _INLINE.sub(_marked, _UNSEEN.sub("", text))
    return _BREAK.sub("<br>", text) if "\\" in text else text


def _marked(match: re.Match[str]) -> str:
    if url := match["url"]:
        label = _INLINE.sub(_marked, match["label"]) if match["label"] else url
        return f"[{label}](<{url}>)"
    if match["literal"]:
        return "\\" + match["literal"]
    style = _STYLES[match["mark"]]
    return f"{style}{_INLINE.sub(_marked, match['text'])}{style}"
