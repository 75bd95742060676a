"""What a check asks git about the repository around the current folder.

Paths are those of git: relative to the root of the repository, which must be the current folder.
"""

from __future__ import annotations

import os
import shlex
from subprocess import CompletedProcess

from cvdiff import source
from cvdiff.errors import CvdiffError
from cvdiff.inputs.git_program import Git, first_line
from cvdiff.inputs.shallow import fetch_command

INDEX = ""
"""The revision that is the index: what is staged."""

Revision = str | None
"""A commit's id, `INDEX`, or None for the files on disk."""


def git(*arguments: str) -> CompletedProcess[bytes]:
    """Run git here; raises `CvdiffError` where it is not installed."""
    try:
        return Git()(*arguments)
    except OSError as error:
        raise CvdiffError(f"git cannot be run ({error.strerror}); install it") from None


def enter_root() -> None:
    """Make the root of the repository the current folder; raises `CvdiffError` outside of one."""
    found = git("rev-parse", "--show-toplevel")
    if found.returncode:
        reason = first_line(found.stderr)
        owned = "dubious ownership" not in reason
        what = "check the repository out" if owned else 'run git config --global --add safe.directory "$PWD"'
        raise CvdiffError(f"{reason}; {what} before this step")
    os.chdir(os.fsdecode(found.stdout.removesuffix(b"\n")))


def commit_of(revision: str) -> str | None:
    """The id of the commit that a revision names here, None where there is none."""
    found = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return found.stdout.decode().strip() if found.returncode == 0 else None


def need_commit(revision: str) -> str:
    """The id of the commit that a revision names, here or at the remote.

    CI systems clone the last commit alone, so what is not here is fetched. Raises `CvdiffError` with the
    command to run where that fails.
    """
    if revision.startswith("-"):
        raise CvdiffError(f"{revision}: no revision begins with a dash; check the base")
    if found := commit_of(revision) or commit_of(f"origin/{revision}"):
        return found
    whole = f"git fetch origin {shlex.quote(revision.removeprefix('origin/'))}"
    command = fetch_command(revision, git) if _is_shallow() else whole
    fetched = git(*shlex.split(command)[1:]).returncode == 0
    if found := commit_of(revision) or (commit_of("FETCH_HEAD") if fetched else None):
        return found
    raise CvdiffError(f"revision {revision} is not in this clone and could not be fetched; run: {command}")


def fork_point(commit: str) -> str:
    """The commit that HEAD and `commit` have grown from; `commit` itself where they have nothing in common.

    Raises `CvdiffError` with the command to run where a shallow clone does not reach back so far.
    """
    if found := _merge_base(commit):
        return found
    if not _is_shallow():
        return commit
    git("fetch", "--unshallow", "origin")
    if found := _merge_base(commit):
        return found
    raise CvdiffError(
        "this clone does not reach back to where the branch began; run: git fetch --unshallow origin"
    )


def _merge_base(commit: str) -> str | None:
    found = git("merge-base", commit, "HEAD")
    return found.stdout.decode().strip() if found.returncode == 0 else None


def _is_shallow() -> bool:
    return git("rev-parse", "--is-shallow-repository").stdout == b"true\n"


def parents(revision: str) -> list[str]:
    """The ids of the parents that a commit names, also of those that a shallow clone does not hold."""
    head = git("cat-file", "commit", revision).stdout.decode(errors="replace").partition("\n\n")[0]
    return [line.removeprefix("parent ") for line in head.split("\n") if line.startswith("parent ")]


def files_of(revision: Revision) -> list[str]:
    """The files of a commit or of the index; of those that git knows, the ones on disk where it is None."""
    if revision:
        return _names("ls-tree", "-r", "-z", "--name-only", "--full-tree", revision)
    listed = _names("ls-files", "-z")
    return [path for path in listed if revision is not None or os.path.lexists(path)]


def old_names(base: str, revision: Revision) -> dict[str, str]:
    """For each file that stood elsewhere in the commit `base`: where."""
    names = _names(*_diff(base, revision), "--diff-filter=R", "--find-renames", "--name-status")
    return {names[at + 2]: names[at + 1] for at in range(0, len(names) - 2, 3)}


def changed_files(base: str | None, revision: Revision) -> list[str]:
    """The files that came, went or changed since the commit `base`, where None had no files."""
    if base is None:
        return files_of(revision)
    return _names(*_diff(base, revision), "--no-renames", "--name-only")


def _diff(base: str, revision: Revision) -> list[str]:
    if revision is None:
        return ["diff", "-z", base]
    return ["diff", "-z", base, revision] if revision else ["diff", "-z", "--cached", base]


def _names(*arguments: str) -> list[str]:
    found = git(*arguments)
    if found.returncode:
        raise CvdiffError(f"git {arguments[0]}: {first_line(found.stderr)}; git status tells more")
    return [os.fsdecode(name) for name in found.stdout.split(b"\0") if name]


def content(revision: Revision, path: str) -> bytes | None:
    """The bytes of a file, None where it is not there or cannot be read."""
    if revision is not None:
        found = git("cat-file", "blob", f"{revision}:{path}")
        return None if found.returncode else found.stdout
    try:
        return source.load(path)
    except CvdiffError:
        return None
