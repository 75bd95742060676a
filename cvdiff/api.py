"""The library: read a CV, compare two, write either down.

These functions only join the stages; each imports the stages it runs, so that reading a CV does not
load what aligning two of them needs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from cvdiff.errors import CvdiffError, InputError, InputsError
from cvdiff.model import CV, Kind, Report
from cvdiff.source import MAX_BYTES

if TYPE_CHECKING:
    from cvdiff.settings import Settings

PathLike = str | os.PathLike[str]


def read(
    path: PathLike,
    *,
    format: str | None = None,
    max_bytes: int = MAX_BYTES,
    settings: Settings | None = None,
) -> CV:
    """Read one CV: a file, a folder, `-` for standard input, or `REV:PATH` of a git repository.

    `format` is what the command line calls `--from`: None tells it from the content and the name.
    `settings` are those of `load_settings`, or made by the program: the owner's names and the headings.
    Raises `InputError` if the CV cannot be read, is larger than `max_bytes`, or is in no format that
    cvdiff knows. What could be read only in part is told in the CV's `diagnostics`.
    """
    from cvdiff.extraction import extract
    from cvdiff.inputs import read_input

    name, document = read_input(os.fspath(path), format=format, max_bytes=max_bytes)
    return extract(document, name, settings)


def compare(
    old: PathLike | CV,
    new: PathLike | CV,
    *,
    format: str | None = None,
    max_bytes: int = MAX_BYTES,
    settings: Settings | None = None,
) -> Report:
    """Tell what changed from `old` to `new`, each what `read` takes or a CV that it gave.

    `settings` are as for `read`, and give the pairs of records that are the same or never are.
    Raises `InputError` as `read` does, and `InputsError` where neither can be read.
    """

    def read_one(path: PathLike) -> CV:
        return read(path, format=format, max_bytes=max_bytes, settings=settings)

    old, new = _read_both(old, new, read_one)

    from cvdiff.alignment import align
    from cvdiff.changes import compare as changes_of

    return changes_of(align(old, new, settings))


def _read_both(old: PathLike | CV, new: PathLike | CV, read_one: Callable[[PathLike], CV]) -> tuple[CV, CV]:
    if old == new == "-":
        raise InputError("-: standard input can be read only once; give a file for OLD or NEW")
    cvs: list[CV] = []
    errors: dict[str, InputError] = {}
    for side in (old, new):
        try:
            cvs.append(side if isinstance(side, CV) else read_one(side))
        except InputError as error:
            errors.setdefault(str(error), error)
    if len(errors) > 1:
        raise InputsError(tuple(errors.values()))
    for only in errors.values():
        raise only
    return cvs[0], cvs[1]


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
    keeps the changes of these record kinds; the three apply to reports. Raises `CvdiffError` for another
    format.
    """
    from cvdiff.reporters import CV_FORMATS, REPORT_FORMATS, render_cv, render_report

    formats = CV_FORMATS if isinstance(result, CV) else REPORT_FORMATS
    form = format or next(iter(formats))
    if form not in formats:
        raise CvdiffError(f"unknown format {form}; give {' or '.join(formats)}")
    if isinstance(result, CV):
        return render_cv(result, form, color=color)
    kinds = None if only is None else frozenset(only)
    return render_report(result, form, color=color, cosmetic=cosmetic, explain=explain, only=kinds)
