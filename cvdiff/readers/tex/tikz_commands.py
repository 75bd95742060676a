"""Drawings of TikZ: the words at their nodes are printed, paths and places are not."""

from __future__ import annotations

from cvdiff.readers.tex.interpreter import Handler, Interpreter
from cvdiff.readers.tex.tokens import Token

_LONGEST_PLACE = 60
"""Tokens in front of a node's words: its name, options and place."""
_LONGEST_PATH = 400
"""Tokens of a path up to its semicolon."""


def _node(tex: Interpreter, token: Token) -> None:
    """`\\node[options] (name) at (1,2) {words};`."""
    stream = tex.stream
    if stream.exhausted:
        return
    passed: list[Token] = []
    while len(passed) < _LONGEST_PLACE and not stream.has_group():
        stream.option()
        following = stream.next()
        if following is None or _ends_drawing(following):
            stream.push([*passed, *([following] if following else [])])
            return
        passed.append(following)
    if not stream.has_group():
        stream.push(passed)
        return
    words = stream.argument()
    end = stream.peek()
    if end is not None and end.text == ";":
        stream.next()
    tex.writer.flush()
    tex.then(words, tex.writer.flush)


def _ends_drawing(token: Token) -> bool:
    return token.kind in ("par", "}") or token[:2] == ("macro", "end")


def _path(tex: Interpreter, token: Token) -> None:
    """`\\draw (0,0) -- (1,1);`: nothing to read up to the semicolon, but for the nodes on the way.

    Where no semicolon ends it, it is none: `\\hspace\\fill (2019)`.
    """
    stream = tex.stream
    if stream.exhausted or (stream.option() is None and not _is_place(stream.peek())):
        return
    passed: list[Token] = []
    while (following := stream.next()) is not None and len(passed) < _LONGEST_PATH:
        if following.text.endswith(";"):
            return
        if following[:2] == ("word", "node"):
            _node(tex, following)
            return
        if _ends_drawing(following):
            break
        passed.append(following)
    stream.push([*passed, *([following] if following else [])])


def _is_place(token: Token | None) -> bool:
    return token is not None and token.text.startswith("(")


def _tikz(tex: Interpreter, token: Token) -> None:
    """`\\tikz[options]{...}`: a drawing within the line."""
    tex.stream.option()
    if tex.stream.has_group():
        tex.stream.argument()


def _foreach(tex: Interpreter, token: Token) -> None:
    """`\\foreach \\n in {1,...,5}`: what is repeated is read once."""
    for _ in range(_LONGEST_PLACE):
        if tex.stream.has_group():
            tex.stream.argument()
            return
        following = tex.stream.next()
        if following is None or _ends_drawing(following):
            tex.stream.push([following] if following else [])
            return


COMMANDS: dict[str, Handler] = {
    "foreach": _foreach,
    "node": _node,
    "tikz": _tikz,
    **dict.fromkeys(("draw", "fill", "filldraw", "clip", "shade", "coordinate"), _path),
}
