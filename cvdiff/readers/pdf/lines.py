"""Fragments -> segments: what stands on one baseline without a gap that sets columns apart.

Distances are measured in ems, the size of the type, because CVs are set between 8 and 12 points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from cvdiff.readers.pdf.fonts import Face
from cvdiff.readers.pdf.letters import ACCENTS, ICON, readable
from cvdiff.readers.pdf.page import Fragment
from cvdiff.readers.pdf.tags import Tag

WORD_GAP = 0.1
"""A smaller gap between two sizes is no space, though PDFium sees one: the small capitals of "TECHNICAL"
stand closer to their T than the narrowest spaces of justified lines."""

NO_GAP = 0.06
"""A smaller gap between upright letters of one face is none, though PDFium sees a space: kerned initials
("W ibbe"), a star. The narrowest spaces between upright words had 0.07."""

OVERLAP = -0.3
"""Words that overlap by more were drawn over each other."""

GLUED_GAP = 0.22
"""A wider gap is a space, though PDFium sees none: more than letters set apart, italic corrections."""

COLUMN_GAP = 1.05
"""A wider gap sets columns apart; `\\quad` is 1 em, the spaces of justified lines mostly are below."""

WIDEST_SPACE = 2.5
STRETCHED_SPACE = 0.42
"""In a line whose other spaces are wider than this, a gap up to `WIDEST_SPACE` may be a space as well."""

MORE_STRETCHED, MOST_STRETCHED = 2.2, 3.0
"""Times the other spaces of a line: a wider gap is none; TeX stretches those behind a sentence thrice."""

_SENTENCE_ENDS = tuple(".!?:")

SAME_BASELINE = 0.15
LONGEST_SPACED = 60
"""Letters of a heading set apart; a longer line is a table."""

RAISED, LOWERED = 0.62, 0.3
SCRIPT_SIZE, SCRIPT_GAP = 0.86, 0.35
"""Marks and exponents: at most this share of the size beside them, close to it, raised or lowered by at
most so much (in ems)."""


class Run:
    """Consecutive text in one look. `text` holds the spaces before it."""

    __slots__ = ("face", "link", "raised", "text")

    def __init__(self, text: str, face: Face, link: str, raised: bool) -> None:
        self.text, self.face, self.link, self.raised = text, face, link, raised


class Segment:
    """Fragments side by side. `size` and `y` are those of its main text; `page` counts from 1.

    `icons` says that it holds nothing else; beside text their size does not count.
    """

    __slots__ = ("fragments", "icons", "page", "size", "x0", "x1", "y")

    def __init__(self, fragment: Fragment, page: int) -> None:
        self.fragments = [fragment]
        self.page, self.icons = page, fragment.face.icons
        self.x0, self.x1, self.y, self.size = fragment.x0, fragment.x1, fragment.y, fragment.face.size

    @property
    def width(self) -> float:
        """In points."""
        return self.x1 - self.x0

    @property
    def tag(self) -> Tag:
        """What the file tells of where the segment begins."""
        return self.fragments[0].tag

    def takes(self, fragment: Fragment) -> bool:
        """Whether the fragment goes on with this line."""
        if fragment.tag.cell != self.tag.cell:
            return False
        size = max(self.size, fragment.face.size) or 1.0
        gap = (fragment.x0 - self.x1) / size
        return -1.0 < gap < COLUMN_GAP and fragment.x1 > self.x0 and self._same_line(fragment, size, gap)

    def _same_line(self, fragment: Fragment, size: float, gap: float) -> bool:
        rise = (fragment.y - self.y) / size
        if abs(rise) <= SAME_BASELINE or abs(fragment.y - self.fragments[-1].y) <= SAME_BASELINE * size:
            return True
        if gap > SCRIPT_GAP:
            return False
        if OVERLAP < gap < 0 and fragment.glued:
            return abs(rise) <= LOWERED
        if fragment.face.size <= SCRIPT_SIZE * self.size:
            return -LOWERED <= rise <= RAISED
        if self.size <= SCRIPT_SIZE * fragment.face.size:
            return -LOWERED <= -rise <= RAISED
        return False

    def add(self, fragment: Fragment) -> None:
        """Take a fragment in."""
        self.fragments.append(fragment)
        self.x0, self.x1 = min(self.x0, fragment.x0), max(self.x1, fragment.x1)
        if self.icons or (fragment.face.size > self.size and not fragment.face.icons):
            self.size, self.y, self.icons = fragment.face.size, fragment.y, fragment.face.icons

    def put_before(self, fragment: Fragment) -> None:
        """Put a fragment before the others, with what the file tells of them."""
        fragment.tag = self.tag
        self.fragments.insert(0, fragment)
        self.x0 = fragment.x0

    def join(self, other: Segment) -> None:
        """Take over the fragments of a segment on the same baseline."""
        self.fragments = sorted(self.fragments + other.fragments, key=lambda fragment: fragment.x0)
        self.x0, self.x1 = min(self.x0, other.x0), max(self.x1, other.x1)
        if self.icons or (other.size > self.size and not other.icons):
            self.size, self.y, self.icons = other.size, other.y, other.icons

    def cut(self, position: int) -> tuple[Segment, Segment]:
        """The segment before and from the fragment at `position`."""
        parts = []
        for fragments in (self.fragments[:position], self.fragments[position:]):
            part = Segment(fragments[0], self.page)
            for fragment in fragments[1:]:
                part.add(fragment)
            parts.append(part)
        return parts[0], parts[1]

    def text(self) -> str:
        """The text as it is read, with `ICON` for glyphs without meaning."""
        return "".join(run.text for run in self.runs())

    def runs(self) -> list[Run]:
        """The text with its looks; spaces stand where gaps are."""
        spread = _letter_spacing(self.fragments)
        runs: list[Run] = []
        x1 = self.fragments[0].x0
        for fragment in self.fragments:
            size = min(fragment.face.size, self.size) or 1.0
            gap = (fragment.x0 - x1) / size
            space = " " if runs and _is_space(runs[-1], fragment, gap, spread) else ""
            raised = fragment.y > self.y + SAME_BASELINE * self.size and fragment.face.size < self.size
            text = _text_of(fragment)
            last = runs[-1] if runs else None
            if last and last.face is fragment.face and last.link == fragment.link and last.raised == raised:
                last.text += space + text
            else:
                runs.append(Run(space + text, fragment.face, fragment.link, raised))
            x1 = fragment.x1
        return _readable(runs)


def _is_space(last: Run, fragment: Fragment, gap: float, spread: float) -> bool:
    """Whether a gap (in ems) is a space; `spread` is that of letters set apart."""
    if spread:
        return gap > spread
    if fragment.glued:
        return gap > GLUED_GAP
    if OVERLAP < gap < NO_GAP and last.face is fragment.face and not last.face.italic:
        return False
    is_accent = last.text[-1] in ACCENTS or fragment.text in ACCENTS
    return gap >= WORD_GAP or (last.face.size == fragment.face.size and not is_accent)


def _readable(runs: list[Run]) -> list[Run]:
    for run in runs:
        run.text = readable(run.text)
    return runs


def _text_of(fragment: Fragment) -> str:
    """A fragment's text; an icon's is its name ("map-marker"), unless an address was given as its text."""
    if not fragment.face.icons:
        return fragment.text
    is_address = any(character in ".@0123456789" for character in fragment.text) and "\\" not in fragment.text
    return fragment.text if is_address else ICON


def _letter_spacing(fragments: Sequence[Fragment]) -> float:
    """For "E D U C A T I O N": the gap, in ems, above which letters are words of their own; else 0."""
    if not 4 <= len(fragments) <= LONGEST_SPACED:
        return 0.0
    capitals = sum(len(fragment.text) == 1 and fragment.text.isupper() for fragment in fragments)
    if capitals < 0.8 * len(fragments):
        return 0.0
    gaps = sorted((right.x0 - left.x1) / (left.face.size or 1.0) for left, right in pairwise(fragments))
    typical = gaps[len(gaps) // 2]
    return 1.8 * typical if typical > WORD_GAP and gaps[0] > 0.6 * typical else 0.0


def segments(fragments: Iterable[Fragment], page: int) -> list[Segment]:
    """The segments of a page, from top to bottom and from left to right."""
    found: list[Segment] = []
    for fragment in _with_radicals(fragments):
        if found and found[-1].takes(fragment):
            found[-1].add(fragment)
        else:
            found.append(Segment(fragment, page))
    found.sort(key=lambda segment: (-segment.y, segment.x0))
    return _merged(found)


def _with_radicals(fragments: Iterable[Fragment]) -> list[Fragment]:
    """Root signs, which hang from their top in TeX's fonts, put on the baseline of what stands below them."""
    listed = list(fragments)
    for sign, following in pairwise(listed):
        if sign.text == "√" and -1 < (following.x0 - sign.x1) / (following.face.size or 1.0) < 1:
            sign.y = following.y
    return listed


