"""A publication that one of several files has and another, which lists some of that kind, lacks."""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.checks.agreement import Agreement, lacking
from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit


def find(agreement: Agreement, context: Context) -> Iterator[Hit]:
    """One hit a publication, at its first place, naming the files that lack it."""
    yield from lacking(agreement, "publication")
