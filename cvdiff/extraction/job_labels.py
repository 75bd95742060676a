"""Rows that say what they hold: "Occupation or position held<TAB>Data analyst", as Europass prints jobs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cvdiff.outline import Line
from cvdiff.values.dates import parse_dates
from cvdiff.values.details import is_detail
from cvdiff.vocabulary import fold, words_of

FEWEST = 2
"""So many rows of one entry tell that it is written this way."""
NAME_WORDS = 8
"""An item of more words describes."""
_EDGE = r"\t|:\s"


def labelled_role(lines: Sequence[Line]) -> tuple[str, list[Line]] | None:
    """The role that one row alone names ("Position: Librarian"), and the other lines."""
    found = [line for line in lines if _label(line) in words_of("extraction", "role_labels")]
    value = found[0].text.plain[len(_first(found[0])) + 1 :].strip() if len(found) == 1 else ""
    return (value, [line for line in lines if line is not found[0]]) if value else None


def without_role_label(role: str) -> str:
    """A role without the label in front of it: "Role: Editor"."""
    label, colon, value = role.partition(": ")
    return value if colon and fold(label) in words_of("extraction", "role_labels") else role


def tops_labels(lines: Sequence[Line]) -> bool:
    """Whether a short item in capitals stands above items with labels, as an employer's name does.

    "Moss Days" / "Duties: counting" / "Supervisor: Nils Rask".
    """
    items = [line for line in lines if line.number == 0]
    alike = len(items) > 1 and all(line.depth == lines[0].depth > 1 for line in items)
    words = lines[0].text.plain.split()
    small = {word for word in words if not word[0].isupper()}
    if not alike or len(words) > NAME_WORDS or not small <= words_of("wording", "function_words"):
        return False
    return not is_detail(lines[0].text.plain) and all(is_detail(line.text.plain) for line in items[1:])


def dates_label(plain: str) -> int:
    """How long the label is in a line that only tells when ("Duration: 2019-2021"); 0 in any other line."""
    label, colon, value = plain.partition(": ")
    told = bool(colon) and fold(label) in words_of("extraction", "date_labels")
    return len(label) + 2 if told and parse_dates(value) else 0


def _first(line: Line) -> str:
    return re.split(_EDGE, line.text.plain, maxsplit=1)[0]


def _label(line: Line) -> str:
    """What stands in front of a tab or colon, folded; "" where the line has neither."""
    first = _first(line)
    return fold(first) if len(first) < len(line.text.plain) else ""


def labelled_rows(lines: Sequence[Line]) -> tuple[list[Line], list[Line]] | None:
    """The values of the rows that name a job or degree, and the other lines; None for another layout."""
    named: list[Line] = []
    others: list[Line] = []
    for line in lines:
        label = re.split(_EDGE, line.text.plain, maxsplit=1)[0]
        value = line.text.slice(len(label) + 1, len(line.text.plain))
        if value and fold(label) in words_of("extraction", "job_labels"):
            named.append(Line(value, line.block, line.number, line.source))
        else:
            others.append(line)
    return (named, others) if len(named) >= FEWEST else None
