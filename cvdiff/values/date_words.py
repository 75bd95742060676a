"""The words and tokens of dates: a text cut into the short stretches that may hold a date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from cvdiff.memory import LONGEST, remember
from cvdiff.vocabulary import load

_FIRST_CJK, _LAST_CJK = "\u3040", "\u9fff"
_CJK = f"{_FIRST_CJK}-{_LAST_CJK}"
_TWO_DIGITS = re.compile(r"\d\d")
_YEAR_BEHIND = r"[ .,]{1,2}['’]?\d"
LONG_MONTH = 7
"""Letters of a month's name that is known with one letter more, less, other or swapped ("Octobert")."""
_LONGEST_RUN = 4096
"""Tokens; a run that hostile text makes longer is cut, which bounds the memory."""

Phrases = dict[str, list[tuple[str, ...]]]
"""First token -> the tokens after it, longest first, of each phrase."""


class Token(NamedTuple):
    """A piece of text: `text` is folded, `start` and `end` are offsets.

    `kind` is number, short (`'24`), word, cjk (one character), dash, dots, break (a line's or column's
    end), mark, or skip (a URL, an identifier, a phone number, a number such as 100,000).
    """

    kind: str
    text: str
    start: int
    end: int


class Words(NamedTuple):
    """The vocabulary; `known` holds every token that can be part of a date, `starts` the first words."""

    months: dict[str, int]
    seasons: dict[str, str]
    phrases: dict[str, Phrases]
    sets: dict[str, frozenset[str]]
    known: frozenset[str]
    starts: frozenset[str]


@cache
def _pattern(cjk: bool) -> re.Pattern[str]:
    """The tokens of texts with or without Chinese and Japanese signs, whose range takes 4 ms to compile.

    Stretches that a caller has blanked are passed over in one step (a match of no group).
    """
    letters = rf"[^\W\d_{_CJK if cjk else ''}]"
    return re.compile(
        rf" {{2,}}|(?P<word>(?!https?://|www\.|(?i:doi|arxiv):){letters}+(?:[\u0300-\u036f]+{letters}*)*)"
        r"|(?P<skip>(?:https?://|www\.|(?i:doi|arxiv):\ ?)[^\s<>)\]]+|\b10\.\d{4,9}/[^\s<>]+"
        r"|\+\d[\d ().-]{6,20}\d(?!\d)|\(?\b(?!\d{3}-\d{3} (?:19|20)\d\d\b)\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b"
        r"|\b\d{4}\.\d{4,5}(?:v\d+)?\b|\b\d{1,3}(?:,\d{3})+(?!\d))"
        r"|(?P<number>\d+)|(?P<short>['`´]\d\d(?!\w)|[‘’]\d\d(?!\w))"
        + (rf"|(?P<cjk>[{_CJK}])" if cjk else "")
        + r"|(?P<dash>[-‐-—]{1,3}>?|[−～]|[〜－→⟶]|~)|(?P<dots>\.{2,}|…)|(?P<break>[\t\n\r\v\f])"
        r"|(?P<mark>\S)"
    )


def _tokens(text: str) -> Iterator[re.Match[str]]:
    cjk = not text.isascii() and max(text) >= _FIRST_CJK and any(map(is_cjk, text))
    return _pattern(cjk).finditer(text)


def is_cjk(char: str) -> bool:
    """A Chinese or Japanese sign: dates are written in them without spaces."""
    return _FIRST_CJK <= char <= _LAST_CJK


@cache
def words() -> Words:
    """The vocabulary of `cvdiff/data/dates.toml`."""
    data = {
        part: {role: _entries(block) for role, block in blocks.items()}
        for part, blocks in load("dates").items()
    }
    months = {name: int(number) for number, names in data["months"].items() for name in names}
    seasons = {name: season for season, names in data["seasons"].items() for name in names}
    phrases = {role: _phrases(names) for role, names in data["words"].items()}
    phrases |= {mark: _phrases(names) for mark, names in data["marks"].items()}
    phrases["season"] = _phrases(seasons)
    groups = ("doubtful", "spanning", "ordinal", "filler")
    sets = {role: frozenset(data["words"][role]) for role in groups}
    sets |= {role: frozenset(names) for role, names in data["numbers"].items()}
    known = {"q", *months}
    for table in phrases.values():
        for first, rests in table.items():
            known.update((first,), *rests)
    leads = ("season", "since", "until", "from", "expected", "academic")
    starts = {"q", *months}.union(*(phrases[role] for role in leads))
    return Words(months, seasons, phrases, sets, frozenset(known), frozenset(starts))


def _phrases(names: Iterable[str]) -> Phrases:
    table: Phrases = {}
    for name in names:
        first, *rest = _words_of(name)
        table.setdefault(first, []).append(tuple(rest))
    for rests in table.values():
        rests.sort(key=len, reverse=True)
    return table


def _entries(block: str) -> list[str]:
    """As `vocabulary.entries`, but cut at bars: a semicolon is itself a mark between dates."""
    return [entry for line in block.split("\n") for part in line.split("|") if (entry := part.strip())]


def _words_of(name: str) -> Iterable[str]:
    """The tokens of an entry of the table: of a word itself, of Chinese signs each."""
    if name.isalpha():
        return name if is_cjk(name[0]) else (name,)
    return [_folded(match.group()) for match in _tokens(name) if match.lastgroup]


def _folded(word: str) -> str:
    word = word.lower()
    return word if word.isascii() else unicodedata.normalize("NFC", word.replace("’", "'"))


def runs(text: str) -> Iterable[list[Token]]:
    """The stretches of tokens that may hold dates, each with one token of context at both ends."""
    if not _TWO_DIGITS.search(text):
        return ()
    return _few_runs(text) if len(text) <= LONGEST else _runs(text)


@remember
def _few_runs(text: str) -> list[list[Token]]:
    return list(_runs(text))


def _runs(text: str) -> Iterator[list[Token]]:
    known = words().known
    run: list[re.Match[str]] = []
    numbers = False
    for match in _tokens(text):
        kind = match.lastgroup
        if kind is None:
            continue
        run.append(match)
        if kind in ("number", "short"):
            numbers = True
        outside = kind == "skip" or (kind in ("word", "cjk") and _read(text, match) not in known)
        if outside or len(run) >= _LONGEST_RUN:
            if numbers:
                yield [_token(text, m) for m in run]
            run, numbers = [match] if outside else [], False
    if numbers:
        yield [_token(text, m) for m in run]


def _token(text: str, match: re.Match[str]) -> Token:
    return Token(match.lastgroup or "", _read(text, match), match.start(), match.end())


def _read(text: str, match: re.Match[str]) -> str:
    """The token folded; a word in front of a year that is nearly a long month is that month."""
    word = match[0]
    if len(word) < LONG_MONTH - 1 or not word[0].isupper() or not word.isalpha():
        return _folded(word)
    return _month_meant(word) if re.compile(_YEAR_BEHIND).match(text, match.end()) else _folded(word)


@remember
def _month_meant(word: str) -> str:
    """A word folded, or the long month that it misses by one slip of the pen."""
    from rapidfuzz.distance import OSA

    folded, months = _folded(word), words().months
    if folded in words().known:
        return folded
    near = (m for m in months if len(m) >= LONG_MONTH and OSA.distance(m, folded, score_cutoff=1) <= 1)
    return next(near, folded)
