"""What a rule needs to know of both CVs beside the two records."""

from __future__ import annotations

from cvdiff.changes.sections import Correspondence
from cvdiff.dataclass import dataclass
from cvdiff.model import AnyRecord


@dataclass(frozen=True, slots=True)
class Context:
    """The owners' names (None where a CV does not tell) and how the CVs' sections correspond."""

    old_owner: str | None
    new_owner: str | None
    sections: Correspondence

    def moved(self, old: AnyRecord, new: AnyRecord) -> bool:
        """Whether the record moved to a section that does not correspond to its old one."""
        return self.sections.moved(old, new)
