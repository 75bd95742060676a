"""Whether two organizations or locations are the same place, written with more or fewer parts."""

from __future__ import annotations

from cvdiff.changes.wording import Verdict, content_words, letters, normalized, rewording
from cvdiff.patterns import pattern

_PART = pattern(r"[,;|()\n\t/•·]|\s[-–—]\s")

_LONGEST_PLACE = 1_000
"""Characters of a place; a longer one is no name with parts."""

_MOST_PARTS = 4
"""Comma-separated parts of a name that one acronym may stand for."""


def place_verdict(old: str, new: str) -> Verdict:
    """`content` where the places differ; parts that came or went beside a shared one are cosmetic."""
    verdict = rewording(old, new)
    if verdict != "content" or max(len(old), len(new)) > _LONGEST_PLACE:
        return verdict
    old_parts, new_parts = _parts(old), _parts(new)
    gone = [part for key, part in old_parts.items() if key not in new_parts]
    came = [part for key, part in new_parts.items() if key not in old_parts]
    if len(gone) < len(old_parts) and (not gone or not came):
        return "cosmetic"
    return "cosmetic" if _is_acronym_of_parts(gone, came) or _is_acronym_of_parts(came, gone) else "content"


def _parts(place: str) -> dict[tuple[str, ...], str]:
    """The comma-separated parts of a place by their content words."""
    parts = {tuple(sorted(content_words(part))): part for part in _PART.split(place)}
    parts.pop((), None)
    return parts


def _is_acronym_of_parts(short: list[str], long: list[str]) -> bool:
    """Whether one part is the acronym of the other side's parts, which may end with a town or country."""
    if len(short) != 1 or len(letters(short[0])) < 2:
        return False
    return any(
        _is_acronym(letters(short[0]).casefold(), " ".join(long[:end]))
        for end in range(1, min(len(long), _MOST_PARTS) + 1)
    )


def _is_acronym(acronym: str, name: str) -> bool:
    """Whether `acronym` holds the initials of the name's content words in order, and no foreign letter."""
    initials = "".join(word[0] for word in normalized(name).split())
    main = "".join(word[0] for word in content_words(name))
    return len(main) > 1 and _is_subsequence(main, acronym) and _is_subsequence(acronym, initials)


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short)
