"""What became of the settings in one run of a check."""

from __future__ import annotations

from cvdiff.dataclass import dataclass
from cvdiff.settings import Accepted, Ignore, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """`used` are the ignores and acceptances that a finding met.

    `rules` are the ids of all rules. `ran` are those that ran on everything that the settings are about:
    only of these can be said that they have nothing left to find.
    """

    settings: Settings
    used: frozenset[Ignore | Accepted]
    rules: frozenset[str]
    ran: frozenset[str]

    def has_run(self, rule: str | None) -> bool:
        """Whether the rule has run on everything; for None, whether all rules of CVs have."""
        return rule in self.ran if rule is not None else bool(self.ran) and self.rules == self.ran
