"""What a page shows: stretches of text, rules and dots, in points (1/72 inch), y growing upwards."""

from __future__ import annotations

from cvdiff.readers.pdf.fonts import Face
from cvdiff.readers.pdf.tags import UNTAGGED


class Fragment:
    """A stretch of text without white space, in one face: where its baseline starts and ends.

    `glued` is True where PDFium sees no space before it. `link` is the URL that it leads to, or "".
    `tag` is what the file itself tells of it. `source` is its line in a text of printed pages, or 0.
    """

    __slots__ = ("face", "glued", "link", "source", "tag", "text", "x0", "x1", "y")

    def __init__(self, text: str, x0: float, x1: float, y: float, face: Face, glued: bool, link: str) -> None:
        self.text, self.x0, self.x1, self.y = text, x0, x1, y
        self.face, self.glued, self.link = face, glued, link
        self.tag = UNTAGGED
        self.source = 0


class Rule:
    """A horizontal stroke."""

    __slots__ = ("x0", "x1", "y")

    def __init__(self, x0: float, x1: float, y: float) -> None:
        self.x0, self.x1, self.y = x0, x1, y


class Dot:
    """A small shape as high as it is wide: its edges, the height of its middle."""

    __slots__ = ("x0", "x1", "y")

    def __init__(self, x0: float, x1: float, y: float) -> None:
        self.x0, self.x1, self.y = x0, x1, y

    @property
    def size(self) -> float:
        """In points."""
        return self.x1 - self.x0


class Page:
    """What a page shows. `aside` is text that runs in another direction than most of the page."""

    __slots__ = ("aside", "dots", "fragments", "number", "rules", "unreadable")

    def __init__(self, number: int) -> None:
        self.number = number
        self.fragments: list[Fragment] = []
        self.aside: list[Fragment] = []
        self.rules: list[Rule] = []
        self.dots: list[Dot] = []
        self.unreadable = 0
