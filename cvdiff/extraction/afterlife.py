"""What an entry tells of a work's life after it appeared: reviews, reprints, translations.

"*The Ferry.* Ostby, 2019. Reprinted in *River Prose* (2021)." appeared in 2019, and not in River Prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvdiff.vocabulary import fold, words_of

_OPENING = r"(?:(?<=[.;,)”\"’] )|(?<=\n)|(?<=\())[^\W\d_]{3,}(?: [^\W\d_]{2,})?"
"""Up to two words behind a stop, a bracket or at a line's beginning."""


def afterlife(plain: str) -> Iterator[tuple[int, int]]:
    """The stretches about reviews, reprints and translations: to the end of their line or bracket."""
    phrases = words_of("extraction", "afterlife")
    lower = plain.lower()
    if not any(phrase in lower for phrase in phrases):
        return
    end = 0
    for found in re.finditer(_OPENING, plain):
        words = fold(found[0])
        if found.start() < end or (words not in phrases and words.partition(" ")[0] not in phrases):
            continue
        closing = ")" if plain[found.start() - 1 : found.start()] == "(" else "\n"
        closed = plain.find(closing, found.end())
        end = closed if closed > 0 else len(plain)
        yield found.start(), end
