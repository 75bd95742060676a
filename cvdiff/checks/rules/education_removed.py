"""A degree of the old version is not in the new one."""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.checks.changed import removed
from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit
from cvdiff.model import Report


def find(report: Report, context: Context) -> Iterator[Hit]:
    """Each degree that is gone."""
    yield from removed(report, "education")
