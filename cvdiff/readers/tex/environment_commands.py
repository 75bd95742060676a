"""Environments: `\\begin` and `\\end`, and what each begins.

An environment is looked for like a command: the document's own definitions, those written here, lists,
tables and environments of classes in the tables, and what nothing defines.
"""

from __future__ import annotations

from cvdiff.readers.tex import boxes, tables, unknown
from cvdiff.readers.tex.dimensions import skip_width
from cvdiff.readers.tex.interpreter import Handler, Interpreter
from cvdiff.readers.tex.macros import Macro, arguments_of, expand
from cvdiff.readers.tex.tokens import Token, tokens_of


def _begin(tex: Interpreter, token: Token) -> None:
    name = "".join(t.text for t in tex.stream.argument() if t.kind in ("word", "space"))
    if tables.is_skipped(name) or tex.flags.get(f"excluded {name}"):
        _skip_environment(tex, name)
    elif name == "document":
        tex.writer.muted = False
        tex.writer.flush()
    else:
        _begin_named(tex, name)


def _skip_environment(tex: Interpreter, name: str) -> None:
    stream = tex.stream
    while (token := stream.next()) is not None:
        if token[:2] != ("macro", "end") or not stream.has_group():
            continue
        if "".join(t.text for t in stream.argument()) == name:
            return


def _end(tex: Interpreter, token: Token) -> None:
    name = "".join(t.text for t in tex.stream.argument() if t.kind in ("word", "space"))
    if name == "document":
        tex.stream.close()
    else:
        _end_named(tex, name)


def _exclude(tex: Interpreter, token: Token) -> None:
    tex.flags["excluded " + tex.plain(tex.stream.argument())] = True


def _begin_named(tex: Interpreter, name: str) -> None:
    writer = tex.writer
    defined = tex.environments.get(name)
    scope = writer.begin_scope(name)
    if defined is not None and not tex.stream.exhausted:
        arguments = arguments_of(defined.begin, tex.stream)
        scope.ending = expand(defined.end, arguments, tex.stream.line)
        tex.stream.push(expand(defined.begin.body, arguments, tex.stream.line))
    elif name in tex.built_in_environments:
        tex.built_in_environments[name](tex, Token("macro", name, tex.stream.line))
    else:
        _begin_tabled(tex, name)


def _end_named(tex: Interpreter, name: str) -> None:
    """End an environment; what its definition says for the end comes first."""
    writer = tex.writer
    scope = writer.scopes.environment(name)
    if scope is not None:
        tex.then(scope.ending, lambda: writer.end_environment(name))


def _begin_tabled(tex: Interpreter, name: str) -> None:
    writer = tex.writer
    bare = name.rstrip("*")
    if bare in tables.lists():
        for _ in range(2):
            tex.stream.option()
        for _ in range(tables.list_arguments().get(bare, 0)):
            tex.stream.argument()
        frame = writer.begin_list(tables.lists()[bare])
        writer.at_end(lambda: writer.close_frame(frame))
    elif bare in tables.tables():
        skip_width(tex.stream)
        for _ in range(tables.tables()[bare] + (name == "tabular*")):
            tex.stream.option()
            tex.stream.argument()
        writer.begin_table()
    else:
        _begin_shim(tex, name)


def _begin_shim(tex: Interpreter, name: str) -> None:
    shim = tables.environment(name, tex.classes)
    if shim is None:
        unknown.environment(tex, name)
        return
    count, begin, end = shim
    option = tex.stream.option() or []
    arguments = [tex.stream.argument() if tex.stream.has_group() else [] for _ in range(count)]
    tex.writer.scopes.innermost.ending = list(tokens_of(end))
    tex.writer.at_end(tex.writer.end_sticky)
    tex.expand_text(begin.replace("#0", f"#{count + 1}"), [*arguments, option], tex.stream.line)


def _float(tex: Interpreter, token: Token) -> None:
    """A table or figure that may be set elsewhere, with a word on where: `[h]`."""
    tex.stream.option()
    boxes.set_apart(tex, token)


def _tabbing(tex: Interpreter, token: Token) -> None:
    """`\\=` and `\\>` go to the next column here, ``\\` `` to the margin: they are no accents."""
    boxes.set_apart(tex, token)
    outer = {name: tex.macros[name] for name in _TABS if name in tex.macros}
    tex.macros.update((name, Macro(body=(Token("macro", ">", token.line),))) for name in _TABS)

    def restore() -> None:
        for name in _TABS:
            tex.macros.pop(name, None)
        tex.macros.update(outer)

    tex.writer.at_end(restore)


def _fonts_environment(tex: Interpreter, token: Token) -> None:
    tex.stream.push([Token("macro", token.text, token.line)])


COMMANDS: dict[str, Handler] = {"begin": _begin, "end": _end, "excludecomment": _exclude}

_BLOCKS = ("center", "flushleft", "flushright", "quote", "quotation", "resume")
_TABS = ("=", "`")
_FONTS = ("small", "footnotesize", "large", "Large", "bfseries", "itshape")

ENVIRONMENTS: dict[str, Handler] = {
    **boxes.ENVIRONMENTS,
    **dict.fromkeys(_BLOCKS, boxes.set_apart),
    **dict.fromkeys(("table", "table*", "figure", "figure*"), _float),
    **dict.fromkeys(_FONTS, _fonts_environment),
    "tabbing": _tabbing,
}
