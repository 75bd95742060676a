"""Commands that the tables know: fonts, headings, macros of CV classes, symbols, and what prints nothing."""

from __future__ import annotations

from cvdiff.readers.tex import tables, unknown
from cvdiff.readers.tex.interpreter import Interpreter
from cvdiff.readers.tex.tokens import Token

_HEAD_LINE = r"\@line"
_SURPLUS = 2
"""A macro for a line of the head with so many more arguments is an entry in a class that no table knows."""
_ENTRY = 2
"""So is a command that takes no argument, with so many."""


def carry_out(tex: Interpreter, token: Token) -> None:
    """Carry out a command that is not written in Python; one that no table knows prints its arguments."""
    name = token.text
    font = tables.fonts().get(name)
    if font is not None:
        tex.set_font(font)
    elif name in tables.styled():
        tex.in_group(lambda: tex.set_font(tables.styled()[name]))
    elif name in tables.boxes():
        _box(tex, name)
    elif name in tables.silent():
        if tables.silent()[name] or not _is_entry(tex, name):
            _silent(tex, name)
        else:
            unknown.command(tex, token)
    elif name in tables.lengths():
        tex.commands["@length"](tex, token)
    elif tables.is_heading(name) and _has_heading(tex):
        tex.heading(tex.stream.argument(), tables.heading_level(name))
    elif not class_macro(tex, token):
        _symbol(tex, token)


def _has_heading(tex: Interpreter) -> bool:
    tex.stream.star()
    tex.stream.option()
    return tex.stream.has_group()


def _box(tex: Interpreter, name: str) -> None:
    tex.stream.star()
    has_width = _options(tex)
    for _ in range(tables.boxes()[name]):
        tex.stream.argument()
        _options(tex)
        has_width = True
    behind = tex.writer.gap if has_width and tables.is_box_column(name) else None
    tex.in_group(lambda: None, behind)


def _silent(tex: Interpreter, name: str) -> None:
    arguments = tables.silent()[name]
    tex.stream.star()
    for _ in range(arguments):
        _options(tex)
        tex.stream.argument()
    if arguments or name in tables.breaks():
        tex.stream.option()


def _options(tex: Interpreter) -> bool:
    """Take all options that follow; whether there was one."""
    found = False
    while tex.stream.option() is not None:
        found = True
    return found


def class_macro(tex: Interpreter, token: Token) -> bool:
    """Carry out a macro of a CV class; False if no class has it, or none with as many arguments."""
    variants = tables.shims(token.text, tex.classes)
    if not variants:
        return False
    tex.stream.star()
    option = tex.stream.option() or []
    most = max(variants)
    of_the_head = variants[most].startswith(_HEAD_LINE) and not tables.families(tex.classes)
    surplus = _SURPLUS if of_the_head else int(tables.is_foreign(token.text, tex.classes))
    groups = _groups(tex, most + surplus)
    if surplus and len(groups) == most + surplus:
        _put_back(tex, groups, token.line)
        return False
    wanted = max((n for n in variants if n <= len(groups)), default=min(variants))
    _put_back(tex, groups[wanted:], token.line)
    groups = groups[:wanted] + [[] for _ in range(wanted - len(groups))]
    body = variants[wanted].replace("#0", f"#{wanted + 1}")
    tex.expand_text(body, [*groups, option], token.line)
    return True


def _is_entry(tex: Interpreter, name: str) -> bool:
    """Whether a word that takes no argument elsewhere has several with text: a private class has its own."""
    if not name.isalpha() or not tex.stream.has_group():
        return False
    groups = _groups(tex, _ENTRY)
    _put_back(tex, groups, tex.stream.line)
    return len(groups) == _ENTRY and all(any(t.kind == "word" for t in group) for group in groups)


def _groups(tex: Interpreter, most: int) -> list[list[Token]]:
    groups: list[list[Token]] = []
    while len(groups) < most and tex.stream.has_group():
        groups.append(tex.stream.argument())
    return groups


def _put_back(tex: Interpreter, groups: list[list[Token]], line: int) -> None:
    for group in reversed(groups):
        tex.stream.push([Token("{", "{", line), *group, Token("}", "}", line)])


def _symbol(tex: Interpreter, token: Token) -> None:
    name = token.text
    if tables.is_icon(name):
        tex.stream.star()
        tex.stream.option()
        tex.link_label = tables.icon_word(name)
        return
    symbol = tables.symbol(name)
    if symbol is not None and not _is_entry(tex, name):
        tex.writer.text(symbol, token.line)
        tex.stream.empty_group()
    else:
        unknown.command(tex, token)
