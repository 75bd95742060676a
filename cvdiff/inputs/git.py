"""Files of a git revision: `REV:PATH`, read through the `git` program.

Names that a user or a document gives reach git through its standard input or as an object's id, never
as a word that could be taken for an option.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Sequence

from cvdiff import source
from cvdiff.errors import InputError
from cvdiff.inputs.files import inside, of_sources
from cvdiff.inputs.git_program import Git, Object, Objects, first_line
from cvdiff.inputs.renames import old_name

_DRIVE = re.compile(r"[A-Za-z]:[\\/]" if os.name != "nt" else r"[A-Za-z]:")
_STAGE = re.compile(r"([0-3]):(.*)", re.DOTALL)
_LFS_ADVICE = "git lfs smudge turns it into the file: git show REV:PATH | git lfs smudge > FILE"


def split(name: str) -> tuple[str, str] | None:
    """REV and PATH of `REV:PATH`, parted as git does: at the first colon outside braces.

    None for a drive's letter (`C:\\cv.md`), an address, and what holds characters of no name.
    """
    if _DRIVE.match(name) or "://" in name or not name.isprintable():
        return None
    depth = 0
    for index, character in enumerate(name):
        depth += (character == "{") - (character == "}")
        if character == ":" and depth <= 0:
            return name[:index], name[index + 1 :]
    return None


def is_revision(name: str) -> bool:
    """Whether git knows a commit of this name here."""
    if name.startswith("-") or not name.isprintable():
        return False
    try:
        return not Git()("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").returncode
    except OSError:
        return False


class NotInRevisionError(InputError):
    """A revision that is there and has no file of this name, nor one that was renamed to it."""


def open_revision(name: str, rev: str, path: str, max_bytes: int) -> tuple[str, Revision, str]:
    """The name to show, the files of a revision ("" is the index), and the path in it that `path` means.

    As in git, a path counts from the root of the repository, or from here if it begins with `./` or
    `../`. A file that was renamed since is found under the name that it had. Raises `InputError` for
    everything that is not there, saying what to do.
    """
    if rev.startswith("-"):
        raise InputError(f"{name}: no such file, and no revision begins with a dash; check the path")
    git = Git()
    here, up, shallow = _repository(git, name, rev)
    if not rev and (stage := _STAGE.fullmatch(path)):
        rev, path = f":{stage[1]}", stage[2]
    prefix = _prefix(git, name, rev, shallow)
    revision = Revision(git, rev, prefix, max_bytes, up=up)
    inner = inside(here if path.startswith(("./", "../")) or path in (".", "..") else "", path or ".")
    if inner is None:
        raise InputError(f"{name}: leads out of the repository; give a path inside it")
    if revision.holds(inner):
        return name, revision, inner
    renamed = None if prefix.startswith(":") else old_name(git, prefix.removesuffix(":"), inner)
    if renamed is None:
        raise NotInRevisionError(f"{name}: {_no_such_path(revision, rev, posixpath.join(here, path), path)}")
    return f"{rev}:{renamed}", revision, renamed


class Revision:
    """The files of a commit, a tree or the index; `prefix` with a path names an object of git.

    `up` leads from here to the root of the working tree. `objects` may be shared by several revisions.
    """

    def __init__(
        self, git: Git, rev: str, prefix: str, max_bytes: int, *, up: str = "", objects: Objects | None = None
    ) -> None:
        self._git, self._rev, self._prefix, self._max_bytes, self._up = git, rev, prefix, max_bytes, up
        self._objects = objects or Objects(git)
        self._is_index = prefix.startswith(":")

    def is_folder(self, path: str) -> bool:
        """Whether `path` is a folder; the index keeps none, only files with their paths."""
        found = self._find(path)
        if self._is_index:
            return found is None and bool(self.names(path))
        return found is not None and found.kind == "tree"

    def holds(self, path: str) -> bool:
        """Whether there is a file or a folder at `path`."""
        return self._find(path) is not None or self.is_folder(path)

    def read(self, paths: Sequence[str]) -> list[bytes | None]:
        """The content of each file, None for one that is not there."""
        found = [self._find(path) for path in paths]
        size = 0
        for path, object in zip(paths, found, strict=True):
            size += object.size if object else 0
            if size > self._max_bytes:
                raise source.too_large(f"{self._rev}:{path}", self._max_bytes)
        return [self._content(*pair) for pair in zip(paths, found, strict=True)]

    def _find(self, path: str) -> Object | None:
        return self._objects.find(f"{self._prefix}{path}")

    def _content(self, path: str, object: Object | None) -> bytes | None:
        if object is None or object.kind != "blob":
            return None
        data = self._objects.content(object)
        return source.check(data, f"{self._rev}:{path}", self._max_bytes, lfs_advice=_LFS_ADVICE)

    def names(self, folder: str) -> list[str]:
        """The files below `folder`, relative to it."""
        start = f"{folder}/" if folder else ""
        if self._is_index:
            listed = self._git("-C", self._up or ".", "ls-files", "-z", "--", folder or ".")
        else:
            listed = self._git("ls-tree", "-r", "-z", "--name-only", "--full-tree", f"{self._prefix}{folder}")
            start = ""
        names = [os.fsdecode(name) for name in listed.stdout.split(b"\0")]
        return of_sources([name.removeprefix(start) for name in names if name and name.startswith(start)])


def _repository(git: Git, name: str, rev: str) -> tuple[str, str, bool]:
    """Where here is in the repository, the way up to its root, and whether its history is cut off."""
    try:
        found = git("rev-parse", "--show-prefix", "--show-cdup", "--is-shallow-repository")
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        reason = "is not installed" if missing else f"cannot be run ({error.strerror})"
        raise InputError(
            f"{name}: no such file, and git, which reads revisions, {reason}; install git or give a file"
        ) from None
    if found.returncode:
        reason = first_line(found.stderr)
        if "not a git repository" in reason:
            reason = f"no git repository here has a revision {rev or '(index)'}"
        raise InputError(
            f"{name}: no such file, and {reason}; check the path, or run cvdiff in the repository"
        )
    here, up, shallow = os.fsdecode(found.stdout).split("\n")[:3]
    return here, up, shallow == "true"


def _prefix(git: Git, name: str, rev: str, shallow: bool) -> str:
    """What turns a path into the name of an object: a tree's id, or a stage of the index."""
    if not rev or rev.startswith(":"):
        return f"{rev or ':0'}:"
    found = git("rev-parse", "--verify", "--quiet", f"{rev}^{{tree}}")
    if not found.returncode:
        return f"{found.stdout.decode().strip()}:"
    if not rev.strip("0"):
        raise InputError(f"{name}: {rev} is no commit but says that the branch is new; give no old version")
    if shallow:
        from cvdiff.inputs.shallow import fetch_command

        raise InputError(
            f"{name}: revision {rev} is not in this shallow clone; run: {fetch_command(rev, git)}"
        )
    what = f"no such file, and no revision {rev} in this git repository"
    raise InputError(f"{name}: {what}; git log, git branch -a and git tag list revisions")


def _no_such_path(revision: Revision, rev: str, from_here: str, path: str) -> str:
    is_index = not rev or rev.startswith(":")
    where = "the index" if is_index else f"revision {rev}"
    listing = "git ls-files" if is_index else f"git ls-tree -r --name-only {rev}"
    if from_here != path and revision.holds(posixpath.normpath(from_here)):
        return f"no such file in {where}; did you mean {rev}:./{path}?"
    return f"no such file in {where}; {listing} lists its files"
