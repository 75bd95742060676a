"""What a job line or a degree line is made of: titles, degrees, organizations, places (`data/roles.toml`)."""

from __future__ import annotations

import re
from functools import cache

from cvdiff.memory import remember
from cvdiff.values.endings import ending_stretch
from cvdiff.vocabulary import Word, Words, fold, phrases_of, split_words, words_of

_CUT = re.compile(r"[,;:()\[\]\n\t|@•·/]|\s[-–—]\s|\.\s")
_TIGHT = re.compile(r"[\s.\-–‐'’/&]{0,3}")
_STATE = re.compile(r"[A-Z]{2,3}|D\.C\.")
_LONG_NAME = 14
"""A text of more words is hardly the name of an organization alone."""
_TITLE_WORDS = 7
"""How many words a title may have before or after its head ("Professor of the History of Science")."""


@remember
def find_role(text: str) -> tuple[int, int] | None:
    """The stretch of `text` that reads as a job title, the first of several; None for no title.

    A title is a head noun ("Engineer") with the modifiers and capitalised words before it, and the
    words after it that belong to it ("of Practice"). Thus "Senior Research Scientist" in "Senior
    Research Scientist at Acme", nothing in "Student Association".
    """
    found = split_words(text)
    folded = found.folded
    best: tuple[int, int] | None = None
    for start, end, _ in phrases_of("roles", "role", "heads").scan(folded):
        if _leads_to(text, found, end, words_of("roles", "role", "not_roles")):
            continue
        first, last = _title_start(text, found, start), _title_end(text, found, end)
        span = found[first].start, found[last - 1].end
        if best is None:
            best = span
        elif span[0] <= best[1]:
            best = min(best[0], span[0]), max(best[1], span[1])
        else:
            break
    return best or ending_stretch(text, "role")


def _leads_to(text: str, found: Words, index: int, words: frozenset[str]) -> bool:
    """Whether the word at `index` is one of `words` and belongs to the word before it."""
    return index < len(found) and found.folded[index] in words and _near(text, found, index)


def _near(text: str, found: Words, index: int) -> bool:
    """Whether nothing but a space, hyphen or dot stands between a word and the one before it."""
    return bool(_TIGHT.fullmatch(text, found[index - 1].end, found[index].start))


def _title_start(text: str, found: Words, head: int) -> int:
    """The first word of a title: back over modifiers and capitalised words that name no organization."""
    first = head
    floor = max(0, head - _TITLE_WORDS)
    while first > floor and _near(text, found, first) and _in_title(text, found[first - 1]):
        first -= 1
    while first < head and found.folded[first] in _joining():
        first += 1
    return first


def _in_title(text: str, word: Word) -> bool:
    """Whether a word before the head of a title may belong to it."""
    if word.folded in words_of("roles", "role", "modifiers"):
        return True
    if phrases_of("roles", "role", "heads").get(word.folded):
        return True
    elsewhere = (("role", "stops"), ("organization", "words"), ("organization", "names"))
    return text[word.start].isupper() and not any(word.folded in words_of("roles", *k) for k in elsewhere)


@cache
def _joining() -> frozenset[str]:
    """Words that a title neither begins nor ends with."""
    return words_of("roles", "role", "links") | {"the"}


def _title_end(text: str, found: Words, end: int) -> int:
    """The word after the last of a title: on through "of ..." up to punctuation or "at"."""
    links, modifiers = words_of("roles", "role", "links"), words_of("roles", "role", "modifiers")
    last = end
    while last < len(found) and last - end < _TITLE_WORDS and _near(text, found, last):
        folded = found.folded[last]
        if folded in words_of("roles", "role", "stops"):
            ending = phrases_of("roles", "role", "endings").at(found.folded, last)
            if ending:
                return ending[0]
            break
        if last == end and folded not in links and folded not in modifiers:
            break
        last += 1
    while last > end and found.folded[last - 1] in _joining():
        last -= 1
    return last


def role_like(text: str) -> float:
    """How much of `text` reads as a job title, 0 to 1."""
    return _share(text, find_role(text))


SUBJECT_WORDS = 3
"""So many words of a stretch are looked at for a field of study."""


@remember
def find_degree(text: str) -> tuple[int, int] | None:
    """The stretch of `text` that reads as a degree with its subject ("Ph.D. in Physics"); None for none."""
    found = split_words(text)
    folded = found.folded
    weak = words_of("roles", "degree", "weak")
    for start, end, _ in phrases_of("roles", "degree", "phrases").scan(folded):
        if _leads_to(text, found, end, words_of("roles", "degree", "not_degrees")):
            continue
        if " ".join(folded[start:end]) not in weak or _in_degree_place(text, found, start, end):
            return found[start].start, _subject_end(text, found, end)
    return ending_stretch(text, "degree")


def _is_state(text: str, start: int, end: int) -> bool:
    """Whether letters are the state behind a town: before a country ("Boston, MA, USA"), or after an
    institution and the town ("Moss University, Boston, MA")."""
    behind = text[end:].strip(" .,")
    if behind:
        return text[end : end + 2] == ", " and _is_place(behind)
    *institution, town, _ = [*text[:start].split(", ")] if text[:start].endswith(", ") else ["", ""]
    known = fold(text[start:end]) in words_of("roles", "location", "states")
    if not known or names_subject(town):
        return False
    return organization_like(", ".join(institution)) >= 0.5 > organization_like(town)


