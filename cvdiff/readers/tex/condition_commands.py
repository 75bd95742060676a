"""Conditionals: what is printed of their branches. A test that cannot be decided here is false, unless
nothing ends its branch: TeX would then have printed nothing more, so the branch is what it printed.
"""

from __future__ import annotations

import operator
import re

from cvdiff.readers.tex.interpreter import Handler, Interpreter
from cvdiff.readers.tex.tokens import Token

_COMPARISON = re.compile(r"\s*(-?\d{1,9})\s*([<>=])\s*(-?\d{1,9})")
_RELATIONS = {"<": operator.lt, ">": operator.gt, "=": operator.eq}
_TAKES_BRANCHES = frozenset(
    {
        "ifthenelse", "ifstrempty", "ifblank", "ifstrequal", "ifboolexpr", "iftoggle", "ifbool", "ifempty",
        "iflanguage", "ifdefempty", "ifnumequal", "iffieldundef",
    }
)  # fmt: skip
"""Commands whose names begin with `if` but which take their branches as arguments."""


_COMPARING = ("ifnum", "ifdim", "ifodd", "ifcase")


def _is_condition(name: str) -> bool:
    """Whether a command begins a conditional that `\\fi` ends."""
    return name.startswith("if") and name not in _TAKES_BRANCHES


def _begin(tex: Interpreter, token: Token) -> None:
    """Carry out a conditional: skip to `\\else` or `\\fi` where its test is false."""
    if not _test(tex, token.text):
        skipped = _skip(tex, stop_at_else=True)
        if skipped is not None and token.text != "iffalse" and not tex.stream.exhausted:
            tex.stream.push(skipped)


def _test(tex: Interpreter, name: str) -> bool:
    stream = tex.stream
    if name == "iftrue":
        return True
    if name in ("ifx", "if", "ifcat"):
        first, second = stream.argument(), stream.argument()
        return _same(tex, first, second)
    if name in _COMPARING:
        return _compares(tex)
    if name == "ifdefined":
        return any(t.text in tex.macros for t in stream.argument())
    return tex.flags.get(name.removeprefix("if"), False)


def _same(tex: Interpreter, first: list[Token], second: list[Token]) -> bool:
    if not first or not second:
        return not first and not second
    one, other = (tex.macros.get(t[0].text) if t[0].kind == "macro" else None for t in (first, second))
    if one is not None and other is not None:
        return one == other
    if (one or other) is not None:  # \ifx\x\empty, \ifx\x\@empty
        return not (one or other).body and {first[0].text, second[0].text} & {"empty", "@empty"} != set()  # type: ignore[union-attr]
    return first[0][:2] == second[0][:2]


def _compares(tex: Interpreter) -> bool:
    """Two numbers; conditionals between their digits (`0\\ifxetex 1\\fi=0`) are carried out."""
    written = ""
    while (token := tex.stream.peek()) is not None:
        if token.kind == "word":
            tex.stream.next()
            match = _COMPARISON.match(written + token.text)
            if match is not None:
                rest = (written + token.text)[match.end() :]
                if rest:
                    tex.stream.back(token._replace(text=rest))
                return bool(_RELATIONS[match[2]](int(match[1]), int(match[3])))
            written += token.text
        elif written and token.kind == "macro" and _stands_between_digits(token.text):
            tex.stream.next()
            tex.execute(token)
        else:
            break
    return False


def _stands_between_digits(name: str) -> bool:
    """Whether a command belongs to a conditional that compares no numbers itself."""
    return name in ("else", "fi") or (_is_condition(name) and name not in _COMPARING)


def _skip(tex: Interpreter, *, stop_at_else: bool) -> list[Token] | None:
    """Skip a branch; what was skipped where the document ends before the branch does."""
    depth = 0
    skipped: list[Token] = []
    while (token := tex.stream.next()) is not None:
        skipped.append(token)
        if token.kind != "macro":
            continue
        if _is_condition(token.text):
            depth += 1
        elif token.text == "fi":
            if not depth:
                return None
            depth -= 1
        elif token.text == "else" and not depth and stop_at_else:
            return None
    return skipped


def _else(tex: Interpreter, token: Token) -> None:
    _skip(tex, stop_at_else=False)


