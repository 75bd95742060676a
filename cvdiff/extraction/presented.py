"""Whether a list of conference papers is one of talks and posters: its entries say how each was presented.

    presented = ". Poster. " | ". Oral presentation. " | ...        a sentence of its own
              | ". Paper presented at " | ". Talk given at " | ...  or the beginning of one

A paper's distinction ("(Oral)", "ICML 2022, Spotlight") is no such sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cvdiff.outline import Line
from cvdiff.vocabulary import fold, phrases_of, words_of

MOST = 0.6
"""A list is one of talks when at least this share of its blocks, and two of them, say so."""


def are_presentations(lines: Sequence[Line]) -> bool:
    """Whether most blocks of a list have a sentence that is only the way of presenting."""
    blocks = {line.block for line in lines}
    presented = {line.block for line in lines if _says_presented(line.text.plain)}
    return len(presented) >= max(2, MOST * len(blocks))


def _says_presented(text: str) -> bool:
    ways, openings = words_of("extraction", "presented"), phrases_of("extraction", "presented_at")
    for sentence in re.split(r"[.?!]\s", text)[1:]:
        words = fold(sentence).split()
        if words and (openings.at(words, 0) or (" ".join(words) in ways and not text.endswith(sentence))):
            return True
    return False
