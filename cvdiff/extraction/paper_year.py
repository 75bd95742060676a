"""Which of the years that an entry of a publication list prints is the work's own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cvdiff.document import Text
from cvdiff.extraction.remainder import Remainder
from cvdiff.values.dates import years
from cvdiff.values.status import NoteMatch

REACH = 8
"""Characters on both sides of a year in which its line or column ends."""


def year_of(
    rest: Remainder, venue: tuple[int, int] | None, besides: Sequence[NoteMatch], headed: str | None
) -> str | None:
    """The year between authors and title, in brackets behind a volume ("12 (2019)"), in the `venue`'s span.

    Of several in the venue's span it is the one that stands in the margin ("(PDT 2017), rank C in 2018").
    Else the one ahead of all, one that stands alone, that of the heading (`headed`), the first behind the
    venue, or the last. The years of prizes and editions (`besides`), and of a first version online, count
    where no other stands.
    """
    if rest.year_between:
        return rest.year_between
    found = _own_years(rest.shown, besides)
    if not found:
        return None
    for serial in rest.serials:
        for start, _, year in found:
            if serial.name_end <= start < serial.end and rest.shown[start - 2 : start] == " (":
                return year
    if inside := [year for start, _, year in found if venue and venue[0] <= start < venue[1]]:
        return found[0][2] if _stands_in_margin(rest.shown, found[0][1], inside) else inside[-1]
    alone = [year for start, end, year in found if _stands_alone(rest.shown, start, end)]
    behind = [year for start, _, year in found if venue and start >= venue[1]]
    return next(filter(None, (rest.year_ahead, *alone[-1:], headed, *behind)), found[-1][2])


def carried_on(texts: Sequence[Text], years: Sequence[str | None]) -> list[str | None]:
    """The years of the entries of a list, that of the entry above where none is printed again.

    So lists are set that print a year in front of the first of its entries: every year that is read in them
    stands there, in a margin or a style of its own, and they run one way. `texts` are the entries, `years`
    those read in them.
    """
    if all(years):
        return list(years)
    opened = [(text, year) for text, year in zip(texts, years, strict=True) if year]
    printed = [year for _, year in opened]
    one_way = printed in (sorted(printed), sorted(printed, reverse=True))
    apart = all(above != below for above, below in pairwise(printed))
    if not (one_way and apart and all(_opens_apart(text, year) for text, year in opened)):
        return list(years)
    out: list[str | None] = []
    for year in years:
        out.append(year or (out[-1] if out else None))
    return out


def _opens_apart(text: Text, year: str) -> bool:
    """Whether an entry begins with a year that a column, a line or a style of its own sets apart."""
    end = len(year)
    if not text.plain.startswith(year):
        return False
    return text.plain[end : end + 1] in ("\t", "\n") or any(
        style.start == 0 and end <= style.end <= end + 1 for style in text.styles
    )


def _stands_in_margin(shown: str, end: int, inside: Sequence[str]) -> bool:
    """Whether the first year ends the margin in front of an entry, and the venue repeats it among others."""
    return shown[end : end + 1] == "\t" and shown[end - 4 : end] in inside


def _stands_alone(shown: str, start: int, end: int) -> bool:
    """Whether a year is a line or a column of its own."""
    before, after = shown[max(0, start - REACH) : start], shown[end : end + REACH]
    return _ends(before.rstrip(" (")[-1:]) and _ends(after.lstrip(" ).,")[:1])


def _ends(sign: str) -> bool:
    return not sign or sign in "\n\t"


def _own_years(shown: str, besides: Sequence[NoteMatch]) -> Sequence[tuple[int, int, str]]:
    """The years of an entry without those of prizes, editions, a first version online, if others are left."""
    found = years(shown)
    early = shown.find("Epub ")
    found = [year for year in found if not 0 <= early < year[0]] or found
    return [year for year in found if not any(p.start <= year[0] < p.end for p in besides)] or found
