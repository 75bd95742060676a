"""How much two records speak for being the same, 0 to 1, and which pairs are worth asking.

A title's similarity weighs words by how rare they are in the two CVs: within one person's list every
second title shares "Learning" and every author list shares three names, so that neither the letters
nor the co-authors alone tell a retitled paper from its neighbour.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import fsum, log

from rapidfuzz import fuzz

from cvdiff.model import AnyRecord, Dates, Entry, Job, Publication
from cvdiff.values.names import name_key
from cvdiff.values.venues import same_venue
from cvdiff.vocabulary import fold

PUBLICATION_THRESHOLD = 0.45
JOB_THRESHOLD = 0.6
ENTRY_THRESHOLD = 0.55
TWICE_PUBLISHED = 0.12
"""Another title at another venue in another year, both published: a work is published once."""
OTHER_KIND_PENALTY = 0.12
"""Two entries of different kinds are the same only on better evidence."""
SAME_LABEL_BONUS = 0.3
"""Two lines that open with the same label ("Programming:", "Email:") are the same line."""
MAX_POSTINGS = 400
MAX_CANDIDATES = 40
"""Words in more records than MAX_POSTINGS block nothing; at most MAX_CANDIDATES pairs a record are
scored (10,000 against 10,000 titles: 0.5 s instead of a minute, no match lost)."""
_EDITION = re.compile(r"^(?:\d+|[ivx]+|v\d+|part|version|vol|one|two|three|first|second)$")
_LABEL = re.compile(r"^\s*([^:\n]{2,40}):")

Weights = Mapping[str, float]
"""How much a word tells. Weights are summed exactly (`fsum`): a set has no order, no tie may hang on it."""


def candidates(
    old: Sequence[tuple[int, AnyRecord]],
    new: Sequence[tuple[int, AnyRecord]],
    everything: Iterable[AnyRecord],
) -> Iterator[tuple[float, int, int]]:
    """Scored pairs at or above their kind's threshold: (score, old index, new index).

    `everything` are the records of both CVs, which tell how rare a word is.
    """
    words_old = {i: _words(r) for i, r in old}
    words_new = {j: _words(r) for j, r in new}
    weights = _weights([_words(r) for r in everything])
    postings: dict[str, list[int]] = defaultdict(list)
    for j, words in words_new.items():
        for word in words:
            postings[word].append(j)
    records = dict(new)
    for i, record in old:
        shared: Counter[int] = Counter()
        for word in words_old[i]:
            if len(postings.get(word, ())) <= MAX_POSTINGS:
                for j in postings.get(word, ()):
                    shared[j] += int(1000 * weights[word])
        for j, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:MAX_CANDIDATES]:
            score, threshold = _score(record, records[j], weights)
            if score >= threshold:
                yield score, i, j


def pair_score(old: AnyRecord, new: AnyRecord) -> float:
    """A score for choosing among pairs that share a key."""
    score, _ = _score(old, new, {})
    same_section = fold(old.section) == fold(new.section)
    return (
        score + 0.05 * same_section + 0.05 * (old.kind == new.kind) + 0.1 * (fold(old.text) == fold(new.text))
    )


def plausible(old: AnyRecord, new: AnyRecord) -> bool:
    """Whether two records with one identifier can be one work (a CV may give two papers one DOI)."""
    if not isinstance(old, Publication) or not isinstance(new, Publication):
        return False
    title = _similar(fold(old.title), fold(new.title), {})
    return title >= 0.5 or _authors(old, new) >= 0.5


def _words(record: AnyRecord) -> frozenset[str]:
    if isinstance(record, Publication):
        text = record.title
    elif isinstance(record, Job):
        text = f"{record.organization or ''} {record.role or ''} {record.dates.text if record.dates else ''}"
    else:
        text = record.text
    return frozenset(_folded(text).split())


@lru_cache(maxsize=65536)
def _folded(text: str) -> str:
    return fold(text)


def _weights(bags: Sequence[frozenset[str]]) -> dict[str, float]:
    """Inverse document frequency, near 0 for words in every record."""
    counts = Counter(word for bag in bags for word in bag)
    total = max(2, len(bags))
    return {word: log((total + 1) / n) for word, n in counts.items()}


def _score(old: AnyRecord, new: AnyRecord, weights: Weights) -> tuple[float, float]:
    """Score and the threshold that applies to it."""
    if isinstance(old, Publication) and isinstance(new, Publication):
        return _publications(old, new, weights), PUBLICATION_THRESHOLD
    if isinstance(old, Job) and isinstance(new, Job):
        return _jobs(old, new) - OTHER_KIND_PENALTY * (old.kind != new.kind), JOB_THRESHOLD
    if isinstance(old, Entry) and isinstance(new, Entry):
        return _entries(old, new, weights), ENTRY_THRESHOLD
    return fuzz.ratio(_folded(old.text), _folded(new.text)) / 100, 0.85


def _publications(old: Publication, new: Publication, weights: Weights) -> float:
    title = _similar(_folded(old.title), _folded(new.title), weights)
    authors = _authors(old, new) if old.authors and new.authors else title
    year = 1.0 if old.year == new.year else 0.5 if _years_apart(old, new) <= 2 else 0.0
    venue = 1.0 if old.venue and new.venue and same_venue(old.venue, new.venue) else 0.0
    linked = 1.0 if set(old.links) & set(new.links) else 0.0
    score = 0.62 * title + 0.22 * authors + 0.06 * year + 0.04 * venue + 0.06 * linked
    if title < 0.75 and not venue and old.status == new.status == "published" and old.year != new.year:
        score -= TWICE_PUBLISHED
    if _is_edition(old.title, new.title):
        score = min(score, PUBLICATION_THRESHOLD - 0.05)
    return min(1.0, score + 0.3 * bool(set(old.identifiers) & set(new.identifiers)))


def _is_edition(old: str, new: str) -> bool:
    """Whether two titles differ in a number only: Part I and Part II, X and X 2.0 are two works."""
    left, right = set(_folded(old).split()), set(_folded(new).split())
    return left != right and all(_EDITION.match(word) for word in left ^ right)


def _years_apart(old: Publication, new: Publication) -> int:
    return abs(int(old.year) - int(new.year)) if old.year and new.year else 1


def _similar(old: str, new: str, weights: Weights) -> float:
    """Similarity of two folded titles: letters and weighted words, whichever says more."""
    letters = fuzz.ratio(old, new) / 100
    left, right = set(old.split()), set(new.split())
    both = fsum(weights.get(w, 1.0) for w in left & right)
    either = fsum(weights.get(w, 1.0) for w in left | right)
    fewer = min(fsum(weights.get(w, 1.0) for w in side) for side in (left, right))
    shared = both / either if either else 0.0
    contained = 0.85 * both / fewer if fewer and len(left & right) >= 3 else 0.0
    return max(shared, contained, letters if letters >= 0.75 else letters * 0.75)


def _authors(old: Publication, new: Publication) -> float:
    """Jaccard similarity of the author lists."""
    left = {name_key(a.name) for a in old.authors}
    right = {name_key(a.name) for a in new.authors}
    return len(left & right) / len(left | right) if left | right else 0.0


def _jobs(old: Job, new: Job) -> float:
    organization = _field(old.organization, new.organization)
    role = _field(old.role, new.role)
    return 0.4 * organization + 0.3 * role + 0.3 * _overlap(old.dates, new.dates)


def _field(old: str | None, new: str | None) -> float:
    if not old or not new:
        return 0.5 if old == new else 0.3
    left, right = _folded(old), _folded(new)
    return max(fuzz.ratio(left, right), 0.95 * fuzz.token_set_ratio(left, right)) / 100


def _overlap(old: Dates | None, new: Dates | None) -> float:
    """How well two stints agree in time."""
    if not old or not new or not old.start or not new.start:
        return 0.5 if not old and not new else 0.3
    if old.start[:7] == new.start[:7]:
        return 1.0
    if old.start[:4] == new.start[:4]:
        return 0.8
    return 0.5 if old.end and new.end and old.end[:7] == new.end[:7] else 0.0


def _entries(old: Entry, new: Entry, weights: Weights) -> float:
    left, right = _folded(old.text), _folded(new.text)
    letters = fuzz.ratio(left, right) / 100
    a, b = set(left.split()), set(right.split())
    both = fsum(weights.get(w, 1.0) for w in a & b)
    total = fsum(weights.get(w, 1.0) for w in a) + fsum(weights.get(w, 1.0) for w in b)
    fewer = min(fsum(weights.get(w, 1.0) for w in side) for side in (a, b)) or 1.0
    shared = 2 * both / total if total else 0.0
    contained = 0.9 * both / fewer if len(a & b) >= 4 else 0.0
    score = 0.5 * letters + 0.5 * shared
    score = max(score, contained * 0.9 if min(len(a), len(b)) >= 4 else 0.0)
    if _label(old.text) and _label(old.text) == _label(new.text):
        score += SAME_LABEL_BONUS
    return min(1.0, score) - OTHER_KIND_PENALTY * (old.kind != new.kind)


def _label(text: str) -> str:
    match = _LABEL.match(text)
    return fold(match[1]) if match else ""
