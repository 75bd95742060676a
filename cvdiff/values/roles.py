"""What a job line or a degree line is made of: titles, degrees, organizations, places (`data/roles.toml`)."""

from __future__ import annotations

import re
from functools import cache

from cvdiff.vocabulary import Phrases, Word, entries, fold, load, split_words

_CUT = re.compile(r"[,;:()\[\]\n\t|@•·/]|\s[-–—]\s|\.\s")
_TIGHT = re.compile(r"[\s.\-–‐'’/&]{0,3}")
_STATE = re.compile(r"[A-Z]{2,3}|D\.C\.")
_TITLE_WORDS = 7
"""How many words after its head a title may go on for ("Professor of the History of Science and ...")."""


@cache
def _phrases(table: str, key: str) -> Phrases[bool]:
    return Phrases((fold(entry), True) for entry in entries(load("roles")[table][key]))


@cache
def _set(table: str, key: str) -> frozenset[str]:
    return frozenset(fold(entry) for entry in entries(load("roles")[table][key]))


def find_role(text: str) -> tuple[int, int] | None:
    """The stretch of `text` that reads as a job title, the longest of several; None for no title.

    A title is a head noun ("Engineer") with the modifiers and capitalised words before it, and the
    words after it that belong to it ("of Practice"). Thus "Senior Research Scientist" in "Senior
    Research Scientist at Acme", nothing in "Student Association".
    """
    found = split_words(text)
    folded = [word.folded for word in found]
    best: tuple[int, int] | None = None
    for start, end, _ in _phrases("role", "heads").scan(folded):
        if end < len(found) and _near(text, found, end) and folded[end] in _set("role", "not_roles"):
            continue
        first, last = _title_start(text, found, start), _title_end(text, found, end)
        span = found[first].start, found[last - 1].end
        if best is not None and span[0] <= best[1] and not _CUT.search(text, best[1], span[0]):
            best = min(best[0], span[0]), max(best[1], span[1])
        elif best is None:
            best = span
    return best


def _near(text: str, found: list[Word], index: int) -> bool:
    """Whether nothing but a space, hyphen or dot stands between a word and the one before it."""
    return bool(_TIGHT.fullmatch(text, found[index - 1].end, found[index].start))


def _title_start(text: str, found: list[Word], head: int) -> int:
    """The first word of a title: back over modifiers and capitalised words that name no organization."""
    first = head
    while first > 0 and _near(text, found, first):
        word = found[first - 1]
        known = word.folded in _set("role", "modifiers") or _phrases("role", "heads").get(word.folded)
        other = word.folded in _set("organization", "words") or word.folded in _set("role", "stops")
        named = word.folded in _set("organization", "names")
        if not known and (other or named or not text[word.start].isupper()):
            break
        first -= 1
    while first < head and found[first].folded in _set("role", "links") | {"the"}:
        first += 1
    return first


def _title_end(text: str, found: list[Word], end: int) -> int:
    """The word after the last of a title: on through "of ..." up to punctuation or "at"."""
    last = end
    while last < len(found) and last - end < _TITLE_WORDS and _near(text, found, last):
        word = found[last]
        if word.folded in _set("role", "stops"):
            break
        linked = last > end or word.folded in _set("role", "links")
        if not linked and word.folded not in _set("role", "modifiers"):
            break
        last += 1
    while last > end and found[last - 1].folded in _set("role", "links") | {"the"}:
        last -= 1
    return last


def role_like(text: str) -> float:
    """How much of `text` reads as a job title, 0 to 1."""
    return _share(text, find_role(text))


def find_degree(text: str) -> tuple[int, int] | None:
    """The stretch of `text` that reads as a degree with its subject ("Ph.D. in Physics"); None for none."""
    found = split_words(text)
    folded = [word.folded for word in found]
    for start, end, _ in _phrases("degree", "phrases").scan(folded):
        if end < len(found) and _near(text, found, end) and folded[end] in _set("degree", "not_degrees"):
            continue
        if " ".join(folded[start:end]) in _set("degree", "weak") and not _degree_place(
            text, found, start, end
        ):
            continue
        return found[start].start, _subject_end(text, found, end)
    return None


