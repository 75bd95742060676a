"""Which entries of a bibliography are printed: biblatex's types, keywords, categories and filters."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

_TYPES = {
    "conference": "inproceedings", "electronic": "online", "www": "online", "phdthesis": "thesis",
    "mastersthesis": "thesis", "techreport": "report",
}  # fmt: skip
"""biblatex's names for BibTeX's types (biblatex manual, section 2.1.2)."""

_EXPRESSION = re.compile(r"\s*(?:([()])|\b(and|or|not)\b|([a-z]+)\s*=\s*\{?([^\s{}()]+)\}?)")
_MAX_DEPTH = 50


class Entry(Protocol):
    """What is asked of an entry of a .bib file."""

    @property
    def key(self) -> str:
        """The key as written."""

    @property
    def type(self) -> str:
        """The type as written."""

    def get(self, name: str) -> str:
        """The value of a field, "" where there is none."""


Test = Callable[[Entry], bool]


class Options(NamedTuple):
    """The options of `\\printbibliography` in their order, names lower case."""

    pairs: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str | None:
        """The value of an option, None where it is not given."""
        return next((value for key, value in self.pairs if key == name), None)


def entry_type(entry: Entry) -> str:
    """The type of an entry as biblatex names it."""
    return _TYPES.get(entry.type.lower(), entry.type.lower())


def selects(options: Options, filters: Mapping[str, str], categories: Mapping[str, set[str]]) -> Test:
    """The test that the options of a bibliography make; `filters` are `\\defbibfilter`s by name."""
    tests = [_test(name, value, filters, categories) for name, value in options.pairs]
    return lambda entry: all(test is None or test(entry) for test in tests)


def _test(
    name: str, value: str, filters: Mapping[str, str], categories: Mapping[str, set[str]]
) -> Test | None:
    if name == "filter":
        expression = filters.get(value)
        return None if expression is None else _Expression(expression, categories).parse()
    if name.startswith("not") and name != "not":
        test = _test(name[3:], value, filters, categories)
        return None if test is None else (lambda entry: not test(entry))
    wanted = value.lower()
    if name in ("type", "subtype"):
        if name == "subtype":
            return lambda entry: entry.get("entrysubtype").lower() == wanted
        return lambda entry: entry_type(entry) == _TYPES.get(wanted, wanted)
    if name == "keyword":
        return lambda entry: value in keywords(entry)
    if name == "category":
        return lambda entry: entry.key in categories.get(value, ())
    return None


def keywords(entry: Entry) -> list[str]:
    """The keywords of an entry."""
    return [word.strip() for word in re.split(r"[,;]", entry.get("keywords") or entry.get("keyword"))]


class _Expression:
    """`type=book or (keyword=a and not category=b)`; what cannot be read is taken as true."""

    def __init__(self, source: str, categories: Mapping[str, set[str]]) -> None:
        self._parts = [match.groups() for match in _EXPRESSION.finditer(source)]
        self._place, self._depth = 0, 0
        self._categories = categories

    def parse(self) -> Test:
        tests = [self._all()]
        while self._word("or"):
            tests.append(self._all())
        return lambda entry: any(test(entry) for test in tests)

    def _all(self) -> Test:
        tests = [self._one()]
        while self._word("and"):
            tests.append(self._one())
        return lambda entry: all(test(entry) for test in tests)

    def _one(self) -> Test:
        self._depth += 1
        if self._place >= len(self._parts) or self._depth > _MAX_DEPTH:
            return lambda entry: True
        bracket, word, name, value = self._parts[self._place]
        self._place += 1
        if word == "not":
            test = self._one()
            return lambda entry: not test(entry)
        if bracket == "(":
            test = self.parse()
            self._place += self._place < len(self._parts) and self._parts[self._place][0] == ")"
            return test
        return (_test(name, value, {}, self._categories) if name else None) or (lambda entry: True)

    def _word(self, word: str) -> bool:
        if self._place < len(self._parts) and self._parts[self._place][1] == word:
            self._place += 1
            return True
        return False
