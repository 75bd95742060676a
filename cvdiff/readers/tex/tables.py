"""What a document's commands do: the tables of `data/latex.toml` and those that all LaTeX readers share."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from cvdiff.readers import latex_commands
from cvdiff.readers.latex_commands import counted
from cvdiff.readers.tex.tokens import Token
from cvdiff.vocabulary import load

_ICON = re.compile(r"(?:fa|ai)[A-Z]")


@cache
def fonts() -> Mapping[str, str]:
    """Font switches: what each adds, removes (`-bold`) and the size it sets."""
    return {**latex_commands.declared(), **load("latex")["fonts"]}


@cache
def styled() -> Mapping[str, str]:
    """Commands that set their argument in a font."""
    own = {name: font for font, names in load("latex")["styled"].items() for name in names.split()}
    return {**latex_commands.styled(), **own}


@cache
def boxes() -> Mapping[str, int]:
    """Commands that set a box, and how many arguments come before its content."""
    return counted("latex", "boxes")


@cache
def is_box_column(name: str) -> bool:
    """Whether a box with a width of its own is a column, with another beside it."""
    return name in load("latex")["box_columns"]["names"].split()


@cache
def silent() -> Mapping[str, int]:
    """Commands that print nothing, and how many arguments they take."""
    return {**latex_commands.silent(), **counted("latex", "silent")}


@cache
def breaks() -> frozenset[str]:
    """Commands that print nothing and may say in an option how much a break is wished."""
    return frozenset(load("latex")["breaks"]["names"].split())


@cache
def lists() -> Mapping[str, int]:
    """List environments: 0 for bullets, 1 for numbers, -1 for numbers that count down."""
    return counted("latex", "lists")


@cache
def list_arguments() -> Mapping[str, int]:
    """How many arguments a list environment takes, if any."""
    return counted("latex", "list_arguments")


@cache
def tables() -> Mapping[str, int]:
    """Table environments and how many arguments come before the rows (the starred tabular has one more)."""
    return counted("latex", "tables")


@cache
def lengths() -> frozenset[str]:
    """Lengths and counters, to which a value may be assigned by their bare name."""
    return frozenset(load("latex")["lengths"]["names"].split())


@cache
def _heading_levels() -> Mapping[str, int]:
    return counted("latex", "headings")


@cache
def _heading_words() -> tuple[str, ...]:
    return tuple(load("latex")["heading_words"]["endings"].split())


def heading_level(name: str) -> int:
    """The level of a heading command, by its name or by a word that its name ends in; 0 for any other."""
    bare = name.rstrip("*").lower()
    level = _heading_levels().get(bare, 0)
    if level or not bare.endswith(_heading_words()):
        return level
    return 1 + bare.count("sub")


def is_heading(name: str) -> bool:
    """Whether a command prints a heading, and is no macro of a CV class whose name only sounds like one."""
    return heading_level(name) > 0 and (name in _heading_levels() or name not in _shim_names())


def sets_heading(name: str, body: Sequence[Token]) -> bool:
    """Whether a document's own definition, named like a heading, is a way of setting one: it neither leaves
    that to a command that is known to, nor prints what it is given as it is (`\\nopagebreak#1`), nor sets
    several arguments side by side as entries are (`\\datedsubsection{school}{years}`)."""
    if any(t.kind == "macro" and (t.text == "@startsection" or heading_level(t.text)) for t in body):
        return False
    if name in _heading_levels():
        return True
    return not all(_prints_nothing(t) for t in body) and not _sets_row(body)


def _sets_row(body: Sequence[Token]) -> bool:
    """Whether a definition sets two arguments, the second in a column of its own beside the first."""
    places = [n for n, t in enumerate(body) if t.kind == "#"]
    between = body[places[0] : places[1]] if len(places) > 1 else ()
    return any(t.kind == "&" or (t.kind == "macro" and t.text == "hfill") for t in between)


def _prints_nothing(token: Token) -> bool:
    """Whether a token of a definition adds nothing to the arguments."""
    if token.kind == "macro":
        return silent().get(token.text) == 0
    return token.kind in ("#", "space", "par")


def measures(body: Sequence[Token]) -> set[int]:
    """The parameters of a definition that are all of a silent command's argument: `\\vspace{#2}`."""
    found = set()
    for n, token in enumerate(body[:-3]):
        if token.kind == "macro" and silent().get(token.text):
            opening, within, closing = body[n + 1 : n + 4]
            if (opening.kind, within.kind, closing.kind) == ("{", "#", "}") and within.text[1:].isdecimal():
                found.add(int(within.text[1:]))
    return found


