"""Whether a CV's owner is among the authors of its papers."""

from __future__ import annotations

import re

from cvdiff.model import CV, Publication

MIN_PAPERS = 4
"""Papers with authors that a CV must have before its habit of naming the owner can be told."""

USUAL_SHARE = 0.75
"""A CV whose owner is missing in more of its author lists has the habit of leaving the owner out."""

_CUT_SHORT = re.compile(
    r"\bet\.? al\b|\bothers\b|\bu\. ?a\.|…|\.\.\.|\bet coll?\b|\d+ (?:co-?)?authors", re.IGNORECASE
)


def names_owner(paper: Publication, owner: str) -> bool:
    """Whether the authors hold the owner, or the entry prints the owner's family name at all."""
    from cvdiff.values.names import same_person

    if any(same_person(author.name, owner) for author in paper.authors):
        return True
    from cvdiff.vocabulary import fold

    return bool(set(fold(owner).split()[-1:]) & set(fold(paper.text).split()))


def is_complete(paper: Publication) -> bool:
    """Whether the author list is there and not cut short."""
    return bool(paper.authors) and not _CUT_SHORT.search(paper.text)


def usually_named(cv: CV) -> bool:
    """Whether the CV has an owner whom its author lists name as a rule."""
    papers = [r for r in cv.records if isinstance(r, Publication) and is_complete(r)]
    if cv.owner is None or len(papers) < MIN_PAPERS:
        return False
    return sum(names_owner(paper, cv.owner) for paper in papers) >= USUAL_SHARE * len(papers)
