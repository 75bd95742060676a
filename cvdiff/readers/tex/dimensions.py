"""Lengths as TeX writes them: taking them off, and how long they are in points."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cvdiff.readers.tex import tables
from cvdiff.readers.tex.stream import TokenStream
from cvdiff.readers.tex.tokens import Token

_UNITS = r"(?:true)?(?:pt|em|ex|cm|mm|in|bp|sp|pc|mu|dd|fill?l?)"
_DIMENSION = re.compile(rf"\s*=?\s*[-+]*\s*[\d.,]*\s*({_UNITS})?(?![a-z])")
_UNIT = re.compile(rf"{_UNITS}(?![a-z])")
_LENGTH = re.compile(r"(-?\s*(?:\d+\.?\d*|\.\d+))\s*(pt|em|ex|cm|mm|in|bp)?")
_WHOLE = re.compile(rf"[-+]?[\d.,]*\d[\d.,]*{_UNITS}")
_POINTS = {"pt": 1.0, "bp": 1.0, "em": 10.0, "ex": 4.3, "cm": 28.5, "mm": 2.85, "in": 72.3}
_FILLING = frozenset({"fill", "hfill", "textwidth", "linewidth", "columnwidth", "hsize"})


def fills_line(tokens: Sequence[Token]) -> bool:
    """Whether a length reaches to the end of the line or is as wide as the page."""
    return any(t.kind == "macro" and t.text in _FILLING for t in tokens)


def points(source: str) -> float | None:
    """A length in points, its unit being a point where it has none; None for what is no length."""
    length = _LENGTH.match(source)
    return float("".join(length[1].split())) * _POINTS.get(length[2], 1.0) if length else None


def skip_dimension(stream: TokenStream) -> None:
    """Take off a length as TeX writes it: `= -5pt plus 1fil`, `.5\\hoffset`, `=1 true cm`."""
    for _ in range(3):
        if not _skip_number(stream) and (token := stream.peek()) is not None and _is_length(token):
            stream.next()
            if token.text == "fontdimen":  # \fontdimen2\font
                _skip_number(stream)
                stream.argument()
        following = stream.peek()
        if following is None or following.text not in ("plus", "minus"):
            return
        stream.next()


def skip_width(stream: TokenStream) -> None:
    """Take off the width that a box or table may be set to: `to 3cm`."""
    following = stream.peek()
    if following is not None and following.text in ("to", "spread"):
        stream.next()
        skip_dimension(stream)


def _skip_number(stream: TokenStream) -> bool:
    """Take off a number, an equals sign before it, and its unit; whether a unit was there."""
    token = stream.peek()
    match = _DIMENSION.match(token.text) if token is not None and token.kind == "word" else None
    if token is None or not match or not match.end():
        return False
    _take_off(stream, token, match.end())
    if match[1] or match.end() < len(token.text):
        return bool(match[1])
    if token.text == "=":
        return _skip_number(stream)
    following = stream.peek()
    if following is not None and following[:2] == ("word", "true"):
        stream.next()
        following = stream.peek()
    unit = _UNIT.match(following.text) if following is not None and following.kind == "word" else None
    if following is not None and unit:
        _take_off(stream, following, unit.end())
    return unit is not None


def _take_off(stream: TokenStream, token: Token, end: int) -> None:
    """Take off the first characters of the word that comes next."""
    stream.next()
    if end < len(token.text):
        stream.back(token._replace(text=token.text[end:]))


def _is_length(token: Token) -> bool:
    return token.kind == "macro" and token.text in tables.lengths()


def is_dimension(tokens: Sequence[Token]) -> bool:
    """Whether an argument is a length and no more: `0pt`, `-\\leftskip`, `1.5\\baselineskip`."""
    last = tokens[-1] if tokens else None
    if last is None or not (_is_length(last) or (last.kind == "word" and _UNIT.search(last.text))):
        return False
    source = "".join("1pt" if _is_length(t) else t.text for t in tokens)
    return _WHOLE.fullmatch(source) is not None
