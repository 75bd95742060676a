"""Texts cut into their parts: the parts are slices, and twice the text takes twice the work."""

from __future__ import annotations

from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from cvdiff.document import Style, Text

PLACES = st.integers(0, 12)


class _Counted:
    """A style that counts how often its end is asked for."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.reads, self._end = start, 0, end
        self.kind, self.value = "bold", ""

    @property
    def end(self) -> int:
        self.reads += 1
        return self._end


def _reads_for(lines: int) -> int:
    styles = [_Counted(5 * line, 5 * line + 4) for line in range(lines)]
    text = Text("\n".join(["moss"] * lines), tuple(cast(Style, style) for style in styles))
    assert [len(line.styles) for line in text.lines()] == [1] * lines
    return sum(style.reads for style in styles)


@given(st.text("ab \n", max_size=12), st.lists(st.tuples(PLACES, PLACES)))
def test_lines_are_the_slices_between_breaks(plain: str, spans: list[tuple[int, int]]) -> None:
    ends = sorted((min(a, b, len(plain)), min(max(a, b), len(plain))) for a, b in spans)
    text = Text(plain, tuple(Style(a, b, "bold") for a, b in ends if a < b))
    starts = [0, *(place + 1 for place, sign in enumerate(plain) if sign == "\n")]
    slices = [text.slice(a, plain.find("\n", a) if "\n" in plain[a:] else len(plain)) for a in starts]
    assert text.lines() == [part for part in slices if part]


def test_styles_are_read_for_their_own_lines_only() -> None:
    assert _reads_for(200) <= 2 * 200  # twice each
