"""Candidates against each other: which pairs win, and which the evidence does not decide.

The best pair wins, except where another record would do as well in it and would go without. A wrong
guess between two would invent a change of title, so all of them are left apart and listed, and so are
pairs that fall just short of their threshold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping

from cvdiff.alignment.papers import is_edition
from cvdiff.alignment.rarity import folded
from cvdiff.alignment.score import Candidate
from cvdiff.model import AnyRecord, NearTie, Publication


class Contest:
    """The candidates of the records that stronger evidence left free, by index of old and new record."""

    def __init__(
        self, old: Mapping[int, AnyRecord], new: Mapping[int, AnyRecord], candidates: Iterable[Candidate]
    ) -> None:
        self._old, self._new = old, new
        ranked = sorted(candidates, key=lambda c: (-c.score, abs(c.old - c.new), c.old, c.new))
        self._enough = [c for c in ranked if c.score >= c.threshold]
        self._short = [c for c in ranked if c.score < c.threshold]
        self._of_old: dict[int, list[Candidate]] = defaultdict(list)
        self._of_new: dict[int, list[Candidate]] = defaultdict(list)
        for candidate in self._enough:
            self._of_old[candidate.old].append(candidate)
            self._of_new[candidate.new].append(candidate)
        self._free_old, self._free_new = set(old), set(new)
        self._tied: list[Candidate] = []

    def winners(self) -> Iterator[Candidate]:
        """The pairs that are decided, best first; a record is in one of them at most."""
        for candidate in self._enough:
            if self._is_open(candidate):
                rivals = [
                    rival for rival in self._rivals(candidate) if self._would_go_without(candidate, rival)
                ]
                for settled in (candidate, *rivals):
                    self._free_old.discard(settled.old)
                    self._free_new.discard(settled.new)
                if rivals:
                    self._tied += (candidate, *rivals)
                else:
                    yield candidate

    def undecided(self, free_old: Container[int], free_new: Container[int]) -> Iterator[NearTie]:
        """The ties, then of the pairs that fall short the best of each record, all free in the end."""
        listed_old, listed_new = {c.old for c in self._tied}, {c.new for c in self._tied}
        for candidate in (*self._tied, *self._short):
            if candidate.old not in free_old or candidate.new not in free_new:
                continue
            if candidate.score >= candidate.threshold:
                yield self._near_tie(candidate, "another record would match as well as this one")
            elif candidate.old not in listed_old and candidate.new not in listed_new:
                listed_old.add(candidate.old)
                listed_new.add(candidate.new)
                yield self._near_tie(candidate, self._why_short(candidate))

    def _is_open(self, candidate: Candidate) -> bool:
        return candidate.old in self._free_old and candidate.new in self._free_new

    def _rivals(self, candidate: Candidate) -> Iterator[Candidate]:
        """The open pairs that share one record with the candidate and are as good but for a trifle."""
        for rival in (*self._of_old[candidate.old], *self._of_new[candidate.new]):
            if rival != candidate and rival.score >= candidate.tied and self._is_open(rival):
                yield rival

    def _would_go_without(self, candidate: Candidate, rival: Candidate) -> bool:
        """Whether the rival's own record has no other open pair, and differs from the one it vies with."""
        if rival.old == candidate.old:
            others = self._of_new[rival.new]
            one, other = self._new[rival.new], self._new[candidate.new]
        else:
            others = self._of_old[rival.old]
            one, other = self._old[rival.old], self._old[candidate.old]
        return folded(one.text) != folded(other.text) and not any(
            self._is_open(pair) for pair in others if pair != rival
        )

    def _near_tie(self, candidate: Candidate, reason: str) -> NearTie:
        old, new = self._old[candidate.old], self._new[candidate.new]
        return NearTie(old=old, new=new, score=round(candidate.score, 4), reason=reason)

    def _why_short(self, candidate: Candidate) -> str:
        old, new = self._old[candidate.old], self._new[candidate.new]
        if isinstance(old, Publication) and isinstance(new, Publication) and is_edition(old, new):
            return "the titles differ in a number, as those of two works do"
        return f"the score falls short of {candidate.threshold:g}"
