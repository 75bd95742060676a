"""Headings of plain text that stand among other lines, with no blank line around them.

A program that takes the text out of a printed page leaves no blank line where the page has a little more
room, and breaks a heading of a narrow margin over several lines. What tells such a heading is its words
alone, so that lines are only taken for some where they name several sorts of sections.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cvdiff.values.headings import is_heading_phrase, section_kind
from cvdiff.vocabulary import words_of

FEWEST_KINDS = 3
"""So many sorts of sections must be named in the midst of paragraphs; fewer may be lines of a list."""
MAX_WORDS = 5
MARGIN_LINES, MARGIN_WORDS = 3, 2
"""A heading in a narrow margin takes at most so many lines of so many words each."""
_GOES_ON = (",", "-", "–", ":", ";", "&", "/")


def heading_lines(lines: Sequence[str]) -> Mapping[int, int]:
    """The lines at which a heading begins, by index, with the number of lines that it takes."""
    found = dict(_headings(lines))
    inside = [start for start in found if start and lines[start - 1].strip()]
    kinds = {_kind(lines, start, found[start]) for start in inside}
    return found if len(kinds) >= FEWEST_KINDS else {}


def _headings(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    end = 0
    for index in range(len(lines)):
        if index >= end and (size := _size(lines, index)):
            end = index + size
            yield index, size


def _size(lines: Sequence[str], start: int) -> int:
    """How many lines the heading takes that begins at `start`; 0 for none."""
    first = lines[start].strip(" \t")
    if not first[:1].isupper() or len(first.split()) > MAX_WORDS or not _is_over(lines, start):
        return 0
    narrow = 1
    while narrow < MARGIN_LINES and all(
        0 < len(line.split()) <= MARGIN_WORDS for line in lines[start : start + narrow + 1]
    ):
        narrow += 1
    sizes = (*range(2, min(narrow, len(lines) - start) + 1), 1)  # "Honors and" / "Awards" / "Academic"
    return next((size for size in sizes if _kind(lines, start, size)), 0)


def _is_over(lines: Sequence[str], index: int) -> bool:
    """Whether the line above does not go on in this one."""
    last = (lines[index - 1].split() or [""])[-1] if index else ""
    return not last.endswith(_GOES_ON) and last not in words_of("wording", "function_words")


def _kind(lines: Sequence[str], start: int, size: int) -> str | None:
    """What kind of section some lines name that are nothing but words of headings."""
    words = " ".join(line.strip() for line in lines[start : start + size])
    return section_kind(words) if words[-1:].isalpha() and is_heading_phrase(words) else None