def _degree_place(text: str, found: list[Word], start: int, end: int) -> bool:
    """Whether an ambiguous degree stands where one would: opening a segment, not lower-case, and followed by its subject."""
    if not text[found[start].start].isupper():
        return False
    opens = start == 0 or not text[found[start - 1].end : found[start].start].isspace()
    closes = end == len(found) or not _near(text, found, end) or found[end].folded in _set("degree", "links")
    return (opens and (closes or "." in text[found[start].start : found[end - 1].end + 1])) or (
        closes and end < len(found) and found[end].folded in ("in", "of") and opens
    )


def _subject_end(text: str, found: list[Word], end: int) -> int:
    """The end of a degree's subject: up to the next punctuation, or of the degree alone."""
    start = found[end - 1].end
    if end < len(found) and _near(text, found, end):
        stop = next((w for w in found[end:] if w.folded in _set("role", "stops")), None)
        limit = stop.start if stop else len(text)
        cut = _CUT.search(text, found[end].start, limit)
        return len(text[: cut.start() if cut else limit].rstrip(" .,"))
    return start + (text[start : start + 1] == "." and "." in text[found[end - 1].start - 2 : start])


def degree_like(text: str) -> float:
    """How much of `text` reads as a degree, 0 to 1."""
    return _share(text, find_degree(text))


def _share(text: str, span: tuple[int, int] | None) -> float:
    if span is None:
        return 0.0
    return min(1.0, 0.4 + 0.6 * (span[1] - span[0]) / max(1, len(text.strip(" .,;:()*_"))))


def organization_like(text: str) -> float:
    """How much `text` reads as the name of an organization, 0 to 1: known names, and words such as Institute."""
    found = split_words(text)
    folded = [word.folded for word in found]
    if not folded:
        return 0.0
    named = [s for s in _phrases("organization", "names").scan(folded) if _capital(text, found[s[0]])]
    generic = [
        i for i, w in enumerate(folded) if w in _set("organization", "words") and _capital(text, found[i])
    ]
    if not named and not generic:
        weak = any(word in _set("organization", "weak") for word in folded)
        return 0.3 if weak and find_role(text) is None else 0.0
    score = 0.6 + 0.1 * min(2, len(generic)) + (0.25 if named else 0.0)
    if len(folded) > 14:
        score *= 0.6
    if named and sum(end - start for start, end, _ in named) == len(folded):
        return 1.0
    return min(1.0, score)


def _capital(text: str, word: Word) -> bool:
    return not text[word.start].islower()


def location_like(text: str) -> float:
    """How much `text` reads as a place, 0 to 1: "Palo Alto, CA", "Beijing, China", "Remote"."""
    parts = [part.strip(" .()") for part in re.split(r"[,/]| [-–—] ", text) if part.strip(" .()")]
    if not parts or len(parts) > 4 or any(part.count(" ") > 3 for part in parts) or find_role(text):
        return 0.0
    known = [_is_place(part) for part in parts]
    state = (
        len(parts) > 1 and bool(_STATE.fullmatch(parts[-1])) and fold(parts[-1]) in _set("location", "states")
    )
    rest = parts[:-1] if state else parts
    if organization_like(text) > 0 and not all(known):
        return 0.2 if state or known[-1] else 0.0
    if all(known) or (state and len(rest) == 1):
        return 1.0
    if known[-1] or state:
        return 0.8 if all(part[:1].isupper() for part in parts) else 0.4
    return 0.5 if known[0] and len(parts) == 2 else 0.0


def _is_place(part: str) -> bool:
    folded = fold(part)
    return any(folded in _set("location", key) for key in ("countries", "regions", "cities"))
