"""What a text is made of: words at all, sentences, or the names, dates and places of most lines of a CV."""

from __future__ import annotations

SENTENCE_WORDS = 7
"""A shorter line is no sentence about a job."""


def is_prose(plain: str) -> bool:
    """Whether a text is a sentence: closed by a stop, and most of its words in small letters."""
    words = plain.split()
    small = sum(word[0].islower() for word in words)
    return len(words) >= SENTENCE_WORDS and plain.endswith((".", "!")) and 2 * small >= len(words)


def has_letters(text: str) -> bool:
    """Whether a text is more than figures, signs and spaces."""
    return any(map(str.isalpha, text))
