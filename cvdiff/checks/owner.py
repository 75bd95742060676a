"""Whether a CV's owner is among the authors of its papers."""

from __future__ import annotations

from collections.abc import Collection

from cvdiff.checks.context import Context
from cvdiff.model import CV, Publication
from cvdiff.values.truncation import truncation_start
from cvdiff.vocabulary import fold

MIN_PAPERS = 4
"""Papers with authors that a CV must have before its habit of naming the owner can be told."""

USUAL_SHARE = 0.75
"""A CV whose owner is missing in more of its author lists has the habit of leaving the owner out."""


def names_owner(paper: Publication, names: Collection[str]) -> bool:
    """Whether the authors hold the owner, by any of the names, or the entry prints a family name of them."""
    from cvdiff.values.names import same_person

    if any(same_person(author.name, name) for author in paper.authors for name in names):
        return True
    words = set(fold(paper.text).split())
    return any(set(fold(name).split()[-1:]) & words for name in names)


def owner_names(cv: CV, context: Context) -> tuple[str, ...]:
    """The names of the CV's owner: the one that it prints, and those that the user gave."""
    return tuple(dict.fromkeys(name for name in (cv.owner, *context.aliases) if name))


def is_complete(paper: Publication) -> bool:
    """Whether the author list is there and not cut short."""
    return bool(paper.authors) and truncation_start(paper.text) is None


def usually_named(cv: CV, names: Collection[str]) -> bool:
    """Whether the CV's author lists name its owner as a rule."""
    papers = [r for r in cv.records if isinstance(r, Publication) and is_complete(r)]
    if not names or len(papers) < MIN_PAPERS:
        return False
    return sum(names_owner(paper, names) for paper in papers) >= USUAL_SHARE * len(papers)
