"""Glyphs to readable text: ligatures, accents set as glyphs of their own, icons, stray codes."""

from __future__ import annotations

import re
import unicodedata

ICON = "\ue000"
"""Stands for a glyph that has no text: a bullet where lines begin with it, else dropped."""

BULLETS = frozenset("•◦▪▫‣●○■□➢►▶▸➤❖✓✔⋄◇◆∙⁃")
"""Signs that mark a list item wherever a line begins with one."""

_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "ft", 0xFB06: "st",
    0x2215: "/", 0x00AD: "-", 0x200B: "", 0x2060: "", 0xFEFF: "", 0x200E: "", 0x200F: "",
}  # fmt: skip

ACCENTS = {
    "´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "¯": "\u0304",
    "˘": "\u0306", "˙": "\u0307", "˚": "\u030a", "ˇ": "\u030c", "˝": "\u030b", "¸": "\u0327", "˛": "\u0328",
}  # fmt: skip
"""The spacing forms that TeX's old fonts draw before, and some programs after, the letter."""

_BEFORE = re.compile("([´`¨ˆ˜¯˘˙˚ˇ˝¸˛])([A-Za-zıȷ])")
_AFTER = re.compile("([cstCSTeaEA])([¸˛])")
_OPENING = re.compile(r"(?<![^\s(\[])”(?=\w)")
"""A closing quote in front of a word: what TeX prints for the straight quotes of its source."""

_DOTLESS = str.maketrans("ıȷ", "ij")
UNREADABLE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]+")
"""Glyphs of which the file does not say what letters they are: icons, or a font without its table."""


def readable(text: str) -> str:
    """A word as a person reads it. Runs of glyphs without text become one `ICON`."""
    if text.isascii() and text.isprintable() and "`" not in text:
        return text
    text = text.replace("\ufffe", "-").replace("\x02", "-")
    text = UNREADABLE.sub(ICON, text).translate(_LIGATURES)
    if "”" in text:
        text = _OPENING.sub("“", text)
    if any(accent in text for accent in ACCENTS):
        text = _AFTER.sub(_composed_after, text)
        text = _BEFORE.sub(_composed, text)
    return unicodedata.normalize("NFC", text)


def _composed(match: re.Match[str]) -> str:
    accent, letter = match.groups()
    return _compose(letter, accent, match.group())


def _composed_after(match: re.Match[str]) -> str:
    letter, accent = match.groups()
    return _compose(letter, accent, match.group())


def _compose(letter: str, accent: str, unchanged: str) -> str:
    """The accented letter, or the two as they were where no such letter exists (a quote, a tilde)."""
    composed = unicodedata.normalize("NFC", letter.translate(_DOTLESS) + ACCENTS[accent])
    return composed if len(composed) == 1 else unchanged
