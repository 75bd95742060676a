"""What became of the settings in one run of a check."""

from __future__ import annotations

from cvdiff.dataclass import dataclass
from cvdiff.settings import Accepted, Ignore, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """`used` are the ignores and acceptances that a finding met.

    `rules` are the ids of all rules, `needed` those that a check of all that the settings are about runs.
    `ran` are those that did run on all of it: only of these can be said that they have nothing left to find.
    """

    settings: Settings
    used: frozenset[Ignore | Accepted]
    rules: frozenset[str]
    needed: frozenset[str]
    ran: frozenset[str]

    def has_run(self, rule: str | None) -> bool:
        """Whether the rule has run on everything; for None, any rule, whether all needed ones have."""
        return rule in self.ran if rule is not None else self.needed <= self.ran
