"""`cvdiff show FILE`: the records of one CV."""

from __future__ import annotations

import click

from cvdiff.commands.options import (
    CONTEXT,
    format_option,
    reading_options,
    spare_inputs,
    wants_color,
    write,
)
from cvdiff.config import load_settings
from cvdiff.program import warn
from cvdiff.reporters import CV_FORMATS
from cvdiff.source import BYTES_PER_MB


@click.command(
    context_settings=CONTEXT,
    epilog="""\b
Examples:
  cvdiff show cv-2025.md              the records, to read
  cvdiff show homepage/               a folder: al-folio, academicpages, a LaTeX project
  cvdiff show - --from html <page     standard input
  cvdiff show cv-2025.md -f json      the same for programs""",
)
@click.argument("file", type=click.Path())
@format_option(*CV_FORMATS, of="the records")
@reading_options
def command(
    file: str,
    format_: str,
    color: str,
    target: str | None,
    max_size: int,
    config: str | None,
    source_format: str | None,
) -> int:
    """Print the records of one CV as cvdiff understood them."""
    from cvdiff import api

    settings = load_settings(config)
    spare_inputs(target, file, settings.file if settings else None)
    cv = api.read(file, format=source_format, max_bytes=max_size * BYTES_PER_MB, settings=settings)
    text = api.render(cv, format_, color=wants_color(color, target))
    warn(cv)
    write(text, target)
    return 0
