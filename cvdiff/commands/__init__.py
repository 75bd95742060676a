"""The sub-commands, one module each, and the registry of them.

A new sub-command is a module here whose `command` is a click command, and a row of `COMMANDS`. Modules
are imported when their command runs (or its help is asked for), so that a comparison loads none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

import click

COMMANDS: dict[str, str] = {
    "accept": "Accept a finding, so that it is told no more.",
    "check": "Check a CV for what it lost and for slips; for CI.",
    "git-driver": "What git runs once install-git has set it up.",
    "install-git": "Make git diff, git log -p and git show tell the changes of CVs.",
    "log": "Tell the history of a CV in git as one changelog.",
    "rules": "List the rules of the check, or explain one.",
    "show": "Print the records of one CV as cvdiff understood them.",
}
"""The name of each sub-command, which is that of its module, and what the list of commands says of it."""


def load(name: str) -> click.Command:
    """The sub-command `name`; an unknown name is a `KeyError`."""
    if name not in COMMANDS:
        raise KeyError(name)
    return cast(click.Command, import_module(f"{__name__}.{name.replace('-', '_')}").command)
