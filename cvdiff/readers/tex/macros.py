"""Macros: their parameters, taking the arguments, and the expansion."""

from __future__ import annotations

from typing import NamedTuple

from cvdiff.readers.tex.stream import TokenStream
from cvdiff.readers.tex.tokens import Token

NO_VALUE = Token("macro", "NoValue", 0)
"""What an optional argument of `\\NewDocumentCommand` is when it is left out."""


class Parameter(NamedTuple):
    """`kind`: m (mandatory), o (in `opening` and `closing`), s (a star), d (up to the tokens `until`)."""

    kind: str
    default: tuple[Token, ...] = ()
    opening: str = "["
    closing: str = "]"
    until: tuple[Token, ...] = ()


class Macro(NamedTuple):
    """A definition, or with `alias` another name of a command (`\\let`)."""

    parameters: tuple[Parameter, ...] = ()
    body: tuple[Token, ...] = ()
    alias: str = ""

    @property
    def mandatory(self) -> int:
        """How many arguments must be given."""
        return sum(parameter.kind == "m" for parameter in self.parameters)


class Environment(NamedTuple):
    """A definition of an environment; both bodies may use the parameters."""

    begin: Macro
    end: tuple[Token, ...]


def arguments_of(macro: Macro, stream: TokenStream) -> list[list[Token]]:
    """The arguments that follow, in the order of the parameters."""
    return [_argument(parameter, stream) for parameter in macro.parameters]


def expand(body: tuple[Token, ...], arguments: list[list[Token]], line: int) -> list[Token]:
    """The body with its arguments; what comes from the body stands in the line of the call."""
    out: list[Token] = []
    for token in body:
        if token.kind != "#":
            out.append(token._replace(line=line))
        elif token.text.startswith("##"):
            out.append(Token("#", token.text[1:], line))
        elif int(token.text[1]) <= len(arguments):
            out += arguments[int(token.text[1]) - 1]
    return out


def _argument(parameter: Parameter, stream: TokenStream) -> list[Token]:
    if parameter.kind == "m":
        return stream.argument()
    if parameter.kind == "s":
        return [Token("macro", "BooleanTrue" if stream.star() else "BooleanFalse", stream.line)]
    if parameter.kind == "o":
        taken = stream.option(parameter.opening, parameter.closing)
        return list(parameter.default) if taken is None else taken
    return _delimited(parameter.until, stream)


def _delimited(until: tuple[Token, ...], stream: TokenStream) -> list[Token]:
    """A parameter of `\\def` that ends where the first of `until` comes; the others must follow it."""
    taken = stream.until(until[0].kind, until[0].text)
    for _ in until[1:]:
        stream.next()
    return taken
