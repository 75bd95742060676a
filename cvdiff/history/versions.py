"""The versions of a file as git tells them: one a commit of the branch that touched it, renames followed.

The branch is the chain of first parents: a merge counts as the one step that it was for the branch, so that
the versions follow each other, and two lines of work never alternate.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from cvdiff.dataclass import dataclass
from cvdiff.errors import InputError
from cvdiff.inputs.git_program import Git, first_line
from cvdiff.inputs.shallow import fetch_command

_FORMAT = "tformat:%H %ct %cd %s"
_LINK, _SUBMODULE = "120000", "160000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One commit that gave the file other content, or took it away.

    `time` is the committer's, in seconds; `date` its day as written in the committer's place. `path` counts
    from the root of the repository. `blob` is None where the file is not there after the commit, and
    `absent` says why.
    """

    commit: str
    time: int
    date: str
    subject: str
    path: str
    blob: str | None
    absent: str = ""

    @property
    def short(self) -> str:
        """The commit's id as people write it."""
        return self.commit[:7]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A file in a repository: `name` as the user gave it, `path` from the root, where `git` runs.

    `fetch` is the command that fetches the rest of the history of a shallow clone, else empty.
    """

    git: Git
    name: str
    path: str
    fetch: str

    @property
    def cut_off(self) -> str:
        """What to tell where the end of a shallow clone's history is reached."""
        return f"{self.name}: the history is cut off in this shallow clone; run: {self.fetch}"


def find_place(name: str) -> Place:
    """Where a file is, or was; raises `InputError` for a folder and where there is no repository."""
    if not name or "\0" in name:
        raise InputError(f"{name!r}: no such file; check the path")
    if os.path.isdir(name):
        raise InputError(f"{name}: is a folder; give the file inside it whose history is wanted")
    folder, path = _nearest_folder(os.path.realpath(name))
    up, here, is_shallow = _repository(Git(folder), name)
    git = Git(os.path.join(folder, up))
    return Place(
        git=git, name=name, path=here + path, fetch=fetch_command("HEAD^{/all}", git) if is_shallow else ""
    )


def versions_of(place: Place, start: str) -> tuple[Version, ...]:
    """The history of a file from the commit `start` back, newest first.

    Raises `InputError` where there is none, and for a shallow clone with nothing but the last version.
    """
    found = tuple(parse(log(place, start, [place.path], "--follow")))
    if len(found) < 2 and place.fetch:
        raise InputError(place.cut_off)
    if not found:
        raise InputError(f"{place.name}: {_missing(place.name)}")
    return found


def _nearest_folder(path: str) -> tuple[str, str]:
    """The folder that a file is or was in, as far as it still exists, and the way on from there."""
    folder = os.path.dirname(path)
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    return folder, os.path.relpath(path, folder).replace(os.sep, "/")


def _repository(git: Git, name: str) -> tuple[str, str, bool]:
    """The way up to the root of the repository, the way back down, and whether the clone is shallow."""
    try:
        found = git("rev-parse", "--show-cdup", "--show-prefix", "--is-shallow-repository")
    except OSError:
        raise InputError(f"{name}: git, which knows the history, is not installed; install git") from None
    if found.returncode:
        reason = first_line(found.stderr)
        if "not a git repository" in reason:
            reason = "is in no git repository, so it has no history; compare two files with cvdiff OLD NEW"
        raise InputError(f"{name}: {reason}")
    up, here, is_shallow = os.fsdecode(found.stdout).split("\n")[:3]
    return up, here, is_shallow == "true"


def log(place: Place, start: str, paths: Sequence[str], *options: str) -> bytes:
    """The commits of the branch from `start` back that changed any of the files, and how."""
    ended = place.git(
        "-c", "log.diffMerges=separate",
        "log", "--first-parent", "-m", "--find-renames", "--raw", "--no-abbrev", "-z", "--no-relative",
        "--no-ext-diff", "--no-show-signature", "--no-notes", "--no-color", "--encoding=UTF-8",
        "--date=format:%Y-%m-%d", f"--format={_FORMAT}", *options, start, "--", *paths,
    )  # fmt: skip
    if ended.returncode:
        raise InputError(f"{place.name}: git log failed: {first_line(ended.stderr)}")
    return ended.stdout


def parse(log: bytes) -> Iterator[Version]:
    """The versions of the output of `git log --raw -z`: a line for the commit, its changes, their paths."""
    words = iter(log.split(b"\0"))
    header = b""
    for word in words:
        change = word.lstrip(b"\n")
        if not change.startswith(b":"):
            header = word or header
            continue
        _, mode, _, blob, kind = change.decode("ascii", "replace").split(" ")
        path = next(words, b"")
        if kind.startswith(("R", "C")):
            path = next(words, b"")
        yield _version(header.decode("utf-8", "replace"), os.fsdecode(path), mode, blob)


def _version(header: str, path: str, mode: str, blob: str) -> Version:
    commit, time, date, subject = [*header.split(" ", 3), ""][:4]
    absent = "the file was deleted" if not blob.strip("0") else ""
    if mode in (_LINK, _SUBMODULE):
        absent = "the file was a link" if mode == _LINK else "the file was a submodule"
    return Version(
        commit=commit,
        time=int(time),
        date=date,
        subject=subject,
        path=path,
        blob=None if absent else blob,
        absent=absent,
    )


def _missing(name: str) -> str:
    if os.path.lexists(name):
        return "has no commit in this branch, so it has no history; git add and commit it"
    return "no such file, neither here nor in the history of this branch; --until REV tells that of another"
