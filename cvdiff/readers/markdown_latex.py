"""The bits of LaTeX that authors of Markdown CVs use, as inline rules of markdown-it.

Math is one unit, so that emphasis does not eat its `_` and `*`; it becomes the text that a reader sees,
and marks at a name such as `$^\\dagger$` become the mark. Footnotes leave the running text.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from cvdiff.patterns import pattern
from cvdiff.readers.latex_commands import argument_end, in_markdown, styled, symbol

_COMMAND = re.compile(r"\\([A-Za-z]+)\*?(?:\[[^\]\n]{0,200}\])?")
_SPACES = pattern(r"[ \t]*")
_TAGS = {
    "bold": "strong",
    "italic": "em",
    "underline": "u",
    "code": "code",
    "strike": "s",
    "superscript": "sup",
}
_MARK = pattern(r"\$\s*(\^)?\s*\{?\s*(\*|\\[A-Za-z]+|\d{1,2})\s*\}?\s*\$")
_MATH_SIGNS = frozenset("\\^_={}+<>()|")
_LONGEST_MATH = 2_000
_LONGEST_ARGUMENT = 1_000


def enable(parser: MarkdownIt) -> None:
    """Add the rules to a parser."""
    parser.inline.ruler.before("escape", "latex", _latex)
    parser.inline.ruler.before("escape", "math", _math)


def _latex(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "\\":
        return False
    if state.src.startswith("\\\\", state.pos) and state.src[state.pos + 2 : state.pos + 3] in ("", "\n"):
        if not silent:
            state.push("hardbreak", "br", 0)
        state.pos += 2
        return True
    command = _COMMAND.match(state.src, state.pos)
    return command is not None and _run(state, command, silent)


def _run(state: StateInline, command: re.Match[str], silent: bool) -> bool:
    name, end = command.group(1), command.end()
    if _takes_argument(name):
        return _run_on_argument(state, name, end, silent)
    if name in in_markdown("silent") or name in in_markdown("markers"):
        spaces = _SPACES.match(state.src, end, state.posMax)
        state.pos = spaces.end() if spaces else end
        return True
    text = symbol(name) if name in in_markdown("symbols") else None
    if text is None:
        return False
    if not silent:
        state.push("text_special", "", 0).content = text
    state.pos = end + 2 if state.src.startswith("{}", end) else end
    return True


def _takes_argument(name: str) -> bool:
    kinds = (styled(), in_markdown("plain"), in_markdown("dropped"))
    return name == "href" or any(name in kind for kind in kinds)


def _run_on_argument(state: StateInline, name: str, start: int, silent: bool) -> bool:
    attrs: dict[str, str | int | float] = {}
    closing = _argument_end(state, start)
    if name == "href" and closing >= 0:
        attrs["href"] = state.src[start + 1 : closing]
        start, closing = closing + 1, _argument_end(state, closing + 1)
    if closing < 0:
        return False
    if not silent and name not in in_markdown("dropped"):
        tag = "a" if attrs else _TAGS.get(styled().get(name, ""), "span")
        _element(state, tag, attrs, start + 1, closing)
    state.pos = closing + 1
    return True


def _element(state: StateInline, tag: str, attrs: dict[str, str | int | float], start: int, end: int) -> None:
    """Parse the argument of a command as the text of an element."""
    maximum = state.posMax
    state.push("latex_open", tag, 1).attrs = attrs
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.posMax = maximum
    state.push("latex_close", tag, -1)


def _argument_end(state: StateInline, start: int) -> int:
    """Where the argument that opens at `start` ends, or -1."""
    return argument_end(state.src, start, min(state.posMax, start + _LONGEST_ARGUMENT))


def _math(state: StateInline, silent: bool) -> bool:
    """`$...$` as pandoc has it: no space inside the dollars, no digit behind; and `$$...$$`."""
    source, start = state.src, state.pos
    if source[start] != "$":
        return False
    fence = "$$" if source.startswith("$$", start) else "$"
    begin = start + len(fence)
    end = source.find(fence, begin, min(state.posMax, begin + _LONGEST_MATH))
    if end <= begin:
        return False
    after = end + len(fence)
    if fence == "$" and _is_price(source, begin, end):
        return False
    if not silent:
        _push_math(state, source[start:after])
    state.pos = after
    return True


def _is_price(source: str, begin: int, end: int) -> bool:
    """Whether the text between two dollar signs only happens to stand there."""
    if source[begin].isspace() or source[end - 1].isspace() or source[end + 1 : end + 2].isdigit():
        return True
    return source[begin].isdigit() and not _MATH_SIGNS.intersection(source[begin:end])


def _push_math(state: StateInline, math: str) -> None:
    mark = _MARK.fullmatch(math)
    sign = _sign(mark.group(2)) if mark else ""
    if not mark or not sign:
        state.push("text_special", "", 0).content = _as_text(math)
    elif mark.group(1):
        state.push("latex_open", "sup", 1)
        state.push("text_special", "", 0).content = sign
        state.push("latex_close", "sup", -1)
    else:
        state.push("text_special", "", 0).content = sign


def _sign(mark: str) -> str:
    """What a mark at a name prints: a star, a number, or the one character of a command; else nothing."""
    sign = symbol(mark[1:]) if mark.startswith("\\") else mark
    return sign if sign and (mark.isdigit() or (len(sign) == 1 and not sign.isspace())) else ""


def _as_text(math: str) -> str:
    """What is printed for math, on one line; the source itself where that would be nothing."""
    from cvdiff.readers.latex_text import latex_to_text

    return " ".join(latex_to_text(math).plain.split()) or math
