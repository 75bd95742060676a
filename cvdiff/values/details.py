"""Lines that describe a job or degree and name none: "Adviser: A. Bee", "Promoted in May 2015"."""

from __future__ import annotations

import re

from cvdiff.values.dates import DateMatch, find_dates, parse_dates
from cvdiff.values.roles import organization_like, role_like
from cvdiff.vocabulary import fold, phrases_of, words_of

SURE = 0.5
"""From this score on, a guess counts as evidence."""
EMPLOYER = 0.7
"""From this score on, a text is the name of an organization and no more."""
LONGEST_OPENING = 60
"""Characters that hold the words with which a line begins."""
_LABEL_END = r"[\t:]| [–—-] "
LABEL_WORDS = 3
"""A longer first cell is a job or degree itself."""


def tells_event(plain: str) -> bool:
    """Whether a line tells what happened in a job or during studies: "Promoted in May 2015"."""
    return _opening(plain) == "event"


def is_detail(plain: str) -> bool:
    """Whether a line describes a job or degree: "Adviser: A. Bee", "Grade<TAB>1.3", "Hosts - A. Bee, B. Dee",
    "Advised by A. Bee"."""
    opening = _opening(plain)
    if opening:
        return opening == "event" or not find_dates(plain)
    plain = plain.replace("(s)", "s", 1)  # "Supervisor(s): A. Bee"
    label = re.split(_LABEL_END, plain, maxsplit=1)[0]
    if label == plain or len(label.split()) > LABEL_WORDS or not set("(,").isdisjoint(label):
        return False
    column, value = plain[len(label)], plain[len(label) + 1 :].lstrip(" –—-").partition(",")[0]
    named = {fold(label), fold(label).rpartition(" ")[2]}
    colon = column == ":" and not named.isdisjoint(words_of("extraction", "colon_labels"))
    if not colon and named.isdisjoint(words_of("extraction", "detail_labels")):
        return False
    dates, employer = find_dates(plain), organization_like(value) >= EMPLOYER
    is_job = employer and bool(dates)
    if column != ":":
        is_job = employer or parse_dates(plain[len(label) + 1 :].lstrip(" –—-")) is not None
    if is_job and role_like(label) >= SURE:  # "Tutor<TAB>Tarn College", "Tutor: Tarn College (2011)"
        return False
    return not dates or dates[0].start >= len(label)


def tells_prizes(plain: str) -> bool:
    """Whether all dates of a line stand in brackets behind prizes: "Heath Grant (2014), Fen Prize (2015)"."""
    dates = find_dates(plain)
    return bool(dates) and all(_is_of_prize(plain, date) for date in dates)


def _is_of_prize(plain: str, date: DateMatch) -> bool:
    name, opens, _ = plain[: date.start].rpartition(" (")
    fills = plain[date.start - 2 : date.start] == opens == " (" and plain[date.end : date.end + 1] == ")"
    return fills and fold(name).rpartition(" ")[2] in words_of("extraction", "prizes")


def _opening(plain: str) -> str | None:
    """The list of the table that has the words with which a line opens."""
    words = fold(plain[:LONGEST_OPENING]).split()
    found = phrases_of("extraction", "openings").at(words, 0) if words else None
    return found[1] if found else None
