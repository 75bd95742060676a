"""Periodicals told by the volume behind their name: "J. Examp. Phys. D 58, 8 (1998)", "Ex Med 2001; 7:403-4".

A name of words cut short is told by a status as well: "J. Examp. Phys. (in press)".

The numbers of a volume are a sign of a venue that needs no vocabulary: in front of them, back to the last
comma, stop or quotation mark that no abbreviation explains, stands the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cvdiff.memory import remember
from cvdiff.values.venue_table import is_abbreviation, is_stop, words
from cvdiff.vocabulary import fold

LONGEST_NAME = 14
"""Words; no periodical has a longer name."""
LONGEST_SMALL = 8
"""Words of a name in small letters ("Example biology"), which only a stop or a quotation mark may open."""
LONGEST_HEAD = 7
"""Letters of an abbreviation with which a name begins."""
_REACH = 160
"""Characters in front of the numbers in which the name is looked for."""
_NUMBERS = (
    r"(?=[A-Z\dvt])(?:"
    r"(?<![\w-])(?<!\d\.)(?!\d{1,3},\d{3}\s[A-Za-z])(?!(?:19|20)\d\d,\s?\d{1,4}(?![\d\s]*[,(:]|\d))[A-Z]?\d{1,4}(?:[./]\d{1,3})?(?:-\d{1,4})?"
    r"(?:\s?\(\s?(?:[Nn]o\.?\s?|[A-Z][a-z]{2,8}\.?\s)?[A-Z]?\d[\w. /-]{0,9}\)|\)\s?\d{1,4}\s?[,:(]"
    r"|(?:\s?[,:;]\s?|,?\s)\(?(?:(?:no|pgs?|pp?|[Aa]rt(?:icle)?)\.?(?:\s(?:no\.|[Nn]umber|ID))?:?\s?)?"
    r"[A-Za-z]{0,3}\d(?!\d?(?:st|nd|rd|th)\b))"
    r"|\b(?:[Vv]ol(?:ume|\.)?|VOL\.|Bd\.|J(?:ahr)?g\.|[Tt]ome?)\s?\d|\bv\.\s?\d{1,4},\s(?:n|p|pp)\.)"
)
"""Each alternative begins with one of the first signs, so that the others are passed over quickly."""
_STATUS = (
    r"(?<=[(,])\s?(?i:in (?:press|review|revision)|submitted|accepted|under review|to appear|forthcoming)\b"
)
_ISSUED = (
    r"\b(?:19|20)\d\d [A-Z][a-z]{2}(?:-[A-Z][a-z]{2})?(?: \d{1,2}(?:-\d{1,2})?)?"
    r"(?:[;:]\s?[\dA-Z]|\.(?!\w))"
)
"""The day of an issue as the National Library of Medicine cites it: "2023 May 9;26(6)", "2024 Nov 11."."""
_CUT_SHORT = r"[a-z]\.|^J\."
CUT_SHORT = 2
"""So many words cut short make a name that stands in front of a status ("Atmos. Moss. Lett., in review")."""
_READ_AS = str.maketrans("–—’“”„»«", '--\'"""""')
"""Patterns without signs beyond Latin-1 compile in half the time."""
_TOKEN = r"[2-4]D\b|[^\W\d_][\w'/-]*\.?|\S|\n|\t"
_NO_VOLUME = (
    r"\(?(?:19|20)\d\d\)?[,;:]\s?\(?(?:(?:19|20)\d\d\b|pp?\b|[Aa]rt)"
    r"|[A-Z]?\d{1,4},\s?(?:19|20)\d\d\b(?!\s?[,:(]\s?\d)"
)
"""Two years, a year and a page, a number and a year ("Moss 2, 2019"): no volume by themselves."""
_SERIES = frozenset("ABCDEFGH")
_SMALL_SERIES = "npj "
"""What small letters open a family of periodicals: "npj Quantum Examples"."""
_VOWELS = frozenset("aeiouy")
_OPENERS = frozenset(",.;?!\"'\n\t\0")
_STRONG = frozenset(["", *".?!:\"'\n\t\0"])
_CLOSERS = frozenset(",.:;(")
_INSIDE = frozenset("&:-/()")
_NO_NAMES = frozenset(
    ("chapter", "part", "article", "table", "figure", "version", "paper", "no", "vol", "volume", "issue",
     "page", "pages", "pp", "p", "section", "grant", "number", "ed", "eds", "edition", "in", "and",
     "issn", "isbn", "pmid", "pmcid", "doi")
)  # fmt: skip


class Serial(NamedTuple):
    """A periodical at `text[start:name_end]`, its volume beginning before `end`."""

    start: int
    name_end: int
    end: int


@remember
def find_serials(text: str) -> tuple[Serial, ...]:
    """The periodicals of `text` that stand before volume numbers, from left to right.

    Newlines, tabs and NUL end a name on the left. Linear in the length of `text`.
    """
    text = text.translate(_READ_AS)
    found = list(_found(text)) if any(map(str.isdigit, text)) else []
    for serial in (*_issued(text), *_pending(text)):
        if all(serial.end <= one.start or serial.start >= one.end for one in found):
            found.append(serial)
    return tuple(sorted(found))


def _found(text: str) -> Iterator[Serial]:
    floor = 0
    for numbers in _patterns()[0].finditer(text):
        if numbers.start() < floor or _patterns()[2].match(text, numbers.start()):
            continue
        name = _name_before(text, max(floor, numbers.start() - _REACH), numbers.start())
        if name:
            series = text[numbers.start()] in _SERIES and text[numbers.start() + 1].isdigit()
            name_end = numbers.start() + 1 if series else name[1]
            yield Serial(name[0], name_end, numbers.end())
            floor = numbers.end()


