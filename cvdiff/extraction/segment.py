"""The lines of a section -> entries: which lines belong to one record."""

from __future__ import annotations

from collections.abc import Sequence

from cvdiff.extraction.context import Context
from cvdiff.extraction.cuts import Entry
from cvdiff.extraction.features import Features
from cvdiff.extraction.job_cuts import cut_jobs
from cvdiff.extraction.list_cuts import cut_list
from cvdiff.extraction.paper_cuts import cut_publications
from cvdiff.model import Kind
from cvdiff.outline import Line


def segment(lines: Sequence[Line], kind: Kind, context: Context, after_rule: frozenset[int]) -> list[Entry]:
    """Entries in reading order; every line is in exactly one.

    `after_rule` holds the indices of blocks that follow a horizontal rule.
    """
    if not lines:
        return []
    features = [Features(line, context) for line in lines]
    if kind == "publication":
        return cut_publications(features, after_rule)
    if kind in ("position", "education"):
        return cut_jobs(features)
    return cut_list(features, kind)
