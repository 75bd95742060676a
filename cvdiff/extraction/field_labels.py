"""Works written as a title and rows that say what they hold: "Journal: Moss Letters", "Date: June 2022".

What follows a label is as good as named by the source (`named`): nothing of it is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.document import Style, Text
from cvdiff.patterns import pattern
from cvdiff.values.links import is_label
from cvdiff.vocabulary import fold, words_of

FEWEST = 2
"""So many labelled rows tell that an entry is written this way."""
_FIELDS = ("title", "authors", "venue", "date")
"""The fields of a work that a row may name, by the lists of keys in `data/cv_keys.toml`."""
_ROW = pattern(r"^([^\W\d_][\w /-]{2,24}?)\s?:[ \t]+(\S[^\n]*)$")


def with_named_rows(text: Text) -> Text:
    """The text with its title and the values of its labelled rows named; unchanged in any other layout."""
    if text.plain.count(": ") < FEWEST or "\n" not in text.plain:
        return text
    rows = list(_rows(text.plain))
    if not rows or len(rows) + sum(map(_is_link, text.plain.split("\n"))) < FEWEST:
        return text
    if all(row.value != "title" for row in rows):
        first = text.plain.partition("\n")[0]
        if rows[0].start < len(first) or not first.strip():
            return text
        rows.insert(0, Style(0, len(first), "field", "title"))
    return Text(text.plain, (*rows, *text.styles))


def _rows(plain: str) -> Iterator[Style]:
    """The value of each row whose label names a field; the first row of a field counts."""
    seen: set[str] = set()
    position = 0
    for line in plain.split("\n"):
        row = _ROW.match(line)
        field = _field(row[1]) if row else None
        if row and field and field not in seen:
            seen.add(field)
            yield Style(position + row.start(2), position + row.end(2), "field", field)
        position += len(line) + 1


def _is_link(line: str) -> bool:
    """Whether a row is named after what it links to: "Link: Read the report"."""
    row = _ROW.match(line)
    return row is not None and is_label(row[1])


def _field(label: str) -> str | None:
    """The field of a work that a label names."""
    key = fold(label)
    return next((field for field in _FIELDS if key in words_of("cv_keys", "slots", field)), None)
