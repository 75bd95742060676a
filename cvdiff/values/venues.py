"""Venues: what reads as one and of which type; finding and comparing them is re-exported here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cvdiff.memory import remember
from cvdiff.values.venue_finder import VenueMatch, find_venues
from cvdiff.values.venue_names import hosts_workshop, same_venue, venue_key
from cvdiff.values.venue_table import VenueType, stem
from cvdiff.vocabulary import fold, phrases_of, words_of

__all__ = ["VenueMatch", "VenueType", "find_venues", "same_venue", "venue_key", "venue_like", "venue_type"]

_PAGES = re.compile(
    r"\b\d{1,4}\s?\(\d{1,4}(?:[-–]\d+)?\)|\b\d{1,4}\s?:\s?\d+\s?[-–]+\s?\d+"
    r"|\b(?i:pp?)\.\s?[A-Za-z]?\d|\b(?i:vol(?:\.|ume)?)\s?\d|\b(?i:no)\.\s?\d"
)
_ABBREVIATED = re.compile(r"\b[A-Z][a-z]{0,9}\.")


@remember
def venue_type(text: str) -> VenueType:
    """What kind of venue `text` names: that of the known venue in it, else told by its words.

    A workshop that a known conference hosts is a workshop ("ICML Bog Workshop"); a "Workshop Journal"
    is a journal.
    """
    known = find_venues(text)
    if known:
        told = next((m.type for m in known if m.type != "preprint"), known[0].type)
        return "workshop" if told == "conference" and hosts_workshop(fold(text).split()) else told
    folded = fold(text).split()
    spans = list(phrases_of("venues", "words").scan(folded))
    journals = {start for start, _, kind in spans if kind == "journal"}
    kinds = [kind for _, end, kind in spans if kind != "workshop" or end not in journals]
    for kind in ("thesis", "workshop", "journal", "conference", "report", "preprint", "book"):
        if kind in kinds:
            return kind
    return "journal" if _PAGES.search(text) else "other"


@remember
def venue_like(text: str) -> float:
    """How much a segment reads as a venue, 0 to 1: known names, venue words, volume and pages.

    1 for a known venue that fills the segment, 0.5 upwards for words of venues, 0 for no sign at all.
    """
    length = len(fold(text)) or 1
    known = find_venues(text)
    if known:
        covered = sum(m.end - m.start for m in known) / max(1, len(text.strip()))
        return min(1.0, 0.6 + 0.4 * covered)
    folded = fold(text).split()
    spans = list(phrases_of("venues", "words").scan(folded))
    kinds = [kind for start, end, kind in spans if not _is_everyday(folded[start:end], text)]
    strong = sum(kind != "other" for kind in kinds)
    score = 0.0
    if strong:
        score = 0.5 + 0.2 * min(1.0, 3 * strong / len(folded))
    if _PAGES.search(text):
        score = max(score, 0.4) + 0.3
    if len(_ABBREVIATED.findall(text[:200])) >= 2 and length < 80:
        score = max(score, 0.3) + 0.2 * (stem(folded[0]) == folded[0])
    if len(folded) > 25:
        score *= 0.6
    return min(1.0, score)


def _is_everyday(phrase: Sequence[str], text: str) -> bool:
    """Whether a word of venues is an everyday one here, without its capital: "new trends in moss"."""
    if len(phrase) > 1 or phrase[0] not in words_of("venues", "everyday"):
        return False
    return phrase[0].capitalize() not in text and phrase[0].upper() not in text
