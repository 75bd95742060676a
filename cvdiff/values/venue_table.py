"""The table of known venues (`data/venues.toml`), indexed for look-up.

Names are compared as sequences of stems: words folded, stop words left out, and every word replaced
by its usual abbreviation, so that `Phys. Rev. Lett.` and `Physical Review Letters` are one sequence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from cvdiff.memory import remember
from cvdiff.vocabulary import entries, fold, load, words_of

VenueType = Literal["conference", "journal", "preprint", "workshop", "thesis", "report", "book", "other"]

_TYPES: tuple[VenueType, ...] = ("conference", "journal", "preprint")
_CASELESS = 5
"""From this length on an acronym of mixed case ("NeurIPS", "arXiv") is known in any capitals."""
_LONGEST = 250
"""More characters than any name in the table has."""
_MARKS = str.maketrans(dict.fromkeys("-/&.:@*'", " "))
_PUBLISHERS = ("ieee", "acm")
_SPONSOR = r"(?:(?:IEEE|ACM)(?:/ACM)? (?=Transactions|Journal))?"
_NAME = re.compile(rf"\| ~?(?:The )?{_SPONSOR}((?:\w+)(?:'s)?)")
"""A full name in the table, up to its first word; publishers that are often left out are passed over."""


class Venue(NamedTuple):
    """A known venue under one of its names; a `weak` name also means something else."""

    key: str
    type: VenueType
    weak: bool


class Acronym(NamedTuple):
    """An acronym as it is written, and the first of those of its venue."""

    text: str
    first: str
    type: VenueType
    weak: bool

    @property
    def venue(self) -> Venue:
        """The venue, made where it is asked for: a text names few of the table."""
        return Venue(fold(self.first), self.type, self.weak)


class _Place(NamedTuple):
    """Where in the table a full name stands, to be read when it is first needed."""

    type: VenueType
    start: int


@cache
def _stems() -> dict[str, str]:
    return {word: line.split()[0] for line in entries(load("venues")["stems"]) for word in line.split()}


@cache
def _stops() -> frozenset[str]:
    return frozenset(load("venues")["stops"].split())


def is_stop(word: str) -> bool:
    """Whether a folded word says nothing in the name of a venue ("of", "the")."""
    return word in _stops()


def stem(word: str) -> str:
    """The usual abbreviation of a folded word, or the word."""
    return _stems().get(word, word)


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(_stems().values()) - words("whole_stems")


def is_abbreviation(word: str) -> bool:
    """Whether a folded word is no word but the usual abbreviation of one ("phys", "lett")."""
    return word in _abbreviations()


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of `text`, stop words left out."""
    table, stops = _stems(), _stops()
    return tuple(table.get(word, word) for word in fold(text).split() if word not in stops)


@cache
def _acronyms() -> dict[str, list[Acronym]]:
    """All acronyms by their first word, those known in any capitals also by it in lower case."""
    out: dict[str, list[Acronym]] = {}
    for kind in _TYPES:
        for line in load("venues")[kind].split("\n"):
            shorts = line.partition("|")[0].split(",")
            for text in map(str.strip, shorts if shorts[0].strip() else ()):
                acronym = Acronym(text.lstrip("~"), shorts[0], kind, text[0] == "~")
                first = acronym.text.translate(_MARKS).split()[0]
                out.setdefault(first, []).append(acronym)
                mixed = first.isalpha() and not first.isupper() and not first.islower()
                if mixed and first == acronym.text and len(first) >= _CASELESS:
                    out.setdefault(first.lower(), []).append(acronym)
    return out


@cache
def _places() -> dict[str, list[_Place]]:
    """Where the full names stand that begin with a stem; they are read one first stem at a time."""
    out: dict[str, list[_Place]] = {}
    stem_of = _stems()
    for kind in _TYPES:
        for match in _NAME.finditer(load("venues")[kind]):
            first = match[1].lower().replace("'", "")
            first = first if first.isascii() else fold(first)
            out.setdefault(stem_of.get(first, first), []).append(_Place(kind, match.start()))
    return out


def names_from(first: str) -> dict[tuple[str, ...], Venue]:
    """The full names whose first stem is `first`, by their stems."""
    return _read_names(first) if first in _places() else {}


@cache
def _read_names(first: str) -> dict[tuple[str, ...], Venue]:
    out: dict[tuple[str, ...], Venue] = {}
    for kind, start in _places()[first]:
        block: str = load("venues")[kind]
        line = block[block.rfind("\n", 0, start) + 1 : block.find("\n", start)]
        short, *full = line.split("|")
        key = fold(short.split(",")[0] if short.strip() else full[0])
        name = block[start + 1 : start + _LONGEST].partition("\n")[0].partition("|")[0].strip()
        sequence = stems(name)
        while sequence[0] != first:
            sequence = sequence[1:]
        out.setdefault(sequence, Venue(key, kind, name[0] == "~"))
    return out


@remember
def names_with(word: str) -> tuple[dict[tuple[str, ...], Venue], int]:
    """The full names that begin with a folded word, by their stems, and how many stems the longest has."""
    names = {} if is_stop(word) else names_from(stem(word))
    return names, max(map(len, names), default=0)


@cache
def openings() -> frozenset[str]:
    """The folded words that may open a name or an acronym of the table, without numbers at their end."""
    stems_of_names = _places().keys()
    spelled_out = [word for word, short in _stems().items() if short in stems_of_names]
    return frozenset([*stems_of_names, *spelled_out, *map(str.lower, _acronyms())])


def known_name(sequence: tuple[str, ...]) -> Venue | None:
    """The venue whose full name has exactly these stems, with or without its publisher before them."""
    if not sequence:
        return None
    venue = names_from(sequence[0]).get(sequence)
    return venue or (known_name(sequence[1:]) if sequence[0] in _PUBLISHERS else None)


@cache
def _keys() -> frozenset[str]:
    return frozenset(map(fold, {acronym.first for group in _acronyms().values() for acronym in group}))


def known_key(key: str) -> bool:
    """Whether `key` is the key of a venue of the table."""
    return key in _keys() or known_name(stems(key)) is not None


def acronyms_at(text: str, start: int, word: str) -> Acronym | None:
    """The longest acronym that stands at `text[start:]`, where a word `word` (as printed) begins."""
    best: Acronym | None = None
    for acronym in _acronyms_of(word):
        end = start + len(acronym.text)
        if text[start:end].lower() != acronym.text.lower() or text[end : end + 1].isalpha():
            continue
        if best is None or len(acronym.text) > len(best.text):
            best = acronym
    return best


@remember
def _acronyms_of(word: str) -> list[Acronym]:
    """The acronyms that may begin with a word as printed; in other capitals only the long ones."""
    table, bare = _acronyms(), word.rstrip("0123456789")
    group = table.get(bare) or table.get(word)
    if group:
        return group
    others = table.get(bare.lower(), [])
    if sum(map(str.isupper, bare)) >= 2:
        others = others + table.get(bare.upper(), [])
    return [acronym for acronym in others if len(acronym.text) >= _CASELESS]


def words(name: str) -> frozenset[str]:
    """One of the word lists of the table that do not name venues, folded."""
    return words_of("venues", name)
