"""Commands of the head: the lines above the first section, and whose CV it is."""

from __future__ import annotations

from cvdiff.readers.tex.interpreter import Handler, Interpreter
from cvdiff.readers.tex.tokens import Token


def _line(tex: Interpreter, token: Token) -> None:
    """`\\@line{text}`: a line of the head, printed even before `\\begin{document}`."""
    _print(tex, starts=True, ends=True)


def _print(tex: Interpreter, *, starts: bool, ends: bool) -> None:
    writer = tex.writer
    muted = writer.muted

    def before() -> None:
        writer.muted = False
        if starts:
            writer.line_break()

    def after() -> None:
        if ends:
            writer.line_break()
        else:
            writer.text(" ", tex.stream.line)
        writer.muted = muted

    tex.in_group(before, after)


def _name(tex: Interpreter, token: Token) -> None:
    """The owner's name: a line of the head, and what the document says of itself; again, it heads a page."""
    name, printed = _argument(tex)
    if printed and printed == tex.owner:
        return
    tex.owner = tex.owner or printed
    _give_back(tex, name)
    _line(tex, token)


def _given_name(tex: Interpreter, token: Token) -> None:
    """The owner's given names, which begin the line that the family name ends."""
    name, printed = _argument(tex)
    tex.owner = f"{printed} {tex.owner}".strip()
    _give_back(tex, name)
    _print(tex, starts=True, ends=False)


def _family_name(tex: Interpreter, token: Token) -> None:
    name, printed = _argument(tex)
    tex.owner = f"{tex.owner} {printed}".strip()
    _give_back(tex, name)
    _print(tex, starts=False, ends=True)


def _argument(tex: Interpreter) -> tuple[list[Token], str]:
    """A name and what it prints; inside another name nothing, or names in names would double the work."""
    name = tex.stream.argument()
    return name, "" if tex.is_rendering or tex.stream.exhausted else tex.plain(name)


def _give_back(tex: Interpreter, argument: list[Token]) -> None:
    line = tex.stream.line
    tex.stream.push([Token("{", "{", line), *argument, Token("}", "}", line)])


def _maketitle(tex: Interpreter, token: Token) -> None:
    line = token.line
    tex.stream.push([Token("par", "", line)])
    for name in ("@date", "@author", "@title"):
        if name in tex.macros:
            group = [Token("{", "{", line), Token("macro", name, line), Token("}", "}", line)]
            tex.stream.push([Token("macro", "@line", line), *group])


COMMANDS: dict[str, Handler] = {
    "@line": _line,
    "@name": _name,
    "@givenname": _given_name,
    "@familyname": _family_name,
    "maketitle": _maketitle,
}
