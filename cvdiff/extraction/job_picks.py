"""Which stretches of a job's head are its role and its organization."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cvdiff.extraction.features import SURE
from cvdiff.extraction.job_chunks import EDGES, Chunk
from cvdiff.extraction.job_places import is_known_state
from cvdiff.extraction.job_spans import is_town_behind
from cvdiff.values.roles import (
    degree_like,
    find_degree,
    find_role,
    is_school,
    is_unit,
    location_like,
    names_distinction,
    names_subject,
    opens_with_part,
    organization_like,
    role_like,
)
from cvdiff.vocabulary import fold, words_of

NAME_WORDS = 14
"""A stretch of more words is a sentence, not the name of an organization."""
_OTHER_NAME_WORDS = 8
"""The same where none of its words tells that it is one, up to a remark in brackets."""
LEAST_ROLE, LEAST_ORGANIZATION = 0.35, 0.25
"""A stretch of fewer points names neither."""
IN_FRONT_OF_AT = 0.4
"""What opens an entry in front of "at" and an employer is the role, sooner than what a line below says."""
IN_BRACKETS = 0.5
"""A bracket tells what somebody is ("A. Roe (adviser)") sooner than the role, unless nothing else does."""
ANOTHER_ROLE = 0.45
"""Beside the role, what ends with one is a second ("Company Secretary") sooner than an employer."""
AT = 0.8
"""A name behind "at" is the employer, unless a line above names one."""
OPENING = 0.25
"""A name that opens an entry above its role is the employer sooner than one behind the role."""


def without_states(chunks: Sequence[Chunk], education: bool) -> list[Chunk]:
    """The stretches but for a state that reads as a degree as well ("PhD, Boston, MA").

    One stands behind the town, and a degree or a job title is named elsewhere ("Fellow", "Boston, MD"), or
    its country behind it ("Heron, MA, USA"). Among posts the letters are none behind an address's town.
    """
    states = [n for n, chunk in enumerate(chunks) if n and _is_state_of_town(chunks[n - 1], chunk)]
    if not states:
        return list(chunks)
    others = [chunk for n, chunk in enumerate(chunks) if n not in states]
    if any(max(degree_like(c.text), role_like(c.text)) >= SURE for c in others):
        return others
    if not education and all(_is_address(chunks, n) for n in states):
        return others
    return [c for n, c in enumerate(chunks) if n not in states or not _stands_in_country(chunks, n)]


def _is_address(chunks: Sequence[Chunk], n: int) -> bool:
    """Whether a state's letters stand behind a known town, or behind an organization and a town."""
    employer = chunks[n - 2] if n > 1 and chunks[n - 2].line == chunks[n].line else None
    return location_like(chunks[n - 1].text) >= SURE or (
        employer is not None and organization_like(employer.text) >= SURE
    )


def _stands_in_country(chunks: Sequence[Chunk], n: int) -> bool:
    """Whether a state's letters stand between the town and the country."""
    if n + 1 == len(chunks) or chunks[n + 1].line != chunks[n].line:
        return False
    usa = fold(chunks[n + 1].text) in words_of("roles", "location", "usa")
    return usa and degree_like(chunks[n - 1].text) < SURE


def _is_state_of_town(town: Chunk, state: Chunk) -> bool:
    """Whether a stretch is a state's letters, with another stretch in front of it in its line."""
    return town.line == state.line and is_known_state(state.text)


def without_parts(chunks: Sequence[Chunk]) -> list[Chunk]:
    """The stretches without the parts of a degree ("minor in Botany") that another one names."""
    others = [chunk for chunk in chunks if not opens_with_part(chunk.text)]
    return others if any(degree_like(chunk.text) >= SURE for chunk in others) else list(chunks)


def best_chunk(chunks: Sequence[Chunk], like: Callable[[str], float]) -> Chunk | None:
    """The stretch that is most `like` (0 to 1) a role or a degree; None where none is enough."""
    best, top = None, LEAST_ROLE
    for n, chunk in enumerate(chunks):
        score = like(chunk.text) + 0.1 * chunk.bold - 0.3 * chunk.after_at - IN_BRACKETS * chunk.bracketed
        score += IN_FRONT_OF_AT * (score >= SURE and _is_in_front_of_at(chunks, n))
        if score > top:
            best, top = chunk, score
    return best


def _is_in_front_of_at(chunks: Sequence[Chunk], n: int) -> bool:
    """Whether "at" or "@" leads from a stretch to the next, in the first line; further down are sentences."""
    behind = chunks[n + 1] if n + 1 < len(chunks) else None
    return behind is not None and behind.after_at and chunks[0].line == chunks[n].line == behind.line


