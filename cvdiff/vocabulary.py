"""The vocabularies: TOML tables under `data/`, and the folding and look-up that all of them share.

A table's long lists are literal multi-line strings with one entry a line, or several entries a line
separated by `;`: the TOML parser takes such a string in one step, so that a table of a
thousand entries loads in about a millisecond.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, overload

from cvdiff.memory import remember

_DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"[\w\u0300-\u036f]+(?:['’][sS]\b)?|&")
_GENITIVE = re.compile(r"['’]([sS])\b")
_ASCII = bytes(ord(chr(i).lower()) if chr(i).isalnum() and i < 128 else ord(" ") for i in range(256))
_WORD_SIGNS = bytes(i if i < 128 and (chr(i).isalnum() or chr(i) == "_") else ord(" ") for i in range(256))
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


class Words:
    """The words of a text in order, as printed and folded; punctuation is left out, `&` is "and".

    Where they stand is only looked up when one is asked for: in most texts no phrase is found.
    """

    __slots__ = ("_places", "_text", "folded", "printed")

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: list[Word] = []
        self.printed, self.folded = _plain_words(text) or _other_words(text)

    def __len__(self) -> int:
        return len(self.folded)

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> list[Word]: ...
    def __getitem__(self, index: int | slice) -> Word | list[Word]:
        if not self._places:
            end = 0
            for printed, folded in zip(self.printed, self.folded, strict=True):
                start = self._text.index(printed, end)
                end = start + len(printed)
                self._places.append(Word(folded, start, end))
        return self._places[index]


def _plain_words(text: str) -> tuple[list[str], list[str]] | None:
    """The words of most texts, as printed and folded; None for a text with signs that need a closer look."""
    if "'" in text or "&" in text or not text.isascii():
        return None
    words = text.encode().translate(_WORD_SIGNS)
    return words.decode().split(), words.lower().decode().split()


def _other_words(text: str) -> tuple[list[str], list[str]]:
    words: list[str] = _WORD.findall(text)
    if text.isascii():
        return words, [w if w.isalnum() else _AND.get(w, w.replace("'", "")) for w in map(str.lower, words)]
    return words, [w.lower() if w.isascii() and w.isalnum() else fold(w).replace(" ", "") for w in words]


@remember
def split_words(text: str) -> Words:
    """The words of `text`."""
    return Words(text)


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
        if longest.keys().isdisjoint(words):
            return
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
