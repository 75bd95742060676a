"""The words and names of records, and how much each tells.

Within one person's list every second title shares "Learning" and every author list the same three
names, so what two records have in common is weighed by how rare it is in the two CVs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from math import fsum, log

from cvdiff.alignment.weights import FEWEST_RECORDS, STEM_LETTERS
from cvdiff.dataclass import dataclass
from cvdiff.model import AnyRecord, Job, Publication
from cvdiff.vocabulary import fold

Weights = Mapping[str, float]
"""How much a word or name tells: its inverse document frequency, 1 for what is not listed. Weights are
summed exactly (`fsum`): a set has no order, and no tie may hang on it."""

People = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rarity:
    """The weights of words and of people's names in two CVs, and how many papers have one author list."""

    words: Weights
    names: Weights
    lists: Mapping[People, int]


EVEN = Rarity({}, {}, {})
"""Everything tells the same."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two sets have in common: as a share of both, as a share of the smaller one, and its weight."""

    shared: float
    contained: float
    weight: float


def rarity_in(records: Sequence[AnyRecord]) -> Rarity:
    """The weights of the words and names of these records, those of both CVs."""
    lists = [people_of(record) for record in records if isinstance(record, Publication)]
    return Rarity(
        _weights([words_of_record(record) for record in records]),
        _weights([set(people) for people in lists]),
        Counter(lists),
    )


def overlap(left: Set[str], right: Set[str], weights: Weights) -> Overlap:
    """How much two sets of words or names share."""
    both = _sum(left & right, weights)
    one, other = _sum(left, weights), _sum(right, weights)
    either, smaller = one + other - both, min(one, other)
    return Overlap(both / either if either else 0.0, both / smaller if smaller else 0.0, both)


def words_of_record(record: AnyRecord) -> frozenset[str]:
    """The stems of the words by which a record is known."""
    if isinstance(record, Publication):
        return stems(record.title)
    if isinstance(record, Job):
        dates = record.dates.text if record.dates else ""
        return stems(f"{record.organization or ''} {record.role or ''} {dates}")
    return stems(record.text)


def people_of(paper: Publication) -> People:
    """The people of the author list in order: family name and first initial of each."""
    return tuple([key for author in paper.authors if (key := _short_key(author.name))])


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """`fold`, whose results are kept for all records of two long lists: each is compared with many."""
    return fold(text)


@lru_cache(maxsize=65536)
def stems(text: str) -> frozenset[str]:
    """The words of a text, folded and cut to their beginnings."""
    return frozenset(_stem(word) for word in folded(text).split())


def _stem(word: str) -> str:
    singular = word[:-1] if len(word) > 3 and word.endswith("s") else word
    return singular[:STEM_LETTERS]


@lru_cache(maxsize=65536)
def _short_key(name: str) -> str:
    from cvdiff.values.names import name_key

    family, _, initials = name_key(name).rpartition(" ")
    return f"{family} {initials[0]}" if family else initials


def _weights(bags: Sequence[Iterable[str]]) -> dict[str, float]:
    counts = Counter(item for bag in bags for item in bag)
    total = max(FEWEST_RECORDS, len(bags)) + 1
    return {item: log(total / count) for item, count in counts.items()}


def _sum(items: Set[str], weights: Weights) -> float:
    return fsum([weights.get(item, 1.0) for item in items]) if weights else float(len(items))
