"""`cvdiff check [OLD] NEW`: findings on a CV, for people and for CI."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

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
from cvdiff.errors import CvdiffError
from cvdiff.program import FINDINGS, tell, warn
from cvdiff.reporters.findings import CHECK_FORMATS
from cvdiff.settings import CVFiles, FailOn, Settings
from cvdiff.source import BYTES_PER_MB

if TYPE_CHECKING:
    from cvdiff.checks.finding import CheckResult
    from cvdiff.checks.run import Run


@click.command(
    context_settings=CONTEXT,
    epilog="""\b
Examples:
  cvdiff check cv.md                         what the CV itself shows: duplicates, dates, links
  cvdiff check HEAD~1:cv.md cv.md            also what went or changed since then
  cvdiff check cv.tex --base origin/main     the same against a branch, even if cv.tex was renamed
  cvdiff check --base HEAD~1                 every CV that .cvdiff.toml names
  cvdiff check --agree cv.pdf _data/cv.yml papers.bib
  cvdiff check old.md new.md --fail-on warning -f github

\b
Without OLD and without --base, only the rules for one version run; nothing is taken from git.
cvdiff rules lists the rules, cvdiff accept FINGERPRINT silences a finding.

\b
Exit codes: 0 no finding that fails the check, 1 at least one, 2 trouble.""",
)
@click.argument("files", metavar="[OLD] NEW", nargs=-1, type=click.Path())
@click.option("--base", metavar="REV", help="Compare with the version of each CV in this git revision.")
@click.option("--agree", is_flag=True, help="Tell which papers, positions and degrees not all files have.")
@click.option(
    "--fail-on",
    type=click.Choice(get_args(FailOn)),
    envvar="CVDIFF_FAIL_ON",
    show_envvar=True,
    help="Exit with 1 if a finding is at least as grave.  [default: what .cvdiff.toml says, or error]",
)
@format_option(*CHECK_FORMATS, of="the findings")
@reading_options
def command(
    files: tuple[str, ...],
    base: str | None,
    agree: bool,
    fail_on: FailOn | None,
    format_: str,
    color: str,
    target: str | None,
    max_size: int,
    config: str | None,
    source_format: str | None,
) -> int:
    """Check a CV: what it lost since OLD, and slips such as papers listed twice or impossible dates.

    Without files, every CV that the settings name is checked.
    """
    from cvdiff.checks.run import Run
    from cvdiff.reporters.findings import render_findings

    settings = load_settings(config) or Settings()
    if fail_on:
        settings = replace(settings, check=replace(settings.check, fail_on=fail_on))
    named = [path for cv in settings.check.cvs for path in (cv.path, *cv.also)]
    spare_inputs(target, *(files or named), settings.file)
    run = Run(settings, format=source_format, max_bytes=max_size * BYTES_PER_MB)
    if agree:
        _add_files(run, files, base)
    else:
        _add_versions(run, files, base, settings)
    result = run.result(is_whole=not files or not settings.check.cvs)
    _warn(run, result)
    write(render_findings(result, format_, color=wants_color(color, target)), target)
    return FINDINGS if result.failed else 0


def _add_files(run: Run, files: tuple[str, ...], base: str | None) -> None:
    if len(files) < 2 or base is not None:
        raise click.UsageError("--agree takes two files or more, and no --base.")
    run.add_agreement(files)


def _add_versions(run: Run, files: tuple[str, ...], base: str | None, settings: Settings) -> None:
    """The CVs of the command line, or those of the settings with the files that must agree with them."""
    if len(files) > 2 or (len(files) == 2 and base is not None):
        raise click.UsageError("give NEW with --base REV, or OLD and NEW; several files need --agree.")
    if len(files) == 2:
        run.add(*files)
        return
    cvs = [CVFiles(path=path) for path in files] or settings.check.cvs
    if not cvs:
        raise CvdiffError("nothing to check: give a CV, or name yours in .cvdiff.toml under [[cv]]")
    for cv in cvs:
        run.add_since(base, cv.path)
        if cv.also:
            run.add_agreement((cv.path, *cv.also))


def _warn(run: Run, result: CheckResult) -> None:
    """Tell what no finding tells: remarks on old versions, and what could not be compared."""
    for report in result.reports:
        warn(report.old, sentences=report.warnings)
    for remark in run.remarks:
        tell(f"warning: {remark}")
