"""Inline LaTeX to text: accents, symbols, quotes, dashes, math and font commands, in readable form.

For the values of BibTeX entries and for running text of a document. It expands no macros, knows no
environments or tables, and prints `%` and `&` as they are: comments and cells are the caller's.
"""

from __future__ import annotations

import re
import unicodedata
from typing import cast

from cvdiff.document import StyleKind, Text
from cvdiff.readers import latex_commands
from cvdiff.readers.text_buffer import TextBuffer

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z@]+)\*?[ \t\n]*|\\(?P<sign>.)|(?P<special>[{}$~^_])|(?P<typed>-{2,3}|``|''|`|,,)"
    r"|(?P<space>\s+)|(?P<plain>[^\\{}$~^_\-`',\s]+|.)",
    re.DOTALL,
)
_SPECIAL = re.compile(r"[\\{}$~`]|--|''|,,|\s{2}|[^\S ]")
_OPTION = re.compile(r"\[[^\[\]\n]{0,200}\][ \t\n]*")
_OPTION_OF_UNKNOWN = re.compile(r"(?:\[[^\[\]\n]{0,200}\])+[ \t\n]*(?=\{)")
_LONGEST_ARGUMENT = 4_000
_MOST_UNCLOSED = 1_000
_DEEPEST = 1_000
_MOST_ACCENTS = 4
"""Limits that keep garbage linear: how far and how often the end of an argument is looked for, how deep
groups are kept apart, how many accents a letter carries."""

_LONGEST_MATH = 2_000
_NOTHING = frozenset("/-!@)]")
_SPACES = frozenset(" ,;:>\t\n")

_ALONE = {"\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0303": "~", "\u0308": "¨"}
"""What an accent prints that has no letter (`\\~{}` in a URL)."""


def latex_to_text(source: str) -> Text:
    """The text that LaTeX prints for `source`, on one line but for `\\\\`, with its styles.

    Every command is read: unknown ones vanish and their arguments stay. Nothing is an error; braces
    that do not match are dropped.
    """
    buffer = TextBuffer()
    if _SPECIAL.search(source):
        _Converter(source, buffer).run()
    else:
        buffer.text(source, 0, 0)
    paragraphs, _ = buffer.take()
    return paragraphs[0] if paragraphs else Text("")


class _Group:
    """An open group, and what its end does: close styles, print `after`, leave math, drop an argument."""

    __slots__ = ("after", "drops_next", "math", "styles")

    def __init__(self, *, math: bool, after: str = "", drops_next: bool = False) -> None:
        self.styles: list[StyleKind] = []
        self.math, self.after, self.drops_next = math, after, drops_next


