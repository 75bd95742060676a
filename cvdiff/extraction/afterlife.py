"""What an entry tells of a work's life beside the version it lists: earlier versions, reviews, reprints.

"*The Ferry.* Ostby, 2019. Reprinted in *River Prose* (2021)." appeared in 2019, and not in River Prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvdiff.values.dates import years
from cvdiff.values.venues import find_venues
from cvdiff.vocabulary import fold, words_of

_WORDS = r"[^\W\d_]{3,}(?: [^\W\d_]{2,})?"
_OPENING = rf"(?:(?<=[.;,)”\"’] )|(?<=\n)|(?<=\()){_WORDS}"
"""Up to two words behind a stop, a bracket or at a line's beginning."""


_EARLIER = (
    r"(?:(?<=[.;,)”\"’] )|(?<=\n)|(?<=\())(?i:an? |the )?"
    r"(?i:earlier|preliminary|previous|conference|workshop|shorter|short|longer|extended|abridged) "
    r"(?i:versions?|abstracts?) "
    r"(?i:(?:of [^.;()\n]{1,40} )?(?:(?:has )?appeared |published |presented |is |was )?(?:in|at)\b)"
    r"|(?<=\()(?i:an? |the )?(?i:extended|expanded|journal|longer|full) (?i:versions?) of "
    r"(?=[^()\n]{2,60}\b(?:19|20)\d\d\b)"
)
"""What opens a stretch about another version of the work."""


_OTHER_TITLE = (
    r"\((?i:(?:previous|former|earlier|original|old|prior|working) titles?\b"
    r"|(?:previously|formerly|originally) (?:titled|entitled|circulated|called|known)\b)"
)


def other_versions(plain: str) -> Iterator[tuple[int, int]]:
    """The stretches about earlier versions, where the entry says elsewhere when the work itself appeared.

    Where it prints no year at all, a venue in front of the stretch says where.
    """
    lower = plain.lower()
    if "version" not in lower and "abstract" not in lower:
        return
    for found in re.finditer(_EARLIER, plain):
        bracket = plain[found.start() - 1 : found.start()] == "("
        end = _closing(plain, found.end()) if bracket else plain.find("\n", found.end())
        end = end if end > 0 else len(plain)
        before = plain[: found.start()]
        if years(before) or years(plain[end:]) or (find_venues(before) and not years(plain)):
            yield found.start(), end


def other_titles(plain: str) -> Iterator[tuple[int, int]]:
    """What brackets say of titles that the work had or has elsewhere: "(Previous title: ...)"."""
    for found in re.finditer(_OTHER_TITLE, plain) if "(" in plain else ():
        end = _closing(plain, found.end())
        if end > 0:
            yield found.start(), end + 1


def _closing(plain: str, start: int) -> int:
    """Where the bracket closes that is open at `start`; -1 where it does not."""
    depth = 1
    for found in re.finditer(r"[()\n]", plain[start:]):
        depth += {"(": 1, ")": -1, "\n": 0}[found[0]]
        if not depth:
            return start + found.start()
    return -1


def opens_afterlife(plain: str) -> bool:
    """Whether a paragraph tells what became of the work above it ("Reviewed in ...")."""
    found = re.match(_WORDS, plain)
    return found is not None and _tells(fold(found[0]))


def _tells(words: str) -> bool:
    phrases = words_of("extraction", "afterlife")
    return words in phrases or words.partition(" ")[0] in phrases


def afterlife(plain: str) -> Iterator[tuple[int, int]]:
    """The stretches about reviews, reprints and translations: to the end of their line or bracket."""
    phrases = words_of("extraction", "afterlife")
    lower = plain.lower()
    if not any(phrase in lower for phrase in phrases):
        return
    end = 0
    for found in re.finditer(_OPENING, plain):
        if found.start() < end or not _tells(fold(found[0])):
            continue
        closing = ")" if plain[found.start() - 1 : found.start()] == "(" else "\n"
        closed = plain.find(closing, found.end())
        end = closed if closed > 0 else len(plain)
        yield found.start(), end
