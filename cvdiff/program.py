"""What the programs of cvdiff share, the command line and those that git and CI systems start.

Exit codes, and lines on standard error.
"""

from __future__ import annotations

from collections.abc import Sequence

import click

from cvdiff.model import CV

DIFFERENCES = 1
FINDINGS = 1
TROUBLE = 2


def tell(message: str) -> None:
    """One line on standard error, whatever characters a file's name may bring in."""
    line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in message)
    line = line.replace("##[", r"##\[")  # a command in GitHub's logs, wherever it stands in a line
    click.echo(f"cvdiff: {line}", err=True)


def warn(*versions: CV, sentences: Sequence[str] = ()) -> None:
    """Tell on standard error what could not be read in full, and what the reader should know."""
    for cv in versions:
        for diagnostic in cv.diagnostics:
            place = f":{diagnostic.line}" if diagnostic.line else ""
            place = f", page {diagnostic.page}" if diagnostic.page else place
            tell(f"warning: {cv.file}{place}: {diagnostic.message}")
    for sentence in sentences:
        tell(f"warning: {sentence}")


def defect(error: Exception) -> str:
    """What to tell of an error that is cvdiff's own."""
    return f"internal error: {type(error).__name__}: {error}".rstrip(": ")
