"""The command line: `cvdiff OLD NEW` and the sub-commands.

A new sub-command is one function here (or in a module of its own) and one row of `COMMANDS`. The
stages are imported inside the commands, so that `--help` and a usage error load none of them.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from cvdiff import __version__, output
from cvdiff.errors import CvdiffError, InputsError
from cvdiff.model import CV, KINDS, Kind, Report
from cvdiff.readers import READERS
from cvdiff.source import BYTES_PER_MB

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

TROUBLE = 2
DIFFERENCES = 1
GARBAGE_THRESHOLD = 200_000
"""Objects between two searches for cycles: a comparison is short, and its records hold none (7 % CPU)."""
INTERRUPTED = 130  # 128 and the number of SIGINT, as shells report it

FORMATS = [reader.name for reader in READERS]

Function = TypeVar("Function", bound=Callable[..., Any])


def _common_options(function: Function) -> Function:
    """The options that every command has: where to, in colour or not, what and how large a file may be."""
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
            "--color",
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            help="Colour the text; auto: on a terminal, if NO_COLOR is not set.  [default: auto]",
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


class _CompareCommand(click.Command):
    """The main command, whose help also lists the sub-commands."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section("Commands (cvdiff COMMAND --help)"):
            formatter.write_dl(
                [(name, command.get_short_help_str(limit=70)) for name, command in COMMANDS.items()]
            )


def _complete_first_word(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """A sub-command that begins so, else files: shells show files only where nothing else is offered."""
    from click.shell_completion import CompletionItem

    names = [CompletionItem(name) for name in COMMANDS if incomplete and name.startswith(incomplete)]
    return names or [CompletionItem(incomplete, type="file")]


@click.command(
    cls=_CompareCommand,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
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
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    show_default=True,
    help="The form of the report.",
)
@click.option(
    "--only",
    metavar="KIND",
    multiple=True,
    type=click.Choice(KINDS),
    help="Report records of this kind only; may be repeated. Kinds: " + ", ".join(KINDS) + ".",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if there are differences.")
@click.option("--cosmetic", is_flag=True, help="List the differences without content too.")
@click.option("--explain", is_flag=True, help="Say why records were matched or left apart.")
@_common_options
@click.version_option(__version__, prog_name="cvdiff", message="%(prog)s %(version)s")
def compare(
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
    source_format: str | None,
) -> int:
    """Say what changed between two versions of a CV: papers, venues, authors, jobs, degrees."""
    from cvdiff import api

    _spare_inputs(target, old, new)
    kinds = frozenset(only) or None
    report = api.compare(old, new, format=source_format, max_bytes=max_size * BYTES_PER_MB)
    text = api.render(
        report,
        format_,
        color=_wants_color(color, target),
        cosmetic=cosmetic,
        explain=explain,
        only=kinds,
    )
    _warn(report.old, report.new, sentences=report.warnings)
    _write(text, target)
    return DIFFERENCES if exit_code and _differs(report, kinds, cosmetic) else 0


@click.command(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  cvdiff show cv-2025.md              the records, to read
  cvdiff show homepage/               a folder: al-folio, academicpages, a LaTeX project
  cvdiff show - --from html <page     standard input
  cvdiff show cv-2025.md -f json      the same for programs""",
)
@click.argument("file", type=click.Path())
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The form of the records.",
)
@_common_options
def show(
    file: str, format_: str, color: str, target: str | None, max_size: int, source_format: str | None
) -> int:
    """Print the records of one CV as cvdiff understood them."""
    from cvdiff import api

    _spare_inputs(target, file)
    cv = api.read(file, format=source_format, max_bytes=max_size * BYTES_PER_MB)
    text = api.render(cv, format_, color=_wants_color(color, target))
    _warn(cv)
    _write(text, target)
    return 0


COMMANDS: dict[str, click.Command] = {
    "show": show,
}


class _Program(click.Group):
    """`cvdiff OLD NEW`, unless the first word names a sub-command."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        if args and args[0] in self.commands:
            return super().make_context(info_name, args, parent, **extra)
        return compare.make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        return super().invoke(ctx) if ctx.command is self else ctx.command.invoke(ctx)


program = _Program("cvdiff", commands=COMMANDS)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program with these arguments (those of the process where None) and end the process."""
    output.use_utf8()
    gc.set_threshold(GARBAGE_THRESHOLD)
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    """The exit code: the one place where errors become a line and a number."""
    try:
        return int(program.main(arguments, prog_name="cvdiff", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except InputsError as error:
        for each in error.errors:
            _tell(str(each))
    except CvdiffError as error:
        _tell(str(error))
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        _tell_of_defect(error)
    return TROUBLE


def _tell(message: str) -> None:
    """One line on standard error, whatever characters a file's name may bring in."""
    line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in message)
    click.echo(f"cvdiff: {line}", err=True)


def _tell_of_defect(error: Exception) -> None:
    if os.environ.get("CVDIFF_DEBUG"):
        import traceback

        traceback.print_exception(error)
    else:
        what = f"{type(error).__name__}: {error}".rstrip(": ")
        _tell(f"internal error: {what}; please report it with what CVDIFF_DEBUG=1 prints")


def _warn(*versions: CV, sentences: Sequence[str] = ()) -> None:
    for cv in versions:
        for diagnostic in cv.diagnostics:
            place = f":{diagnostic.line}" if diagnostic.line else ""
            place = f", page {diagnostic.page}" if diagnostic.page else place
            _tell(f"warning: {cv.file}{place}: {diagnostic.message}")
    for sentence in sentences:
        _tell(f"warning: {sentence}")


def _wants_color(choice: str, target: str | None) -> bool:
    if choice == "auto":
        return not target and not os.environ.get("NO_COLOR") and bool(sys.stdout) and sys.stdout.isatty()
    return choice == "always"


def _spare_inputs(target: str | None, *inputs: str) -> None:
    """A result never takes the place of a CV."""
    if target and os.path.isfile(target):
        from cvdiff.inputs import inputs_below

        for path in [*inputs, *(path for name in inputs for path in inputs_below(name))]:
            if os.path.exists(path) and os.path.samefile(path, target):
                raise CvdiffError(f"{target}: is one of the files to read; give another -o FILE")


def _differs(report: Report, only: frozenset[Kind] | None, cosmetic: bool) -> bool:
    """Whether the report, as it was asked for, tells of any difference."""
    from cvdiff.reporters.view import narrow

    shown = narrow(report, only)
    return bool(shown.changes or shown.sections or (cosmetic and shown.cosmetic))


def _write(text: str, path: str | None) -> None:
    if path is None:
        output.write_stdout(text)
    else:
        output.write_file(path, text)
