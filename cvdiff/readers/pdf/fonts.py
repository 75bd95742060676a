"""What a font's name and numbers say of how its text looks: bold, italic, small capitals, icons.

The names are the surest sign. PDFium's weight is an estimate from the width of a stem, by which the
regular cut of one family is heavier than the bold cut of another; it only serves fonts whose name says
nothing.
"""

from __future__ import annotations

import re

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(
    r"bold|black|heavy|semi-?b|smbld|demi|[-,](?:sb|bd|xb)|-medi(?:ital)?$|-b(?:i|it)?$"
    r"|^(?:cm|ec|sf|eu)(?:ss)?(?:b|bx|dc|bi|xb)(?:ti|sl|it|o)?\d|^cmssbx|^ec[bt]x|^sfb[xi]",
    re.IGNORECASE,
)
"""`Medi` closes the names of the bold URW fonts (NimbusRomNo9L-Medi); CMBX, SFBX, ECBX are TeX's."""

_ITALIC = re.compile(
    r"ital|obliq|slant|kursiv|[-,a-z](?:It|Obl)$|-(?:bi|i)$|^(?:cm|ec|sf)(?:ss|tt|bx)?(?:ti|sl|it|i)\d",
)
_MATH = re.compile(r"math|^[a-z]{2,5}mib?\d", re.IGNORECASE)
"""Fonts of formulas (CMMI10, LMMathItalic10): their letters are slanted without being stressed."""

_TEX_CAPITALS = re.compile(r"caps|smcp|csc|^sf(?:cc|xc)|^ec(?:cc|xc)|-sc$", re.IGNORECASE)
_ICONS = re.compile(r"awesome|academicon|icon|ionic|glyphicon|fontello|simple-?line|entypo", re.IGNORECASE)

_ITALIC_FLAG = 1 << 6
_FORCE_BOLD_FLAG = 1 << 18
_BOLD_WEIGHT = 700
"""The flag and the weight count only for fonts without a telling name; of the regular fonts seen, the
heaviest is estimated at 475."""


class Font:
    """A font: how it looks. `family` tells fonts apart that look alike otherwise."""

    __slots__ = ("bold", "family", "icons", "italic", "small_capitals")

    def __init__(self, name: str, flags: int, weight: int, angle: int) -> None:
        name = _SUBSET.sub("", name)
        named = bool(name) and not re.fullmatch(r"[A-Za-z]?\d+", name)
        self.icons = bool(_ICONS.search(name))
        self.bold = bool(_BOLD.search(name)) if named else weight >= _BOLD_WEIGHT
        slanted = angle < 0 or bool(flags & _ITALIC_FLAG)
        upright = self.icons or "Symbol" in name
        self.italic = not _MATH.search(name) and (bool(_ITALIC.search(name)) or (slanted and not upright))
        self.small_capitals = bool(_TEX_CAPITALS.search(name))
        self.family = re.split(r"[-,\d]", name, maxsplit=1)[0] if named else ""
        if not named and flags & _FORCE_BOLD_FLAG:
            self.bold = True


class Face:
    """A font in a size (points) and a colour (0xRRGGBB); `icons` are glyphs without text.

    `slant` is that of upright letters drawn aslant where a family has no italic, sideways per height.
    """

    __slots__ = ("bold", "colour", "family", "icons", "italic", "size", "slant", "small_capitals")

    def __init__(self, font: Font, size: float, colour: int, is_stroked: bool, slant: float) -> None:
        self.size, self.colour, self.family, self.slant = size, colour, font.family, slant
        self.bold = font.bold or is_stroked
        self.italic = font.italic or slant > 0
        self.icons, self.small_capitals = font.icons, font.small_capitals
