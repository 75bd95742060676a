"""What has to be done so that git shows changes of CVs through cvdiff, and to undo it."""

from __future__ import annotations

import os
import posixpath
import shlex
import shutil
import sys
from collections.abc import Iterator, Sequence

from cvdiff.dataclass import dataclass
from cvdiff.errors import CvdiffError
from cvdiff.gitsetup import attributes
from cvdiff.gitsetup.attributes import DRIVER
from cvdiff.gitsetup.steps import Edit, Setting, Step
from cvdiff.inputs.git_program import Git, first_line
from cvdiff.vocabulary import load

MARK = "git-driver"
"""The sub-command that git runs; a value that holds it is one that cvdiff wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where git is set up: in one repository or for the user.

    `option` is that of `git config`. `private` is the attributes file that is not committed, `shared` the one
    that is, None for the user. `prefix` leads from the root of the repository to here.
    """

    git: Git
    option: str
    private: str
    shared: str | None
    prefix: str


def scope_of(*, is_global: bool) -> Scope:
    """The scope; raises `CvdiffError` where there is no repository, and where git is not installed."""
    git = Git()
    try:
        return _global(git) if is_global else _local(git)
    except OSError:
        raise CvdiffError("git is not installed; install it first") from None


def _global(git: Git) -> Scope:
    said = git("config", "--global", "--type=path", "core.attributesFile").stdout
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    path = os.fsdecode(said).strip("\n") or os.path.join(home, "git", "attributes")
    return Scope(git=git, option="--global", private=path, shared=None, prefix="")


def _local(git: Git) -> Scope:
    found = git("rev-parse", "--git-path", "info/attributes", "--show-prefix", "--show-cdup")
    if found.returncode:
        reason = first_line(found.stderr)
        if "not a git repository" in reason:
            reason = "no git repository here; run it inside one, or give --global"
        raise CvdiffError(f"install-git: {reason}")
    path, prefix, up = [*os.fsdecode(found.stdout).split("\n"), "", ""][:3]
    shared = os.path.abspath(os.path.join(up, ".gitattributes"))
    return Scope(git=git, option="--local", private=os.path.abspath(path), shared=shared, prefix=prefix)


def install(scope: Scope, patterns: Sequence[str], *, is_shared: bool) -> list[Step]:
    """The steps that are still to be done; raises `CvdiffError` where a key is already taken by others."""
    steps: list[Step] = []
    for key, value in _settings().items():
        known = _value(scope, key)
        if known is not None and MARK not in known:
            raise CvdiffError(
                f"{key} is {known!r} already, which cvdiff did not write; "
                f"git config {scope.option} --unset-all {key} removes it"
            )
        if known != value:
            steps.append(Setting(git=scope.git, scope=scope.option, key=key, value=value))
    path = scope.shared if is_shared and scope.shared else scope.private
    text = _text(path)
    lines = [_pattern(scope, word) for word in patterns] or _default_patterns(text)
    return [*steps, *_edit(path, text, attributes.with_patterns(text, lines))]


def uninstall(scope: Scope, *, is_shared: bool) -> list[Step]:
    """The steps that take away what `install` did, and nothing else.

    The lines of a file that is committed are others' too, and only go where they are meant: without the
    settings they do nothing.
    """
    steps: list[Step] = []
    for key in _settings():
        known = _value(scope, key)
        if known is not None and MARK in known:
            steps.append(Setting(git=scope.git, scope=scope.option, key=key, value=None))
    for path in filter(None, (scope.private, scope.shared if is_shared else None)):
        text = _text(path)
        steps += _edit(path, text, attributes.without_patterns(text))
    return steps


def _settings() -> dict[str, str]:
    """The keys of the driver and the tool; git adds its arguments; names may begin with a dash."""
    program = _program()
    return {
        f"diff.{DRIVER}.command": f"{program} {MARK} diff --",
        f"diff.{DRIVER}.textconv": f"{program} {MARK} text --",
        f"difftool.{DRIVER}.cmd": f'{program} {MARK} diff -- "$MERGED" "$LOCAL" "$REMOTE"',
    }


def _program() -> str:
    """How git's shell starts this very cvdiff, wherever it is run: by its whole path.

    Without the program, by Python; `-P` keeps modules of the folder that git runs in from being loaded.
    """
    script = shutil.which("cvdiff")
    if script and os.path.dirname(os.path.realpath(script)) == os.path.dirname(sys.executable):
        return shlex.quote(os.path.abspath(script).replace(os.sep, "/"))
    return f"{shlex.quote(sys.executable.replace(os.sep, '/'))} -P -m cvdiff"


def _value(scope: Scope, key: str) -> str | None:
    said = scope.git("config", scope.option, "--get", key)
    return None if said.returncode else os.fsdecode(said.stdout).removesuffix("\n")


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise CvdiffError(f"{path}: cannot be read: {error.strerror}; check its permissions") from None


def _edit(path: str, before: str, after: str) -> Iterator[Step]:
    if before != after:
        yield Edit(path=path, before=before, after=after)


def _default_patterns(text: str) -> list[str]:
    """The names of CVs, unless there are patterns already."""
    if attributes.lines_of(text):
        return []
    table = load("git")
    return [f"{name}.{ending}" for ending in table["endings"] for name in table["names"]]


def _pattern(scope: Scope, word: str) -> str:
    """What the user named: in a repository a file that is there is that file, all else a pattern."""
    if not word or word.startswith("!"):
        raise CvdiffError(
            f"{word!r}: is no pattern of gitattributes; give a file or a pattern such as '*.pdf'"
        )
    path = posixpath.normpath(posixpath.join(scope.prefix, word.replace(os.sep, "/")))
    if scope.shared and os.path.isfile(word) and not path.startswith(("/", "../")):
        return attributes.of_path(path)
    return word
