"""Where HTML inside Markdown ends: at its closing tag, as kramdown has it.

CommonMark ends a block of HTML at the next blank line, and what follows the closing tag before that
would be shown with its Markdown signs. Nobody means that: the line is read as Markdown. So are the lines
below an opening tag that ask for it, by `markdown="1"` as kramdown has it, or by the signs in them, which
pandoc reads there. Nor does anybody mean to end a list inside what one of its items folds away, whose lines
begin farther left.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block

from cvdiff.patterns import pattern
from cvdiff.readers.html_tree import VOID

_TAG = pattern(r"<(/?)([A-Za-z][\w-]*)(?:\s[^<>]*?)?(/?)>")
_RAW = frozenset({"script", "style", "pre", "textarea"})
"""Elements that CommonMark itself ends at their closing tag."""
_LONGEST = 200
"""Lines; an element that is not closed within so many is taken to end where CommonMark says."""
_OPENING = pattern(r"(?:<[^<>]*>\s*)*<([A-Za-z][\w-]*)(\s[^<>]*)?>")
"""A line of tags alone, the last of which opens an element, unless it closes itself."""
_SIGNS = pattern(r"\*\*[^\s*]|\]\(")
"""Bold print or a link: nobody means to show these."""
_FOLDED = pattern(r"^([ \t]+)(?:</?[a-z]+>\s*)*<details\b", re.IGNORECASE)
"""An indented line that opens what is folded away: a part of the item above."""


def hang_folded(source: str) -> str:
    """The source, lines that an item folds away (`<details>`) indented as far as the tag that opens them."""
    if "<details" not in source:
        return source
    lines = source.split("\n")
    for first, line in enumerate(lines):
        opened = _FOLDED.match(line)
        if opened and "</details" not in line:
            _hang(lines, first + 1, opened[1])
    return "\n".join(lines)


def _hang(lines: list[str], start: int, indent: str) -> None:
    """Indent the lines from `start` up to the one that closes the element, if one does soon."""
    rest = lines[start : start + _LONGEST]
    end = next((n for n, line in enumerate(rest, start) if "</details" in line), start)
    for number in range(start, end):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip()) < len(indent):
            lines[number] = indent + line.lstrip()


def enable(parser: MarkdownIt) -> None:
    """Let the parser's blocks of HTML end where their elements are closed."""
    parser.block.ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})


def _html_block(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """CommonMark's rule, for the lines up to the one that closes the elements opened in them."""
    return html_block(state, first, end if silent else _closing(state, first, end), silent)


def _closing(state: StateBlock, first: int, end: int) -> int:
    """The line behind the block that begins with the line `first`; `end` where a blank line ends it."""
    if not _line(state, first).startswith("<"):
        return end
    depth = 0
    for number in range(first, min(end, first + _LONGEST)):
        line = _line(state, number)
        if not line:
            return end
        for tag in _TAG.finditer(line):
            name = tag[2].lower()
            if name in _RAW:
                return end
            if not tag[3] and name not in VOID:
                depth += -1 if tag[1] else 1
        if number + 1 >= end or _line(state, number + 1).startswith("<"):
            continue
        if depth <= 0 or _opens_markdown(state, number, end):
            return number + 1
    return end


def _opens_markdown(state: StateBlock, number: int, end: int) -> bool:
    """Whether a line opens an element whose text, which begins on the next line, is Markdown."""
    opening = _OPENING.fullmatch(_line(state, number))
    if not opening or opening[1].lower() in VOID:
        return False
    if "markdown=" in (opening[2] or ""):
        return True
    for below in range(number + 1, min(end, number + _LONGEST)):
        line = _line(state, below)
        if not line or line.startswith("<"):
            return False
        if _SIGNS.search(line):
            return True
    return False


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()
