"""Papers that one CV lists twice: pairs of records with one title or one identifier, and what they are.

Which pair is a mistake depends on where the two stand. A list of selected papers repeats others by design,
and a workshop paper may share title and preprint with the conference paper that it became.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Literal

from rapidfuzz import fuzz

from cvdiff.dataclass import dataclass
from cvdiff.model import CV, Publication
from cvdiff.vocabulary import fold, words_of

MIN_WORDS = 3
"""Words of a title by which two records are one paper; "Introduction" heads many."""

SELECTION_SHARE = 0.5
"""A section so many of whose papers stand elsewhere too repeats them on purpose."""

MOST_ALIKE = 6
"""Entries with one title that are held against each other; more are no papers but a broken file."""

LIKE_TITLE = 70
"""`fuzz.token_set_ratio` from which on two titles may be of one work, retitled."""

_BEFORE = frozenset({"in-preparation", "submitted", "preprint"})
_AFTER = frozenset({"accepted", "published"})

TwinKind = Literal["repeated", "preprint", "identifier"]
"""Two entries alike; a preprint beside its published version; different papers with one identifier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """Two records of one CV, in reading order (a preprint first), and what they share."""

    kind: TwinKind
    first: Publication
    second: Publication
    identifier: str = ""


def twins(cv: CV) -> Iterator[Twin]:
    """The pairs of papers that are listed twice or share an identifier by mistake."""
    papers = [record for record in cv.records if isinstance(record, Publication)]
    selections = _selections(papers)
    seen: set[tuple[int, int]] = set()
    for key, group in _groups(papers).items():
        for first, second in combinations(group[:MOST_ALIKE], 2):
            pair = (id(first), id(second))
            if pair not in seen:
                seen.add(pair)
                yield from _twin(first, second, key, selections)


def _groups(papers: list[Publication]) -> dict[str, list[Publication]]:
    """The papers by title, then by identifier, as far as two or more share it."""
    groups: dict[str, list[Publication]] = defaultdict(list)
    for paper in papers:
        if len((title := fold(paper.title)).split()) >= MIN_WORDS:
            groups[title].append(paper)
    for paper in papers:
        for identifier in _own_identifiers(paper):
            groups[identifier].append(paper)
    return {key: group for key, group in groups.items() if len(group) > 1}


def _own_identifiers(paper: Publication) -> list[str]:
    """The identifiers that are the paper's only one of their scheme: a list of links is no paper."""
    schemes = Counter(identifier.partition(":")[0] for identifier in paper.identifiers)
    return [each for each in paper.identifiers if schemes[each.partition(":")[0]] == 1]


def _twin(first: Publication, second: Publication, key: str, selections: frozenset[str]) -> Iterator[Twin]:
    same_title = fold(first.title) == fold(second.title)
    if _is_preprint_of(first, second):
        if same_title or _may_be_one(first, second):
            yield Twin(kind="preprint", first=first, second=second)
    elif _is_preprint_of(second, first):
        if same_title or _may_be_one(first, second):
            yield Twin(kind="preprint", first=second, second=first)
    elif same_title:
        if _same_venue(first, second) and not _repeats(first, second, selections):
            yield Twin(kind="repeated", first=first, second=second)
    elif ":" in key and not _may_be_one(first, second):
        yield Twin(kind="identifier", first=first, second=second, identifier=key)


def _is_preprint_of(first: Publication, second: Publication) -> bool:
    return first.status in _BEFORE and second.status in _AFTER


def _may_be_one(first: Publication, second: Publication) -> bool:
    return fuzz.token_set_ratio(fold(first.title), fold(second.title)) >= LIKE_TITLE


def _same_venue(first: Publication, second: Publication) -> bool:
    """Whether nothing in venue, year or status tells the two apart."""
    if first.status != second.status or (first.year or second.year) != (second.year or first.year):
        return False
    return fold(first.venue or second.venue or "") == fold(second.venue or first.venue or "")


def _repeats(first: Publication, second: Publication, selections: frozenset[str]) -> bool:
    """Whether the two stand under different headings of which one repeats what stands elsewhere."""
    return first.section != second.section and bool({first.section, second.section} & selections)


def _selections(papers: list[Publication]) -> frozenset[str]:
    """The headings of lists that repeat papers of other lists, by their words or by what they hold."""
    size = Counter(paper.section for paper in papers)
    places: dict[str, set[str]] = defaultdict(set)
    for paper in papers:
        places[fold(paper.title)].add(paper.section)
    shared = Counter(section for sections in places.values() if len(sections) > 1 for section in sections)
    return frozenset(
        section
        for section, number in size.items()
        if set(fold(section).split()) & words_of("checks", "selection")
        or (shared[section] > 1 and shared[section] >= SELECTION_SHARE * number)
    )