def _in_degree_place(text: str, found: Words, start: int, end: int) -> bool:
    """Whether an ambiguous degree ("MA", "Exchange") opens a segment and closes it or leads to a subject.

    In front of a subject without a word between ("BA Economics") it is in capitals or dotted. Those of a
    state behind its town are none.
    """
    if not text[found[start].start].isupper():
        return False
    if start and text[found[start - 1].end : found[start].start].isspace():
        return False
    if start and _is_state(text, found[start].start, found[end - 1].end):
        return False
    if end == len(found) or not _near(text, found, end):
        return True
    dotted = "." in text[found[start].start : found[end - 1].end + 1]
    if dotted or found.folded[end] in words_of("roles", "degree", "links"):
        return True
    printed = text[found[start].start : found[end - 1].end]
    return sum(map(str.isupper, printed)) > 1 and names_subject(text[found[end].start :])


def opens_with_part(text: str) -> bool:
    """Whether a stretch opens with a part of a degree ("Minor in Botany", "Double major")."""
    words = split_words(text).folded
    return bool(words) and words[0] in words_of("roles", "degree", "parts")


def names_subject(text: str) -> bool:
    """Whether one of the first words of `text` is a field of study ("English Literature")."""
    subjects = words_of("roles", "degree", "subjects")
    return any(word.folded in subjects for word in split_words(text)[:SUBJECT_WORDS])


def _subject_end(text: str, found: Words, end: int) -> int:
    """The end of a degree's subject: up to the next punctuation, or of the degree alone."""
    start = found[end - 1].end
    if end < len(found) and _near(text, found, end):
        stop = next((w for w in found[end:] if w.folded in words_of("roles", "role", "stops")), None)
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


@remember
def organization_like(text: str) -> float:
    """How much `text` reads as the name of an organization, 0 to 1: known names, words such as Institute."""
    found = split_words(text)
    folded = found.folded
    known = phrases_of("roles", "organization", "names").scan(folded)
    named = [span for span in known if _capital(text, found[span[0]])]
    words = words_of("roles", "organization", "words")
    generic = sum(word in words and _names(text, found, i) for i, word in enumerate(folded))
    if (generic or named) and names_distinction(text):
        return 0.3
    if not named and not generic:
        if ending_stretch(text, "organization"):
            return 0.8
        weak = any(word in words_of("roles", "organization", "weak") for word in folded)
        return 0.3 if weak and find_role(text) is None else 0.0
    if named and sum(end - start for start, end, _ in named) == len(folded):
        return 1.0
    score = 0.6 + 0.1 * min(2, generic) + (0.25 if named else 0.0)
    return min(1.0, score if len(folded) <= _LONG_NAME else 0.6 * score)


def names_distinction(text: str) -> bool:
    """Whether a stretch tells of honours ("University Honors Program", "cum laude"): no "Honors College"."""
    folded = split_words(text.partition("(")[0]).folded
    words = words_of("roles", "organization", "distinctions")
    behind = next((folded[n + 1 :] for n, word in enumerate(folded) if word in words), None)
    return behind is not None and words_of("roles", "organization", "schools").isdisjoint(behind[:2])


def is_school(text: str) -> bool:
    """Whether a name says that it is a place of study: it holds a word such as University, or is known."""
    folded = split_words(text).folded
    if any(phrases_of("roles", "organization", "names").scan(folded)):
        return True
    schools = words_of("roles", "organization", "schools")
    return not schools.isdisjoint(folded) or ending_stretch(text, "school") is not None


def is_unit(text: str) -> bool:
    """Whether a name is that of a part of an organization alone ("Department of Botany")."""
    folded = set(split_words(text).folded)
    return not folded.isdisjoint(words_of("roles", "organization", "units")) and folded.isdisjoint(
        words_of("roles", "organization", "schools")
    )


def is_university(text: str) -> bool:
    """Whether a name holds the word for a whole university, in any of the languages of the table."""
    words = split_words(text).folded
    return any(word.startswith("universi") for word in words) and is_school(text)


def _names(text: str, found: Words, index: int) -> bool:
    """Whether a word such as University has a capital, or is Romance and what it leads to has one.

    "université de Carpentras", not "laboratoire de recherche".
    """
    if _capital(text, found[index]):
        return True
    leads = _leads_to(text, found, index + 1, words_of("roles", "organization", "romance_links"))
    return leads and any(text[word.start].isupper() for word in found[index + 2 : index + 4])


def _capital(text: str, word: Word) -> bool:
    return not text[word.start].islower()


@remember
def location_like(text: str) -> float:
    """How much `text` reads as a place, 0 to 1: "Palo Alto, CA", "Beijing, China", "Remote"."""
    parts = [part.strip(" .()") for part in re.split(r"[,/]| [-–—] ", text) if part.strip(" .()")]
    if not parts or len(parts) > 4 or any(part.count(" ") > 3 for part in parts) or find_role(text):
        return 0.0
    known = [_is_place(part) for part in parts]
    states = words_of("roles", "location", "states")
    state = len(parts) > 1 and bool(_STATE.fullmatch(parts[-1])) and fold(parts[-1]) in states
    rest = parts[:-1] if state else parts
    if organization_like(text) > 0 and not all(known[: len(rest)]):
        return 0.2 if state or known[-1] else 0.0
    if all(known) or (state and len(rest) == 1):
        return 1.0
    if known[-1] or state:
        return 0.8 if all(part[:1].isupper() for part in parts) else 0.4
    return 0.5 if known[0] and len(parts) == 2 else 0.0


def _is_place(part: str) -> bool:
    folded = fold(part)
    if any(folded in words_of("roles", "location", key) for key in ("countries", "regions", "cities")):
        return True
    state, _, country = folded.rpartition(" ")  # "Illinois USA"
    regions, countries = (words_of("roles", "location", key) for key in ("regions", "countries"))
    return state in regions and country in countries
