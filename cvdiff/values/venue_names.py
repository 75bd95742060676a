"""Whether two spellings name one venue: the canonical key of a venue, and tolerant comparison."""

from __future__ import annotations

import re
from itertools import dropwhile

from cvdiff.memory import remember
from cvdiff.values.venue_finder import VenueMatch, find_venues
from cvdiff.values.venue_table import is_stop, known_key, known_name, stem, stems, words
from cvdiff.vocabulary import fold, phrases_of

_NUMBERS = (
    r"\b(?i:vol(?:ume)?|no|nr|num(?:ber)?|n|issue|iss|bd|band|tome|heft|pp?|pages|seiten|art(?:icle)?)"
    r"[.°º]?\s?[A-Za-z]?\d[\w.:–-]*"
    r"|\b\d{1,3}(?i:st|nd|rd|th)\b|['`]\d\d\b|[’‘]\d\d\b|\b10\.\d{4,}/\S+|(?i:https?:)\S+"
    r"|\b[A-Za-z]?\d+\s?[-–—]+\s?[A-Za-z]?\d+\b|\b\d[\d.:/()–-]*\b"
)
_LONGEST = 400
"""No venue is longer; of longer texts the beginning counts."""
_CUT = re.compile(r"[,;()\[\]\n\t]|\s[-–—|]\s")
_SERIES = frozenset({"ser", "sect", "part", "suppl"})
_SPONSORS = frozenset({"ieee", "acm", "siam", "int", "proc", "conf", "annu"})
_SIMILAR = 0.9
"""Two stem sequences of this similarity are a misspelling of each other; "physical review d" and
"physical review e" are caught before, by the rule that every short word must be the same."""


@remember
def venue_key(text: str) -> str:
    """The canonical key of a venue: equal for two spellings of one venue.

    Known venues have the key of the table, with " findings" or " workshop" and its topic where it
    is one of these ("iclr workshop"); of others the folded name is left, without year, volume,
    issue, pages, publisher, place and status.
    """
    bare = _without_numbers(text[:_LONGEST])
    matches = _matches(bare)
    if not matches:
        return " ".join(_name_words(_named_part(bare))) or fold(text[:400])
    match = next((m for m in matches if m.type != "preprint"), matches[0])
    beside = _beside(bare, match)
    if match.type == "workshop" or (match.type == "conference" and hosts_workshop(beside)):
        return _workshop_key(match, bare)
    return " ".join([match.key, *beside])


def hosts_workshop(folded: list[str]) -> bool:
    """Whether the words at a conference's name make it the host of a workshop: "ICML Bog Workshop"."""
    return not words("workshop").isdisjoint(folded)


def _without_numbers(text: str) -> str:
    """A venue without year, volume, issue and pages."""
    numbered = any(map(str.isdecimal, text)) or "http" in text.lower()
    return re.sub(_NUMBERS, " ", text) if numbered else text


def _matches(bare: str) -> list[VenueMatch]:
    """The known venues of a text; ambiguous names too, where they fill a segment of it."""
    found = find_venues(bare)
    if found:
        return found
    out: list[VenueMatch] = []
    for part in _segments(bare):
        if not _is_noise(part):
            out += find_venues(part.strip(" .:"))
            break
    return out


def _workshop_key(match: VenueMatch, bare: str) -> str:
    """The key of a workshop: its host, and the topic where one is printed."""
    host = match.key.split(" workshop")[0]
    generic = words("workshop") | words("before") | words("before_names") | set(host.split())
    inside = fold(bare[match.start : match.end]).split()
    topic = [w for w in [*inside, *_beside(bare, match)] if w not in generic and not is_stop(w)]
    spelled = known_name(stems(" ".join(topic)))
    return f"{host} workshop" if spelled or not topic else " ".join([host, "workshop", *topic])


