"""What the commands have in common: options, and how their results leave the program."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from cvdiff import output
from cvdiff.errors import CvdiffError
from cvdiff.model import KINDS
from cvdiff.readers import READERS
from cvdiff.source import BYTES_PER_MB, MAX_BYTES

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
            default=MAX_BYTES // BYTES_PER_MB,
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
