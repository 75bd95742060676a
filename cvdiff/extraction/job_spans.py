"""How far a role, a degree's subject and an organization reach over the stretches of a job's head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cvdiff.document import Text
from cvdiff.extraction.features import SURE
from cvdiff.extraction.job_chunks import Chunk
from cvdiff.extraction.job_people import tells_of_people
from cvdiff.values.roles import (
    degree_like,
    find_degree,
    is_school,
    is_unit,
    is_university,
    location_like,
    names_distinction,
    names_subject,
    organization_like,
    role_like,
)
from cvdiff.vocabulary import fold

_SCHOOL = r"(?:School|College|Faculty) of (?!the )"
"""What opens the name of a part of a university, as that of some schools of their own."""
_SMALL_WORD = r"\b[a-zà-ÿ]{4,}"
"""What tells of work for an employer holds one: "Counted waves for Orrin Bank"."""


def whole_role(
    chunks: Sequence[Chunk], role: Chunk, used: Sequence[Chunk], texts: Sequence[Text], education: bool
) -> tuple[str, list[Chunk]]:
    """The role as printed, with the stretches beside it that are roles too ("Dean, Professor of Law").

    In front of a degree may stand its subject ("Botany - PhD").
    """
    like = degree_like if education else role_like
    position = chunks.index(role)
    first = last = position

    def joins(chunk: Chunk) -> bool:
        return chunk.line == role.line and chunk not in used and not chunk.after_at and not chunk.bracketed

    def is_role(chunk: Chunk) -> bool:
        named = like(chunk.text) >= SURE and organization_like(chunk.text) < SURE
        return named and not tells_of_people(chunk.text)

    while first > 0 and joins(chunks[first - 1]) and is_role(chunks[first - 1]):
        first -= 1
    while last + 1 < len(chunks) and joins(chunks[last + 1]) and is_role(chunks[last + 1]):
        last += 1
    if education and first == last == position == 1 and joins(chunks[0]) and _is_subject(chunks[0].text):
        first = 0
    members = list(chunks[first : last + 1])
    printed = texts[role.line].plain[members[0].start : members[-1].end]
    return " ".join(printed.split()) if len(members) > 1 else role.text, [c for c in members if c is not role]


def field_of_study(
    chunks: Sequence[Chunk], role: Chunk, text: str | None, used: Sequence[Chunk], given: bool
) -> tuple[str | None, list[Chunk]]:
    """A degree's subject stands in the next stretch: "Ph.D., Biology"; "B.A. in" / "Film Studies".

    `given` tells that a line above names the school.
    """
    position = chunks.index(role)
    if position + 1 >= len(chunks) or text is None:
        return text, []
    if re.search(r"\b(?:in|of|en|für|der|de)$", text):
        subject = next((c for c in chunks[position + 1 :] if c not in used and _is_subject(c.text)), None)
        return (f"{text} {subject.text}", [subject]) if subject else (text, [])
    following = chunks[position + 1]
    place = ", ".join(c.text for c in chunks[position + 1 : position + 3])
    if (
        following in used
        or following.line != role.line
        or following.after_at
        or not (_is_subject(following.text) or _is_subject_beside(following, used, given))
        or (location_like(place) >= SURE and not names_subject(following.text))
    ):
        return text, []
    return f"{text}, {following.text}", [following]


def _is_subject_beside(chunk: Chunk, used: Sequence[Chunk], given: bool) -> bool:
    """Whether a stretch that could name an organization is a subject: the school is named elsewhere."""
    elsewhere = given or any(c.line != chunk.line and is_school(c.text) for c in used)
    told = is_school(chunk.text) or tells_of_people(chunk.text)
    return elsewhere and not told and not any(c.isdigit() for c in chunk.text)


def _is_subject(text: str) -> bool:
    """Whether a stretch can be a field of study: no place, no grade, no adviser, no programme of honours."""
    told = any(c.isdigit() for c in text) or tells_of_people(text)
    honours = organization_like(text) > 0 and names_distinction(text)
    return not told and not honours and max(organization_like(text), location_like(text)) < SURE


def opening_degree(plain: str) -> str | None:
    """The degree with which a line opens that describes a school: "Bachelor of Music: minor in ..."."""
    span = find_degree(plain)
    return plain[: span[1]] if span and span[0] == 0 and degree_like(plain[: span[1]]) >= SURE else None


def whole_organization(
    chunks: Sequence[Chunk], best: Chunk, used: Sequence[Chunk]
) -> tuple[str, list[Chunk]]:
    """Neighbouring stretches of one line that are organizations too: a department and its university.

    The name in front of a part is that of its whole, whatever its words ("Tallow, Unit of Mountain Ecology").
    """
    position = chunks.index(best)
    first = last = position

    def joins(chunk: Chunk) -> bool:
        acronym = sum(c.isupper() for c in chunk.text) >= 3 and " " not in chunk.text
        known = organization_like(chunk.text) >= SURE or acronym
        beside = chunk.line == best.line and chunk not in used and not chunk.bracketed
        return beside and known and not is_town_behind(best, chunk)

    while first > 0 and joins(chunks[first - 1]):
        first -= 1
    while last + 1 < len(chunks) and joins(chunks[last + 1]):
        last += 1
    if first == last > 0 and is_unit(best.text) and _may_be_whole(chunks[first - 1], best, used):
        first -= 1
    members = list(chunks[first : last + 1])
    name, used = ", ".join(c.text for c in members), [c for c in members if c is not best]
    behind = chunks[last + 1] if last + 1 < len(chunks) else None
    if behind and behind.line == best.line and behind.bracketed and _is_short_form(behind.text, name):
        return f"{name} ({behind.text})", [*used, behind]
    return name, used


def _is_short_form(letters: str, name: str) -> bool:
    """Whether capitals are first letters of words of a name: "PUV", "Polytechnic University of Varel"."""
    initials = iter(word[0] for word in name.split())
    return (
        len(letters) > 1
        and letters.isalpha()
        and letters.isupper()
        and all(sign in initials for sign in letters)
    )


def is_town_behind(school: Chunk, chunk: Chunk) -> bool:
    """Whether a town stands behind the school that has its name: "Princeton University, Princeton"."""
    behind = chunk.line == school.line and chunk.start >= school.end
    named = behind and location_like(chunk.text) >= SURE and is_school(school.text)
    return named and set(fold(chunk.text).split()) < set(fold(school.text).split())


def _may_be_whole(chunk: Chunk, part: Chunk, used: Sequence[Chunk]) -> bool:
    """Whether a stretch in front of a part of an organization can be the name of the whole."""
    beside = chunk.line == part.line and chunk not in used and not chunk.bracketed
    name = (
        chunk.text[:1].isupper()
        and not any(c.isdigit() for c in chunk.text)
        and not names_subject(chunk.text)
    )
    return (
        beside
        and name
        and max(location_like(chunk.text), degree_like(chunk.text), role_like(chunk.text)) < SURE
    )


def with_whole(chunks: Sequence[Chunk], organization: str, used: Sequence[Chunk]) -> tuple[str, list[Chunk]]:
    """A part of an organization with the whole that another line names: a department and its university."""
    part_of_school = re.match(_SCHOOL, organization) and not is_university(organization)
    if not (is_unit(organization) or part_of_school):
        return organization, []
    is_whole = is_university if part_of_school else is_school
    free = [c for c in chunks if c not in used and organization_like(c.text) >= SURE and not c.bracketed]
    whole = next((c for c in free if is_whole(c.text)), None) or _opening_below(chunks, organization, free)
    return (f"{organization}, {whole.text}", [whole]) if whole else (organization, [])


def _opening_below(chunks: Sequence[Chunk], unit: str, free: Sequence[Chunk]) -> Chunk | None:
    """The free organization that opens the line below a unit: an employer of any kind."""
    if not is_unit(unit):
        return None
    line = next((c.line for c in chunks if c.text and unit.endswith(c.text)), None)
    below = next((c for c in chunks if line is not None and c.line == line + 1), None)
    if below is None or below not in free or is_unit(below.text):
        return None
    return None if re.search(_SMALL_WORD, below.text) else below
