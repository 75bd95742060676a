"""The line that says when a CV was written ("Last updated: May 2024"): no entry, and no change of content.

Grammar: a phrase of the table `stamps`, a colon or words such as "on", and one date; or the date first.
A day with the time of the clock is one without a phrase: a program put it there, and nobody's job or
paper is dated to the minute.
"""

from __future__ import annotations

from cvdiff.patterns import pattern
from cvdiff.values.dates import parse_dates
from cvdiff.vocabulary import fold, phrases_of, words_of

MAX_LENGTH = 80
"""Characters of such a line."""

MAX_NAME_WORDS = 4
"""Words that name the document in front of its date: "Curriculum Vitae as of"."""

_CLOCK = pattern(r"(?:19|20)\d\d-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?\Z")

_TIME = pattern(r"[\s,]\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\b\.?)?(?:\s(?:[A-Z]{3,4}|[+-]\d{4})\b)?")
"""The time of the day in a stamp, which no date of a CV has: "Tue Apr 4 10:11:12 CET 2023"."""


def is_stamp(text: str) -> bool:
    """Whether a line says when the document was written, and nothing else."""
    if len(text) > MAX_LENGTH:
        return False
    if not any(character.isdigit() for character in text):
        return text.endswith(":") and _is_phrase(text)
    if _CLOCK.match(text.strip()):
        return True
    phrases, fillers = phrases_of("extraction", "stamps"), words_of("extraction", "stamp_fillers")
    told = [(word, fold(word)) for word in _TIME.sub(" ", text).replace(":", " ").split()]
    words = [word for word, key in told if key not in fillers]
    folded = [key for _, key in told if key not in fillers]
    for start in range(len(words)):
        found = phrases.at(folded, start)
        if found:
            dates = parse_dates(" ".join([*words[:start], *words[found[0] :]]))
            return dates is not None and dates.start == dates.end and not dates.current
    return False


def _is_phrase(text: str) -> bool:
    """Whether a line is such a phrase, its date being that of the printing."""
    words = fold(text).split()
    found = phrases_of("extraction", "stamps").at(words, 0) if words else None
    return found is not None and found[0] == len(words)


def is_document_date(text: str) -> bool:
    """Whether a line among the addresses is nothing but a date: "(July 2024)", "Curriculum Vitae, July 2024".

    Where nothing tells whose date it is, it is the document's.
    """
    if len(text) > MAX_LENGTH or not any(character.isdigit() for character in text):
        return False
    words = text.split()
    for start in range(min(len(words), MAX_NAME_WORDS + 1)):
        if start and fold(" ".join(words[:start])) not in words_of("extraction", "dated_documents"):
            continue
        dates = parse_dates(" ".join(words[start:]))
        if dates is not None and dates.start == dates.end and not dates.current:
            return True
    return False
