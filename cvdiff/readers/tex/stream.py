"""The tokens still to be read: files, expansions pushed back on top of them, and arguments taken off."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cvdiff.document import Diagnostic
from cvdiff.readers.tex.tokens import Lexer, Token

MAX_PUSHED = 1_000_000
"""Tokens that expansions and arguments may put back in all. The longest CV seen takes 60,000; the rest
of a bomb is read without its macros."""

_LONGEST_OPTION = 2_000


class TokenStream:
    """A stack of sources. Every token pushed back is charged to a budget; see `exhausted`."""

    def __init__(self) -> None:
        self._sources: list[list[Token] | tuple[Lexer, Callable[[], None]]] = []
        self._pushed = 0
        self.line = 1
        self.diagnostics: list[Diagnostic] = []

    @property
    def exhausted(self) -> bool:
        """Whether the budget is spent: from now on no macro is expanded."""
        return self._pushed > MAX_PUSHED

    def open(self, lexer: Lexer, at_end: Callable[[], None]) -> None:
        """Read a file from here; `at_end` is called when it is read."""
        self._sources.append((lexer, at_end))

    def push(self, tokens: Sequence[Token]) -> None:
        """Read these tokens next."""
        self._pushed += len(tokens)
        if self._sources and isinstance(self._sources[-1], list):
            self._sources[-1].extend(reversed(tokens))
        elif tokens:
            self._sources.append(list(reversed(tokens)))

    def back(self, token: Token) -> None:
        """Put back the token just taken."""
        if self._sources and isinstance(self._sources[-1], list):
            self._sources[-1].append(token)
        else:
            self._sources.append([token])

    def next(self) -> Token | None:
        """The next token, None when everything is read."""
        while self._sources:
            source = self._sources[-1]
            token = (source.pop() if source else None) if isinstance(source, list) else source[0].next()
            if token is not None:
                self.line = token.line
                return token
            self._sources.pop()
            if not isinstance(source, list):
                source[1]()
        return None

    def peek(self) -> Token | None:
        """The next token that is no white space within a paragraph; the white space is gone."""
        token = self.next()
        while token is not None and token.kind == "space":
            token = self.next()
        if token is not None:
            self.back(token)
        return token

    def star(self) -> bool:
        """Whether a star follows; it is taken off."""
        token = self.peek()
        if token is None or token.kind != "word" or not token.text.startswith("*"):
            return False
        self.next()
        self._rest(token, 1)
        return True

    def argument(self) -> list[Token]:
        """A mandatory argument without its braces; nothing where a brace or a blank line stands."""
        token = self.peek()
        if token is None or token.kind in ("}", "par", "call"):
            return []
        self.next()
        if token.kind == "{":
            return self._group(token.line)
        if token.kind == "word" and len(token.text) > 1:
            self._rest(token, 1)
            return [Token("word", token.text[0], token.line)]
        return [token]

    def empty_group(self) -> None:
        """Take off the `{}` that may end a command's name."""
        token = self.next()
        if token is None:
            return
        following = self.next() if token.kind == "{" else None
        if following is None or following.kind != "}":
            for taken in (following, token):
                if taken is not None:
                    self.back(taken)

    def has_group(self) -> bool:
        """Whether an argument in braces follows."""
        token = self.peek()
        return token is not None and token.kind == "{"

    def option(self, opening: str = "[", closing: str = "]") -> list[Token] | None:
        """An optional argument without its brackets, None where there is none."""
        token = self.peek()
        if token is None or token.kind != "word" or not token.text.startswith(opening):
            return None
        self.next()
        self._rest(token, len(opening))
        taken: list[Token] = []
        depth = 0
        while (token := self.next()) is not None and len(taken) < _LONGEST_OPTION:
            depth += (token.kind == "{") - (token.kind == "}")
            if token.kind == "word" and closing in token.text and depth == 0:
                before, _, _ = token.text.partition(closing)
                self._rest(token, len(before) + len(closing))
                return [*taken, Token("word", before, token.line)] if before else taken
            if depth < 0:
                break
            taken.append(token)
        if token is not None:
            self.back(token)
        self.push([Token("word", opening, self.line), *taken])
        return None

    def until(self, matches: Callable[[Token], bool]) -> list[Token]:
        """The tokens before the first one outside braces that matches; that one is gone."""
        taken: list[Token] = []
        depth = 0
        while (token := self.next()) is not None:
            if depth == 0 and matches(token):
                break
            depth += (token.kind == "{") - (token.kind == "}")
            taken.append(token)
        self._pushed += len(taken)
        return taken

    def _rest(self, token: Token, start: int) -> None:
        if start < len(token.text):
            self.back(Token("word", token.text[start:], token.line))

    def _group(self, line: int) -> list[Token]:
        taken: list[Token] = []
        depth = 1
        while (token := self.next()) is not None:
            depth += (token.kind == "{") - (token.kind == "}")
            if not depth:
                self._pushed += len(taken)
                return taken
            taken.append(token)
        self.diagnostics.append(
            Diagnostic(message="a { is never closed; read as ending with its paragraph", line=line)
        )
        end = next((i for i, token in enumerate(taken) if token.kind == "par"), len(taken))
        self.push(taken[end:])
        return taken[:end]
