"""The tokens of a text that may hold names: words, separators, marks."""

from __future__ import annotations

import re

from cvdiff.values.name_marks import MARKS

_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
# One sign for all that are read alike, so that the patterns need none beyond Latin-1: a class of more is
# slow to compile. `¹` stands for every raised letter and digit.
READ_AS = str.maketrans(
    dict.fromkeys(_SUPER, "¹")
    | dict.fromkeys(set(MARKS) - set("*^+#~"), "*")
    | dict.fromkeys("；·•", ";")
    | dict.fromkeys("‐‑", "-")
    | {"’": "'", "´": "`", "、": "，", "＆": "&", "（": "(", "）": ")"}
)
LETTERS = r"[^\W\d_¹]++(?:[\u0300-\u036f]++[^\W\d_¹]*+)*"
_FOR_GROUP = (
    r"on behalf of(?: the)?\b|(?<=[,;] )for the(?= [A-Z][^,.;\n]{0,50}\b(?:Group|Collaborati(?:on|ve)"
    r"|Investigators|Consortium|Network|Team|Trialists|Collaborators|Initiative|Committee|Researchers)\b)"
)
"""Words that part a group from the people who sign for it."""
TOKEN = re.compile(
    rf"(?P<group>{_FOR_GROUP})|(?P<word>{LETTERS}(?:['`-]{LETTERS})*|'[ts]\b(?=\s))"
    r"|(?P<comma>[,，])"
    r"|(?P<more>\.\.\.+|…|\[\d{1,4} (?:more |other )?authors\])"
    r"|(?P<dot>\.)"
    r"|(?P<mark>\$[^$\s]{1,24}\$|\[[*^+#]{1,4}\]|\^(?:\{[^}\s]{1,8}\}|(?![A-Z]\.)\w(?![^\W\d_]))|[*^+#~¹\\]+"
    r"|(?<=[^\W\d_])\d{1,2}(?:,\d{1,2})*(?!\d))"
    r"|(?P<semicolon>[;|]|(?<=\s)/(?=\s))"
    r"|(?P<ampersand>&)"
    r"|(?P<line>\n)"
    r"|(?P<hyphen>-)"
    r"|(?P<open>\()"
    r"|(?P<other>\S)"
)
