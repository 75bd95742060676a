"""The bits of LaTeX that authors of Markdown CVs use, as inline rules of markdown-it.

Math is one unit, so that emphasis does not eat its `_` and `*`; it becomes the text that a reader sees,
and marks at a name such as `$^\\dagger$` become the mark. Footnotes leave the running text.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from cvdiff.patterns import pattern
from cvdiff.readers.html_tree import names

_COMMAND = re.compile(r"\\([A-Za-z]+)\*?(?:\[[^\]\n]{0,200}\])?")
_BRACES = pattern(r"[{}]")
_SPACES = pattern(r"[ \t]*")
_STYLED = {
    "textbf": "strong", "emph": "em", "textit": "em", "textsl": "em", "underline": "u", "texttt": "code",
    "textsuperscript": "sup", "mbox": "span", "text": "span", "textsc": "span", "textrm": "span",
    "textsf": "span", "hbox": "span", "textup": "span",
}  # fmt: skip
_DROPPED = frozenset({"footnote", "footnotetext", "thanks", "label", "vspace", "hspace"})
_SILENT = names(
    "footnotemark noindent indent centering raggedright par tiny scriptsize footnotesize small normalsize "
    "large Large LARGE huge Huge bf it em sc bfseries itshape scshape rmfamily sffamily ttfamily"
)
"""Commands that print nothing: `_DROPPED` with their argument, `_SILENT` without one."""

_GAPS = frozenset({"hfill", "dotfill", "hrulefill", "quad", "qquad"})
_SYMBOLS = {
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "dag": "†", "dagger": "†", "ddag": "‡",
    "ddagger": "‡", "ldots": "…", "dots": "…", "textendash": "–", "textemdash": "—", "textbar": "|",
    "textasteriskcentered": "*", "textbullet": "•", "cdot": "·", "S": "§", "ss": "ß", "newline": "\n",
    "linebreak": "\n",
}  # fmt: skip
_MARKS = {"*": "*", r"\ast": "*", r"\star": "⋆", r"\dag": "†", r"\dagger": "†", r"\ddag": "‡",
          r"\ddagger": "‡", r"\S": "§", r"\P": "¶", r"\circ": "°", r"\diamond": "⋄"}  # fmt: skip
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
    if name in _STYLED or name in _DROPPED or name == "href":
        return _run_on_argument(state, name, end, silent)
    if name in _SILENT:
        spaces = _SPACES.match(state.src, end, state.posMax)
        state.pos = spaces.end() if spaces else end
        return True
    text = "\t" if name in _GAPS else _SYMBOLS.get(name)
    if text is None:
        return False
    if not silent:
        state.push("text_special", "", 0).content = text
    state.pos = end + 2 if state.src.startswith("{}", end) else end
    return True


def _run_on_argument(state: StateInline, name: str, start: int, silent: bool) -> bool:
    attrs: dict[str, str | int | float] = {}
    closing = _argument_end(state.src, start, state.posMax)
    if name == "href" and closing >= 0:
        attrs["href"] = state.src[start + 1 : closing]
        start, closing = closing + 1, _argument_end(state.src, closing + 1, state.posMax)
    if closing < 0:
        return False
    if not silent and name not in _DROPPED:
        _styled(state, "a" if attrs else _STYLED[name], attrs, start + 1, closing)
    state.pos = closing + 1
    return True


def _styled(state: StateInline, tag: str, attrs: dict[str, str | int | float], start: int, end: int) -> None:
    """Parse the argument of a command as the text of an element."""
    maximum = state.posMax
    state.push("latex_open", tag, 1).attrs = attrs
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.posMax = maximum
    state.push("latex_close", tag, -1)


def _argument_end(source: str, start: int, maximum: int) -> int:
    """Where the braces that open at `start` close, or -1."""
    if not source.startswith("{", start):
        return -1
    depth = 0
    for brace in _BRACES.finditer(source, start, min(maximum, start + _LONGEST_ARGUMENT)):
        depth += 1 if brace.group() == "{" else -1
        if not depth:
            return brace.start()
    return -1


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
    symbol = mark and (_MARKS.get(mark.group(2)) or (mark.group(2) if mark.group(2).isdigit() else None))
    if not mark or not symbol:
        state.push("text_special", "", 0).content = _as_text(math)
    elif mark.group(1):
        state.push("latex_open", "sup", 1)
        state.push("text_special", "", 0).content = symbol
        state.push("latex_close", "sup", -1)
    else:
        state.push("text_special", "", 0).content = symbol


def _as_text(math: str) -> str:
    """What is printed for math, on one line; the source itself where that would be nothing."""
    from cvdiff.readers.latex_text import latex_to_text

    return " ".join(latex_to_text(math).plain.split()) or math
