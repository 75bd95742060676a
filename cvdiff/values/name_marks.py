"""Marks at names: what stands for an equal contribution, an affiliation, a corresponding author."""

from __future__ import annotations

import re

MARKS = "*∗⁎＊†‡§¶◦∘⋆★☆✝✉#^+♯♦♣♠△▲✱✲✳✶✷✸✻✼❋❖◇◊♢♡♤♧⊕⊗⊛∇※⁑☭☯☼♮~"
"""Every sign that is used as a mark, raised letters and digits apart."""
_MACRO = re.compile(r"\\([a-z]+)")
_MACROS = {
    "dag": "†", "dagger": "†", "ddag": "‡", "ddagger": "‡", "ast": "*", "star": "⋆", "circ": "◦", "s": "§",
}  # fmt: skip
_ALIKE = str.maketrans("∗⁎＊∘★☆✝♯", "***◦⋆⋆†#", "^\\{}$[]()（） ")


def plain_marks(raw: str) -> str:
    r"""The symbols of printed marks: "$^\dag$" gives "†", "[◦]" gives "◦", "^{1,2}" gives "1,2"."""
    return _MACRO.sub(lambda match: _MACROS.get(match.group(1), ""), raw).translate(_ALIKE)
