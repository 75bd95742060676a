"""Whether two wordings say the same: normal forms of text, from strict to approximate, and their verdicts.

Three verdicts: `none` (the same letters), `cosmetic` (the same content in other words, case or
spelling) and `content`. Every comparison here is symmetric.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal

from rapidfuzz.distance import OSA

from cvdiff.model import FieldChange, FieldName
from cvdiff.patterns import pattern
from cvdiff.vocabulary import Phrases, entries, fold, load, words_of

Verdict = Literal["none", "cosmetic", "content"]

_DOT_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_])")
_LANGUAGE_SIGN = re.compile(r"(?<=\w)(?:\+\+?|#)(?!\w)")
_SIGN_NAMES = {"+": "plus", "++": "plusplus", "#": "sharp"}
_RATING = pattern(r"(?:[★☆⭐✪●○⬤◯◐■□▰▱] ?){3,10}")
"""A level told in signs, the empty ones behind the full ones: "★★★★☆"."""
_EMPTY_SIGNS = frozenset("☆○◯□▱")
_TEX_SIGNS = str.maketrans("", "", "\\{}^_$")
_EMOJI_NAME = re.compile(r"(?<!\w):[a-z][a-z0-9_+-]{1,40}:(?!\w)")
_URL = re.compile(r"<?(?:https?://|www\.)[^\s<>]+>?")

_LETTERED_YEAR = re.compile(r"\b((?:19|20)\d\d)[a-r]\b")
"""The letter tells works of one year apart and goes on to the next when one is added; "1990s" is a decade."""

_LIST_SIGN = re.compile(r"[,;&]|\s(?:and|et|und|y|e)\s")

_LONGEST_DATED = 20_000
"""Characters of a text whose dates are read; a longer one is no entry of a CV."""

_SHORTEST_MISSPELT = 5
"""Letters of a word in which a letter more or less counts as a misspelling."""


def plain(text: str) -> str:
    """`text` without leftovers of markup (HTML entities, TeX signs, `:emoji:`).

    "C++" and "C#" are in letters, levels told in signs in figures.
    """
    if not text.isascii():
        text = _RATING.sub(_level, text)
    if text.count(":") > 1:
        text = _EMOJI_NAME.sub(" ", text)
    if "&" in text and ";" in text:
        from html import unescape

        text = unescape(text)
    text = _DOT_BETWEEN_LETTERS.sub("", text.translate(_TEX_SIGNS))
    return _LANGUAGE_SIGN.sub(lambda sign: _SIGN_NAMES[sign[0]], text)


def is_level(word: str) -> bool:
    """Whether a word is a level told in signs."""
    return _RATING.fullmatch(word) is not None


def _level(signs: re.Match[str]) -> str:
    """How many of the signs are full: " 4of5 "."""
    row = signs[0].replace(" ", "")
    return f" {sum(sign not in _EMPTY_SIGNS for sign in row)}of{len(row)} "


def normalized(text: str) -> str:
    """The words of `text` without case, accents, punctuation and markup, one space between them."""
    return fold(plain(text))


def letters(text: str) -> str:
    """The letters and digits of `text` as printed: what is left when punctuation and space do not count."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", plain(text))))


def same_letters(text: str, other: str) -> bool:
    """Whether two texts differ in punctuation and space at most."""
    return text == other or letters(text) == letters(other)


def without_urls(text: str) -> str:
    """`text` without the URLs printed in it."""
    return _URL.sub(" ", text) if "://" in text or "www." in text else text


def urls(text: str) -> tuple[str, ...]:
    """The URLs printed in a text, in order."""
    return tuple(url.strip("<>.,;") for url in _URL.findall(text)) if "://" in text or "www." in text else ()


def content_words(text: str) -> list[str]:
    """The words that carry content, in order: short forms spelled out, dates canonical, no plural "s"."""
    words = normalized(_canonical_dates(_LETTERED_YEAR.sub(r"\1", text))).split()
    phrases, function_words = _short_forms(), words_of("wording", "function_words")
    out, position = [], 0
    while position < len(words):
        found = phrases.at(words, position)
        position, word = found if found else (position + 1, words[position])
        if word not in function_words:
            out.append(word[:-1] if len(word) > 3 and word.endswith("s") else word)
    return out


