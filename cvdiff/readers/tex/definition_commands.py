"""Commands that define commands and environments."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from cvdiff.readers.tex import tables
from cvdiff.readers.tex.dimensions import skip_dimension
from cvdiff.readers.tex.interpreter import Handler, Interpreter
from cvdiff.readers.tex.macros import NO_VALUE, Environment, Macro, Parameter
from cvdiff.readers.tex.tabled_commands import class_macro
from cvdiff.readers.tex.tokens import Token

_MOST_PARAMETERS = 9
_BODY = ("macro", "BODY")
"""What stands for the content of an environment that is collected first."""


def _name(tokens: list[Token]) -> str:
    return next((token.text for token in tokens if token.kind == "macro"), "")


def _new_command(tex: Interpreter, token: Token) -> None:
    tex.stream.star()
    name = _name(tex.stream.argument())
    parameters = _parameters(tex)
    macro = Macro(parameters, tuple(tex.stream.argument()))
    if name and not (token.text == "providecommand" and name in tex.macros):
        tex.macros[name] = macro


def _parameters(tex: Interpreter) -> tuple[Parameter, ...]:
    """`[count][default of the first]`."""
    count = _count(tex.stream.option())
    default = tex.stream.option() if count else None
    if default is None:
        return (Parameter("m"),) * count
    return (Parameter("o", tuple(default)), *(Parameter("m"),) * (count - 1))


def _count(option: list[Token] | None) -> int:
    text = "".join(token.text for token in option or []).strip()
    return min(int(text), _MOST_PARAMETERS) if text.isdecimal() and len(text) < 3 else 0


def _document_command(tex: Interpreter, token: Token) -> None:
    name = _name(tex.stream.argument())
    parameters = _specified(tex.stream.argument())
    macro = Macro(parameters, tuple(tex.stream.argument()))
    if name:
        tex.macros[name] = macro


def _specified(tokens: list[Token]) -> tuple[Parameter, ...]:
    """A specification such as `m O{a} s d()`."""
    characters = [t._replace(text=c) for t in tokens for c in (t.text if t.kind == "word" else " ")]
    texts = [
        t for t in (characters if len(characters) == len(tokens) else _split(tokens)) if t.kind != "space"
    ]
    found: list[Parameter] = []
    place = 0
    while place < len(texts) and len(found) < _MOST_PARAMETERS:
        letter = texts[place].text
        place += 1
        default: tuple[Token, ...] = (NO_VALUE,)
        opening, closing = "[", "]"
        if letter in ("d", "D") and place + 1 < len(texts):
            opening, closing, place = texts[place].text, texts[place + 1].text, place + 2
        if letter in ("O", "D") and place < len(texts) and texts[place].kind == "{":
            default, place = _balanced(texts, place)
        if letter in "oOdD":
            found.append(Parameter("o", default, opening, closing))
        elif letter in "smv":
            found.append(Parameter("s" if letter == "s" else "m"))
    return tuple(found)


def _split(tokens: list[Token]) -> list[Token]:
    """Words cut into characters, so that a specification reads letter by letter."""
    return [
        token._replace(text=character)
        for token in tokens
        for character in (token.text if token.kind == "word" else [token.text])
    ]


def _balanced(tokens: list[Token], place: int) -> tuple[tuple[Token, ...], int]:
    depth = 0
    for end in range(place, len(tokens)):
        depth += (tokens[end].kind == "{") - (tokens[end].kind == "}")
        if not depth:
            return tuple(tokens[place + 1 : end]), end + 1
    return tuple(tokens[place + 1 :]), len(tokens)


def _def(tex: Interpreter, token: Token) -> None:
    """`\\def\\name#1text#2{body}`; text behind a parameter ends its argument."""
    name_token = tex.stream.next()
    pattern: list[Token] = []
    while (following := tex.stream.next()) is not None and following.kind not in ("{", "par"):
        pattern.append(following)
    if following is None or name_token is None or name_token.kind != "macro":
        return
    tex.stream.back(following)
    if following.kind == "{":
        tex.macros[name_token.text] = Macro(_patterned(pattern), tuple(tex.stream.argument()))


def _patterned(pattern: list[Token]) -> tuple[Parameter, ...]:
    found: list[Parameter] = []
    for token in pattern:
        if token.kind == "#":
            found.append(Parameter("m"))
        elif found and token.kind != "space":
            found[-1] = Parameter("d", until=(*found[-1].until, token))
    return tuple(found[:_MOST_PARAMETERS])


def _let(tex: Interpreter, token: Token) -> None:
    name, following = tex.stream.next(), tex.stream.peek()
    if following is not None and following.text == "=":
        tex.stream.next()
    value = tex.stream.argument()[:1]
    if name is None or name.kind != "macro" or not value:
        return
    if value[0].kind == "macro":
        known = tex.macros.get(value[0].text)
        tex.macros[name.text] = known or Macro(alias=value[0].text)
    else:
        tex.macros[name.text] = Macro(body=tuple(value))


def _new_environment(tex: Interpreter, token: Token) -> None:
    tex.stream.star()
    name = tex.plain(tex.stream.argument())
    _define_environment(tex, name, _parameters(tex))


def _document_environment(tex: Interpreter, token: Token) -> None:
    name = tex.plain(tex.stream.argument())
    _define_environment(tex, name, _specified(tex.stream.argument()))


def _collecting_environment(tex: Interpreter, token: Token) -> None:
    """environ's `\\NewEnviron{name}[n][default]{code with \\BODY}[code]`; what holds `\\BODY` in braces is
    not cut there."""
    name = tex.plain(tex.stream.argument())
    parameters = _parameters(tex)
    code, final = tex.stream.argument(), tex.stream.option() or []
    depths = accumulate((t.kind == "{") - (t.kind == "}") for t in code)
    bodies = zip(code, depths, strict=True)
    places = [n for n, (part, depth) in enumerate(bodies) if part[:2] == _BODY and not depth]
    if name and len(places) == 1:
        begin, end = tuple(code[: places[0]]), (*code[places[0] + 1 :], *final)
        tex.environments[name] = Environment(Macro(parameters, begin), end)


def _define_environment(tex: Interpreter, name: str, parameters: tuple[Parameter, ...]) -> None:
    begin, end = tuple(tex.stream.argument()), tuple(tex.stream.argument())
    if name and not any(t.kind == "macro" and t.text == "csname" for t in begin):
        tex.environments[name] = Environment(Macro(parameters, begin), end)


def _new_list(tex: Interpreter, token: Token) -> None:
    """enumitem's `\\newlist{name}{kind}{depth}`."""
    name, kind, _ = (tex.plain(tex.stream.argument()) for _ in range(3))
    begin, end = _around(kind.removesuffix("*"), tex.stream.line)
    if name and name != kind:
        tex.environments[name] = Environment(Macro(body=begin), end)


