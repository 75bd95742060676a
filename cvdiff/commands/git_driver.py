"""`cvdiff git-driver`: what git runs for CVs once `cvdiff install-git` has set it up."""

from __future__ import annotations

import click

from cvdiff.commands.options import CONTEXT


@click.group(context_settings=CONTEXT)
def command() -> None:
    """What git runs for the files that install-git gave to cvdiff; not to be called by hand."""


@command.command(context_settings=CONTEXT)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def diff(arguments: tuple[str, ...]) -> int:
    """Compare two versions; ARGUMENTS as git gives them to a diff driver, or PATH OLD NEW."""
    from cvdiff.gitsetup import driver

    driver.run(arguments)
    return 0


@command.command(context_settings=CONTEXT)
@click.argument("file", type=click.UNPROCESSED)
def text(file: str) -> int:
    """Print the records of FILE, one field a line, for git to compare."""
    from cvdiff.gitsetup.text import write_text

    write_text(file)
    return 0
