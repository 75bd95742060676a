"""A publication has no year, although nearly all others of the CV have one."""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.checks.changed import FINAL
from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit, hit
from cvdiff.model import CV, Publication

MIN_PAPERS = 5
USUAL_SHARE = 0.8
"""A CV that dates fewer of its papers has other habits, or headings of years that were not understood."""


def find(cv: CV, context: Context) -> Iterator[Hit]:
    """Each published paper without a year; what is accepted or under way may have none yet."""
    papers = [r for r in cv.records if isinstance(r, Publication) and r.status in FINAL]
    dated = sum(paper.year is not None for paper in papers)
    if len(papers) < MIN_PAPERS or dated < USUAL_SHARE * len(papers):
        return
    for paper in papers:
        if paper.year is None and paper.status == "published":
            yield hit(cv, paper, "year")
