"""Looking at the tokens of a text: what stands where, which phrase begins there."""

from __future__ import annotations

from cvdiff.values.date_words import Token, words

_END = Token("end", "", -1, -1)
_REACH = 8
"""Readers look at most so many tokens past either end of a run."""


class TokenReader:
    """Looks at one run of tokens.

    Methods that read take the index of a token; those that skip give the index after what they
    skipped, the same index if nothing was there.
    """

    __slots__ = ("_run", "_text", "_tokens", "_words")

    def __init__(self, text: str, run: list[Token]) -> None:
        self._text = text
        self._run = run
        self._tokens = [*run, *[_END] * _REACH]  # an index below zero finds the end, too
        self._words = words()

    def starts(self, i: int) -> bool:
        """Whether the token can be the first of a date."""
        token = self._run[i]
        return token.kind in ("number", "short") or token.text in self._words.starts

    def _glued(self, i: int) -> bool:
        """Whether no space stands before the token."""
        return self._tokens[i - 1].end == self._tokens[i].start

    def _is(self, i: int, marks: str) -> bool:
        return 0 <= i < len(self._run) and self._run[i].text in marks

    def _phrase(self, i: int, role: str) -> int:
        """Skips the longest phrase of a role, and a point stuck to it."""
        for rest in self._words.phrases[role].get(self._tokens[i].text, ()):
            end = i + 1 + len(rest)
            if tuple(t.text for t in self._run[i + 1 : end]) == rest:
                point = self._tokens[end].text == "." and self._glued(end)
                return end + 1 if point and self._tokens[end - 1].kind == "word" else end
        return i

    def _number(self, i: int, low: int, high: int) -> int | None:
        """The one- or two-digit number at `i` if it is within the bounds."""
        token = self._tokens[i]
        if token.kind != "number" or token.end - token.start > 2:
            return None
        value = int(token.text)
        return value if low <= value <= high else None
