"""Whether an entry is a publication at all."""

from __future__ import annotations

import re

from cvdiff.document import Text
from cvdiff.extraction.context import Context
from cvdiff.extraction.named import named_spans
from cvdiff.extraction.publication import Fields
from cvdiff.extraction.remarks import is_remark
from cvdiff.extraction.title_candidates import bracketed_statuses
from cvdiff.prose import is_prose
from cvdiff.values.editors import IN_BRACKETS
from cvdiff.values.headings import is_heading_phrase, section_kind
from cvdiff.values.links import identifiers, is_label
from cvdiff.values.status import find_statuses
from cvdiff.values.venues import find_venues
from cvdiff.vocabulary import fold, phrases_of

MAX_TITLE_WORDS = 30
"""A longer entry without authors, year or venue is a paragraph about the list."""
NOTE_LENGTH = 160
"""Characters; a longer entry that speaks of equal contributions is a work with a remark."""
_SPEAKERS = frozenset({"i", "we", "my", "our", "me"})
"""In a sentence with one of these the owner speaks."""
_BRACKET = re.compile(r"[\[(]+([^\[\]()]{2,30})[\])]+")
_OWN_WORDS = re.compile(
    r"(?:I|We) (?:have|am|was|are|also|currently)\b|My (?:research|work|publications|papers)\b"
)
"""What the owner says of all works: "I have co-authored 56 articles"."""
_IN_QUOTES = re.compile(r"[“\"„«][^“”\"„«»\n]{16,250}[”\"“»][.,]?")
_KEY = re.compile(r"[^\w\s]{1,3} ?= ?[^\W\d]")
"""What opens the explanation of a list's marks: "* = joint work with students"."""


def is_publication(text: Text, fields: Fields, lists_authors: bool) -> bool:
    """Whether an entry of a publication list is a work, not a note to the list.

    `lists_authors` tells that the list prints authors, so that an entry without any needs more to show.
    """
    if "title" in named_spans(text) and (fields.authors or fields.year or fields.venue or fields.status):
        return True
    if not fields.year and _names_list(fields.title):
        return False
    short = len(text.plain) <= NOTE_LENGTH
    if (not fields.authors and short and _says(text.plain, "note")) or _KEY.match(text.plain):
        return False
    if not fields.authors and is_remark(text.plain, placed=bool(fields.venue and fields.year)):
        return False
    if not fields.venue and short and _says(text.plain[:80], "note"):
        return False
    if not (fields.venue or fields.year or fields.status) and short and _says(text.plain, "legend"):
        return False
    if not fields.authors and _tells_of_own(text.plain, bool(fields.venue)):
        return False
    if len(fields.title.split()) < 2 and not fields.authors and not (fields.venue and fields.year):
        return False
    evidence = sum((bool(fields.authors), bool(fields.year), bool(fields.venue), fields.status is not None))
    if identifiers([s.value for s in text.styles if s.kind == "link"], text.plain):
        evidence += 1
    evidence += re.search(IN_BRACKETS, text.plain) is not None
    evidence += bool(bracketed_statuses(text.plain))
    if not (fields.venue or fields.year) and "://" in text.plain and _points_elsewhere(text.plain):
        return False
    told = fields.authors or fields.year or (fields.venue and "\n" in text.plain)
    if not told and _says(_without_statuses(text.plain), "pointer"):
        return False
    if not fields.year and is_prose(text.plain) and _says(text.plain, "order"):
        return False
    if fields.authors or _IN_QUOTES.fullmatch(text.plain):
        return True
    if lists_authors:
        return evidence >= 2
    words = text.plain.split()
    if not evidence and is_prose(text.plain) and not _SPEAKERS.isdisjoint(fold(text.plain).split()):
        return False
    return evidence >= 1 or (
        3 <= len(words) <= MAX_TITLE_WORDS and text.plain[0].isupper() and words[-1][-1] not in ":;"
    )


def _tells_of_own(plain: str, has_venue: bool) -> bool:
    """Whether the owner speaks of all works: "According to Google Scholar, my papers have 70 citations"."""
    opens = _OWN_WORDS.match(plain) is not None
    cites = not (opens or has_venue) and not _SPEAKERS.isdisjoint(plain.split()) and _says(plain, "pointer")
    return (opens or cites) and is_prose(plain.partition("\n")[0])


def _points_elsewhere(plain: str) -> bool:
    """Whether a text with an address opens with the name of an index: "Google Scholar: https://..."."""
    opening = next(phrases_of("extraction", "pointer").scan(fold(plain).split()), None)
    return opening is not None and opening[0] == 0


def _names_list(title: str) -> bool:
    """Whether a title is the name of a list, as that of a link to one is: "First-author publications"."""
    return is_heading_phrase(title) and section_kind(title) == "publication"


def _without_statuses(plain: str) -> str:
    """A text without its status phrases: "available on request" points to no other list."""
    for status in reversed(find_statuses(plain)):
        plain = f"{plain[: status.start]} {plain[status.end :]}"
    return plain


def _says(text: str, key: str) -> bool:
    """Whether a text holds one of the phrases of the table `extraction`."""
    return any(phrases_of("extraction", key).scan(fold(text).split()))


def is_paper_item(text: Text, context: Context) -> bool:
    """Whether a bullet below a job names a paper: its venue or status beside a link to it, or authors.

    A sentence with such a link tells of the job.
    """
    plain = text.plain
    if not find_venues(plain) and not find_statuses(plain):
        return False
    labels = [plain[s.start : s.end] for s in text.styles if s.kind == "link"]
    labels += [m[1] for m in _BRACKET.finditer(plain)]
    if any(is_label(label.strip(" []()")) for label in labels) and not is_prose(plain.partition("\n")[0]):
        return True
    lists = context.people(plain)
    return bool(lists) and lists[0].score >= 0.7 and len(lists[0].authors) > 1