class _Converter:
    """One pass over the source; groups are a stack, so that depth costs no recursion."""

    def __init__(self, source: str, buffer: TextBuffer) -> None:
        self._source, self._buffer = source, buffer
        self._position = 0
        self._groups = [_Group(math=False)]
        self._accents = ""
        self._dollar = False
        self._deeper = self._unclosed = 0

    def run(self) -> None:
        """Write the whole source to the buffer."""
        while self._position < len(self._source):
            self._step()
        while self._groups:
            self._close_styles(self._groups.pop())

    def _step(self) -> None:
        token = cast("re.Match[str]", _TOKEN.match(self._source, self._position))
        self._position = token.end()
        kind = token.lastgroup
        if kind == "plain":
            self._print(token.group())
        elif kind == "space":
            if not self._accents:
                self._buffer.text(" ", 0, 0)
        elif kind == "word":
            self._command(token["word"], token.end())
        elif kind == "sign":
            self._sign(token["sign"])
        elif kind == "typed":
            self._print(token.group() if self._groups[-1].math else latex_commands.typed()[token.group()])
        else:
            self._special(token.group())

    def _print(self, text: str) -> None:
        if self._accents:
            text = latex_commands.accented(text, self._accents)
            self._accents = ""
        self._buffer.text(text, 0, 0)

    def _special(self, char: str) -> None:
        if char == "{":
            self._push(_Group(math=self._groups[-1].math))
        elif char == "}":
            self._close_group()
        elif char == "$":
            self._toggle_math()
        elif char == "~":
            self._buffer.text(" ", 0, 0)
        elif self._groups[-1].math:
            self._script("superscript" if char == "^" else None)
        else:
            self._print(char)

    def _push(self, group: _Group, style: StyleKind | None = None, value: str = "") -> None:
        if len(self._groups) >= _DEEPEST:
            self._deeper += 1
            return
        self._groups.append(group)
        if style:
            self._open(style, group, value)

    def _close_group(self) -> None:
        if self._accents:
            alone = "".join(_ALONE.get(accent, "") for accent in self._accents)
            self._accents = ""
            self._buffer.text(alone, 0, 0)
        if self._deeper or len(self._groups) == 1:
            self._deeper = max(0, self._deeper - 1)
            return
        group = self._groups.pop()
        self._close_styles(group)
        if group.after:
            self._print(group.after)
        if group.drops_next:
            self._argument()

    def _close_styles(self, group: _Group) -> None:
        for style in reversed(group.styles):
            self._buffer.close(style)

    def _toggle_math(self) -> None:
        """A dollar sign without a second one nearby is a price."""
        source, start = self._source, self._position
        if not self._dollar and source.startswith("$", start):
            self._position = start = start + 1
        elif not self._dollar and source.find("$", start, start + _LONGEST_MATH) < 0:
            self._print("$")
            return
        elif self._dollar and source.startswith("$", start):
            self._position += 1
        self._dollar = not self._dollar
        self._groups[-1].math = self._dollar

    def _script(self, style: StyleKind | None) -> None:
        """`^` or `_` in math: what follows is one group, one command or one character."""
        group = _Group(math=True)
        follower = self._source[self._position : self._position + 1]
        self._push(group, style)
        if follower == "{":
            self._position += 1
            return
        if follower == "\\":
            self._step()
        elif follower and follower not in "}$^_":
            self._position += 1
            self._print(follower)
        if self._groups[-1] is group:
            self._close_group()

    def _sign(self, char: str) -> None:
        if char in latex_commands.accents() and not char.isalpha():
            self._accent(latex_commands.accents()[char])
        elif char == "\\":
            self._position = _after_options(self._source, self._position)
            self._buffer.text("\n", 0, 0)
        elif char in "([":
            self._push(_Group(math=True))
        elif char in ")]" and self._groups[-1].math:
            self._close_group()
        elif char in _SPACES:
            self._buffer.text(" ", 0, 0)
        elif char not in _NOTHING:
            self._print(char)

    def _accent(self, combining: str) -> None:
        self._accents = (combining + self._accents)[:_MOST_ACCENTS]

    def _command(self, name: str, end: int) -> None:
        accent = latex_commands.accents().get(name) or latex_commands.math_accents().get(name)
        symbol = latex_commands.symbol(name)
        if accent:
            self._accent(accent)
        elif symbol is not None:
            self._symbol(symbol, end)
        elif name in latex_commands.dropped():
            self._position = _after_options(self._source, end)
            for _ in range(latex_commands.dropped()[name]):
                self._argument()
        elif name in latex_commands.declared():
            self._open(latex_commands.declared()[name], self._groups[-1])
        elif name in ("href", "url", "nolinkurl", "path", "doi"):
            self._link(name)
        else:
            self._structure(name, end)

    def _symbol(self, symbol: str, end: int) -> None:
        """A symbol; `{}` behind it and the space that it eats only end its name."""
        if self._source.startswith("{}", end):
            self._position = end + 2
        if symbol in "\t\n ":
            self._buffer.text(symbol, 0, 0)
        elif self._groups[-1].math and len(symbol) > 1:  # the name of a function
            self._buffer.text(f" {symbol} ", 0, 0)
        else:
            self._print(symbol)
            if unicodedata.category(symbol[0]) == "Sm" and self._source[end - 1].isspace():
                self._buffer.text(" ", 0, 0)  # as in \leq y: the space that ends the name is meant

    def _structure(self, name: str, end: int) -> None:
        """A command with an argument: a style, a fraction, or unknown."""
        style = latex_commands.styled().get(name)
        option = (_OPTION if style else _OPTION_OF_UNKNOWN).match(self._source, end)
        if option:
            self._position = end = option.end()
        if not self._source.startswith("{", end):
            return
        self._position = end + 1
        math = (self._groups[-1].math or name == "ensuremath") and not name.startswith("text")
        group = _Group(math=math, after="/" if "frac" in name else "", drops_next=name == "texorpdfstring")
        self._push(group, style)

    def _open(self, style: StyleKind, group: _Group, value: str = "") -> None:
        self._buffer.open(style, value)
        group.styles.append(style)

    def _link(self, name: str) -> None:
        """`\\href{url}{text}`, or a URL that prints itself."""
        self._position = _after_options(self._source, self._position)
        url = self._argument()
        if url is None:
            return
        url = re.sub(r"\\([_%#&$~{}])|\s+", r"\1", url).replace("~{}", "~")
        target = url if name == "href" or "://" in url or url.startswith("mailto:") else f"http://{url}"
        if name == "doi":
            target = f"https://doi.org/{url}"
        if name == "href" and self._source.startswith("{", self._position):
            self._position += 1
            self._push(_Group(math=False), "link", target)
            return
        self._buffer.open("link", target)
        self._buffer.text(url, 0, 0)
        self._buffer.close("link")

    def _argument(self) -> str | None:
        """Take the braced argument that comes next, raw; None where there is none."""
        start, source = self._position, self._source
        while source.startswith((" ", "\n", "\t"), start):
            start += 1
        far = start + _LONGEST_ARGUMENT
        end = latex_commands.argument_end(source, start, far) if self._unclosed < _MOST_UNCLOSED else -1
        if end < 0:
            self._unclosed += 1
            return None
        self._position = end + 1
        return source[start + 1 : end]


def _after_options(source: str, position: int) -> int:
    option = _OPTION.match(source, position)
    return option.end() if option else position
