"""Markdown cut to what a place takes: whole records, and a line that says how many are left out."""

from __future__ import annotations

import re
from collections.abc import Callable

from cvdiff.reporters.findings.told import plural

COMMENT_LIMIT = 65_536
"""Characters of a comment on a pull request: https://github.com/orgs/community/discussions/27190"""

SUMMARY_LIMIT = 1024 * 1024
"""Bytes of a step's summary: https://docs.github.com/actions/reference/workflow-commands-for-github-actions"""

_RECORD = re.compile(r"^(?=- |#+ )", re.MULTILINE)
_GIANT_SHARE = 8
"""A record that alone takes more than this part of the place goes first: it is no title but a broken file."""


def byte_size(text: str) -> int:
    """The size of a text in UTF-8, which is what a step's summary is measured in."""
    return len(text.encode("utf-8", "replace"))


def cut(text: str, limit: int, size: Callable[[str], int] = len) -> str:
    """The Markdown `text` with a `size` of at most `limit`, cut between records if it must be.

    Records are top-level list items with what is below them. Records larger than an eighth of the limit
    are left out first, then those at the end.
    """
    if size(text) <= limit:
        return text
    pieces = _RECORD.split(text)
    number = sum(piece.startswith("- ") for piece in pieces)
    room = limit - size(_notice(number, limit))
    kept = _fitting([piece for piece in pieces if size(piece) * _GIANT_SHARE <= limit], room, size)
    left_out = number - sum(piece.startswith("- ") for piece in kept)
    return "".join(kept).rstrip("\n") + _notice(left_out, limit)


def _notice(number: int, limit: int) -> str:
    return f"\n\n{plural('left_out', number, limit=f'{limit:,}')}\n"


def _fitting(pieces: list[str], room: int, size: Callable[[str], int]) -> list[str]:
    for index, piece in enumerate(pieces):
        room -= size(piece)
        if room < 0:
            return pieces[:index]
    return pieces
