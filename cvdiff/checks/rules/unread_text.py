"""A part of the file could not be read, or had to be guessed, so that findings about it may be missing."""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit
from cvdiff.model import CV


def find(cv: CV, context: Context) -> Iterator[Hit]:
    """Each remark of the reader, at its place."""
    for diagnostic in cv.diagnostics:
        yield Hit(
            file=cv.file,
            lines=(diagnostic.line, diagnostic.line) if diagnostic.line else None,
            page=diagnostic.page,
            record=cv.file,
            identity=f"remark {diagnostic.message}",
            values=(("message", diagnostic.message),),
        )