def pick_organization(places: Sequence[Chunk], role: Chunk | None, given: bool) -> Chunk | None:
    """The stretch that names the organization; one that only might do so where none is `given` above."""
    best, top = None, LEAST_ORGANIZATION
    places = [chunk for chunk in places if len(chunk.text.split()) <= NAME_WORDS]
    places = [c for n, c in enumerate(places) if not (n and is_town_behind(places[n - 1], c))]
    lines = [c.line for c in places if not c.after_at and organization_like(c.text) >= SURE]
    unsure = all(organization_like(chunk.text) < SURE for chunk in places)
    for chunk in places:
        score = organization_like(chunk.text) + 0.15 * chunk.bold
        score += AT * (chunk.after_at and chunk.line <= min(lines, default=chunk.line))
        score -= 0.5 * location_like(chunk.text) * (organization_like(chunk.text) < SURE)
        if role and chunk.line == role.line and chunk.start >= role.end:
            score += 0.1
        elif role:
            score -= 0.12 * abs(chunk.line - role.line)
            opens = chunk.line == 0 and chunk.start == 0
            score += OPENING * opens * (1 + (chunk.bold and unsure))
        if role:
            score -= ANOTHER_ROLE * _ends_with_role(chunk.text)
        score -= 0.25 * chunk.bracketed
        if not _has_capital(chunk.text) and not chunk.after_at:
            score -= 0.2
        if score > top:
            best, top = chunk, score
    if best and role and is_unit(best.text) and best.line == role.line:
        return _employer_above(places, best) or best
    if best is None and role and not given:
        named = [
            c
            for c in places
            if (_is_name(c.text) or _is_counted_name(c))
            and max(location_like(c.text), degree_like(c.text)) < SURE
            and not is_known_state(c.text)
            and len(c.text.partition(" (")[0].split()) <= _OTHER_NAME_WORDS
        ]
        if find_degree(role.text):  # "Ph.D., Computer Science, Norrvik"
            named = [c for c in named if not names_subject(c.text)] or named
        best = named[0] if named else None
    return best


def _employer_above(places: Sequence[Chunk], unit: Chunk) -> Chunk | None:
    """The name alone on the line that opens an entry, above a role in a unit of it."""
    opening = [c for c in places if c.line == 0]
    if unit.line == 0 or len(opening) != 1 or opening[0].start or not _is_name(opening[0].text):
        return None
    return opening[0] if len(opening[0].text.split()) <= _OTHER_NAME_WORDS else None


def _ends_with_role(text: str) -> bool:
    span = find_role(text)
    return span is not None and span[1] == len(text)


def _has_capital(text: str) -> bool:
    """Whether a stretch begins with a capital, an inner one ("i2OPeat") or a letter that has none."""
    first = text.partition(" ")[0]
    if first[:1].isalpha() and not first[:1].islower():
        return True
    return first.isalnum() and sum(map(str.isupper, first)) > 1


def _is_name(text: str) -> bool:
    """Whether a stretch of unknown words can be a name: no label ("Focus: Robotics"), no honours."""
    return _has_capital(text) and ": " not in text and not names_distinction(text)


def _is_counted_name(chunk: Chunk) -> bool:
    """Whether a stretch that opens an entry is a name that begins with a number ("1001 Kettles")."""
    number, _, name = chunk.text.partition(" ")
    return not (chunk.line or chunk.start) and number.isdigit() and name[:1].isupper()


def without_subject(places: Sequence[Chunk], role: Chunk, plain: str, given: bool) -> list[Chunk]:
    """The stretches without the subject behind a degree whose school stands in another line."""
    elsewhere = given or any(
        c.line != role.line and organization_like(c.text) >= SURE and is_school(c.text) for c in places
    )
    if not elsewhere or degree_like(role.text) < SURE:
        return list(places)
    behind = [c for c in places if c.line == role.line and c.start >= role.end]
    subjects = [c for c in behind if "\t" not in plain[role.end : c.start].lstrip()]
    return (
        list(places) if any(is_school(c.text) for c in subjects) else [c for c in places if c not in subjects]
    )


def role_in_front(chunks: Sequence[Chunk], organization: Chunk, education: bool) -> Chunk | None:
    """What opens an entry in front of its organization and is set apart from it: a role of any words."""
    first = chunks[0]
    styles = (first.bold, first.italic) != (organization.bold, organization.italic)
    apart = styles or organization.bracketed or organization.after_at or first.line != organization.line
    if first is organization or not (education or apart):
        return None
    place = max(organization_like(first.text), location_like(first.text)) >= SURE
    return None if place or len(first.text.split()) > NAME_WORDS else first


def role_and_organization(text: str, education: bool) -> tuple[str, str | None]:
    """Role and organization of a stretch that holds both unseparated ("Acme Labs Research Intern")."""
    span = (find_degree(text) if education else None) or find_role(text)
    if not span:
        return text, None
    before, after = text[: span[0]].strip(EDGES), text[span[1] :].strip(EDGES)
    if before and organization_like(before) >= SURE:
        return text[span[0] :].strip(EDGES), before
    if after and organization_like(after) >= SURE and not re.match(r"(?:of|in|for)\b", after):
        return text[: span[1]].strip(EDGES), after
    return text, None
