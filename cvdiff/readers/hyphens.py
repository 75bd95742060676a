"""Words broken at the end of a line, and whether the hyphen there is their own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from cvdiff.patterns import pattern

MIN_WORD = 3
"""Shorter parts of a broken word do not tell whether they are words themselves."""

_WORD = pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = pattern(r"([^\W\d_]+)[-‐‑]$")
_START = pattern(r"[^\W\d_]+")


class Hyphens:
    """Knows the words of a document, those at the ends of its lines left out."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines

    @cached_property
    def _words(self) -> frozenset[str]:
        words: set[str] = set()
        for line in self._lines:
            words.update(_WORD.findall(line.casefold())[:-1])
        return frozenset(words)

    def breaks_word(self, line: str, following: str) -> bool | None:
        """Whether the hyphen that closes a line only broke a word; None where none stands between letters."""
        broken, start = _BROKEN.search(line), _START.match(following)
        return not self._is_own(broken[1], start[0]) if broken and start else None

    def _is_own(self, before: str, after: str) -> bool:
        """Whether "self-" / "attention" or "Core-" / "Shell" is a compound; "atten-" / "tion" is not."""
        if after[0].isupper() and not before.isupper():
            return True
        before, after = before.casefold(), after.casefold()
        if f"{before}-{after}" in self._words:
            return True
        if before + after in self._words:
            return False
        known = before in self._words and after in self._words
        return known and min(len(before), len(after)) >= MIN_WORD
