"""`cvdiff log FILE`: the history of one CV in git, as one changelog."""

from __future__ import annotations

import sys
import time

import click

from cvdiff.commands.options import (
    CONTEXT,
    format_option,
    only_option,
    reading_options,
    spare_inputs,
    wants_color,
    write,
)
from cvdiff.config import load_settings
from cvdiff.history import read_history
from cvdiff.history.periods import GROUPINGS, Grouping
from cvdiff.model import Kind
from cvdiff.program import tell
from cvdiff.reporters import LOG_FORMATS
from cvdiff.source import BYTES_PER_MB

_QUIET = 1.0
"""Seconds without a word about progress, and between two."""


class _Progress:
    """A line on a terminal's standard error that tells how far a long history is; nowhere else."""

    def __init__(self) -> None:
        self._last = time.monotonic()
        self._shows = bool(sys.stderr) and sys.stderr.isatty()
        self._width = 0

    def __call__(self, done: int, all: int) -> None:
        if self._shows and time.monotonic() - self._last >= _QUIET:
            self._last = time.monotonic()
            self._write(f"cvdiff: reading version {done} of {all}")

    def clear(self) -> None:
        """Leave no trace of the line."""
        if self._width:
            self._write("")

    def _write(self, line: str) -> None:
        sys.stderr.write("\r" + line.ljust(self._width) + ("" if line else "\r"))
        sys.stderr.flush()
        self._width = len(line)


@click.command(
    context_settings=CONTEXT,
    epilog="""\b
Examples:
  cvdiff log cv.md                          month by month, newest first
  cvdiff log cv.tex --by tag                one part a release; --by commit: one a commit
  cvdiff log cv.md --since 2024             what is new since the first of January 2024
  cvdiff log cv.md --since v1.0 --until v2.0
  cvdiff log cv.pdf --only publication -o papers.md
  cvdiff log -- -cv.md                      a name that begins with a dash""",
)
@click.argument("file", type=click.Path())
@click.option(
    "--by",
    type=click.Choice(GROUPINGS),
    default="month",
    show_default=True,
    help="What one part of the changelog tells: the changes of a month, of a release, of a commit.",
)
@click.option(
    "--since",
    metavar="WHEN",
    help="Tell what came after WHEN: a date (2024, 2024-03, 2024-03-31, '2 months ago') or a revision.",
)
@click.option("--until", metavar="WHEN", help="Tell what came up to WHEN, which is included.")
@format_option(*LOG_FORMATS, of="the changelog")
@only_option
@reading_options
def command(
    file: str,
    by: Grouping,
    since: str | None,
    until: str | None,
    format_: str,
    only: tuple[Kind, ...],
    color: str,
    target: str | None,
    max_size: int,
    config: str | None,
    source_format: str | None,
) -> int:
    """Tell the history of FILE in its git repository as one changelog, newest first.

    Renames are followed. A merge counts as one commit. Commits that change nothing of content are left out
    and counted; versions that cannot be read are passed over and listed.
    """
    from cvdiff.reporters import render_log

    settings = load_settings(config)
    spare_inputs(target, file, settings.file if settings else None)
    progress = _Progress()
    history = read_history(
        file,
        by=by,
        since=since,
        until=until,
        format=source_format,
        max_bytes=max_size * BYTES_PER_MB,
        settings=settings,
        progress=progress,
    )
    try:
        text = render_log(history, format_, color=wants_color(color, target), only=frozenset(only) or None)
    finally:
        progress.clear()
    if history.warning:
        tell(f"warning: {history.warning}")
    write(text, target)
    return 0
