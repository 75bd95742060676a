"""Which stretches of a job's or degree's head name its place: a town, and the state or country behind it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cvdiff.document import Text
from cvdiff.extraction.features import SURE
from cvdiff.extraction.job_chunks import Chunk
from cvdiff.values.roles import (
    degree_like,
    location_like,
    names_distinction,
    names_subject,
    organization_like,
    role_like,
)
from cvdiff.vocabulary import fold, words_of

_TOWN_WORDS = 3
_PARTICLE = 3
"""Letters of a word that a town's name has in small letters ("Rio de Janeiro")."""


def is_state(text: str) -> bool:
    """Whether a stretch has the form of a state's or country's letters ("MA", "USA")."""
    return len(text) <= 3 and text.isupper()


def is_known_state(text: str) -> bool:
    """Whether a stretch is the letters of a state that the table knows."""
    return is_state(text) and fold(text) in words_of("roles", "location", "states")


def towns_of_states(chunks: Sequence[Chunk]) -> list[Chunk]:
    """The stretches that a state's letters behind them tell to be towns: "Cambridge" in "Cambridge, MA"."""
    pairs = ((a, b) for a, b in pairwise(chunks) if a.line == b.line and is_known_state(b.text))
    return [town for town, _ in pairs if location_like(town.text) >= SURE]


def located(chunks: Sequence[Chunk], used: Sequence[Chunk], texts: Sequence[Text]) -> list[Chunk]:
    """The stretches among those not `used` that name the place; `texts` are the lines of the head."""
    taken = frozenset(used)
    free = [None if chunk in taken else chunk for chunk in chunks]
    out: list[Chunk] = []
    for n, chunk in enumerate(free):
        if chunk and (location_like(chunk.text) >= SURE or _closes(out, chunk)):
            out += [*_in_front(free, n, out), chunk]
    return out or _unknown_town(free) or _own_cell(chunks, used, texts)


def _closes(out: Sequence[Chunk], chunk: Chunk) -> bool:
    """Whether a state's or country's letters stand behind the place so far."""
    return bool(out) and is_state(chunk.text) and location_like(f"{out[-1].text}, {chunk.text}") >= SURE


def _in_front(free: Sequence[Chunk | None], n: int, out: Sequence[Chunk]) -> list[Chunk]:
    """The unknown town in front of a place, and its state's letters: "Heron", "MA" of "Heron, MA, USA"."""
    found: list[Chunk] = []
    place = free[n]
    for chunk in reversed(free[max(0, n - 2) : n]):
        if chunk is None or place is None or chunk in out[-2:] or chunk.line != place.line:
            break
        state = not found and is_known_state(chunk.text)
        if not state and not _is_town(chunk, place):
            break
        found.insert(0, chunk)
        if not state:
            break
    return found


def _is_town(chunk: Chunk, following: Chunk) -> bool:
    """Whether an unknown stretch in front of a place is its town ("Heron" in "Heron, Norway")."""
    words = chunk.text.split()
    plain = words[0][0].isupper() and len(words) <= _TOWN_WORDS and not chunk.after_at
    small = any(word[0].islower() and len(word) > _PARTICLE for word in words)
    unnamed = max(organization_like(chunk.text), role_like(chunk.text), degree_like(chunk.text)) < SURE
    alike = (chunk.bold, chunk.italic) == (following.bold, following.italic)
    return plain and not small and unnamed and alike and not names_subject(chunk.text)


def _unknown_town(free: Sequence[Chunk | None]) -> list[Chunk]:
    """A town that only what stands behind it tells for one: "Halden, NC"."""
    for chunk, following in pairwise(free):
        if chunk and following and location_like(f"{chunk.text}, {following.text}") >= SURE:
            return [chunk, following]
    return []


def _own_cell(chunks: Sequence[Chunk], used: Sequence[Chunk], texts: Sequence[Text]) -> list[Chunk]:
    """A lone name in the last column of an organization's line: moderncv and others print the town there."""
    for above, chunk in pairwise(chunks):
        plain = texts[chunk.line].plain
        column = above.line == chunk.line and plain[above.end : chunk.start].strip(" .,") == "\t"
        if not column or chunk in used or above not in used or organization_like(above.text) < SURE:
            continue
        name = chunk.text.istitle() and not any(map(str.isdigit, chunk.text)) and " " not in chunk.text
        if name and not plain[chunk.end :].strip(" .,") and _is_town(chunk, chunk):
            return [] if names_distinction(chunk.text) else [chunk]
    return []
