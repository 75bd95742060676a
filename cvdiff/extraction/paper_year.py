"""Which of the years that an entry of a publication list prints is the work's own."""

from __future__ import annotations

from collections.abc import Sequence

from cvdiff.prose import has_letters
from cvdiff.values.dates import years
from cvdiff.values.serials import Serial
from cvdiff.values.status import NoteMatch


def year_of(
    shown: str,
    between: tuple[int, int],
    serials: Sequence[Serial],
    venue: tuple[int, int] | None,
    prizes: Sequence[NoteMatch],
) -> str | None:
    """The year `between` authors and title, or in brackets behind a volume ("12 (2019)", not "12(4)").

    Else the one in the span of the `venue` or the last. `shown` is the entry with what was read already
    blanked out. The year of a prize, and when a work was put online before its issue, count only where no
    other stands.
    """
    found = years(shown)
    early = shown.find("Epub ")
    found = [year for year in found if not 0 <= early < year[0]] or found
    found = [year for year in found if not any(p.start <= year[0] < p.end for p in prizes)] or found
    if not found:
        return None
    if not has_letters(shown[slice(*between)]):
        for start, _, year in found:
            if between[0] <= start < between[1]:
                return year
    for serial in serials:
        for start, _, year in found:
            if serial.name_end <= start < serial.end and shown[start - 2 : start] == " (":
                return year
    inside = [y for start, _, y in found if venue and venue[0] <= start < venue[1]]
    return inside[-1] if inside else found[-1][2]
