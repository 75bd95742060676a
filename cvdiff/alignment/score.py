"""How much two records speak for being the same, 0 to 1, and which pairs are worth asking."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import NamedTuple

from rapidfuzz import fuzz

from cvdiff.alignment import weights as w
from cvdiff.alignment.keys import are_of_others
from cvdiff.alignment.papers import log_odds, paper_score, probability
from cvdiff.alignment.rarity import EVEN, Rarity, folded, overlap, rarity_in, stems, words_of_record
from cvdiff.model import AnyRecord, Dates, Entry, Job, Publication
from cvdiff.patterns import pattern
from cvdiff.vocabulary import fold

_LABEL = re.compile(r"^\s*([^:\n]{2,40}):")
_LEVELLED = pattern(r"([^()\n\t]{2,40})(?: \([^()\n]{2,40}\)\.?$|[\n\t])")
"""A skill with its level or what it comprises: "German (fluent)", "German" in front of a column or line."""
THRESHOLDS: Mapping[type[AnyRecord], float] = {
    Publication: w.PUBLICATION_THRESHOLD,
    Job: w.JOB_THRESHOLD,
    Entry: w.ENTRY_THRESHOLD,
}
"""The least score of a match, by the type of both records."""
_FEWEST_WORDS = 4
"""Shorter texts stand inside longer ones by chance."""


class Candidate(NamedTuple):
    """A scored pair, by the indices of its records.

    `tied` is the least score at which another candidate of either record is as good. Lines of other kinds
    are never tied: two that were run together stand in the new one alike, and either may be its old form.
    """

    score: float
    old: int
    new: int
    threshold: float
    tied: float


def candidates(
    old: Mapping[int, AnyRecord],
    new: Mapping[int, AnyRecord],
    everything: Sequence[AnyRecord],
    thresholds: Mapping[type[AnyRecord], float] = THRESHOLDS,
) -> Iterator[Candidate]:
    """The pairs that reach their threshold or nearly do.

    `everything` are the records of both CVs, which tell how rare a word or a name is.
    """
    rarity = rarity_in(everything)
    postings: dict[str, list[int]] = defaultdict(list)
    for j, record in new.items():
        for word in words_of_record(record):
            postings[word].append(j)
    for i, record in old.items():
        for j in _likely(words_of_record(record), postings, rarity):
            threshold = thresholds[type(record)] if type(record) is type(new[j]) else w.MIXED_THRESHOLD
            score = _score(record, new[j], rarity)
            if score < threshold - w.NEAR_MISS:
                continue
            if record.kind != "mentoring" or not are_of_others(record, new[j]):
                yield Candidate(score, i, j, threshold, _tied(score, record, new[j]))


def pair_score(old: AnyRecord, new: AnyRecord) -> float:
    """A score for choosing among pairs that share a key."""
    score = _score(old, new, EVEN)
    same_section = fold(old.section) == fold(new.section)
    return (
        score + 0.05 * same_section + 0.05 * (old.kind == new.kind) + 0.1 * (fold(old.text) == fold(new.text))
    )


def _likely(words: frozenset[str], postings: Mapping[str, list[int]], rarity: Rarity) -> list[int]:
    """The records that share the rarest words, the likeliest first."""
    shared: Counter[int] = Counter()
    for word in words:
        if len(places := postings.get(word, ())) <= w.MAX_POSTINGS:
            for j in places:
                shared[j] += int(1000 * rarity.words[word])
    return sorted(shared, key=lambda j: (-shared[j], j))[: w.MAX_CANDIDATES]


def _tied(score: float, old: AnyRecord, new: AnyRecord) -> float:
    if isinstance(old, Publication) and isinstance(new, Publication):
        return probability(log_odds(score) - w.TIED_LOG_ODDS)
    return score - w.TIED_SCORE if isinstance(old, Job) and isinstance(new, Job) else inf


def _score(old: AnyRecord, new: AnyRecord, rarity: Rarity) -> float:
    if isinstance(old, Publication) and isinstance(new, Publication):
        return paper_score(old, new, rarity)
    if isinstance(old, Job) and isinstance(new, Job):
        return _jobs(old, new) - w.OTHER_KIND * (old.kind != new.kind)
    if isinstance(old, Entry) and isinstance(new, Entry):
        return _entries(old, new, rarity)
    return fuzz.ratio(folded(old.text), folded(new.text)) / 100


def _jobs(old: Job, new: Job) -> float:
    organization = _field(old.organization, new.organization)
    role = _field(old.role, new.role)
    return w.ORGANIZATION * organization + w.ROLE * role + w.DATES * _dates(old.dates, new.dates)


def _field(old: str | None, new: str | None) -> float:
    if not old or not new:
        return 0.5 if old == new else 0.3
    left, right = folded(old), folded(new)
    return max(fuzz.ratio(left, right), 0.95 * fuzz.token_set_ratio(left, right)) / 100


def _dates(old: Dates | None, new: Dates | None) -> float:
    """How well two stints agree in time."""
    if not old or not new or not old.start or not new.start:
        return 0.5 if not old and not new else 0.3
    if old.start[:7] == new.start[:7]:
        return 1.0
    if old.start[:4] == new.start[:4]:
        return 0.8
    return 0.5 if old.end and new.end and old.end[:7] == new.end[:7] else 0.0


def _entries(old: Entry, new: Entry, rarity: Rarity) -> float:
    """Letters and words at large, or the shorter text inside the longer one, and a label in common."""
    letters = fuzz.ratio(folded(old.text), folded(new.text)) / 100
    before, after = stems(old.text), stems(new.text)
    words = overlap(before, after, rarity.words)
    score = 0.5 * letters + 0.5 * _dice(words.shared)
    if min(len(before), len(after)) >= _FEWEST_WORDS <= len(before & after):
        score = max(score, 0.81 * words.contained)
    if _label(old) and _label(old) == _label(new):
        score += w.SAME_LABEL
    return min(1.0, score) - w.OTHER_KIND * (old.kind != new.kind)


def _dice(jaccard: float) -> float:
    """The share of both sets' items that are common, each set counted by itself."""
    return 2 * jaccard / (1 + jaccard)


def _label(entry: Entry) -> str:
    """What a line names before it tells of it: in front of a colon, a skill also in front of its level."""
    match = _LABEL.match(entry.text)
    if not match and entry.kind == "skill":
        match = _LEVELLED.match(entry.text)
    return fold(match[1]) if match else ""
