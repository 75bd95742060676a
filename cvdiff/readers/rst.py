"""reStructuredText: headings, lists, tables, links and styles, read line by line into plain text's marks.

Not printed, and not read: comments, link targets, raw and other directives without text of their own,
substitution definitions. Each line of the source becomes one line, so that line numbers hold. Docutils
would read more, and takes longer to import than a whole comparison may take over its imports
(docs/decisions/html-docx.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cvdiff.document import Document
from cvdiff.readers.plain import blocks_of_filled

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{2,}[ \t]*$")
_EXPLICIT = re.compile(r"([ \t]*)\.\.(?:[ \t]+(.*))?$")
_DIRECTIVE = re.compile(r"([\w:-]+?)::(?:[ \t]+(.*))?$")
_TARGET = re.compile(r"_(`[^`\n]{1,500}`|[^:\n]{1,500}):[ \t]+(\S+)[ \t]*$")
_CITATION = re.compile(r"\[([^\]\n]{1,60})\][ \t]+(.*)$")
_OPTION = re.compile(r":([\w -]{1,60}):(?:[ \t]+(.*))?$")
_GRID_RULE = re.compile(r"[ \t]*\+[-=+]{3,}\+[ \t]*$")
_SIMPLE_RULE = re.compile(r"[ \t]*=+(?:[ \t]+=+)+[ \t]*$")
_LINE_BLOCK = re.compile(r"([ \t]*)\|[ \t]+(?=\S)")
_AUTO_NUMBER = re.compile(r"([ \t]*)#\.([ \t]+)")
_SPECIAL = re.compile(r"[*_\[\]\\<&$~]")
_STAR = re.compile(r"^([ \t]*)\*([ \t])")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\(?\w{1,4}[.)]|:[^:]+:)[ \t]")
_CONTAINERS = frozenset({
    "class", "container", "compound", "rst-class", "note", "admonition", "topic", "sidebar", "epigraph",
    "highlights", "pull-quote", "list-table", "line-block", "parsed-literal", "only",
})  # fmt: skip
"""Directives whose content is shown as it stands. Of `rubric` the argument is."""
_META = {"author": "author", "name": "name", "title": "title"}

_INLINE = re.compile(
    r"``(?P<literal>[^`\n]{1,500})``"
    r"|(?::[\w:+-]{1,40}:)?`(?P<text>[^`<\n]{0,1000}?)[ \t]*(?:<(?P<url>[^>`\n]{1,2000})>)?`(?P<link>__?)?"
    r"|(?<![\w/:.@])(?P<name>[A-Za-z0-9][\w.-]{0,80})_(?![\w_])"
    r"|[ \t]?\[[\w#*-]{1,20}\]_(?!\w)|\|(?P<subst>\w[\w -]{0,60})\|(?:__?)?|\\ "
)


def read(text: str, name: str) -> Document:
    """Read reStructuredText. Nothing in it is an error."""
    lines = text.split("\n")
    source = _Lines(lines)
    blocks = blocks_of_filled([source.translated(index) for index in range(len(lines))])
    return Document(format="rst", blocks=blocks, meta=tuple(source.meta.items()))


class _Lines:
    """Translates line by line.

    `_skipped` and `_dedented` are the indentation of a directive whose content is dropped, or shown at
    its own column; -1 outside.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.meta: dict[str, str] = {}
        self._lines = lines
        self._targets = _targets(lines)
        self._levels: list[str] = []
        self._skipped = self._dedented = -1
        self._columns: list[int] = []
        self._number = 0

    def translated(self, index: int) -> str:
        """A line with plain text's marks, or "" if it is not printed."""
        line = self._lines[index]
        indent = _column(line)
        if line.strip() and indent <= self._skipped:
            self._skipped = -1
        if line.strip() and indent <= self._dedented:
            self._dedented = -1
        if not line.strip() or self._skipped >= 0:
            return ""
        explicit = _EXPLICIT.match(line)
        if explicit:
            return self._explicit(indent, (explicit.group(2) or "").strip())
        if self._dedented >= 0:
            if _OPTION.match(line.strip()):
                return ""
            line = line.strip() if not self._columns else line
        return self._text(line, index)

    def _explicit(self, indent: int, content: str) -> str:
        """A directive, comment, target or citation; sets what becomes of the lines inside it."""
        directive = _DIRECTIVE.match(content)
        citation = _CITATION.match(content)
        if directive and directive.group(1) in _CONTAINERS:
            self._dedented = indent
            return ""
        if citation:
            return f"- [{citation.group(1)}] {self._inline(citation.group(2))}"
        self._skipped = indent
        if directive and directive.group(1) == "rubric":
            return f"**{self._inline(directive.group(2) or '')}**"
        return ""

    def _text(self, line: str, index: int) -> str:
        if _SIMPLE_RULE.match(line):
            self._simple_rule(line, index)
            return ""
        if self._columns:
            return self._row(line)
        if _GRID_RULE.match(line):
            return ""
        if _ADORNMENT.match(line):
            return "" if self._is_title(index - 1) or self._is_title(index + 1) else "----"
        if self._is_title(index):
            return f"{'#' * self._level(index)} {self._inline(line.strip())}"
        field = _OPTION.match(line)
        if field:
            return self._field(field.group(1), (field.group(2) or "").strip())
        numbered = _AUTO_NUMBER.match(line)
        if numbered:
            self._number += 1
            line = f"{numbered.group(1)}{self._number}.{numbered.group(2)}{line[numbered.end() :]}"
        elif line[:1].isalnum():
            self._number = 0
        if _LINE_BLOCK.match(line) and not line.rstrip().endswith("|"):
            return self._inline(_LINE_BLOCK.sub(r"\1", line)) + "<br>"
        line = _STAR.sub(r"\1-\2", line)  # to plain text, a lone "* " begins a note
        return self._term(line, index) or self._inline(line)

    def _term(self, line: str, index: int) -> str:
        """A term of a definition list on a line of its own, or "" for any other line."""
        above = self._lines[index - 1] if index else ""
        below = self._lines[index + 1] if index + 1 < len(self._lines) else ""
        column = _column(line)
        starts = not above.strip() or _column(above) > column
        if not starts or _column(below) <= column or not below.strip() or _ITEM.match(line):
            return ""
        return f"{'<br><br>' if above.strip() else ''}{self._inline(line)}<br>"

    def _field(self, name: str, value: str) -> str:
        if name.lower() in _META and value:
            self.meta.setdefault(_META[name.lower()], value)
        return f"{name}: {self._inline(value)}<br>" if value else ""

    def _is_title(self, index: int) -> bool:
        """Whether a line is underlined (and perhaps overlined) as a title."""
        if not 0 <= index < len(self._lines) - 1:
            return False
        title, below = self._lines[index].rstrip(), self._lines[index + 1].rstrip()
        if not title.strip() or _ADORNMENT.match(title) or not _ADORNMENT.match(below):
            return False
        return len(below) >= min(len(title), 4) and (title[:1] not in " \t" or self._has_overline(index))

    def _has_overline(self, index: int) -> bool:
        return index > 0 and self._lines[index - 1].rstrip() == self._lines[index + 1].rstrip()

    def _level(self, index: int) -> int:
        """A title's level: the order in which its adornment first came."""
        style = self._lines[index + 1][0] + ("over" if self._has_overline(index) else "")
        if style not in self._levels:
            self._levels.append(style)
        return min(self._levels.index(style) + 1, 6)

    def _simple_rule(self, line: str, index: int) -> None:
        """A border of a simple table: the first begins it, the last before a blank line ends it."""
        after = self._lines[index + 1].strip() if index + 1 < len(self._lines) else ""
        if self._columns and not after:
            self._columns = []
        else:
            self._columns = [match.start() for match in re.finditer("=+", line)]

    def _row(self, line: str) -> str:
        edges = [*self._columns, len(line)]
        cells = [line[start:end].strip() for start, end in pairwise(edges)]
        texts = [self._inline(cell).replace("|", "\\|") for cell in cells]
        return f"| {' | '.join(texts)} |"

    def _inline(self, text: str) -> str:
        return _INLINE.sub(self._marked, text)

    def _marked(self, match: re.Match[str]) -> str:
        if match["literal"]:
            return _SPECIAL.sub(r"\\\g<0>", match["literal"])
        if match["name"]:
            url = self._targets.get(match["name"].lower())
            return f"[{match['name']}](<{url}>)" if url else match.group()
        if match["text"] is not None or match["url"]:
            text = match["text"] or match["url"] or ""
            url = match["url"] or (self._targets.get(text.lower()) if match["link"] else None)
            return f"[{text}](<{url}>)" if url and match["link"] else text
        return match["subst"] or ""


def _column(line: str) -> int:
    return len(line) - len(line.lstrip())


def _targets(lines: Sequence[str]) -> dict[str, str]:
    """The URLs of named link targets, by name in lower case."""
    found = {}
    for line in lines:
        explicit = _EXPLICIT.match(line)
        target = _TARGET.match(explicit.group(2) or "") if explicit else None
        if target:
            found[target.group(1).strip("`").lower()] = target.group(2)
    return found
