"""What a rule needs to know of both CVs beside the two records."""

from __future__ import annotations

from cvdiff.changes.sections import Correspondence
from cvdiff.dataclass import dataclass
from cvdiff.model import AnyRecord, Publication


@dataclass(frozen=True, slots=True)
class Context:
    """The owners' names (none where the CVs do not tell) and how the CVs' sections correspond.

    `links` tells that both CVs carry links at their papers: a PDF of a CV may have lost them all. `papers`
    are those of both.
    """

    owners: tuple[str, ...]
    sections: Correspondence
    links: bool = True
    papers: tuple[Publication, ...] = ()

    def moved(self, old: AnyRecord, new: AnyRecord) -> bool:
        """Whether the record moved to a section that does not correspond to its old one."""
        return self.sections.moved(old, new)
