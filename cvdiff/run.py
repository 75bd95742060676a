"""One run of the program: the choice between `cvdiff OLD NEW` and the sub-commands, and the exit code.

The commands are modules of `cvdiff.commands`; the stages are imported inside them, so that `--help` and a
usage error load none.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from typing import Any

import click

from cvdiff import output
from cvdiff.commands import COMMANDS, load
from cvdiff.commands.compare import command as compare
from cvdiff.errors import CvdiffError
from cvdiff.program import TROUBLE, defect, tell

GARBAGE_THRESHOLD = 200_000
"""Objects between two searches for cycles: a comparison is short, and its records hold none (7 % CPU)."""


class _Program(click.Group):
    """`cvdiff OLD NEW`, unless the first word names a sub-command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return load(cmd_name) if cmd_name in COMMANDS else None

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        if args and args[0] in COMMANDS:
            return super().make_context(info_name, args, parent, **extra)
        if args and args[0].isalpha() and not os.path.lexists(args[0]):
            _refuse_slip(args[0])
        return compare.make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        return super().invoke(ctx) if ctx.command is self else ctx.command.invoke(ctx)


def _refuse_slip(word: str) -> None:
    """Raise `CvdiffError` for a word that is nearly a command."""
    from difflib import get_close_matches

    for name in get_close_matches(word, COMMANDS, n=1, cutoff=0.75):
        raise CvdiffError(f"{word}: no such file and no command; did you mean cvdiff {name}?")


program = _Program("cvdiff")


def run(arguments: Sequence[str] | None) -> int:
    """Run the program with these arguments (those of the process where None); the exit code.

    The one place where errors become a line and a number. Raises `KeyboardInterrupt` on Ctrl-C.
    """
    output.use_utf8()
    gc.set_threshold(GARBAGE_THRESHOLD)
    try:
        return int(program.main(arguments, prog_name="cvdiff", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except CvdiffError as error:
        for line in error.lines:
            tell(line)
    except click.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        _tell_of_defect(error)
    return TROUBLE


def _tell_of_defect(error: Exception) -> None:
    if os.environ.get("CVDIFF_DEBUG"):
        import traceback

        traceback.print_exception(error)
    else:
        tell(f"{defect(error)}; please report it with what CVDIFF_DEBUG=1 prints")
