"""Pandoc's fenced divs: what stands between two lines of colons is one element, as in HTML.

    ::: {.paper-entry}
    #### The title of a paper
    :::

Quarto and R Markdown lay out a page with them, mostly an entry in each. A fence that nothing closes, or
that closes nothing, is dropped.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from cvdiff.patterns import pattern

OPENED = "div_open"
"""The type of the token that begins a div."""

_FENCE = pattern(r" {0,3}:{3,}[ \t]*([^\n]*)")
_BRACES = pattern(r"\{([^{}]*)\}")
_CLASS = pattern(r"(?:\A|\s)\.([\w-]+)")
_NAME = pattern(r"[\w-]+")


def enable(parser: MarkdownIt, source: str) -> None:
    """Let the parser read the divs of `source`."""
    ends = _ends(source)

    def rule(state: StateBlock, first: int, end: int, silent: bool) -> bool:
        return _div(state, ends, first, end, silent)

    parser.block.ruler.before("fence", "div", rule, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _ends(source: str) -> dict[int, int]:
    """For each line (from 0) that is a fence the line that closes it; its own where there is none."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for number, line in enumerate(source.split("\n")):
        fence = _FENCE.fullmatch(line)
        if not fence:
            continue
        ends[number] = number
        if fence[1]:
            opened.append(number)
        elif opened:
            ends[opened.pop()] = number
    return ends


def _div(state: StateBlock, ends: dict[int, int], first: int, end: int, silent: bool) -> bool:
    if first not in ends or state.is_code_block(first):
        return False
    if silent:
        return True
    last = ends[first]
    if not first < last < end:
        state.line = first + 1
        return True
    opening = state.push(OPENED, "div", 1)
    opening.map = [first, last + 1]
    opening.attrSet("class", _classes(state.getLines(first, first + 1, 0, False)))
    limit, state.lineMax = state.lineMax, last
    state.md.block.tokenize(state, first + 1, last)
    state.lineMax = limit
    state.push("div_close", "div", -1)
    state.line = last + 1
    return True


def _classes(line: str) -> str:
    """The classes that a fence names, one space between them: `{.a .b}`, or a bare word."""
    fence = _FENCE.match(line)
    words = fence[1].rstrip(": \t") if fence else ""
    braces = _BRACES.search(words)
    return " ".join(_CLASS.findall(braces[1]) if braces else _NAME.findall(words)[:1])
