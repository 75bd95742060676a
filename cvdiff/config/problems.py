"""A file of settings held against the table of keys: every problem, each with its line and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from cvdiff.config.document import SettingsDocument
from cvdiff.config.lines import Place
from cvdiff.config.schema import ROOT, Table, Value
from cvdiff.errors import SettingsError
from cvdiff.values.headings import heading_key

LONGEST_SHOWN = 40
"""Characters of a wrong key or value that an error repeats."""
LARGEST_SHOWN = 10**15
"""Larger whole numbers are not written out: Python refuses to where they have thousands of digits."""
MOST_TOLD = 50
"""More problems than this are counted, not listed: such a file is not one of settings."""

Problem = tuple[Place, str]
"""Where in the file, and what is wrong there."""


def check(document: SettingsDocument) -> None:
    """Raises `SettingsError` with every problem of the document, in the order of its lines."""
    found = [
        (document.line(path) or 1, f"{_label(document.top, path)}{what}")
        for path, what in _of_table(document.table, ROOT, ())
    ]
    if not found:
        return
    told = [f"{document.file}:{line}: {what}" for line, what in sorted(found, key=lambda each: each[0])]
    if len(told) > MOST_TOLD:
        told[MOST_TOLD:] = [f"{document.file}: and {len(told) - MOST_TOLD} problems more"]
    raise SettingsError(tuple(told))


def _label(top: tuple[str, ...], path: Place) -> str:
    """What an error calls a place: `[check] fail-on: `, `[[cv]] path: `, `[owner]: `."""
    names = [part for part in path if isinstance(part, str)]
    is_key = isinstance(_at(names), Value | None)
    tables, key = (names[:-1], f"{_short(names[-1])}: ") if is_key and names else (names, "")
    header = ".".join([*top, *tables])
    if not header:
        return key
    inner = _at(tables)
    header = f"[[{header}]]" if isinstance(inner, Table) and inner.repeated else f"[{header}]"
    return f"{header} {key}" if key else f"{header}: "


def _at(names: list[str]) -> Table | Value | None:
    """What the table of keys says of a place; None for a key that it does not know."""
    found: Table | Value | None = ROOT
    for name in names:
        found = found.keys.get(name, found.others) if isinstance(found, Table) else None
    return found


def _of_table(table: Mapping[str, Any], known: Table, path: Place) -> Iterator[Problem]:
    """The problems of one table and of those in it."""
    for key, value in table.items():
        expected = known.keys.get(key, known.others)
        if expected is None:
            yield (*path, key), _unknown(key, known, path)
        elif isinstance(expected, Value):
            yield from _of_value(value, expected, (*path, key))
        else:
            yield from _of_tables(value, expected, (*path, key))
    for key in known.required:
        if key not in table:
            yield path, f"{key} is missing; it must be {_what(known, key)}"
    if known.one_of and not any(key in table for key in known.one_of):
        yield path, f"one of {', '.join(known.one_of)} is missing; without any, all findings would go"
    if path == ("sections",):
        yield from _of_headings(table)


def _of_tables(value: Any, expected: Table, path: Place) -> Iterator[Problem]:
    """The problems of what stands where a table, or a list of tables, belongs."""
    if not expected.repeated:
        if isinstance(value, Mapping):
            yield from _of_table(value, expected, path)
        else:
            yield path, f"must be a table, not {_shown(value)}"
    elif not isinstance(value, list):
        yield path, f"must be written with two brackets, [[{path[-1]}]], for each entry"
    else:
        for index, entry in enumerate(value):
            if isinstance(entry, Mapping):
                yield from _of_table(entry, expected, (*path, index))
            else:
                yield (*path, index), f"each entry must be a table, not {_shown(entry)}"


def _of_value(value: Any, expected: Value, path: Place) -> Iterator[Problem]:
    if not expected.accepts(value):
        nearest = _nearest(value, expected.words) if isinstance(value, str) else None
        advice = f'; did you mean "{nearest}"?' if nearest else ""
        yield path, f"must be {expected.what}, not {_shown(value)}{advice}"


def _of_headings(table: Mapping[str, Any]) -> Iterator[Problem]:
    """Headings that match no heading, or the same headings as another key with another kind."""
    seen: dict[str, str] = {}
    for heading, kind in table.items():
        words = heading_key(heading)
        if not words:
            yield ("sections", heading), "must be a short heading with a letter or digit"
        elif table[seen.setdefault(words, heading)] != kind:
            yield ("sections", heading), f"is the same heading as {_shown(seen[words])}; give one kind"


def _unknown(key: str, known: Table, path: Place) -> str:
    if nearest := _nearest(key, tuple(known.keys)):
        return f"unknown key; did you mean {nearest}?"
    tables = {name: table for name, table in ROOT.keys.items() if isinstance(table, Table)}
    if homes := [_label((), (name,)).strip(": ") for name, table in tables.items() if key in table.keys]:
        return f"unknown key; it belongs in {' or '.join(homes)}"
    return f"unknown key; known here: {', '.join(known.keys)}"


def _nearest(word: str, words: tuple[str, ...]) -> str | None:
    """The word that the user may have meant; capitals and underscores do not count."""
    plain = word[:LONGEST_SHOWN].lower().replace("_", "-")
    return next(iter(get_close_matches(plain, words, n=1)), None)


def _what(known: Table, key: str) -> str:
    expected = known.keys[key]
    return expected.what if isinstance(expected, Value) else "a table"


def _shown(value: Any) -> str:
    """A value as the file has it, shortened."""
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) > LARGEST_SHOWN:
        return "a huge number"
    return f'"{_short(value)}"' if isinstance(value, str) else str(value)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
