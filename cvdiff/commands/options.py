"""What the commands have in common: options, exit codes, and how results and warnings leave the program."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from cvdiff import output
from cvdiff.errors import CvdiffError
from cvdiff.model import CV, KINDS
from cvdiff.readers import READERS

TROUBLE = 2
DIFFERENCES = 1
FINDINGS = 1

CONTEXT: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
"""The settings of every command: its help is asked for with either option, and fits its examples."""

FORMATS = [reader.name for reader in READERS]

Function = TypeVar("Function", bound=Callable[..., Any])


def format_option(*forms: str, of: str) -> Callable[[Function], Function]:
    """`-f`, the form in which something (`of`: "the report") is printed; the first is the default."""
    return click.option(
        "-f",
        "--format",
        "format_",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help=f"The form of {of}.",
    )


def only_option(function: Function) -> Function:
    """`--only`, which keeps records of the kinds asked for."""
    return click.option(
        "--only",
        metavar="KIND",
        multiple=True,
        type=click.Choice(KINDS),
        help="Report records of this kind only; may be repeated. Kinds: " + ", ".join(KINDS) + ".",
    )(function)


def reading_options(function: Function) -> Function:
    """The options of a command that reads CVs: format, size, settings, where to write, in colour or not."""
    for option in (
        click.option(
            "--from",
            "source_format",
            metavar="FORMAT",
            type=click.Choice(FORMATS, case_sensitive=False),
            help="Read files and standard input as FORMAT, whatever they seem to be. Formats: "
            + ", ".join(FORMATS)
            + ".",
        ),
        click.option(
            "--max-size",
            metavar="MB",
            type=click.IntRange(min=1),
            default=20,
            show_default=True,
            help="Refuse files larger than this.",
        ),
        click.option(
            "--config",
            metavar="FILE",
            type=click.Path(),
            envvar="CVDIFF_CONFIG",
            show_envvar=True,
            help="Take settings from FILE, not from the .cvdiff.toml or pyproject.toml here or above.",
        ),
        click.option(
            "--color",
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            envvar="CVDIFF_COLOR",
            show_default=True,
            show_envvar=True,
            help="Colour the text; auto: on a terminal, if NO_COLOR is not set.",
        ),
        click.option(
            "-o",
            "--output",
            "target",
            metavar="FILE",
            type=click.Path(),
            help="Write to FILE, whole or not at all, instead of standard output.",
        ),
    ):
        function = option(function)
    return function


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


def wants_color(choice: str, target: str | None) -> bool:
    """Whether a result for `target` (None: standard output) is coloured under `--color CHOICE`."""
    if choice == "auto":
        return not target and not os.environ.get("NO_COLOR") and bool(sys.stdout) and sys.stdout.isatty()
    return choice == "always"


def spare_inputs(target: str | None, *inputs: str | None) -> None:
    """A result never takes the place of a CV, or of the settings."""
    if target and os.path.isfile(target):
        from cvdiff.inputs import inputs_below

        names = [name for name in inputs if name]
        for path in [*names, *(path for name in names for path in inputs_below(name))]:
            if os.path.exists(path) and os.path.samefile(path, target):
                raise CvdiffError(f"{target}: is one of the files to read; give another -o FILE")


def write(text: str, path: str | None) -> None:
    """Write a result to the file `path`, or to standard output where None; raises `OutputError`."""
    if path is None:
        output.write_stdout(text)
    else:
        output.write_file(path, text)
