r"""multibib: lists of citations beside the main one, each with commands of its own.

After `\newcites{journal,talk}{Papers,{Talks, posters}}` the command `\nocitejournal{key}` cites in the
first list, and `\bibliographyjournal{files}` prints it below the heading "Papers".
"""

from __future__ import annotations

from collections.abc import Sequence

from cvdiff.readers.tex.interpreter import Interpreter
from cvdiff.readers.tex.macros import Macro
from cvdiff.readers.tex.tokens import Token, tokens_of

_OF_LISTS = ("cite", "nocite", "bibliography")


def define_commands(tex: Interpreter, name: str) -> None:
    """Define the commands of a list: those of the main list, carried out in this one."""
    for command in _OF_LISTS:
        body = tokens_of(f"\\@inlist{{{name}}}\\{command} ")
        tex.macros[command + name] = Macro(body=tuple(t for t in body if t.kind != "space"))
    tex.macros[f"bibliographystyle{name}"] = Macro(alias="bibliographystyle")


def listed(tokens: Sequence[Token]) -> list[list[Token]]:
    """A comma-separated argument, commas in braces left alone."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token.kind == "{") - (token.kind == "}")
        if token.kind != "word" or depth or "," not in token.text:
            parts[-1].append(token)
            continue
        first, *others = token.text.split(",")
        parts[-1].append(token._replace(text=first))
        parts += [[token._replace(text=other)] for other in others]
    return parts
