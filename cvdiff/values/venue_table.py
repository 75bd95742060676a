"""The table of known venues (`data/venues.toml`), indexed for look-up.

Names are compared as sequences of stems: words folded, stop words left out, and every word replaced
by its usual abbreviation, so that `Phys. Rev. Lett.` and `Physical Review Letters` are one sequence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from cvdiff.vocabulary import entries, fold, load, words_of

VenueType = Literal["conference", "journal", "preprint", "workshop", "thesis", "report", "book", "other"]

_TYPES: tuple[VenueType, ...] = ("conference", "journal", "preprint")
_CASELESS = 5
"""From this length on an acronym of mixed case ("NeurIPS", "arXiv") is known in any capitals."""
_PLAIN = re.compile(r"[a-z ]+")
_MARKS = str.maketrans(dict.fromkeys("-/&.:@*'", " "))
_SPONSOR = re.compile(r"(?:ieee|acm)(?:/acm)? (?=\S+ \S+ \S)")
_SPONSORED = ("ieee ", "ieee/", "acm t", "acm c")


class Venue(NamedTuple):
    """A known venue under one of its names; a `weak` name also means something else."""

    key: str
    type: VenueType
    weak: bool


class Acronym(NamedTuple):
    """An acronym as it is written, and its venue."""

    text: str
    venue: Venue


class Table(NamedTuple):
    """All acronyms by their first word, and the full names, not yet stemmed, by their first stem."""

    acronyms: dict[str, list[Acronym]]
    names: dict[str, list[tuple[str, Venue]]]


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


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of `text`, stop words left out."""
    table, stops = _stems(), _stops()
    return tuple(table.get(word, word) for word in fold(text).split() if word not in stops)


@cache
def table() -> Table:
    """The whole table, read once; the names are stemmed later, one first word at a time."""
    acronyms: dict[str, list[Acronym]] = {}
    names: dict[str, list[tuple[str, Venue]]] = {}
    data, stem_of, stops = load("venues"), _stems(), _stops()
    for kind in _TYPES:
        for line in data[kind].strip().split("\n"):
            short, *full = line.split("|")
            shorts = [s.strip() for s in short.split(",")] if short.strip() else []
            key = fold(shorts[0] if shorts else full[0])
            for acronym in shorts:
                _add_acronym(acronyms, acronym.lstrip("~"), Venue(key, kind, acronym[0] == "~"))
            for name in full:
                text = name.strip().lower()
                weak = text[0] == "~"
                text = text.lstrip("~")
                for form in (text, _SPONSOR.sub("", text)):
                    plain = form if _PLAIN.fullmatch(form) else fold(form)
                    first = next((w for w in plain.split() if w not in stops), "")
                    entry = (form, Venue(key, kind, weak))
                    names.setdefault(stem_of.get(first, first), []).append(entry)
                    if text[:5] not in _SPONSORED:
                        break
    return Table(acronyms, names)


def _add_acronym(acronyms: dict[str, list[Acronym]], text: str, venue: Venue) -> None:
    first = text.translate(_MARKS).split()[0]
    acronyms.setdefault(first, []).append(Acronym(text, venue))
    lower = first.lower()
    if len(text) >= _CASELESS and not text.isupper() and text.isalpha() and lower != first:
        acronyms.setdefault(lower, []).append(Acronym(text, venue))


@cache
def names_from(first: str) -> dict[tuple[str, ...], Venue]:
    """The full names whose first stem is `first`, by their stems."""
    out: dict[tuple[str, ...], Venue] = {}
    for name, venue in table().names.get(first, ()):
        out.setdefault(stems(name), venue)
    return out


@cache
def longest_from(first: str) -> int:
    """How many stems the longest name has that begins with the stem `first`."""
    return max(map(len, names_from(first)), default=0)


def known_name(sequence: tuple[str, ...]) -> Venue | None:
    """The venue whose full name has exactly these stems."""
    return names_from(sequence[0]).get(sequence) if sequence else None


@cache
def known_key(key: str) -> bool:
    """Whether `key` is the key of a venue of the table."""
    venues = [acronym.venue for group in table().acronyms.values() for acronym in group]
    return any(venue.key == key for venue in venues) or known_name(stems(key)) is not None


def acronyms_at(text: str, start: int, word: str) -> Acronym | None:
    """The longest acronym that stands at `text[start:]`, where a word `word` (as printed) begins."""
    bare = word.rstrip("0123456789")
    group = table().acronyms.get(bare) or table().acronyms.get(word)
    lower = () if group else table().acronyms.get(bare.lower(), ())
    upper = () if group or sum(map(str.isupper, bare)) < 2 else table().acronyms.get(bare.upper(), ())
    best: Acronym | None = None
    for acronym in group or (*lower, *upper):
        end = start + len(acronym.text)
        if text[start:end].lower() != acronym.text.lower() or text[end : end + 1].isalpha():
            continue
        if group is None and len(acronym.text) < _CASELESS:
            continue
        if best is None or len(acronym.text) > len(best.text):
            best = acronym
    return best


def words(name: str) -> frozenset[str]:
    """One of the word lists of the table that do not name venues, folded."""
    return words_of("venues", name)
