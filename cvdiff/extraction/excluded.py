"""What in an entry of a publication list is neither title nor names nor venue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import digits

from cvdiff.document import Text
from cvdiff.extraction.abstracts import abstracts
from cvdiff.extraction.afterlife import afterlife, other_titles, other_versions
from cvdiff.extraction.features import NUMBERED
from cvdiff.values.dates import years
from cvdiff.values.links import is_label
from cvdiff.values.status import find_notes, find_statuses
from cvdiff.values.venues import find_venues
from cvdiff.vocabulary import fold, phrases_of, words_of

_AVAILABLE = (
    r"(?:(?:The |the |Full |full )?[A-Za-z]{3,9} (?:is |are )?)?\b[Aa]vailable"
    r"(?: online)?(?: at| from| on)?:? ?$"
)
LONGEST_POINTER = 60
"""Characters in front of a link in which words that lead to it are looked for."""
_URL = re.compile(
    r"(?=[hw1dDaAcgmnpq])(?:"
    r"(?:(?i:\bdoi:?\s*)?https?://|www\.)\S+|(?i:\bdoi:?\s*)?\b10\.\d{4,9}/\S+|(?i:\barxiv\s?:)\s?\d{4}\.\d{4,5}(?:v\d+)?"
    r"(?:\s\[[a-z]{2,8}(?:-[a-z]{2,3})?(?:\.[A-Z]{2})?\])?"
    r"|(?i:\barxiv\s?:\s?)?\b(?:astro|cond|cs|gr|hep|math|nucl|physics|q-bio|quant)(?:-[a-z]{2,3})?/\d{7}\b)"
)
"""Each alternative begins with one of the first signs, so that the others are passed over quickly."""
_LABEL_AHEAD = r"(?:^|\n|[|·•;]\s)\s*([^\W\d_][^\W\d_ -]{1,14}(?: [^\W\d_]{2,14}){0,2}):\s?$"
"""What may label the links behind it: "Paper: PDF | Abstract · Citation: BibTeX"."""
_ADDRESS = r"[\w-]+(?:\.[\w-]+)+/\S*"
"""What a link may show of where it leads: "arxiv.org/abs/2101.00632"."""
_LABELS = r"\[([^\[\]\n]{3,120})\]"
"""What may be labels of links in brackets: "[ bib | .pdf ]"."""
_COUNT = r"(?:and |\+ ?)?\d+ (?:(?:more|other) )?(?:co-?)?authors?"
_REMARK = r"\(([^()\n]{5,80})\)"
"""What may be a remark on the order of the authors, or name who added an appendix."""
_VERSION = r"\s[\[(](?:[Vv]ersion\s?|v)\d{1,2}\b(?!\.)[^\[\]()\n]{0,80}[\])]"
"""The version of a preprint: "[version 2; peer review: 2 approved]", "(v3)"; that of software has points."""
_TRANSLATOR = (
    r",\s(?:transl?\.(?: by)?|translated by|übers\.(?: von)?|trad\.(?: d[ei])?)\s(?:[A-Z]\.\s?){0,3}"
    r"[^,.;:()\n]{3,60}(?=[,.;:()\n]|$)"
)
""" ", trans. Ivo Wexley"."""
_VOLUME_SIGNS = r"(?<=, )(?:第|제\s?)?\d{1,4}\s?[巻卷号號期輯辑권호집](?![^\W\d_巻卷号號期第])"
"""Volume and issue in Chinese, Japanese and Korean: "第12巻第3号", "제35권, 제4호"."""
_BETWEEN_LABELS = r"[|,/·]"
BADGE_WORDS = 3
"""A longer link that ends in the word of a badge may be a title."""
LONGEST_LABELS = 40
"""Characters at the end of an entry in which labels without links are looked for."""


def excluded(text: Text) -> Iterator[tuple[int, int]]:
    """Numbering, bare URLs, link labels with their brackets, reviews and reprints."""
    number = NUMBERED.match(text.plain)
    if number:
        yield number.span()
    for found in _URL.finditer(text.plain):
        yield found.span()
    for found in re.finditer(_LABELS, text.plain) if "[" in text.plain else ():
        labels = re.split(_BETWEEN_LABELS, found[1])
        alone = len(labels) == 1 and fold(found[1]) not in words_of("links", "plain")
        if not alone and all(is_label(label.strip(" .")) for label in labels):
            yield found.span()
    for found in re.finditer(_REMARK, text.plain) if "(" in text.plain else ():
        words = fold(found[1]).split()
        noted = any(any(phrases_of("extraction", key).scan(words)) for key in ("note", "additions", "alone"))
        if noted or re.fullmatch(_COUNT, found[1]):
            yield found.span()
    yield from (found.span() for found in re.finditer(_VERSION, text.plain))
    for found in re.finditer(_TRANSLATOR, text.plain) if "tra" in text.plain or "übers" in text.plain else ():
        yield found.span()
    for found in re.finditer(_VOLUME_SIGNS, text.plain) if not text.plain.isascii() else ():
        yield found.span()
    yield from _labels_behind(text.plain)
    yield from afterlife(text.plain)
    yield from other_versions(text.plain)
    yield from other_titles(text.plain)
    yield from abstracts(text.plain)
    for style in text.styles:
        shown = text.plain[style.start : style.end]
        if style.kind != "link":
            continue
        around = text.plain[max(0, style.start - 1) : style.end + 1]
        badge = _is_badge(shown) or (around[0] + around[-1] == "[]" and _is_badge(around))
        if badge or re.fullmatch(_ADDRESS, shown):
            yield _with_brackets(text.plain, _pointer_start(text.plain, style.start), style.end)


def _is_badge(shown: str) -> bool:
    """Whether a link shows a label; in brackets of its own it may say anything but where and when."""
    words = fold(shown).split()
    if is_label(shown) or (1 < len(words) <= BADGE_WORDS and words[-1] in words_of("links", "badges")):
        return True
    bracketed = len(shown) <= LONGEST_LABELS and re.fullmatch(r"\[[^\[\]]+\]", shown)
    told = bracketed and (years(shown) or find_venues(shown) or find_notes(shown) or find_statuses(shown))
    return bool(bracketed) and not told


def _labels_behind(plain: str) -> Iterator[tuple[int, int]]:
    """The labels that close an entry or its first line where no links are kept: "2021. PDF code".

    A single one closes the entry, behind a stop, a bracket, a figure or on a line of its own.
    """
    for end in {len(plain), plain.find("\n")} - {-1}:
        start, count = _labels_before(plain, end)
        apart = plain[:start].rstrip(" ").endswith((*'\n.)]”"', *digits))
        if 0 < start < end and (count > 1 or (apart and end == len(plain))):
            yield start, end


def _labels_before(plain: str, end: int) -> tuple[int, int]:
    """Where the labels begin that stand in front of `end`, and how many they are."""
    labels = words_of("links", "plain")
    first = max(0, end - LONGEST_LABELS)
    start, count = end, 0
    for word in reversed(list(re.finditer(r"\S+", plain[first:end]))):
        if fold(word[0]) not in labels and word[0] not in _BETWEEN_LABELS:
            break
        start = first + word.start()
        count += word[0] not in _BETWEEN_LABELS
    return start, count


def _pointer_start(plain: str, start: int) -> int:
    """Where the words begin that lead to a link: "Paper available here", "Preprint: PDF"."""
    before = plain[max(0, start - LONGEST_POINTER) : start]
    if ":" in before[-2:]:
        label = re.search(_LABEL_AHEAD, before)
        return start - len(before) + label.start(1) if label and is_label(label[1]) else start
    found = re.search(_AVAILABLE, before)
    return start - len(found[0]) if found else start


def _with_brackets(plain: str, start: int, end: int) -> tuple[int, int]:
    """Widens a label to the brackets around it."""
    while start > 0 and end < len(plain) and plain[start - 1] + plain[end] in ("[]", "()", "<>"):
        start, end = start - 1, end + 1
    return start, end
