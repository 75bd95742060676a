"""Colour, applied last.

The reporters mark stretches of text with control characters, which no escaped text can contain
(`escape.plain` removes them); `finish` turns them into ANSI codes or into nothing. So the coloured
report is the plain one plus codes, whatever it says.
"""

from __future__ import annotations

_CODES = {"\x11": "\x1b[32m", "\x12": "\x1b[31m", "\x13": "\x1b[1m", "\x14": "\x1b[0m"}
_COLOR = str.maketrans(_CODES)
_PLAIN = str.maketrans(dict.fromkeys(_CODES, ""))


def came(text: str) -> str:
    """Text about something that is new: green."""
    return f"\x11{text}\x14"


def went(text: str) -> str:
    """Text about something that is gone: red."""
    return f"\x12{text}\x14"


def strong(text: str) -> str:
    """A heading or a name: bold."""
    return f"\x13{text}\x14"


def finish(text: str, *, color: bool) -> str:
    """The text with its marks turned into ANSI codes, or without them."""
    return text.translate(_COLOR if color else _PLAIN)
