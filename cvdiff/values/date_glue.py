"""Whether the characters around a number make it a piece of a word, of a sum or of a longer number."""

from __future__ import annotations

from cvdiff.values.date_words import is_cjk

_DASHES = "‐‑‒–—−"
_CLOSERS = ")].,;"
_CALCULATED = "@%+°€$£="


def _is_letter(char: str) -> bool:
    """A letter, digit or underscore, Chinese and Japanese signs apart."""
    return (char.isalnum() or char == "_") and not is_cjk(char)


def glued_before(text: str, start: int) -> bool:
    """Whether the characters before `start` make a number there a piece of a word, sum or longer number."""
    before = text[max(0, start - 3) : start]
    last, second = before[-1:], before[-2:-1]
    if not last or last.isspace():
        return False
    if _is_letter(last) or last in "@#$€£=+":
        return True
    if last in "-/" and second and _is_letter(second):
        return True
    return (
        second.isdecimal()
        if last in _DASHES or last == "."
        else before[-2:] == "--" and before[0].isdecimal()
    )


def glued_after(text: str, end: int) -> bool:
    """The same for the characters from `end` on."""
    first, second = text[end : end + 1], text[end + 1 : end + 2]
    if not first or first == " " or text[end : end + 2] == "+\t":  # "2018+" in a column: from then on
        return False
    if first == "+" and (not second or second in _CLOSERS):  # "(2025+)": to appear
        return False
    if _is_letter(first) or first in _CALCULATED:
        return True
    if second.isdecimal():
        thousands = first == "," and text[end + 1 : end + 4].isdecimal() and len(text[end + 1 : end + 4]) == 3
        return first in "-/." or first in _DASHES or (thousands and not text[end + 4 : end + 5].isdecimal())
    if first == "-" and second == "-":
        while text[end : end + 1] == "-":
            end += 1
        return text[end : end + 1].isdecimal()
    return first in "-/" and second != "" and _is_letter(second)
