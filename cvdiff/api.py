"""The library: read a CV, compare two, write either down.

These functions only join the stages; each imports the stages it runs, so that reading a CV does not
load what aligning two of them needs.
"""

from __future__ import annotations

import os
from collections.abc import Collection

from cvdiff.model import CV, Kind, Report
from cvdiff.source import MAX_BYTES, load

PathLike = str | os.PathLike[str]


def read(path: PathLike, *, max_bytes: int = MAX_BYTES) -> CV:
    """Read one CV.

    Raises `InputError` if the file cannot be read, is larger than `max_bytes`, or is in no format
    that cvdiff knows. What could be read only in part is told in the CV's `diagnostics`.
    """
    from cvdiff.extraction import extract
    from cvdiff.readers import read_document

    name = os.fspath(path)
    return extract(read_document(load(name, max_bytes=max_bytes), name), name)


def compare(old: PathLike | CV, new: PathLike | CV, *, max_bytes: int = MAX_BYTES) -> Report:
    """Tell what changed from `old` to `new`, each a path or a CV that `read` gave.

    Raises `InputError` as `read` does.
    """
    old, new = (cv if isinstance(cv, CV) else read(cv, max_bytes=max_bytes) for cv in (old, new))

    from cvdiff.alignment import align
    from cvdiff.changes import compare as changes_of

    return changes_of(align(old, new))


def render(
    result: Report | CV,
    format: str | None = None,
    *,
    color: bool = False,
    cosmetic: bool = False,
    explain: bool = False,
    only: Collection[Kind] | None = None,
) -> str:
    """Write a report (`markdown`, `json`) or a CV (`text`, `json`) down as the command line does.

    `cosmetic` lists the differences without content, `explain` says why records were matched, `only`
    keeps the changes of these record kinds; the three apply to reports.
    """
    from cvdiff.reporters import render_cv, render_report

    if isinstance(result, CV):
        return render_cv(result, format or "text", color=color)
    kinds = None if only is None else frozenset(only)
    return render_report(
        result, format or "markdown", color=color, cosmetic=cosmetic, explain=explain, only=kinds
    )
