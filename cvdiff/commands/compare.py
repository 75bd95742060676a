"""`cvdiff OLD NEW`: what changed between two versions of a CV."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cvdiff import __version__
from cvdiff.commands import COMMANDS
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
from cvdiff.model import Kind, Report
from cvdiff.program import DIFFERENCES, warn
from cvdiff.reporters import REPORT_FORMATS
from cvdiff.source import BYTES_PER_MB

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class _CompareCommand(click.Command):
    """The main command, whose help also lists the sub-commands."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section("Commands (cvdiff COMMAND --help)"):
            formatter.write_dl(list(COMMANDS.items()))


def _complete_first_word(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """A sub-command that begins so, else files: shells show files only where nothing else is offered."""
    from click.shell_completion import CompletionItem

    names = [CompletionItem(name) for name in COMMANDS if incomplete and name.startswith(incomplete)]
    return names or [CompletionItem(incomplete, type="file")]


@click.command(
    cls=_CompareCommand,
    no_args_is_help=True,
    context_settings=CONTEXT,
    epilog="""\b
Examples:
  cvdiff cv-2024.md cv-2025.md                  what is new, as Markdown
  cvdiff cv-2024.md cv-2025.md -o news.md       the same, into a file
  cvdiff old.md new.md --only publication       papers only
  cvdiff old.md new.md -f json --explain        for programs, with the evidence of each match
  cvdiff old.md new.md --exit-code >/dev/null   exit code 1 if anything changed
  cvdiff HEAD~3:cv.md cv.md                     a file against its own past, from git
  cvdiff papers.bib cv.tex --only publication   the papers that the homepage lacks
  cvdiff show cv-2025.md                        what cvdiff understood of one file
  cvdiff ./show new.md                          a file that is called like a command

\b
Exit codes: 0 done, 1 differences (only with --exit-code), 2 trouble.""",
)
@click.argument("old", type=click.Path(), shell_complete=_complete_first_word)
@click.argument("new", type=click.Path())
@format_option(*REPORT_FORMATS, of="the report")
@only_option
@click.option("--exit-code", is_flag=True, help="Exit with 1 if there are differences.")
@click.option("--cosmetic", is_flag=True, help="List the differences without content too.")
@click.option("--explain", is_flag=True, help="Say why records were matched or left apart.")
@reading_options
@click.version_option(__version__, prog_name="cvdiff", message="%(prog)s %(version)s")
def command(
    old: str,
    new: str,
    format_: str,
    only: tuple[Kind, ...],
    exit_code: bool,
    cosmetic: bool,
    explain: bool,
    color: str,
    target: str | None,
    max_size: int,
    config: str | None,
    source_format: str | None,
) -> int:
    """Say what changed between two versions of a CV: papers, venues, authors, jobs, degrees."""
    from cvdiff import api

    settings = load_settings(config)
    spare_inputs(target, old, new, settings.file if settings else None)
    kinds = frozenset(only) or None
    size = max_size * BYTES_PER_MB
    report = api.compare(old, new, format=source_format, max_bytes=size, settings=settings)
    text = api.render(
        report,
        format_,
        color=wants_color(color, target),
        cosmetic=cosmetic,
        explain=explain,
        only=kinds,
    )
    warn(report.old, report.new, sentences=report.warnings)
    write(text, target)
    return DIFFERENCES if exit_code and _differs(report, kinds, cosmetic) else 0


def _differs(report: Report, only: frozenset[Kind] | None, cosmetic: bool) -> bool:
    """Whether the report, as it was asked for, tells of any difference."""
    from cvdiff.reporters.view import has_content, narrow

    return has_content(report, only) or (cosmetic and bool(narrow(report, only).cosmetic))
