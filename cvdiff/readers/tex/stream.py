"""The tokens still to be read: files, expansions pushed back on top of them, and arguments taken off."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cvdiff.document import Diagnostic
from cvdiff.readers.tex.tokens import Lexer, Token

MAX_PUSHED = 300_000
"""Tokens that expansions and arguments may put back in all; what is left of a bomb is read without its
macros. In 51 CVs and lists of publications the most was 12,000."""

_LONGEST_OPTION = 2_000
_LONGEST_WHEN_SPENT = 20
"""Tokens of an optional argument, and of an argument of any kind once the budget is spent."""


class TokenStream:
    """A stack of sources. Every token pushed back is charged to a budget; see `exhausted`."""

    def __init__(self) -> None:
        self._sources: list[list[Token] | tuple[Lexer, Callable[[], None]]] = []
        self._pushed = 0
        self._unclosed = False
        self.line = 1
        self.diagnostics: list[Diagnostic] = []

    @property
    def exhausted(self) -> bool:
        """Whether the budget is spent: from now on no macro is expanded."""
        return self._pushed > MAX_PUSHED

    def open(self, lexer: Lexer, at_end: Callable[[], None]) -> None:
        """Read a file from here; `at_end` is called when it is read."""
        self._sources.append((lexer, at_end))

    def close(self) -> None:
        """Read no more of the innermost file."""
        while self._sources:
            source = self._sources.pop()
            if not isinstance(source, list):
                source[1]()
                return

    def push(self, tokens: Sequence[Token]) -> None:
        """Read these tokens next."""
        self._charge(len(tokens))
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
        if not self._follows("word", "*"):
            return False
        self._take("*")
        return True

    def _follows(self, kind: str, text: str) -> bool:
        """Whether a token of a kind that begins with `text` comes next, after white space or not."""
        spaces: list[Token] = []
        while (token := self.next()) is not None and token.kind == "space":
            spaces.append(token)
        if token is not None:
            self.back(token)
        for space in spaces:
            self.back(space)
        return token is not None and token.kind == kind and token.text.startswith(text)

    def _take(self, text: str) -> None:
        token = self.peek()
        assert token is not None
        self.next()
        self._rest(token, len(text))

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
        return self._follows("{", "")

    def option(self, opening: str = "[", closing: str = "]") -> list[Token] | None:
        """An optional argument without its brackets, None where there is none."""
        if not self._follows("word", opening):
            return None
        self._take(opening)
        taken: list[Token] = []
        depth = 0
        longest = min(_LONGEST_OPTION, self._longest)
        while (token := self.next()) is not None and token.kind != "par" and len(taken) < longest:
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

    def until(self, kind: str, text: str) -> list[Token]:
        """The tokens before the first `text` of a kind outside braces; that one is gone."""
        taken: list[Token] = []
        depth = 0
        while (token := self.next()) is not None:
            if (
                depth == 0
                and token.kind == kind
                and (token.text == text or (kind == "word" and text in token.text))
            ):
                before, _, _ = token.text.partition(text)
                self._rest(token, len(before) + len(text))
                if before:
                    taken.append(token._replace(text=before))
                break
            depth += (token.kind == "{") - (token.kind == "}")
            taken.append(token)
            if len(taken) > self._longest:
                break
        self._charge(len(taken))
        return taken

    @property
    def _longest(self) -> int:
        """How many tokens one argument may have: any number, until the budget is spent."""
        return _LONGEST_WHEN_SPENT if self.exhausted else MAX_PUSHED * 10

    def _charge(self, tokens: int) -> None:
        if not self.exhausted and self._pushed + tokens > MAX_PUSHED:
            message = "macros expand without end or beyond measure; read on without expanding them"
            self.diagnostics.append(Diagnostic(message=message, line=self.line))
        self._pushed += tokens

    def _rest(self, token: Token, start: int) -> None:
        if start < len(token.text):
            self.back(Token("word", token.text[start:], token.line))

    def _group(self, line: int) -> list[Token]:
        taken: list[Token] = []
        depth = 1
        while (token := self.next()) is not None:
            depth += (token.kind == "{") - (token.kind == "}")
            if not depth:
                self._charge(len(taken))
                return taken
            taken.append(token)
            if len(taken) > self._longest:
                return taken
        self._charge(len(taken))
        if not self._unclosed:
            self._unclosed = True
            message = "a { is never closed; read as ending with its paragraph"
            self.diagnostics.append(Diagnostic(message=message, line=line))
        end = next((i for i, token in enumerate(taken) if token.kind == "par"), len(taken))
        self.push(taken[end:])
        return taken[:end]
