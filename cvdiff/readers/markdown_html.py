"""Where HTML inside Markdown ends: at its closing tag, as kramdown has it.

CommonMark ends a block of HTML at the next blank line, and what follows the closing tag before that
would be shown with its Markdown signs. Nobody means that: the line is read as Markdown.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block

from cvdiff.patterns import pattern
from cvdiff.readers.html_tree import VOID

_TAG = pattern(r"<(/?)([A-Za-z][\w-]*)(?:\s[^<>]*?)?(/?)>")
_RAW = frozenset({"script", "style", "pre", "textarea"})
"""Elements that CommonMark itself ends at their closing tag."""
_LONGEST = 200
"""Lines; an element that is not closed within so many is taken to end where CommonMark says."""


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
        if depth <= 0 and number + 1 < end and not _line(state, number + 1).startswith("<"):
            return number + 1
    return end


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()
