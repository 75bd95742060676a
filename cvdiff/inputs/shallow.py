"""The command that fetches a revision into a shallow clone, where history is cut off."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from subprocess import CompletedProcess

RunGit = Callable[..., CompletedProcess[bytes]]
"""Runs git with these arguments, as `git_program.Git` does."""

_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_SHORT_ID = re.compile(r"[0-9a-f]{4,63}")
_STEP = re.compile(r"~(\d{0,6})|\^(?![\d{])")


def fetch_command(rev: str, git: RunGit) -> str:
    """The command after which `rev` is known; `git` runs git.

    A server gives commits by their whole id and refs by their name; everything else needs the history.
    """
    remote = _remote(git)
    base, steps = _steps(rev)
    if steps is None or (_SHORT_ID.fullmatch(base) and not _ID.fullmatch(base)):
        return f"git fetch --unshallow {remote}"
    if base in ("", "HEAD") or _is_known(base, git):
        return f"git fetch --deepen={steps} {remote} {shlex.quote(_tip(base, git))}"
    return f"git fetch --depth={steps + 1} {remote} {shlex.quote(_refspec(base, remote))}"


def _steps(rev: str) -> tuple[str, int | None]:
    """What a revision starts from and how many commits back it goes; None where that cannot be counted."""
    spelled = re.sub(r"^@(?!\{)", "HEAD", rev)
    base = re.split(r"[~^@]", spelled, maxsplit=1)[0]
    suffix = spelled.removeprefix(base)
    if _STEP.sub("", suffix):
        return base, None
    return base, sum(int(step[1] or 1) if step[0][0] == "~" else 1 for step in _STEP.finditer(suffix))


def _remote(git: RunGit) -> str:
    remotes = git("remote").stdout.decode(errors="replace").split()
    return shlex.quote(remotes[0]) if remotes and "origin" not in remotes else "origin"


def _is_known(base: str, git: RunGit) -> bool:
    return not git("rev-parse", "--verify", "--quiet", f"{base}^{{commit}}").returncode


def _tip(base: str, git: RunGit) -> str:
    """What the remote calls the commit that history is wanted from: the branch, else the commit's id."""
    branch = git("rev-parse", "--abbrev-ref", base or "HEAD").stdout.decode(errors="replace").strip()
    if branch and branch != "HEAD":
        return branch.removeprefix("origin/")
    return str(git("rev-parse", "--verify", f"{base or 'HEAD'}^{{commit}}").stdout.decode().strip())


def _refspec(base: str, remote: str) -> str:
    """A commit by its id, `origin/main` to where it belongs, what looks like a version as a tag."""
    if _ID.fullmatch(base):
        return base
    if base.startswith(f"{remote}/"):
        branch = base.removeprefix(f"{remote}/")
        return f"{branch}:refs/remotes/{base}"
    if base.startswith("refs/"):
        return f"{base}:{base}"
    kind = "tags" if re.search(r"\d", base) else "heads"
    return f"refs/{kind}/{base}:refs/{kind}/{base}"
