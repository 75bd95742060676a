"""Single words of names: folding, and what kind of word each one is."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from cvdiff.vocabulary import load

# Letters that Unicode does not decompose into a base letter and an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
_SIGNS = str.maketrans({"‐": "-", "‑": "-", "’": "'", "ʼ": "'", "`": "'", "´": "'"})
# From this sign on, scripts write a name in two to four signs, and sentences without spaces.
_CJK, _LONGEST_CJK = "⺀", 4


class WordClass(NamedTuple):
    """What is known of a word without its context.

    `kind` is one letter:
    u  a single capital ("J")             C  two or three capitals, "J-P": initials or a short name
    K  four or more capitals ("ROE-ROE")  N  a capitalised word ("Roe", "McRoe", "al-Roe")
    H  a word of a script without case    P  a particle in lower case ("van", "de")
    L  another word in lower case         X  a word that no name contains ("University", "HyperNet")

    `role` is "conjunction", "lead" ("with"), "editors" ("edited"), "more" ("others") or "". `hint` is the
    key of the vocabulary that lists the word: "suffixes", "consortia", "weak_consortia", or, for a word
    that seldom is a name, "topics", "doubtful", "places"; else "".
    """

    folded: str
    kind: str
    role: str
    hint: str


class Word(NamedTuple):
    """A word of an item; `kind` and `hint` as in `WordClass`, `i` being an initial with its point."""

    folded: str
    kind: str
    hint: str
    start: int
    end: int


@cache
def vocabulary() -> dict[str, frozenset[str]]:
    """The word lists of data/names.toml by their key."""
    return {key: frozenset(words.split()) for key, words in load("names").items()}


@lru_cache(maxsize=16384)
def fold_name(text: str) -> str:
    """The text in lower case, without accents, with plain hyphens and apostrophes."""
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS).translate(_SIGNS))
    return "".join(char for char in lowered if not unicodedata.combining(char))


@lru_cache(maxsize=16384)
def classify(word: str) -> WordClass:
    """The class of a word of letters, hyphens and apostrophes."""
    folded = fold_name(word)
    kind = _kind(word, folded, vocabulary())
    return WordClass(folded, kind, _role(folded, kind), _hint(folded, kind))


def kind_of(word: str) -> str:
    """The kind of a word, as in `WordClass`."""
    return classify(word).kind


def code_behind(above: str, code: str) -> str:
    """The kinds of a name's words: an acronym is initials where the name above has such ("Roe J, Doe CV")."""
    family = len(code) > 1 and code[-1] == "X" and set(code[:-1]) <= set("NKP")
    if family and above[-1:] in ("u", "C") and above[0] in "NKP":
        return f"{code[:-1]}C"
    return code


def _kind(word: str, folded: str, words: dict[str, frozenset[str]]) -> str:
    if word[0].islower():
        return _lower_kind(word, folded, words)
    if not word[0].isupper():
        return "H" if word[0] < _CJK or len(word) <= _LONGEST_CJK else "X"
    if len(word) == 1:
        return "u"
    if word.isupper() and len(word) <= 3:
        return "X" if folded in words["acronyms"] else "C"
    if folded in words["never"]:
        return "X"
    parts = word.replace("‐", "-").split("-")
    if word.isupper():
        return "C" if all(len(part) == 1 for part in parts) else "K"
    return "X" if any(sum(char.isupper() for char in part) > 2 for part in parts) else "N"


def _lower_kind(word: str, folded: str, words: dict[str, frozenset[str]]) -> str:
    """A particle, another word, or a name such as "al-Roe", "d'Roe", "deRoe"."""
    if folded in words["particles"]:
        return "P"
    small = next((i for i, char in enumerate(word) if char.isupper()), 0)
    if small > 1 and word[:small] in words["particles"]:
        return "N"
    for sign in "-'":
        head, found, rest = folded.partition(sign)
        if found and rest and word[len(head) + 1 : len(head) + 2].isupper():
            return "N" if len(head) == 1 or head in words["particles"] else "L"
    return "L"


def _role(folded: str, kind: str) -> str:
    words = vocabulary()
    if folded == "and" or (kind in "LP" and folded in words["conjunctions"] and folded not in words["leads"]):
        return "conjunction"
    if folded in words["editor_leads"] and (kind == "L" or folded != "ed"):
        return "editors"
    if folded in words["leads"] and kind != "u":
        return "lead"
    return "more" if kind in "LH" and folded in words["more"] else ""


def _hint(folded: str, kind: str) -> str:
    groups, doubts = _hints()
    if folded in groups:
        return groups[folded]
    if kind not in "NK":
        return ""
    if "-" not in folded:
        return doubts.get(folded, "")
    return next((doubts[part] for part in (folded, *folded.split("-")[1:]) if part in doubts), "")


@cache
def _hints() -> tuple[dict[str, str], dict[str, str]]:
    """The words of the hints that hold for every kind, and of those for capitalised words alone."""
    words = vocabulary()
    groups, doubts = (
        {word: key for key in reversed(keys) for word in words[key]}
        for keys in (("suffixes", "consortia", "weak_consortia"), ("topics", "doubtful", "places"))
    )
    return groups, doubts
