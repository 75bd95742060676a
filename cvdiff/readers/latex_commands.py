"""LaTeX within a line, known once for documents, values of BibTeX and Markdown: accents, symbols, styles.

The tables of `data/latex_commands.toml`, each loaded when it is first needed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import cast

from cvdiff.document import StyleKind
from cvdiff.vocabulary import listed, load

_BRACES = re.compile(r"[{}]")
_DOTLESS = {"ı": "i", "ȷ": "j"}
_WHITE = {"␣": " ", "↵": "\n"}


def argument_end(source: str, start: int, maximum: int) -> int:
    """Where the brace that opens at `start` closes; -1 if none does before `maximum`."""
    if not source.startswith("{", start):
        return -1
    depth = 0
    for brace in _BRACES.finditer(source, start, maximum):
        depth += 1 if brace.group() == "{" else -1
        if not depth:
            return brace.start()
    return -1


def _pairs(key: str) -> Mapping[str, str]:
    """A list of "command what" as a mapping."""
    return dict(cast("tuple[str, str]", entry.split(" ", 1)) for entry in listed("latex_commands", key))


@cache
def accents() -> Mapping[str, str]:
    """Accent commands of text: the combining character that goes behind the letter."""
    return {name: chr(int(code, 16)) for name, code in _pairs("accents").items()}


@cache
def math_accents() -> Mapping[str, str]:
    """Accent commands of formulas."""
    return {name: chr(int(code, 16)) for name, code in _pairs("math_accents").items()}


def accented(text: str, combining: str) -> str:
    """`text` with accents over its first letter, which has no dot of its own then."""
    first = _DOTLESS.get(text[:1], text[:1])
    return unicodedata.normalize("NFC", first + combining) + text[1:] if first else ""


@cache
def typed() -> Mapping[str, str]:
    """What signs that are typed in a row become, the longer ones first."""
    return _pairs("typed")


@cache
def typed_in_german() -> Mapping[str, str]:
    """The same where babel's German is loaded, which has shorthands of its own."""
    return {**_pairs("typed_german"), **typed()}


def symbol(name: str) -> str | None:
    """What a command prints that stands for a character; a tab for a gap, None for any other command."""
    known = _symbols().get(name)
    return known if known is not None else _greek(name)


@cache
def _symbols() -> Mapping[str, str]:
    found = {name: _with_white(text) for name, text in _pairs("symbols").items()}
    return found | dict.fromkeys(load("latex_commands")["gaps"].split(), "\t")


def _with_white(text: str) -> str:
    for sign, white in _WHITE.items():
        text = text.replace(sign, white)
    return text


@cache
def _greek(name: str) -> str | None:
    case = "CAPITAL" if name[0].isupper() else "SMALL"
    letter = "LAMDA" if name.lower() == "lambda" else name.upper()
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {letter}")
    except KeyError:
        return None


@cache
def silent() -> Mapping[str, int]:
    """Commands that print nothing, by the number of arguments that vanish with them."""
    return counted("latex_commands", "silent")


@cache
def dropped() -> Mapping[str, int]:
    """Commands that print nothing in a value, `silent` ones among them."""
    return {**silent(), **counted("latex_commands", "dropped")}


def counted(table: str, key: str) -> dict[str, int]:
    """The names of a list by number, as names with their numbers."""
    return {name: int(number) for number, names in load(table)[key].items() for name in names.split()}


@cache
def styled() -> Mapping[str, StyleKind]:
    """Commands that set their argument in a style."""
    return _styles("styled")


@cache
def declared() -> Mapping[str, StyleKind]:
    """Commands that set the rest of their group in a style."""
    return _styles("declared")


def _styles(key: str) -> dict[str, StyleKind]:
    styles: Mapping[StyleKind, str] = load("latex_commands")[key]
    return {name: style for style, names in styles.items() for name in names.split()}


@cache
def in_markdown(key: str) -> frozenset[str]:
    """The commands of a kind that authors of Markdown write; the table tells the kinds apart."""
    return frozenset(load("latex_commands")["markdown"][key].split())