def rewording(old: str, new: str) -> Verdict:
    """How two texts differ, word by word and regardless of the order of words and of URLs."""
    if same_letters(old, new):
        return "none"
    old_words, new_words = content_words(without_urls(old)), content_words(without_urls(new))
    gone, came = surplus(old_words, new_words), surplus(new_words, old_words)
    if "".join(gone) == "".join(came) or respelled(sorted(gone), sorted(came)):
        return "cosmetic"
    return "content"


def surplus(words: list[str], others: list[str]) -> list[str]:
    """The words of the first list that the second does not have as often, in order."""
    spare, out = Counter(others), []
    for word in words:
        if spare[word]:
            spare[word] -= 1
        else:
            out.append(word)
    return out


def respelled(old_words: list[str], new_words: list[str]) -> bool:
    """Whether two lists of words differ in corrected misspellings only, at least one and at most three."""
    if len(old_words) != len(new_words):
        return False
    pairs = [(a, b) for a, b in zip(old_words, new_words, strict=True) if a != b]
    return 1 <= len(pairs) <= 3 and all(is_misspelling(a, b) for a, b in pairs)


def is_misspelling(word: str, other: str) -> bool:
    """Whether one folded word is a slip of the other: a letter or two, never the first one.

    The first letter must agree because prefixes turn a word into its opposite ("symmetric",
    "asymmetric"); one letter replaced by another must stand in a word of seven letters or more.
    """
    shortest = min(len(word), len(other))
    if shortest < _SHORTEST_MISSPELT or word[0] != other[0] or not (word + other).isalpha():
        return False
    if len(word) == len(other) and shortest < 7 and sorted(word) != sorted(other):
        return False
    limit = 2 if shortest >= 8 else 1
    return OSA.distance(word, other, score_cutoff=limit) <= limit


def finder(text: str) -> Callable[[str], bool]:
    """A test whether the words of a value stand in `text` one after the other."""
    haystack = f" {normalized(text)} "
    return lambda value: f" {normalized(value)} " in haystack


def stands_in(value: str, text: str) -> bool:
    """Whether the words of `value` stand in `text` one after the other."""
    return finder(text)(value)


def words_stand_in(value: str, text: str) -> bool:
    """Whether every word of `value` that carries content stands somewhere in `text`."""
    return set(normalized(value).split()) <= {
        *normalized(text).split(),
        *words_of("wording", "function_words"),
    }


def difference(
    field: FieldName, old: str | None, new: str | None, verdict: Verdict, *,
    added: tuple[str, ...] = (), removed: tuple[str, ...] = (),
) -> Iterator[FieldChange]:  # fmt: skip
    """The field's change under a verdict; nothing for `none`."""
    if verdict != "none":
        yield FieldChange(
            field=field, old=old, new=new, cosmetic=verdict == "cosmetic", added=added, removed=removed
        )


@cache
def _short_forms() -> Phrases:
    return Phrases((fold(short), full) for short, full in load("wording")["short_forms"].items())


@cache
def fillers() -> frozenset[str]:
    """Folded items such as "many more" that only say that a list goes on."""
    return frozenset(fold(entry) for entry in entries(load("wording")["fillers"]))


def _canonical_dates(text: str) -> str:
    """`text` with every date in one spelling, so that "Since 2019" and "2019-..." read alike."""
    if len(text) > _LONGEST_DATED or not any(c.isdigit() for c in text):
        return text
    from cvdiff.values.dates import find_dates

    out, end = [], 0
    for match in find_dates(text):
        dates = match.dates
        if _LIST_SIGN.search(text, match.start, match.end):  # several stints: their gaps count too
            continue
        span = f" {dates.start or ''}to{dates.end or ''}{'now' if dates.current else ''} "
        out += [text[end : match.start], span.replace("-", "")]
        end = match.end
    return "".join(out) + text[end:]
