"""LaTeX source as tokens, each with its line; comments are gone, URLs keep their `%`, `_` and `#`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple


class Token(NamedTuple):
    """A token. `kind` is one of

    word    ordinary characters without white space; `[` and `]` are words of their own
    space   white space, its `text` a newline where a line of the source ended
    par     a blank line
    macro   a control sequence, `text` being its name without the backslash
    #       a macro's parameter ("#1")
    call    something the interpreter does when it comes here: `action`
    and the special characters { } $ & ^ _ ~, each its own kind.
    """

    kind: str
    text: str
    line: int
    action: Callable[[], None] | None = None


_TOKEN = re.compile(
    r"(?P<word>[^\\{}$&#^_~%\[\] \t\n\r\f\v]+|[\[\]]|\#(?!\#{0,2}[1-9]))"
    r"|(?P<white>[ \t\n\r\f\v]+)"
    r"|(?P<comment>%[^\n]*\n?[ \t]*)"
    r"|\\(?P<name>[A-Za-z]+)"
    r"|\\(?P<sign>[\s\S])"
    r"|(?P<parameter>\#{1,3}[1-9])"
    r"|(?P<special>[{}$&^_~])"
    r"|(?P<stray>\\)"
)
_URL_TOKEN = re.compile(
    r"(?P<word>[^\\{}#\s]+|\#(?!\#{0,2}[1-9]))"
    r"|(?P<white>\s+)"
    r"|\\(?P<name>[A-Za-z]+)"
    r"|\\(?P<sign>[\s\S])"
    r"|(?P<parameter>\#{1,3}[1-9])"
    r"|(?P<special>[{}])"
    r"|(?P<stray>\\)"
)
_AT_NAME = re.compile(r"[A-Za-z@]+")
_AFTER_NAME = re.compile(r"[ \t]*(?:\n(?![ \t]*\n)[ \t]*)?")
_URL_COMMANDS = frozenset({"href", "url", "nolinkurl", "path", "hrefWithoutArrow"})


class Lexer:
    """The tokens of a text, one at a time. `line` fixes the line of every token (an included file)."""

    def __init__(self, text: str, *, line: int | None = None, at_letter: bool = False) -> None:
        self._text, self._fixed = text, line
        self._position, self._line = 0, 1
        self._at_letter, self._line_start = at_letter, True
        self._url_depth = 0

    def next(self) -> Token | None:
        """The next token, None at the end."""
        while self._position < len(self._text):
            token = self._url_token() if self._url_depth else self._token()
            if token is not None:
                return token
        return None

    def _token(self) -> Token | None:
        match = _TOKEN.match(self._text, self._position)
        assert match is not None  # every character begins some token
        kind = match.lastgroup or ""
        self._position = match.end()
        if kind == "name" or (kind == "sign" and self._at_letter and match["sign"] == "@"):
            return self._control_word(match.start() + 1)
        line_start, self._line_start = self._line_start, False
        if kind == "comment":
            self._count(match)
            self._line_start = match.group().find("\n") >= 0
            return None
        if kind == "white":
            return self._white(match, line_start)
        return self._plain(kind, match)

    def _plain(self, kind: str, match: re.Match[str]) -> Token | None:
        if kind == "word":
            return self._make("word", match.group())
        if kind == "parameter":
            return self._make("#", match.group())
        if kind == "special":
            return self._make(match.group(), match.group())
        if kind == "sign":
            token = self._make("macro", match["sign"])
            self._count(match)
            return token
        return None  # a lone backslash at the very end

    def _white(self, match: re.Match[str], line_start: bool) -> Token | None:
        newlines = match.group().count("\n")
        token = self._make("par" if newlines + line_start > 1 else "space", "\n" if newlines else " ")
        self._line += newlines
        return None if line_start and not newlines else token

    def _control_word(self, start: int) -> Token:
        name = _AT_NAME.match(self._text, start) if self._at_letter else None
        end = name.end() if name else self._position
        word, token = self._text[start:end], self._make("macro", self._text[start:end])
        self._line_start = False
        if word in ("makeatletter", "makeatother"):
            self._at_letter = word == "makeatletter"
        if word == "verb":
            return self._verbatim(end)
        after = _AFTER_NAME.match(self._text, end)
        assert after is not None
        self._position = after.end()
        self._count(after)
        if word in _URL_COMMANDS and self._text.startswith("{", self._position):
            self._url_depth = -1
        return token

    def _verbatim(self, start: int) -> Token:
        start += self._text.startswith("*", start)
        end = self._text.find(self._text[start : start + 1] or "\n", start + 1, start + 1_000)
        end = max(end, start)
        self._position = end + 1
        return self._make("word", self._text[start + 1 : end])

    def _url_token(self) -> Token | None:
        """A token inside the braces of a URL; -1 for the depth says that the brace itself comes next."""
        match = _URL_TOKEN.match(self._text, self._position)
        assert match is not None
        kind, text = match.lastgroup, match.group()
        self._position = match.end()
        if kind == "special":
            self._url_depth = max(self._url_depth, 0) + (1 if text == "{" else -1)
            return self._make(text, text)
        if kind == "white":
            self._count(match)
            if text.count("\n") > 1:
                self._url_depth = 0
            return None
        if kind == "parameter":
            return self._make("#", text)
        if kind == "name":
            return self._make("macro", match["name"])
        token = self._make("word", match["sign"] if kind == "sign" else text)
        self._count(match)
        return token

    def _make(self, kind: str, text: str) -> Token:
        return Token(kind, text, self._fixed or self._line)

    def _count(self, match: re.Match[str]) -> None:
        self._line += match.group().count("\n")


@cache
def tokens_of(source: str) -> tuple[Token, ...]:
    """The tokens of a piece of LaTeX in which `@` is a letter, as in a class file."""
    lexer, found = Lexer(source, at_letter=True), []
    while (token := lexer.next()) is not None:
        found.append(token)
    return tuple(found)