def _merged(found: list[Segment]) -> list[Segment]:
    """Puts together what the file draws in another order, and the words of stretched lines."""
    out: list[Segment] = []
    for segment in found:
        before = _neighbour(out, segment)
        if before is None:
            out.append(segment)
        else:
            before.join(segment)
    return out


def _neighbour(out: list[Segment], segment: Segment) -> Segment | None:
    """The segment on the same baseline that this one goes on with."""
    for before in reversed(out[-_LOOK_BACK:]):
        size = max(before.size, segment.size) or 1.0
        if before.y - segment.y > RAISED * size:
            return None
        if abs(before.y - segment.y) > SAME_BASELINE * size and not _is_script(before, segment, size):
            continue
        gap = max(segment.x0 - before.x1, before.x0 - segment.x1) / size
        if before.tag.cell != segment.tag.cell:
            continue
        if -0.5 < gap < COLUMN_GAP or (gap < WIDEST_SPACE and _are_stretched(before, segment, gap)):
            return before
    return None


_LOOK_BACK = 12


def _is_script(before: Segment, segment: Segment, size: float) -> bool:
    small = min(before, segment, key=lambda one: one.size)
    large = segment if small is before else before
    if small.size > SCRIPT_SIZE * large.size or len(small.fragments) > 3:
        return False
    gap = max(segment.x0 - before.x1, before.x0 - segment.x1) / size
    return gap <= SCRIPT_GAP and -LOWERED <= (small.y - large.y) / size <= RAISED


def _are_stretched(left: Segment, right: Segment, gap: float) -> bool:
    spaces = []
    for segment in (left, right):
        pairs = pairwise(segment.fragments)
        spaces += [(after.x0 - before.x1) / segment.size for before, after in pairs if not after.glued]
    spaces = sorted(space for space in spaces if space > WORD_GAP)
    if len(spaces) < 2:
        return False
    typical = spaces[len(spaces) // 2]
    first = min(left, right, key=lambda segment: segment.x0)
    ends = first.fragments[-1].text.endswith(_SENTENCE_ENDS)
    return typical > STRETCHED_SPACE and gap < (MOST_STRETCHED if ends else MORE_STRETCHED) * typical
