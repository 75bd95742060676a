"""`cvdiff accept FINGERPRINT`: a finding that the user knows of and wants to hear no more of."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import click

from cvdiff.commands.options import CONTEXT
from cvdiff.config import add_accepted, find, load_settings
from cvdiff.config.names import FILE
from cvdiff.errors import CvdiffError

if TYPE_CHECKING:
    from datetime import datetime


@click.command(
    context_settings=CONTEXT,
    epilog="""\b
Examples:
  cvdiff accept 1f2e3d4c5b6a --reason "withdrawn in May"
  cvdiff accept 1f2e3d4c5b6a --reason "proofs are under way" --expires 2027-03-31""",
)
@click.argument("fingerprint")
@click.option("--reason", required=True, help="Why it is right as it is.")
@click.option(
    "--expires",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Tell the finding again after this day, such as 2027-03-31.",
)
@click.option(
    "--config",
    metavar="FILE",
    type=click.Path(),
    envvar="CVDIFF_CONFIG",
    show_envvar=True,
    help=f"Write into FILE, not into the {FILE} or pyproject.toml here or above.",
)
def command(fingerprint: str, reason: str, expires: datetime | None, config: str | None) -> int:
    """Accept one finding, by the fingerprint that `cvdiff check` prints in brackets behind it."""
    from cvdiff.config.schema import FINGERPRINT

    if not FINGERPRINT.accepts(fingerprint.lower()):
        raise CvdiffError(f"fingerprint {fingerprint}: must be {FINGERPRINT.what}")
    if not reason.strip():
        raise CvdiffError("--reason: is empty; say why the finding is right as it is")
    if expires and expires.date() < date.today():
        raise CvdiffError(f"--expires {expires.date()}: is past; give today or a later day")
    path = config or find() or FILE
    settings = load_settings(path) if os.path.lexists(path) else None
    for accepted in settings.check.accepted if settings else ():
        if accepted.fingerprint == fingerprint.lower():
            raise CvdiffError(f"{path}:{accepted.line}: {fingerprint} is accepted already; change that entry")
    add_accepted(path, fingerprint.lower(), reason, expires.date() if expires else None)
    return 0
