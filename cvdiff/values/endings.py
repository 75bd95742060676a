"""Titles, degrees and organizations of scripts without blanks between words: told by how a stretch ends.

Chinese and Japanese print 东湖大学, 茶学硕士 and 助理研究员 as one stretch each: what tells the place of
study, the degree and the post are its last signs.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from cvdiff.patterns import pattern
from cvdiff.vocabulary import fold, listed

_WIDE = pattern(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_STRETCH = pattern(r"[^\s,;:.、，；：。()（）\[\]【】「」|｜·・/／]+")


def ending_stretch(text: str, key: str) -> tuple[int, int] | None:
    """The first stretch of `text` that ends as those of the list `key` of the table `endings` do."""
    if text.isascii() or not _WIDE.search(text):
        return None
    for stretch in _STRETCH.finditer(text):
        if fold(stretch[0]).endswith(_endings(key)):
            return stretch.span()
    return None


def blanks_behind_organizations(text: str) -> list[tuple[int, int]]:
    """The blanks between an organization and the post or degree there: 东湖大学 助理研究员."""
    if text.isascii() or not _WIDE.search(text):
        return []
    stretches = [stretch.span() for stretch in _STRETCH.finditer(text)]
    return [
        (end, start)
        for (first, end), (start, last) in pairwise(stretches)
        if text[end:start].isspace()
        and fold(text[first:end]).endswith(_endings("organization"))
        and fold(text[start:last]).endswith((*_endings("role"), *_endings("degree")))
    ]


@cache
def _endings(key: str) -> tuple[str, ...]:
    return tuple(listed("endings", key))