def heads_margin(name: str, body: Sequence[Token]) -> bool:
    """Whether a document's own command sets a section's heading in the margin, by its name and definition."""
    named = any(word in name.lower() for word in load("latex")["heading_words"]["in_margin"].split())
    return named and any(t.kind == "macro" and t.text in ("marginpar", "marginnote") for t in body)


def has_columns(body: Sequence[Token]) -> bool:
    """Whether a definition sets its arguments side by side or below each other."""
    return any(
        t.kind == "&" or (t.kind == "macro" and t.text in ("hfill", "\\", "newline", "dotfill")) for t in body
    )


def families(classes: Collection[str]) -> list[str]:
    """The families of classes and packages, in their order."""
    table = {name: family for family, names in load("latex")["classes"].items() for name in names.split()}
    return [table[name] for name in classes if name in table]


@cache
def _shim_names() -> frozenset[str]:
    return frozenset(name for macros in load("latex")["macros"].values() for name in macros)


def shims(name: str, classes: Sequence[str]) -> dict[int, str]:
    """What a macro of a CV class prints, by the number of its arguments: in the document's own class
    if that has such a macro, else in any."""
    if name not in _shim_names():
        return {}
    macros: Mapping[str, Any] = load("latex")["macros"]
    for family in families(classes):
        if name in macros.get(family, {}):
            return {int(count): body for count, body in macros[family][name].items()}
    found: dict[int, str] = {}
    for macros_of in macros.values():
        for count, body in macros_of.get(name, {}).items():
            found.setdefault(int(count), body)
    return found


def in_own_family(name: str, classes: Sequence[str]) -> bool:
    """Whether the document's class has a macro of this name."""
    return any(name in load("latex")["macros"].get(family, {}) for family in families(classes))


def is_foreign(name: str, classes: Sequence[str]) -> bool:
    """Whether only classes that are not the document's have a macro of this name."""
    macros: Mapping[str, Any] = load("latex")["macros"]
    return name not in macros["any"] and not in_own_family(name, classes)


def environment(name: str, classes: Sequence[str]) -> tuple[int, str, str] | None:
    """A class's environment: how many arguments it takes, and what stands for its begin and end."""
    table: Mapping[str, Any] = load("latex")["environments"]
    for family in [*families(classes), *table]:
        entry = table.get(family, {}).get(name)
        if entry:
            return entry["arguments"], entry["begin"], entry["end"]
    return None


def is_icon(name: str) -> bool:
    """Whether a command prints a pictogram."""
    return _ICON.match(name) is not None or name in _icons()


@cache
def _icons() -> frozenset[str]:
    return frozenset(load("latex")["icons"]["others"].split())


def icon_word(name: str) -> str:
    """A word for a link that shows nothing but this pictogram."""
    bare = name[2:].lower()
    for sign, word in load("latex")["icon_words"].items():
        if sign in bare:
            return str(word)
    return "link"


def symbol(name: str) -> str | None:
    """What a command without arguments prints, a character or a journal; None for one that prints nothing."""
    own: str | None = load("latex")["symbols"].get(name)
    known = own if own is not None else latex_commands.symbol(name)
    if known is None:
        known = load("bibtex")["journals"].get(name)
    return known if known is not None else _library_symbols().get(name)


@cache
def _library_symbols() -> Mapping[str, str]:
    """pylatexenc's symbols; its import is the price of the first command that no table knows."""
    from pylatexenc.latex2text import get_default_latex_context_db  # type: ignore[import-untyped]

    specs = get_default_latex_context_db().iter_macro_specs()
    return {spec.macroname: spec.simplify_repl for spec in specs if _is_symbol(spec)}


def _is_symbol(spec: Any) -> bool:
    replacement = spec.simplify_repl
    return isinstance(replacement, str) and "%" not in replacement and 0 < len(replacement) <= 3


@cache
def german() -> frozenset[str]:
    """Packages and options that load babel's German."""
    return frozenset(load("latex")["german"]["names"].split())


def is_skipped(name: str) -> bool:
    """Whether nothing inside an environment is printed."""
    return name in load("latex")["skipped"]["environments"].split()


def is_system_input(name: str) -> bool:
    """Whether a file of this name comes with TeX itself and holds no text."""
    return name in load("latex")["inputs"]["system"].split()