def _nothing(tex: Interpreter, token: Token) -> None:
    """`\\fi` after a branch that was carried out."""


def _branches(tex: Interpreter, holds: bool) -> None:
    yes, no = tex.stream.argument(), tex.stream.argument()
    tex.stream.push(yes if holds else no)


def _if_then_else(tex: Interpreter, token: Token) -> None:
    test = tex.stream.argument()
    name = next((t.text for t in test if t.kind == "macro"), "")
    tex.stream.push([*test, Token("par", "", token.line)])
    holds = False
    while (following := tex.stream.next()) is not None and following.kind != "par":
        if following.kind == "macro" and following.text == "equal":
            holds = tex.plain(tex.stream.argument()) == tex.plain(tex.stream.argument())
        elif following.kind == "macro" and following.text in ("boolean", "isodd", "toggle"):
            holds = tex.flags.get(tex.plain(tex.stream.argument()), False)
    _branches(tex, not holds if name == "NOT" or name == "not" else holds)


def _if_blank(tex: Interpreter, token: Token) -> None:
    blank = not tex.plain(tex.stream.argument())
    _branches(tex, blank != token.text.startswith("not"))


def _if_equal(tex: Interpreter, token: Token) -> None:
    first, second = tex.plain(tex.stream.argument()), tex.plain(tex.stream.argument())
    _branches(tex, first == second)


def _if_value(tex: Interpreter, token: Token) -> None:
    missing = any(t.kind == "macro" and t.text == "NoValue" for t in tex.stream.argument())
    wants_missing = token.text.startswith("IfNoValue")
    _by_suffix(tex, token.text, missing == wants_missing)


def _if_boolean(tex: Interpreter, token: Token) -> None:
    _by_suffix(tex, token.text, any(t.text == "BooleanTrue" for t in tex.stream.argument()))


def _by_suffix(tex: Interpreter, name: str, holds: bool) -> None:
    """Branches as the ending of the name says: `TF` both, `T` or `F` one."""
    if name.endswith("TF"):
        _branches(tex, holds)
    else:
        branch = tex.stream.argument()
        if holds == name.endswith("T"):
            tex.stream.push(branch)


def _if_flag(tex: Interpreter, token: Token) -> None:
    _branches(tex, tex.flags.get(tex.plain(tex.stream.argument()), False))


def _set_flag(tex: Interpreter, token: Token) -> None:
    name = tex.plain(tex.stream.argument())
    if token.text.startswith("set"):
        tex.flags[name] = tex.plain(tex.stream.argument()) == "true"
    else:
        tex.flags[name] = token.text in ("toggletrue", "booltrue")


def _if_next(tex: Interpreter, token: Token) -> None:
    wanted = tex.stream.argument()
    yes, no = tex.stream.argument(), tex.stream.argument()
    following = tex.stream.peek()
    holds = bool(wanted) and following is not None and following.text.startswith(wanted[0].text)
    tex.stream.push(yes if holds else no)


def _if_star(tex: Interpreter, token: Token) -> None:
    yes, no = tex.stream.argument(), tex.stream.argument()
    tex.stream.push(yes if tex.stream.star() else no)


_FLAG_SETTERS = (
    "toggletrue", "togglefalse", "booltrue", "boolfalse", "setbool", "setboolean", "settoggle", "newtoggle",
    "newbool", "newboolean",
)  # fmt: skip
_VALUE_TESTS = ("IfNoValueTF", "IfNoValueT", "IfNoValueF", "IfValueTF", "IfValueT", "IfValueF")

COMMANDS: dict[str, Handler] = {
    "if": _begin,
    "else": _else,
    "or": _else,
    "fi": _nothing,
    "ifthenelse": _if_then_else,
    **dict.fromkeys(("ifblank", "ifstrempty", "notblank", "ifempty", "ifdefempty"), _if_blank),
    "ifstrequal": _if_equal,
    **dict.fromkeys(_VALUE_TESTS, _if_value),
    **dict.fromkeys(("IfBooleanTF", "IfBooleanT", "IfBooleanF"), _if_boolean),
    **dict.fromkeys(("iftoggle", "ifbool"), _if_flag),
    **dict.fromkeys(_FLAG_SETTERS, _set_flag),
    "@ifnextchar": _if_next,
    "@ifstar": _if_star,
}