def _issued(text: str) -> Iterator[Serial]:
    """Names behind a sentence's end in front of the day of an issue, its year first."""
    for issue in re.finditer(_ISSUED, text):
        name = _name_before(text, max(0, issue.start() - _REACH), issue.start())
        if name and text[: issue.start()].rstrip()[-1:] == ".":
            yield Serial(*name, issue.end())


def _pending(text: str) -> Iterator[Serial]:
    """Names of words cut short in front of a status, where the volume is still to come."""
    for status in re.finditer(_STATUS, text) if text.count(".") >= CUT_SHORT else ():
        name = _name_before(text, max(0, status.start() - _REACH), status.start())
        if name and len(re.findall(_CUT_SHORT, text[slice(*name)])) >= CUT_SHORT:
            yield Serial(*name, name[1])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return re.compile(_NUMBERS), re.compile(_TOKEN), re.compile(_NO_VOLUME)


def _name_before(text: str, floor: int, end: int) -> tuple[int, int] | None:
    """Where the name stands that ends before `end` and begins behind `floor`."""
    tokens = list(_patterns()[1].finditer(text, floor, end))
    while tokens and tokens[-1][0] in _CLOSERS:
        tokens.pop()
    if not tokens:
        return None
    start, name_end = None, tokens[-1].end()
    opener, following, letters = "" if floor == 0 else "-", "", []
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index][0]
        if _opens(tokens, index) or (following and _ends_sentence(tokens, index, following)):
            opener = token[-1]
            break
        if token[-1] == "D" or token[0].isalpha():
            following = token
            letters.append(token)
        elif token not in _INSIDE:
            return None
        start = tokens[index].start()
    if start is None or opener == "-" or not _is_name(text[start:name_end], letters, opener in _STRONG):
        return None
    return start, name_end


def _opens(tokens: Sequence[re.Match[str]], index: int) -> bool:
    """Whether a token stands in front of a name: a separator, but not the colon of "A: Sub-title"."""
    token = tokens[index][0]
    return token in _OPENERS or (token == ":" and (not index or len(tokens[index - 1][0]) > 1))


def _heads_name(tokens: Sequence[re.Match[str]], index: int) -> bool:
    """Whether a point belongs to the first words of a name: one or two in capitals behind a sentence's end.

    "... of fungi. Soil Bio. Example 41:293" has no sentence "Soil Bio.".
    """
    words_before = [token[0] for token in tokens[max(0, index - 2) : index]]
    if not tokens[index][0][0].isupper() or len(tokens[index][0]) > LONGEST_HEAD + 1:
        return False
    if len(words_before) == 2 and words_before[1][0].isupper() and words_before[1].isalpha():
        words_before.pop()
    return bool(words_before) and words_before[-1][0].islower() and words_before[-1][-1] == "."


def _ends_sentence(tokens: Sequence[re.Match[str]], index: int, following: str) -> bool:
    """Whether the point of a token ends a sentence in front of a name, not an abbreviation inside it."""
    token = tokens[index][0]
    if token[-1] != "." or _heads_name(tokens, index):
        return False
    word = token[:-1]
    if word[0].islower() or _numbers_part(tokens, index):
        return True
    if len(word) == 1 or is_abbreviation(fold(word)) or _behind_journal(tokens, index):
        return False
    if index and tokens[index - 1][0] == "," and _is_cut_short(word) and _goes_on_cut_short(tokens, index):
        return False
    before = [token[0] for token in tokens[max(0, index - 2) : index]]
    spelled_out = len(before) == 2 and all(map(str.isalpha, before))
    whole = word[-1].lower() in _VOWELS or len(word) > 9 or spelled_out
    return (following[-1] != "." and len(following) > 1) or whole


def _numbers_part(tokens: Sequence[re.Match[str]], index: int) -> bool:
    """Whether a token numbers a part of the work, at the end of its title ("Residue codes: I. Moss 17")."""
    return not tokens[index][0].strip("IVX.") and index > 0 and tokens[index - 1][0] == ":"


def _is_cut_short(word: str) -> bool:
    """Whether a word may be the beginning of a longer one: it is short and ends in a consonant."""
    return len(word) < LONGEST_HEAD and word[-1].lower() not in _VOWELS


def _goes_on_cut_short(tokens: Sequence[re.Match[str]], index: int) -> bool:
    """Whether one of the next two words is cut short, too ("Moss. Earth Syst. Sci.")."""
    return any(token[0][-1] == "." and len(token[0]) > 2 for token in tokens[index + 1 : index + 3])


def _behind_journal(tokens: Sequence[re.Match[str]], index: int) -> bool:
    """Whether "J." opens a name in front of a token ("J. Combin. Theory")."""
    opened = index > 1 and tokens[index - 2][0] in _OPENERS
    return index > 0 and tokens[index - 1][0] == "J." and (opened or index == 1)


def _is_name(name: str, letters: Sequence[str], strong: bool) -> bool:
    """Whether a stretch can be a periodical's name; `strong` tells that a stop or quotation opens it."""
    folded = fold(name).split()
    head = name.removeprefix(_SMALL_SERIES)
    own = letters if head == name else letters[:-1]
    small = any(word[0].islower() and not is_stop(fold(word)) for word in own)
    if not letters or not any(map(str.isupper, head[:2])):  # "iScience" has its capital behind
        return False
    if len(letters) > (LONGEST_SMALL if small else LONGEST_NAME):
        return False
    if (small and not strong) or folded[-1] in _NO_NAMES or folded[-1] in words("months"):
        return False
    return len("".join(folded)) >= 3
