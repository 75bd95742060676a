"""The vocabularies: TOML tables under `data/`, and the folding and look-up that all of them share.

A table's long lists are literal multi-line strings with one entry a line, or several entries a line
separated by `;` or `|`: the TOML parser takes such a string in one step, so that a table of a
thousand entries loads in about a millisecond.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from cvdiff.memory import remember

_DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"[\w\u0300-\u036f]+(?:['’][sS]\b)?|&")
_GENITIVE = re.compile(r"['’]([sS])\b")
_ASCII = bytes(ord(chr(i).lower()) if chr(i).isalnum() and i < 128 else ord(" ") for i in range(256))
_AND = {"&": "and"}
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "ʻ": "'"})


@cache
def load(name: str) -> Mapping[str, Any]:
    """The table `data/<name>.toml`, parsed once."""
    import tomllib

    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


def entries(block: str) -> list[str]:
    """The entries of a multi-line string: cut at line ends and `;`, blanks dropped."""
    return [entry for part in block.replace(";", "\n").split("\n") if (entry := part.strip())]


def listed(name: str, *keys: str) -> list[str]:
    """The entries of one list of a table; they are stored folded, so that loading need not fold them."""
    block = load(name)
    for key in keys:
        block = block[key]
    return entries(str(block))


@cache
def words_of(name: str, *keys: str) -> frozenset[str]:
    """The entries of one list of a table, as a set."""
    return frozenset(listed(name, *keys))


@remember
def fold(text: str) -> str:
    """`text` for comparison: case and accents removed, every run of other characters one space.

    `&` reads as "and", the genitive's apostrophe as nothing ("Editor's" -> "editors").
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
        text = "".join(c if c.isalnum() or c in "&'" else " " for c in text if not unicodedata.combining(c))
    if "'" in text:
        text = _GENITIVE.sub(r"\1", text)
    if "&" in text:
        text = text.replace("&", " and ")
    if text.isascii():
        return b" ".join(text.encode().translate(_ASCII).split()).decode()
    return " ".join(text.casefold().replace("'", " ").split())


class Word(NamedTuple):
    """A word of a text: folded, and where it stands."""

    folded: str
    start: int
    end: int


@remember
def split_words(text: str) -> tuple[Word, ...]:
    """The words of `text` in order, with their places; punctuation is left out, `&` is "and"."""
    if not text.isascii():
        return tuple(Word(fold(m[0]).replace(" ", ""), m.start(), m.end()) for m in _WORD.finditer(text))
    found = []
    for match in _WORD.finditer(text.lower()):
        word = match[0]
        if not word.isalnum():
            word = _AND.get(word, word.replace("'", ""))
        found.append(Word(word, match.start(), match.end()))
    return tuple(found)


class Phrases:
    """Phrases of one or more folded words, each with a value; finds the longest ones in a text."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """`pairs` of a folded phrase and its value; the first of equal phrases stays."""
        self._values: dict[str, str] = {}
        self._longest: dict[str, int] = {}
        for phrase, value in pairs:
            if not phrase or phrase in self._values:
                continue
            self._values[phrase] = value
            first, length = phrase.partition(" ")[0], phrase.count(" ") + 1
            if length > self._longest.get(first, 0):
                self._longest[first] = length

    def get(self, phrase: str) -> str | None:
        """The value of a folded phrase, None when it is not in the vocabulary."""
        return self._values.get(phrase)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def at(self, words: list[str], start: int) -> tuple[int, str] | None:
        """The longest phrase that begins at `words[start]`: the index after it, and its value."""
        for length in range(self._longest.get(words[start], 0), 0, -1):
            end = start + length
            if end > len(words):
                continue
            value = self._values.get(" ".join(words[start:end]))
            if value is not None:
                return end, value
        return None

    def scan(self, words: list[str]) -> Iterator[tuple[int, int, str]]:
        """Every phrase from left to right, longest first, without overlap: start, end, value."""
        position, longest = 0, self._longest
        while position < len(words):
            if words[position] not in longest:
                position += 1
                continue
            found = self.at(words, position)
            if found is None:
                position += 1
            else:
                yield position, found[0], found[1]
                position = found[0]


@cache
def phrases_of(name: str, *keys: str) -> Phrases:
    """The phrases of one list of a table, or of all lists of a sub-table; the value is the list's key."""
    block = load(name)
    for key in keys:
        block = block[key]
    lists = block if isinstance(block, Mapping) else {keys[-1]: block}
    return Phrases((entry, key) for key, value in lists.items() for entry in entries(value))
