"""What DOCX says of paragraphs and runs away from the text: styles, numbering, links."""

from __future__ import annotations

from collections import defaultdict

from cvdiff.readers.html_tree import Node
from cvdiff.readers.office import Package, child, children, value

_HEADING = "heading "
_OFF = frozenset({"0", "false", "off", "none"})
_NO_LEVEL = 9
"""The outline level of running text."""
_DEPTH = 20
"""Styles are based on each other no deeper than this, cycles apart."""


def is_on(properties: Node | None, *tags: str) -> bool | None:
    """Whether a toggle such as `w:b` is set: None where none of `tags` is there."""
    for found in children(properties, *tags):
        return found.attrs.get("w:val", "1").lower() not in _OFF
    return None


class Styles:
    """The styles of a document, each with those that it is based on."""

    def __init__(self, root: Node | None) -> None:
        sheet = child(root, "w:styles")
        self._styles = {style.attrs.get("w:styleId", ""): style for style in children(sheet, "w:style")}
        self._default = child(sheet, "w:docDefaults", "w:rPrDefault", "w:rPr")
        defaults = [style for style in self._styles.values() if style.attrs.get("w:default") in ("1", "true")]
        self._normal = next(
            (style.attrs["w:styleId"] for style in defaults if style.attrs.get("w:type") == "paragraph"), ""
        )

    def chain(self, style: str) -> list[Node]:
        """A paragraph or character style (the default one for "") and its bases, nearest first."""
        found: list[Node] = []
        identifier = style or self._normal
        while identifier in self._styles and len(found) < _DEPTH:
            node = self._styles[identifier]
            found.append(node)
            identifier = value(node, "w:basedOn")
        return found

    def toggle(self, own: Node | None, chain: list[Node], *tags: str) -> bool:
        """A run's toggle: its own, or else that of the nearest style."""
        for properties in [own, *(child(style, "w:rPr") for style in chain), self._default]:
            found = is_on(properties, *tags)
            if found is not None:
                return found
        return False

    def size(self, own: Node | None, chain: list[Node]) -> int:
        """A run's size in half points, 0 where the document does not say."""
        for properties in [own, *(child(style, "w:rPr") for style in chain), self._default]:
            size = value(properties, "w:sz")
            if size.isdecimal():
                return int(size[:4])
        return 0

    def level(self, own: Node | None, chain: list[Node]) -> int:
        """The level of a heading (a title counts as the first), 0 for running text."""
        for properties in [own, *(child(style, "w:pPr") for style in chain)]:
            outline = value(properties, "w:outlineLvl")
            if outline.isdecimal():
                return 0 if int(outline[:2]) >= _NO_LEVEL else min(int(outline[:2]) + 1, 6)
        for style in chain:
            name = value(style, "w:name").lower()
            if name == "title":
                return 1
            if name.startswith(_HEADING) and name[len(_HEADING) :].isdecimal():
                return min(int(name[len(_HEADING) :][:2]), 6)
        return 0


class Numbering:
    """Hands out the markers of a document's list items, in reading order."""

    def __init__(self, root: Node | None) -> None:
        sheet = child(root, "w:numbering")
        abstract = {node.attrs.get("w:abstractNumId", ""): node for node in children(sheet, "w:abstractNum")}
        self._levels = {
            node.attrs.get("w:numId", ""): children(abstract.get(value(node, "w:abstractNumId")), "w:lvl")
            for node in children(sheet, "w:num")
        }
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * 10)

    def marker(self, number: str, depth: int) -> str | None:
        """The marker of the next item of list `number` at `depth` (0 for the outermost).

        None for one without a mark, which goes on with the item before it.
        """
        level = next(
            (node for node in self._levels.get(number, ()) if node.attrs.get("w:ilvl") == str(depth)), None
        )
        form, text = value(level, "w:numFmt"), value(level, "w:lvlText")
        if form == "bullet":
            return "-" if text.strip() else None
        if form == "none" or not text.strip():
            return None
        return self._numbered(number, depth, text)

    def _numbered(self, number: str, depth: int, text: str) -> str:
        counts = self._counts[number]
        start = {node.attrs.get("w:ilvl"): value(node, "w:start") for node in self._levels[number]}
        first = start.get(str(depth)) or "1"
        counts[depth] = counts[depth] + 1 if counts[depth] else int(first[:6]) if first.isdecimal() else 1
        counts[depth + 1 :] = [0] * len(counts[depth + 1 :])
        formats = {node.attrs.get("w:ilvl"): value(node, "w:numFmt") for node in self._levels[number]}
        for index in range(depth + 1):
            shown = written(max(counts[index], 1), formats.get(str(index), "decimal"))
            text = text.replace(f"%{index + 1}", shown)
        return text.strip()


def written(number: int, form: str) -> str:
    """A number as "4", "d", "D", "iv" or "IV"."""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter[:9] if form == "lowerLetter" else letter[:9].upper()
    if form in ("lowerRoman", "upperRoman") and number < 4000:
        roman = _roman(number)
        return roman if form == "lowerRoman" else roman.upper()
    return str(number)


def _roman(number: int) -> str:
    out = ""
    for worth, letters in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
        (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        out += letters * (number // worth)
        number %= worth
    return out


def link_targets(package: Package) -> dict[str, str]:
    """The URLs that the document's hyperlinks refer to, by id."""
    sheet = child(package.xml("word/_rels/document.xml.rels"), "Relationships")
    return {
        node.attrs["Id"]: node.attrs.get("Target", "")
        for node in children(sheet, "Relationship")
        if "Id" in node.attrs and node.attrs.get("TargetMode") == "External"
    }
