"""A grant, award, talk, course, student, project or patent of the old version is not in the new one."""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.checks.changed import removed, removed_headings
from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit
from cvdiff.model import Kind, Report

KINDS: tuple[Kind, ...] = (
    "grant", "award", "talk", "teaching", "mentoring", "service", "project", "patent", "media",
)  # fmt: skip
"""Kinds whose entries stand for something done; skills, news, contact and the like come and go."""


def find(report: Report, context: Context) -> Iterator[Hit]:
    """Each entry of these kinds that is gone, but for those of a section that is gone as a whole."""
    yield from removed(report, *KINDS, outside=removed_headings(report))
