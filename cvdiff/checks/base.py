"""Which old version a CV on disk is compared with: that of a git revision, under the name it had there."""

from __future__ import annotations

import os

from cvdiff.errors import InputError
from cvdiff.inputs.git import open_revision
from cvdiff.inputs.git_program import Git
from cvdiff.inputs.renames import new_name


def name_in(base: str, path: str) -> str:
    """`REV:PATH` for the file at `path`, wherever the current folder is in the repository."""
    return f"{base}:{_from_here(path)}"


def is_no_commit(base: str) -> bool:
    """Whether a CI system says with a row of zeros, or nothing, that the branch has no old version."""
    return not base.strip("0")


def refuse_gone(base: str, path: str, max_bytes: int) -> None:
    """Raise `InputError` if `path` is not on disk, saying what became of it since `base`."""
    if os.path.lexists(path):
        return
    _, _, inner = open_revision(path, base, _from_here(path), max_bytes)
    renamed = new_name(Git(), base, inner)
    if renamed:
        what = f"was renamed to {renamed} since {base}; check that file, and correct the settings"
    else:
        what = (
            f"was deleted since {base}; git checkout {base} -- {path} brings it back, or check another file"
        )
    raise InputError(f"{path}: {what}")


def _from_here(path: str) -> str:
    relative = os.path.relpath(path).replace(os.sep, "/")
    return relative if relative.startswith("../") else f"./{relative}"