def _around(name: str, line: int) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    group = (Token("{", "{", line), Token("word", name, line), Token("}", "}", line))
    return (Token("macro", "begin", line), *group), (Token("macro", "end", line), *group)


def _new_if(tex: Interpreter, token: Token) -> None:
    name = _name(tex.stream.argument()).removeprefix("if")
    tex.flags[name] = False
    for value in ("true", "false"):
        tex.macros[name + value] = Macro(
            body=(
                Token("macro", "@flag", 0),
                Token("{", "{", 0),
                Token("word", f"{name} {value}", 0),
                Token("}", "}", 0),
            )
        )


def _flag(tex: Interpreter, token: Token) -> None:
    name, _, value = "".join(t.text for t in tex.stream.argument()).rpartition(" ")
    tex.flags[name] = value == "true"


def _new_length(tex: Interpreter, token: Token) -> None:
    name = _name(tex.stream.argument())
    if name:
        tex.macros[name] = Macro(alias="@length")


def _length(tex: Interpreter, token: Token) -> None:
    skip_dimension(tex.stream)


def _font(tex: Interpreter, token: Token) -> None:
    """`\\font\\name=cmss10 scaled 1200`: a switch to a font, whatever the name meant before."""
    name, stream = tex.stream.next(), tex.stream
    while (following := stream.peek()) is not None and following.kind in ("space", "word"):
        stream.next()
        if following.kind == "space" and following.text == "\n":
            break
    if name is not None and name.kind == "macro":
        tex.macros[name.text] = Macro()


def _csname(tex: Interpreter, token: Token) -> None:
    """`\\csname a\\endcsname` is `\\a`; a command without a name does nothing."""
    name = tex.plain(tex.stream.until("macro", "endcsname"), raw=True)
    if name:
        tex.stream.push([Token("macro", name, token.line)])


def _stored(name: str) -> Callable[[Interpreter, Token], None]:
    """`\\title`, `\\author`, `\\date`: printed where `\\maketitle` or `\\@title` stands."""

    def store(tex: Interpreter, token: Token) -> None:
        tex.stream.option()
        if tables.in_own_family(name, tex.classes):
            class_macro(tex, token)
            return
        text = tex.stream.argument()
        tex.macros["@" + name] = Macro(body=tuple(text))
        if name == "author":
            tex.owner = tex.owner or tex.plain(text)

    return store


_DOCUMENT_COMMANDS = (
    "NewDocumentCommand", "RenewDocumentCommand", "ProvideDocumentCommand", "DeclareDocumentCommand",
    "NewExpandableDocumentCommand",
)  # fmt: skip

COMMANDS: dict[str, Handler] = {
    **dict.fromkeys(["newcommand", "renewcommand", "providecommand", "DeclareRobustCommand"], _new_command),
    **dict.fromkeys(_DOCUMENT_COMMANDS, _document_command),
    **dict.fromkeys(("def", "gdef", "edef", "xdef"), _def),
    "let": _let,
    "newenvironment": _new_environment,
    "renewenvironment": _new_environment,
    "NewEnviron": _collecting_environment,
    "RenewEnviron": _collecting_environment,
    "NewDocumentEnvironment": _document_environment,
    "RenewDocumentEnvironment": _document_environment,
    "DeclareDocumentEnvironment": _document_environment,
    "newlist": _new_list,
    "newif": _new_if,
    "@flag": _flag,
    "newlength": _new_length,
    "newdimen": _new_length,
    "newskip": _new_length,
    "newcount": _new_length,
    "@length": _length,
    "font": _font,
    "csname": _csname,
    **{name: _stored(name) for name in ("title", "author", "date")},
}  # fmt: skip
