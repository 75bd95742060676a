"""What a stretch prints besides the name of a venue: numbers, dates, brackets, "In" -> the name."""

from __future__ import annotations

import re

from cvdiff.values.dates import find_dates, years
from cvdiff.values.status import find_statuses
from cvdiff.values.venue_table import words
from cvdiff.vocabulary import fold

_NUMBERS = re.compile(
    r"[,;]\s*\d+\.\s?(?:Jg|Jahrgang)\b.*$|[.,;]\s(?:ISBN|ISSN)\b.*$"
    r"|[.,;]\s\d{2,4}\s?(?:pp?|pages|Seiten|S|páginas|págs?|pagine)\b(?:\.?$|\.?,.*$)"
    r"|(?:^|[,;:.\s(])\s*(?:(?i:vol(?:ume|\.)?|v\.|no\.?|n\.|nr\.?|issue|pp\.?|p\.|pages?"
    r"|(?:article|art\.)(?: number| no\.?| id)?:?)|S\.)\s*[A-Za-z]{0,4}\d.*$"
    r"|[,;:.\s]\s*\(?\d+\)?\s*\(\d+.*$|[,;:]\s*\(?[A-Za-z]?\d+\)?\s*[,:(;].*$"
    r"|[,;:]\s*[A-Za-z]?\d[\d–—\s.-]*\)?\.?$|[,;:]?\s\d+$|\s\d+,\s(?:H\.|Heft)\s?\d.*$|\s[nN][°º]\.?$"
    r"|[\s,]*(?:第|제\s?)?\d{1,4}\s?[巻卷号號期輯辑권호집].*$"
    r"|[\s,;(]+(?:PMC?ID|NIHMSID|ISSN|ISBN)\b.*$",
    re.DOTALL,
)
EDGES = " \t\n.,;:–—-|·•*“”\"„«»‘’「」『』'/&+"
_EMPTY_BRACKETS = re.compile(
    r"\(\s*[,;:.]*\s*\)|\[\s*[,;:.]*\s*\]|\{\s*\}|[,;]\s*(?=\))"
    r"|\s[(\[](?:in|auf|en) [A-ZÀ-Þ][a-zà-ÿ]+[)\]](?=\W*$)"
)
"""Brackets that dates left empty, what they left in them at the end, and the language of a paper."""
_DOUBLED = re.compile(r"([,;])(?:\s*(?:[,;]|\.(?!\w)))+")
_LEAD = re.compile(
    r"(?i:@|at|in|published (?:in|by|at|on)|appeared in|in:|to appear in:?|presented at:?"
    r"|(?:venue|journal|conference):|erschienen (?:in|bei)"
    r"|publié (?:dans|chez)|publicado e[nm](?: (?:la )?edito(?:rial|ra))?|pubblicato (?:in|da))\s+"
    r"(?=[A-Za-z\d\"“„«])"
)
_NOTE_LEFT = re.compile(r"(?<=[a-z])\s+(?:for|as)(?: an?)?\s+(?=(?:at|in) )")
"""What is left around a note that was taken out: "accepted for [oral presentation] at"."""
_MONTHS = r"(?:\)?\s|[-–/])([A-Z][a-z]{2,8}(?:[-–/][A-Z][a-z]{2,8})?)(?=\s?[;:]\s?\d)"
"""The months of an issue behind its year, and the volume behind them."""

MAX_CAPITALS = 5
"""More capitals allow no longer name: title case in a sentence on data and method is a remark."""
_WORKSHOP = r"([A-Z][\w&-]*[A-Z][\w&-]*) (?!and\b)(?:[\w’&-]+ ){0,7}[Ww]orkshop\b[^.,;:()\[\]\n\t\0]*"


def without_dates(plain: str, start: int, end: int, notes: list[tuple[int, int]]) -> str:
    """A stretch without its notes, dates and years."""
    chars = list(plain[start:end])
    for left, right in notes:
        for i in range(max(left, start), min(right, end)):
            chars[i - start] = " "
    text = "".join(chars)
    for match in reversed(find_dates(text)):
        text = _before_date(text[: match.start]) + " " + _behind_months(text[match.end :])
    for left, right, _ in reversed(years(text)):
        text = text[:left] + " " + _behind_months(text[right:])
    return text


def _before_date(text: str) -> str:
    """What stands in front of a date, without the "on" that leads to it: "held in Ghent on [2-4 May]"."""
    return text[:-3] if text.endswith(" on ") else text


def _behind_months(text: str) -> str:
    """What follows a year, without the months of an issue right behind it: "(2014) Jul-Aug;5(7):8"."""
    named = re.match(_MONTHS, text)
    months = set(fold(named[1]).split()) if named else set()
    return text[named.end() :] if named and months <= words("months") else text


def cleaned(text: str) -> str:
    """A name without volume and pages behind it, "In" in front of it, brackets around nothing or all."""
    text = _NOTE_LEFT.sub(" ", re.sub(r"[\0\s]+", " ", _EMPTY_BRACKETS.sub(" ", text)))
    text = _NUMBERS.sub("", text.strip(EDGES))
    text = _quotation(_without_lead(text.strip(EDGES)).strip(EDGES))
    text = re.sub(r"\s+([,.;:)])", r"\1", _EMPTY_BRACKETS.sub("", text)).strip(EDGES)
    if text.count("(") > text.count(")"):
        text = (
            text.strip("( ") if text.startswith("(") else text + ")" if not text.endswith("(") else text[:-1]
        )
    if text.count(")") > text.count("("):
        text = text.strip(") ")
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1]
    if text.startswith("[") and text.endswith("]") and text.count("[") == 1:
        text = text[1:-1]
    text = _DOUBLED.sub(r"\1", text).replace(", (", " (")
    return _without_lead(text.strip(EDGES))


def _quotation(text: str) -> str:
    """A name that opened with a quotation mark, up to the mark that closes it: "Moss Letters», CXXXI"."""
    closed = re.search(r"[»”](?=[,.;:\s])", text)
    return text[: closed.start()] if closed and not re.search(r"[«“]", text[: closed.start()]) else text


def names_venue(text: str) -> bool:
    """Whether a stretch without style is short, and in title case or with an acronym: "Annals of Bogs"."""
    words_in = re.findall(r"[^\W\d_]+", text)
    capitals = sum(word[0].isupper() for word in words_in)
    return bool(words_in) and words_in[0][0].isupper() and len(words_in) <= 2 * min(capitals, MAX_CAPITALS)


def workshop_of(text: str, length: int) -> str | None:
    """The workshop that a meeting's acronym begins, up to the sentence's end: "*ICML* Workshop on Bogs".

    `text` opens with what is set apart, `length` characters long.
    """
    sentence = re.match(_WORKSHOP, text)
    if sentence is None or sentence.end(1) != length:
        return None
    return cleaned(without_dates(text, 0, sentence.end(), []))


def _without_lead(text: str) -> str:
    """A name without the words that lead to one: "In", "Published in"."""
    lead = _LEAD.match(text)
    return text[lead.end() :] if lead and not _is_state_there(text, lead.end()) else text


def _is_state_there(text: str, end: int) -> bool:
    """Whether the "in" up to `end` begins a status ("in review at ..."), not the name of a venue."""
    return any(status.start == 0 and status.end > end for status in find_statuses(text))
