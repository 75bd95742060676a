"""title: the paper has another title.

Case, punctuation, markup and a corrected misspelling are cosmetic; any other word that came, went or
moved is a change.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.changes.wording import Verdict, difference, normalized, respelled, same_letters
from cvdiff.model import FieldChange, Publication


def compare(old: Publication, new: Publication, context: Context) -> Iterator[FieldChange]:
    """The title as printed on both sides, where it differs."""
    yield from difference("title", old.title, new.title, _verdict(old.title, new.title))


def _verdict(old: str, new: str) -> Verdict:
    if same_letters(old, new):
        return "none"
    old_words, new_words = normalized(old).split(), normalized(new).split()
    same = "".join(old_words) == "".join(new_words) or respelled(old_words, new_words)
    return "cosmetic" if same else "content"
