"""The lines of an entry that sum a work up: the years, people and journals in them are not the work's own.

"Abstract: ..." below a citation says so itself; a paragraph of sentences below one is known by its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = r"(?i:abstract|zusammenfassung|résumé|resumen)"
_LABEL = rf"\W{{0,3}}{_WORD}\s?[:.—–-]"
_ALONE = rf"\W{{0,3}}(?i:(?:show|view|read|toggle|paper)\s)?{_WORD}\W{{0,3}}"
"""The label that folds a text away, or stands above it."""
_NAMED = rf"\n({_LABEL}[^\n]*|{_ALONE}\n[^\n]*)"
PARAGRAPH_WORDS = 25
"""A shorter line below a title may be a title, a venue or a remark of its own."""
SMALL_SHARE = 0.65
"""In running text so many of the words begin with a small letter; in citations they do not."""
_SENTENCE = r"[^\W\d_]{3}[.?!](?=\s+[A-ZÀ-Þ]|$)"
_SENTENCES_END = (".", "?", "!", ")", "…", "”", '"')


def abstracts(plain: str) -> Iterator[tuple[int, int]]:
    """The stretches of an entry that sum the work up, each a line below its first."""
    if "\n" not in plain:
        return
    for found in re.finditer(_NAMED, plain):
        yield found.span(1)
    start = plain.index("\n") + 1
    for line in plain[start:].split("\n"):
        if _is_paragraph(line):
            yield start, start + len(line)
        start += len(line) + 1


def opens_abstract(plain: str) -> bool:
    """Whether a paragraph says of itself that it sums up the work above it."""
    return re.match(_LABEL, plain) is not None


def heads_abstract(plain: str) -> bool:
    """Whether a paragraph is nothing but the label of the next one: "Abstract"."""
    return re.fullmatch(_ALONE, plain) is not None


def is_summary(plain: str) -> bool:
    """Whether a paragraph is running text of several sentences, as only an abstract is among citations."""
    return _is_paragraph(plain) and len(re.findall(_SENTENCE, plain)) > 1


def _is_paragraph(line: str) -> bool:
    """Whether a line is running text: sentences of many words, most of them in small letters."""
    words = line.split()
    if len(words) < PARAGRAPH_WORDS or not line.rstrip().endswith(_SENTENCES_END):
        return False
    return sum(word[0].islower() for word in words) >= SMALL_SHARE * len(words)
