"""What is said about a list of publications, not of a work in it.

remark  = subject "are" manner      "All papers are double-blind reviewed.", "Rankings are taken from ..."
        | measure number            "h-index: 12", "Journal articles: 24"
        | number measure            "124 articles in total, 59 as first author"
        | leading ... subject       "View all publications", "Explore the papers of the group"
"""

from __future__ import annotations

import re

from cvdiff.vocabulary import fold, phrases_of, words_of

OPENING_WORDS = 12
"""So far into an entry its subject and verb are looked for."""
REACH = 7
"""Words between the subject and its verb ("Publications as first author are")."""
MANNER = 4
"""Words behind the verb of which one tells the manner ("are fully refereed")."""
LEAD_WORDS = 3
"""Words in front of a measure ("Google Scholar h-index: 12", "More than 50 papers")."""
_BE = frozenset({"are", "were", "been", "is", "be"})
_OF = frozenset({"of", "is"})


def is_remark(plain: str, *, placed: bool) -> bool:
    """Whether an entry without authors only speaks of the list; `placed`: it has a venue and a year."""
    words = fold(plain).split()[: OPENING_WORDS + REACH]
    return _measures(words) or (not placed and (_counts(words) or _explains(plain) or _leads(words)))


def _leads(words: list[str]) -> bool:
    """Whether a text opens with a verb that leads elsewhere, and soon names what is listed there."""
    opens = not words_of("extraction", "leading").isdisjoint(words[:1])
    return opens and not words_of("extraction", "led_to").isdisjoint(words[1:OPENING_WORDS])


def _explains(plain: str) -> bool:
    """Whether a text says of the papers, authors or figures of a list how they are given or marked."""
    words = fold(re.split(r"[.?!](?:\s|$)", plain, maxsplit=1)[0]).split()
    subjects, manners = words_of("extraction", "listed"), words_of("extraction", "listed_how")
    start = next((n for n, word in enumerate(words[:OPENING_WORDS]) if word in subjects), None)
    if start is None:
        return False
    verb = next((n for n in range(start + 1, min(start + REACH, len(words))) if words[n] in _BE), None)
    return verb is not None and not manners.isdisjoint(words[verb + 1 : verb + 1 + MANNER])


def _measures(words: list[str]) -> bool:
    """Whether a text opens with a measure and its number: "h-index of 12"."""
    for start, end, _ in phrases_of("extraction", "measures").scan(words):
        end += end < len(words) and words[end] in _OF
        if start <= LEAD_WORDS and _is_number(words[end : end + 1]):
            return True
    return False


def _counts(words: list[str]) -> bool:
    """Whether a text opens with the number of something measured: "Over 3,000 citations"."""
    found = phrases_of("extraction", "measures").scan(words)
    return any(0 < start <= LEAD_WORDS and _is_number(words[start - 1 : start]) for start, _, _ in found)


def _is_number(words: list[str]) -> bool:
    return bool(words) and words[0].isdigit()
