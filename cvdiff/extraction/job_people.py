"""People in the head of a job or degree: a host or adviser is neither its title nor its employer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from cvdiff.extraction.features import SURE
from cvdiff.extraction.job_chunks import Chunk
from cvdiff.patterns import pattern
from cvdiff.values.details import is_detail
from cvdiff.values.names import Known, is_person_name
from cvdiff.values.roles import degree_like, names_subject, organization_like, role_like
from cvdiff.vocabulary import phrases_of, split_words, words_of

_NAME_WORDS = 2
_WORD = pattern(r"[^\W\d_]+")
_BETWEEN = pattern(r"\s+(?:and|und|et|y|e|&)\s+")


def without_people(chunks: Sequence[Chunk]) -> list[Chunk]:
    """The stretches of a head without those that describe ("Supervisor: A. Bee") and people with a title.

    Where nothing else is a role, "Professor Ada Bee" is one.
    """
    told = [c for c in chunks if not is_detail(c.text)] or list(chunks)
    people = [c for c in told if is_titled_person(c.text)]
    if not people:
        return told
    others = [c for c in told if c not in people]
    named = any(max(role_like(c.text), degree_like(c.text)) >= SURE for c in others)
    return [c for c in told if c not in people or not (named or role_like(c.text) < SURE)] or told


def tells_of_people(plain: str) -> bool:
    """Whether a stretch describes a job or degree ("Adviser: A. Bee") or names people ("Dr. Ada Bee")."""
    return is_detail(plain) or is_titled_person(plain)


def is_titled_person(plain: str) -> bool:
    """Whether a stretch is one name behind a title, or several; no rank and subject ("Prof. Botany")."""
    if not _opens_as_people(plain):
        return False
    first, *others = _BETWEEN.split(plain)
    name = _behind_titles(first)
    return name != first and all(_is_name(_behind_titles(part)) for part in (first, *others))


def _opens_as_people(plain: str) -> bool:
    """Whether a stretch opens with what stands in front of people: a title, or "with"."""
    first = _WORD.match(plain)
    return first is not None and first[0].casefold() in _in_front()


@cache
def _in_front() -> frozenset[str]:
    return words_of("extraction", "person_titles") | words_of("extraction", "beside_people")


def _behind_titles(plain: str) -> str:
    """A stretch without what opens it in front of a name ("with Prof. Dr. Ada Bee")."""
    words = split_words(plain)
    start = next(
        (words[n].start for n, word in enumerate(words.folded) if word not in _in_front()), len(plain)
    )
    return plain[start:]


def _is_name(plain: str) -> bool:
    words = split_words(plain).folded
    if len(words) < _NAME_WORDS or any(map(_is_of_job, words)):
        return False
    named = names_subject(plain) or organization_like(plain) >= SURE
    return not named and is_person_name(plain, Known(), expected=True)


def _is_of_job(word: str) -> bool:
    """Whether a folded word belongs to a job's title: no name holds it."""
    heads = phrases_of("roles", "role", "heads").get(word)
    return bool(heads) or word in words_of("roles", "role", "modifiers")
