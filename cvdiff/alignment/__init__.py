"""Two CVs -> which record of the old version is which record of the new one.

Passes, strongest evidence first, each one to one and leaving its name on the match: given by the user,
identifier, title, text, combined score, then the preprint, the person or the one thing that an entry is
about. Records are compared across sections and kinds, so that a paper that moved or a prize that now stands
among the grants is the same record. The result does not depend on the order of the records, except to break
exact ties (nearest first).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from itertools import product
from typing import TYPE_CHECKING

from cvdiff.alignment.keys import exact_keys, identifier_keys, person_keys, preprint_keys, text_keys
from cvdiff.alignment.papers import may_be_one, plausible
from cvdiff.alignment.presence import absorbed, regrouped
from cvdiff.alignment.score import THRESHOLDS, candidates, pair_score
from cvdiff.alignment.slots import SLOTS
from cvdiff.alignment.ties import Contest
from cvdiff.alignment.weights import MAX_SHARING, MAX_SLOTS, SLOT_SCORE
from cvdiff.model import CV, Alignment, AnyRecord, Evidence, Match

if TYPE_CHECKING:
    from cvdiff.settings import Settings


def align(old: CV, new: CV, settings: Settings | None = None) -> Alignment:
    """Matches the records of two CVs; every record is in exactly one of matches, added, removed.

    The pairs that the user gives in `settings` come before all evidence.
    """
    aligner = _Aligner(old, new)
    if settings:
        aligner.by_user(settings)
    aligner.by_key(identifier_keys, "identifier", plausible)
    aligner.by_key(exact_keys, "title")
    aligner.by_key(text_keys, "text")
    aligner.by_score()
    aligner.by_key(preprint_keys, "combined", may_be_one)
    aligner.by_key(person_keys, "combined")
    aligner.by_slot()
    return aligner.result()


def _by_key(
    keys: Callable[[AnyRecord], Iterable[Hashable]], cv: CV, places: Iterable[int]
) -> dict[Hashable, list[int]]:
    """The places of a CV's records by each of their keys."""
    index: dict[Hashable, list[int]] = defaultdict(list)
    for place in places:
        for key in dict.fromkeys(keys(cv.records[place])):
            index[key].append(place)
    return index


class _Aligner:
    def __init__(self, old: CV, new: CV) -> None:
        self.old, self.new = old, new
        self.free_old = dict.fromkeys(range(len(old.records)))
        self.free_new = dict.fromkeys(range(len(new.records)))
        self.matches: dict[int, tuple[int, float, Evidence]] = {}
        self.contest: Contest | None = None
        self.apart: frozenset[tuple[int, int]] = frozenset()
        self.warnings: tuple[str, ...] = ()
        self.thresholds = THRESHOLDS

    def take(self, i: int, j: int, score: float, evidence: Evidence) -> None:
        self.matches[i] = (j, score, evidence)
        del self.free_old[i], self.free_new[j]

    def by_user(self, settings: Settings) -> None:
        """Matches what the user says is the same; what is not, the other passes leave apart."""
        from cvdiff.alignment.given import given_pairs, thresholds_of

        self.thresholds = thresholds_of(settings)
        given = given_pairs(self.old, self.new, settings)
        self.apart, self.warnings = given.apart, given.warnings
        for i, j in given.same:
            self.take(i, j, 1.0, "given")

    def by_key(
        self,
        keys: Callable[[AnyRecord], Iterable[Hashable]],
        evidence: Evidence,
        bears_out: Callable[[AnyRecord, AnyRecord], bool] | None = None,
    ) -> None:
        """Matches records that share a key, if their fields bear it out, the likest first of several."""
        pairs = [pair for pair in self._sharing(keys) if pair not in self.apart]
        if bears_out:
            pairs = [(i, j) for i, j in pairs if bears_out(self.old.records[i], self.new.records[j])]
        of_old, of_new = Counter(i for i, _ in pairs), Counter(j for _, j in pairs)
        likest = []
        for i, j in pairs:
            contested = of_old[i] > 1 or of_new[j] > 1
            score = pair_score(self.old.records[i], self.new.records[j]) if contested else 0.0
            likest.append((-score, abs(i - j), i, j))
        for _, _, i, j in sorted(likest):
            if i in self.free_old and j in self.free_new:
                self.take(i, j, 1.0, evidence)

    def _sharing(self, keys: Callable[[AnyRecord], Iterable[Hashable]]) -> Iterable[tuple[int, int]]:
        """The free pairs that share a key, each once; where one key is shared by very many, in order."""
        of_old = _by_key(keys, self.old, self.free_old)
        of_new = _by_key(keys, self.new, self.free_new)
        pairs: dict[tuple[int, int], None] = {}
        for key, old in of_old.items():
            new = of_new.get(key, [])
            several = product(old, new) if len(old) * len(new) <= MAX_SHARING else zip(old, new, strict=False)
            pairs.update(dict.fromkeys(several))
        return pairs

    def by_score(self) -> None:
        """Matches what is left by combined score, best first, where the evidence decides."""
        if not self.free_old or not self.free_new:
            return
        old = {i: self.old.records[i] for i in self.free_old}
        new = {j: self.new.records[j] for j in self.free_new}
        scored = candidates(old, new, (*self.old.records, *self.new.records), self.thresholds)
        contest = Contest(old, new, (pair for pair in scored if (pair.old, pair.new) not in self.apart))
        for winner in contest.winners():
            self.take(winner.old, winner.new, winner.score, "combined")
        self.contest = contest

    def by_slot(self) -> None:
        """Matches what a CV has one of: its e-mail, its address, its self-description."""
        for slot in SLOTS:
            old = [i for i in self.free_old if slot(self.old.records[i])]
            new = [j for j in self.free_new if slot(self.new.records[j])]
            if len(old) == len(new) <= MAX_SLOTS:
                for i, j in zip(old, new, strict=True):
                    if (i, j) not in self.apart:
                        self.take(i, j, SLOT_SCORE, "combined")

    def result(self) -> Alignment:
        apart_old, apart_new = {i for i, _ in self.apart}, {j for _, j in self.apart}
        gone = absorbed(self.old, self.new, [i for i in self.free_old if i not in apart_old])
        come = absorbed(self.new, self.old, [j for j in self.free_new if j not in apart_new])
        if len(self.free_old) > 1 or len(self.free_new) > 1:
            free_old, free_new = self.free_old.keys() - apart_old, self.free_new.keys() - apart_new
            cut, said = regrouped(self.old, free_old, self.new, free_new)
            joined, parts = regrouped(self.new, free_new, self.old, free_old)
            gone, come = gone | cut | parts, come | said | joined
        matches = tuple(
            Match(old=self.old.records[i], new=self.new.records[j], score=round(score, 4), evidence=evidence)
            for i, (j, score, evidence) in sorted(self.matches.items(), key=lambda item: item[1][0])
        )
        return Alignment(
            old=self.old,
            new=self.new,
            matches=matches,
            added=tuple(self.new.records[j] for j in self.free_new if j not in come),
            removed=tuple(self.old.records[i] for i in self.free_old if i not in gone),
            absorbed=tuple(
                [self.old.records[i] for i in sorted(gone)] + [self.new.records[j] for j in sorted(come)]
            ),
            ambiguous=tuple(self.contest.undecided(self.free_old, self.free_new)) if self.contest else (),
            warnings=self.warnings,
        )
