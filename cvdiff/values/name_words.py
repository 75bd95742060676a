"""Single words of names: folding, and what kind of word each one is."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

_DATA = Path(__file__).parent.parent / "data" / "names.toml"

# Letters that Unicode does not decompose into a base letter and an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
_HYPHENS = str.maketrans({"‐": "-", "‑": "-", "’": "'", "ʼ": "'", "`": "'", "´": "'"})


@cache
def vocabulary() -> dict[str, frozenset[str]]:
    """The word lists of data/names.toml by their key."""
    with _DATA.open("rb") as file:
        return {key: frozenset(words) for key, words in tomllib.load(file).items()}


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The text in lower case, without accents, with plain hyphens and apostrophes."""
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS).translate(_HYPHENS))
    return "".join(char for char in lowered if not unicodedata.combining(char))


@lru_cache(maxsize=16384)
def kind_of(word: str) -> str:
    """The kind of a word, one letter:

    u  a single capital ("J")                      C  two or three capitals, or "J-P": initials or a short name
    K  four or more capitals ("ROE", "RAEMY")      N  a capitalised word ("Roe", "McRoe", "al-Roe")
    H  a word of a script without capitals         P  a particle in lower case ("van", "de")
    L  another word in lower case                  X  a word no name contains ("University", "HyperNet")
    """
    words = vocabulary()
    folded = fold(word)
    if word[0].islower():
        return _lower_kind(word, folded, words)
    if not word[0].isupper():
        return "H"
    if len(word) == 1:
        return "u"
    if folded in words["never"]:
        return "X"
    if word.isupper():
        return _capitals_kind(word)
    capitals = max(sum(char.isupper() for char in part) for part in word.split("-"))
    return "X" if capitals > 2 else "N"


def _lower_kind(word: str, folded: str, words: dict[str, frozenset[str]]) -> str:
    if folded in words["particles"]:
        return "P"
    head, mark, rest = folded.partition("-" if "-" in folded else "'")
    named = mark and rest and word[len(head) + 1].isupper() and (len(head) == 1 or head in words["particles"])
    return "N" if named else "L"


def _capitals_kind(word: str) -> str:
    parts = word.replace("‐", "-").split("-")
    if all(len(part) == 1 for part in parts):
        return "C"
    return "C" if len(word) <= 3 else "K"


def is_role(folded: str) -> bool:
    """Whether the word is a remark about people ("eds") and no name."""
    return folded in vocabulary()["roles"]