def _beside(bare: str, match: VenueMatch) -> list[str]:
    """The words that share a segment with a known name and may make it another venue."""
    start = max((m.end() for m in _CUT.finditer(bare, 0, match.start)), default=0)
    cut = _CUT.search(bare, match.end)
    rest = [bare[start : match.start], bare[match.end : cut.start() if cut else len(bare)]]
    found = [w for part in rest for w in _without_status(part).split()]
    return [w for w in found if not is_stop(w) and w not in words("before_names")]


def _without_status(text: str) -> str:
    parts = fold(text).split()
    for start, end, _ in reversed(list(phrases_of("status", "status").scan(parts))):
        del parts[start:end]
    return " ".join(part for part in parts if part not in words("months"))


def _segments(text: str) -> list[str]:
    return [part for part in _CUT.split(text) if fold(part)]


def _is_noise(segment: str) -> bool:
    folded = fold(segment)
    return folded in words("publishers") or not _without_status(segment) or len(folded) < 2


def _name_words(name: str) -> list[str]:
    """The words of a name, without those that only introduce one; a journal's are all its own."""
    found, introducing = fold(name).split(), words("before_names")
    if "journal" in found:
        return list(dropwhile(introducing.__contains__, found))
    return [word for word in found if word not in introducing]


def _named_part(bare: str) -> str:
    """What names an unknown venue: its first segment that is no noise, and the series it belongs to."""
    kept = [_without_status(part) for part in _segments(bare) if not _is_noise(part)]
    series = [part for part in kept[1:] if stem(part.split()[0]) in _SERIES or len(part) == 1]
    return " ".join([*kept[:1], *series[:1]])


def same_venue(a: str | None, b: str | None) -> bool:
    """Whether two venues as printed are one: spelled out, abbreviated, shortened or misspelled.

    Two missing venues are the same; a missing one is never the same as a printed one.
    """
    if not a or not b:
        return not a and not b
    if fold(a) == fold(b):
        return True
    first, second = venue_key(a), venue_key(b)
    if first == second:
        return True
    if known_key(first) and known_key(second):
        return False
    if " workshop" in first and " workshop" in second:
        return first.startswith(second) or second.startswith(first)
    if "findings" in first.split() or "findings" in second.split():
        return False
    return _same_name(first, second)


def _same_name(first: str, second: str) -> bool:
    """Whether two keys outside the table are spellings of one name."""
    left, right = stems(first), stems(second)
    if not left or not right:
        return False
    if left == right or _abbreviates(left, right) or _initials(first, second) or _initials(second, first):
        return True
    if _shortens(left, right) or _shortens(right, left):
        return True
    return _misspelt(left, right)


def _abbreviates(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Word by word, one the beginning of the other ("Stud." - "Studies"); last letters must agree."""
    if len(left) != len(right):
        return False
    pairs = list(zip(left, right, strict=True))
    return all(a.startswith(b) or b.startswith(a) for a, b in pairs) and all(
        a == b or min(len(a), len(b)) > 1 or index < len(pairs) - 1 for index, (a, b) in enumerate(pairs)
    )


def _initials(short: str, full: str) -> bool:
    """Whether `short` is the initials of `full` ("jsp" - "journal of statistical physics")."""
    if " " in short or len(short) < 3:
        return False
    letters = [w[0] for w in full.split()]
    main = [w[0] for w in full.split() if not is_stop(w)]
    return short in ("".join(letters), "".join(main)) and len(main) >= 3


def _shortens(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `full` is `short` with a series or a sub-title behind it, or an organisation before it."""
    if len(short) < 2 or len(short) >= len(full):
        return False
    if full[-len(short) :] == short:
        return all(word in _SPONSORS for word in full[: -len(short)])
    return False


def _misspelt(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Nearly the same letters, and the same short words: a slip of the pen, not another volume."""
    from rapidfuzz.fuzz import ratio

    if len(left) != len(right) or min(map(len, (" ".join(left), " ".join(right)))) < 8:
        return False
    differing = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    return min(len(a), len(b)) >= 5 and stem(a) != stem(b) and ratio(a, b) >= 100 * _SIMILAR - 10
