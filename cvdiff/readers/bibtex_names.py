"""The names of a BibTeX entry: `von Last, Jr, First` and `First von Last`, in the order of reading."""

from __future__ import annotations

import re

from cvdiff.document import Text, join, named
from cvdiff.readers.latex_text import latex_to_text
from cvdiff.values.name_marks import MARKS

_AND_OR_BRACE = re.compile(r"[{}]|(?<=\s)and(?=\s)", re.IGNORECASE)
_COMMA_OR_BRACE = re.compile(r"[{},]")
_STYLED = re.compile(r"(\\[A-Za-z]+\s*\{|\{\s*\\[A-Za-z]+\s)(.*)\}([^{}]*)", re.DOTALL)
_EXTENDED = re.compile(r"(family|given|prefix|suffix)(?:-i)?\s*=\s*")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "v"})


def people(value: str) -> Text:
    """The people of an `author` or `editor` field as one line: "Jane Q. Doe, John Roe, et al."."""
    names = [latex_to_text(in_reading_order(name)) for name in split_names(value)]
    flat = [Text(name.plain.replace("\n", " "), name.styles) for name in names]
    return join([named(name, "author") for name in flat if name], ", ")


def split_names(value: str) -> list[str]:
    """The names of a list, cut at every "and" outside braces; blanks left out."""
    return [name.strip() for name in _split(value, _AND_OR_BRACE) if name.strip()]


def in_reading_order(name: str) -> str:
    """One name as a list of authors prints it; "others" is "et al.", a braced name stays as it is.

    A text with more commas than a name has is a list in another syntax and is left alone.
    """
    if name.lower() == "others":
        return "et al."
    if "=" in name and _EXTENDED.match(name):
        return _of_extended(name)
    parts = [part.strip() for part in _split(name.rstrip(" ,;"), _COMMA_OR_BRACE)]
    if len(parts) == 1:
        return _inside_style(name)
    if len(parts) == 2:
        given = parts[1].rstrip(MARKS)
        return " ".join(part for part in (given.rstrip(), parts[0]) if part) + parts[1][len(given) :]
    if len(parts) == 3 and parts[1].rstrip(".").lower() in _SUFFIXES:
        return f"{parts[2]} {parts[0]} {parts[1]}"
    return name


def _inside_style(name: str) -> str:
    """`\\textbf{Doe, Jane}*`: the comma stands inside the command."""
    styled = _STYLED.fullmatch(name) if "," in name else None
    if not styled:
        return name
    opening, inner, marks = styled.groups()
    return f"{opening}{in_reading_order(inner)}}}{marks}"


def _of_extended(name: str) -> str:
    """Biblatex's `family=Muster, given=Hans, prefix=von`."""
    found = {}
    for part in _split(name, _COMMA_OR_BRACE):
        match = _EXTENDED.match(part.strip())
        if match:
            found[match.group(1)] = part.strip()[match.end() :].strip()
    order = ("given", "prefix", "family", "suffix")
    return " ".join(found[key] for key in order if found.get(key))


def _split(value: str, pattern: re.Pattern[str]) -> list[str]:
    """`value` cut at what `pattern` finds outside braces; `pattern` finds braces too."""
    pieces, start, depth = [], 0, 0
    for match in pattern.finditer(value):
        sign = match.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
        elif not depth:
            pieces.append(value[start : match.start()])
            start = match.end()
    return [*pieces, value[start:]]
