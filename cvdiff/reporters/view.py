"""What a reader asked to see of a report."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from cvdiff.model import CV, Kind, Report


class View(NamedTuple):
    """`cosmetic` lists differences without content, `explain` every match, `only` narrows to kinds.

    `level` is that of the report's own heading, 1 where it is a document of its own.
    """

    cosmetic: bool = False
    explain: bool = False
    only: frozenset[Kind] | None = None
    level: int = 1


def narrow(report: Report, only: frozenset[Kind] | None) -> Report:
    """The report with records, headings and matches of these kinds alone; None means all."""
    if only is None:
        return report
    headings = [(s.new or s.old, s) for s in report.sections]
    return replace(
        report,
        old=_narrow_cv(report.old, only),
        new=_narrow_cv(report.new, only),
        changes=tuple(c for c in report.changes if c.kind in only),
        cosmetic=tuple(c for c in report.cosmetic if c.kind in only),
        sections=tuple(s for section, s in headings if section and section.kind in only),
        matches=tuple(m for m in report.matches if m.new.kind in only),
        ambiguous=tuple(t for t in report.ambiguous if t.new.kind in only),
    )


def has_content(report: Report, only: frozenset[Kind] | None) -> bool:
    """Whether anything of content changed in records of these kinds."""
    shown = narrow(report, only)
    return bool(shown.changes or shown.sections)


def _narrow_cv(cv: CV, only: frozenset[Kind]) -> CV:
    return replace(
        cv,
        records=tuple(r for r in cv.records if r.kind in only),
        sections=tuple(s for s in cv.sections if s.kind in only),
    )
