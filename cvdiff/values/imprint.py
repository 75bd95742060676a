"""What is printed behind a venue's name and does not name it: its editors, town, publisher, edition tag."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from cvdiff.prose import has_letters
from cvdiff.values.editors import BY
from cvdiff.values.name_words import vocabulary
from cvdiff.values.names import are_people
from cvdiff.values.venue_finder import find_venues
from cvdiff.values.venue_table import is_abbreviation, words
from cvdiff.vocabulary import fold, phrases_of, words_of

LONGEST_TOWN = 3
"""Words of a town's name."""
_MOST_EDITORS = 24
"""How many names and initials between commas may stand before "eds."."""
_PRESSES = ("verlag", "presse")
_SPLIT = r"[,;]\s+|\.(?=\s)|\s\(|\s[-–—]\s"
_EDITION = r"[A-Z][\w-]{1,11}\s?['’`]\s?\d\d\W*$"


_OCCASION = r" \([A-ZÀ-Þ][\w .'’-]{2,30}, (?:[\w .'’-]{2,30}, )?[A-Z][a-z]{2,8}\.? [\d–, -]{0,8}\d{4}\)"
"""Town and date in brackets: "(Ghent, March 2019)"."""


class _Segment(NamedTuple):
    """What stands between two separators: its text, and where the separator before it begins."""

    text: str
    cut: int


def imprint_start(text: str) -> int:
    """Where the imprint of `text` begins, the length of `text` where there is none.

    The first segment with a word is never imprint, and nothing is behind which a known venue stands:
    "Example Engineering. EE'09. Ghent, Belgium: Press, 2009" gives the place behind "Engineering".
    """
    segments = _segments(text)
    named = next((i for i, segment in enumerate(segments) if has_letters(segment.text)), 0)
    named += _is_town(segments, named)
    places = (i for i in range(named + 1, len(segments)) if _is_imprint(segments, i, text))
    first = next(places, len(segments))
    venue = max((i for i in range(first, len(segments)) if _names_venue(segments[i])), default=-1)
    return next((segments[i].cut for i in chain((first,), places) if venue < i < len(segments)), len(text))


def _is_town(segments: Sequence[_Segment], index: int) -> bool:
    """Whether a segment is the town in front of a region and a publisher: "Lowell, MA: Heath Press"."""
    following = segments[index + 1].text if index + 1 < len(segments) else ""
    region, colon, publisher = following.partition(":")
    short = colon and len(segments[index].text.split()) <= LONGEST_TOWN
    return bool(short) and _is_region(region) and _is_publisher(publisher)


def opens_with_imprint(text: str) -> bool:
    """Whether town, publisher or editors open a text, as behind the year of a book."""
    segments = _segments(text)
    return bool(segments) and not _names_venue(segments[0]) and _is_imprint(segments, 0, text)


def _names_venue(segment: _Segment) -> bool:
    """Whether a known venue stands in a segment, beside that of an edition's tag."""
    return bool(find_venues(segment.text)) and not _is_edition(segment.text)


def _segments(text: str) -> list[_Segment]:
    out, start, cut = [], 0, 0
    for match in re.finditer(_SPLIT, text):
        if match[0][0] == "." and _abbreviated(text[start : match.start()]):
            continue
        if text[start : match.start()].strip():
            out.append(_Segment(text[start : match.start()].strip(), cut))
            cut = match.start()
        start = match.end()
    return [*out, _Segment(text[start:].strip(), cut)] if text[start:].strip() else out


def _abbreviated(before: str) -> bool:
    """Whether the point behind a text belongs to an abbreviation."""
    word = fold(before.rpartition(" ")[2])
    return len(word) < 2 or is_abbreviation(word) or word in words_of("extraction", "abbreviations")


def _is_imprint(segments: Sequence[_Segment], index: int, whole: str) -> bool:
    text = segments[index].text
    bracketed = whole.startswith(" (", segments[index].cut)
    if bracketed and ")" in text[:-1]:
        return False
    if _is_edition(text):
        return not bracketed and _is_name(whole[: segments[index].cut])
    if (
        fold(text).partition(" ")[0] in words("editors")
        or re.match(BY, text)
        or _is_publisher(text)
        or _opens_editors(segments, index, whole)
    ):
        return True
    if bracketed and _closes_as_editors(text):
        return True
    if bracketed:
        return re.match(_OCCASION, whole[segments[index].cut :]) is not None
    town, _, rest = text.partition(":")
    if rest:
        house = fold(rest).partition(" ")[0] in words("houses")
        return (house or _is_publisher(rest)) and len(town.split()) <= LONGEST_TOWN
    if not text[0].isupper() or len(text.split()) > LONGEST_TOWN:
        return False
    after = segments[index + 1].text.partition(":")[0] if index + 1 < len(segments) else ""
    return _is_region(text) or _is_region(after)


def _is_edition(text: str) -> bool:
    """Whether a text is an acronym with its year: "EE'09"."""
    return any(sign in text for sign in "'’`") and re.match(_EDITION, text) is not None


def _opens_editors(segments: Sequence[_Segment], index: int, whole: str) -> bool:
    """Whether people begin in a segment whom an "eds." behind them tells to be editors."""
    behind = segments[index + 1 : index + 1 + _MOST_EDITORS]
    closing = next((s for s in behind if _tells_editors(s.text)), None)
    return closing is not None and are_people(whole[segments[index].cut : closing.cut].strip(",;.( "))


def _tells_editors(text: str) -> bool:
    """Whether a segment is "eds.", whatever follows it behind its bracket: "ed.). Heath Press"."""
    sign = text.partition(")")[0]
    return fold(sign) in words("editors")


def _closes_as_editors(text: str) -> bool:
    """Whether a segment is people with "eds." behind them: "B. Roe & K. Doe eds."."""
    people, _, sign = text.rpartition(" ")
    return fold(sign) in words("editors") and are_people(people)


def _is_name(text: str) -> bool:
    """Whether an edition's tag behind a text repeats its name; behind a workshop it names the host."""
    folded = fold(text).split()
    others = bool(words("workshop") & set(folded)) or any(phrases_of("status", "notes").scan(folded))
    return len(folded) > 1 and not others


def is_publisher_alone(text: str) -> bool:
    """Whether a text is the name of a publisher and no more."""
    return fold(text) in words("publishers")


def is_imprint_alone(text: str) -> bool:
    """Whether a text is a publisher, with its town or the year at most: "Ghent: Shore Press, 2019"."""
    town, colon, rest = text.rpartition(":")
    place = not colon or len(town.split()) <= LONGEST_TOWN
    return place and "." not in rest.rstrip(" .") and _is_publisher(rest)


def _is_publisher(text: str) -> bool:
    """Whether a text is the name of a publisher, as a whole or by its first or last words."""
    names = words("publishers")
    folded = [word for word in fold(text).split() if not word.isdecimal()]
    if folded and (folded[-1].endswith(_PRESSES) or (folded[-1] == "press" and folded[-2:-1] != ["in"])):
        return True
    return any(" ".join(part) in names for n in (1, 2, 3) for part in (folded[:n], folded[-n:]) if folded)


def _is_region(text: str) -> bool:
    """Whether a text is a country, state or large town."""
    folded = fold(text)
    code = len(text) <= LONGEST_TOWN and text.isupper() and folded in vocabulary()["place_codes"]
    return code or (folded in vocabulary()["places"] and text[0].isupper())
