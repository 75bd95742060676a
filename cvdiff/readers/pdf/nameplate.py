"""The name and the trade at the top of a CV, set large, which wrap beside an address in smaller type."""

from __future__ import annotations

from collections.abc import Sequence

from cvdiff.readers.pdf.fonts import Face
from cvdiff.readers.pdf.layout import Line

FIRST_LINES = 16
"""Lines of the first page among which a name, a trade and the lines of an address beside them stand."""

LARGER = 1.13
"""Times the size of the text."""

LEADING = 1.3
"""In ems: the lines of a name are no farther apart."""

INDENT = 0.5
"""In ems: a name may begin with a space."""


def join_wrapped(lines: Sequence[Line], body: Face) -> list[Line]:
    """The lines, those at the top put together that go on below what stands beside them."""
    out = list(lines)
    index = 0
    while index < min(FIRST_LINES, len(out)):
        rest = _rest(out, index) if _is_large(out[index], body) else None
        if rest is not None:
            out[index].append(out.pop(rest))
        index += 1
    return out


def _is_large(line: Line, body: Face) -> bool:
    return len(line.cells) == 1 and not line.is_heading and line.size >= LARGER * body.size


def _rest(lines: Sequence[Line], index: int) -> int | None:
    """The index of the line that a large line goes on in, behind one or more lines beside both."""
    line = lines[index]
    for place in range(index + 1, min(FIRST_LINES, len(lines))):
        other = lines[place]
        if other.page != line.page:
            return None
        if other.x0 > line.x1:
            continue
        is_alike = len(other.cells) == 1 and other.look(0) == line.look(-1)
        is_below = 0 < line.bottom - other.y <= LEADING * line.size
        is_flush = abs(other.x0 - line.x0) <= INDENT * line.size
        beside = lines[index + 1 : place]
        clear = bool(beside) and max(line.x1, other.x1) < min(one.x0 for one in beside)
        return place if is_alike and is_below and is_flush and clear else None
    return None
