"""The `git` program: running it, and asking one process for many objects."""

from __future__ import annotations

import os
import subprocess
import weakref
from typing import IO

from cvdiff.dataclass import dataclass
from cvdiff.errors import InputError

_UNRESOLVED = frozenset({b"symlink", b"dangling", b"loop", b"notdir"})
"""Links that lead nowhere inside the tree; git prints the target in a second line."""


class Git:
    """Runs git in `folder`: messages in English, no questions, names taken as they are.

    Raises `OSError` where git is not installed.
    """

    def __init__(self, folder: str = ".") -> None:
        self.folder = folder

    def __call__(self, *arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """The ended process, with nothing but `data` to read."""
        return subprocess.run(
            ["git", *arguments],
            input=data,
            capture_output=True,
            cwd=self.folder,
            env=_environment(),
            check=False,
        )

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """A process that is written to and read from."""
        return subprocess.Popen(
            ["git", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            env=_environment(),
        )


def _environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_LITERAL_PATHSPECS": "1"}


@dataclass(frozen=True, slots=True)
class Object:
    """What git keeps under a name: its id, its kind ("blob", "tree"), its size in bytes."""

    id: str
    kind: str
    size: int


class Objects:
    """The objects of a repository, by name or id, from two processes that stay until this is gone.

    One process tells of objects, the other gives their contents, so that what is too large is never read.
    Names go through their standard input and cannot be taken for options.
    """

    def __init__(self, git: Git) -> None:
        self._git = git
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        weakref.finalize(self, _end, self._running)

    def find(self, name: str) -> Object | None:
        """The object of that name, links followed; None where there is none."""
        if "\n" in name:  # one name a line
            return None
        _, answers = self._ask("--batch-check", name)
        words = _line(answers).split(b" ")
        if len(words) == 2 and words[0] in _UNRESOLVED and words[1].isdigit():
            answers.read(int(words[1]) + 1)
        if len(words) == 3 and words[2].isdigit():
            return Object(words[0].decode(), words[1].decode(), int(words[2]))
        return None

    def content(self, found: Object) -> bytes:
        """The content of an object that `find` gave."""
        process, answers = self._ask("--batch", found.id)
        _line(answers)
        data = answers.read(found.size)
        if len(data) < found.size or answers.read(1) != b"\n":
            process.kill()
            raise _stopped()
        return data

    def _ask(self, way: str, name: str) -> tuple[subprocess.Popen[bytes], IO[bytes]]:
        if way not in self._running:
            self._running[way] = self._git.start("cat-file", way, "--follow-symlinks")
        process = self._running[way]
        assert process.stdin, "started with a pipe"
        assert process.stdout, "started with a pipe"
        try:
            process.stdin.write(os.fsencode(name) + b"\n")
            process.stdin.flush()
        except OSError:
            raise _stopped() from None
        return process, process.stdout


def _line(answers: IO[bytes]) -> bytes:
    line = answers.readline()
    if not line.endswith(b"\n"):
        raise _stopped()
    return line[:-1]


def _stopped() -> InputError:
    return InputError("git cat-file: stopped in the middle; git fsck checks the repository")


def _end(running: dict[str, subprocess.Popen[bytes]]) -> None:
    for process in running.values():
        for pipe in (process.stdin, process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:  # it ended before it had read everything
                    continue
        process.wait()


def first_line(output: bytes) -> str:
    """The first line of what git says of an error, without its "fatal: "."""
    return os.fsdecode(output).strip().partition("\n")[0].removeprefix("fatal: ")
