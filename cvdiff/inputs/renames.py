"""What git knows of files that changed their names between a revision and the files on disk."""

from __future__ import annotations

import os

from cvdiff.inputs.git_program import Git


def old_name(git: Git, tree: str, path: str) -> str | None:
    """The path in a tree of the file that is at `path` now; None where git sees no renaming.

    Paths count from the root of the repository. Git takes two files for one if half of their lines agree.
    """
    return {new: old for old, new in _renames(git, tree)}.get(path)


def new_name(git: Git, tree: str, path: str) -> str | None:
    """The path on disk of the file that is at `path` in a tree; None where git sees no renaming."""
    return dict(_renames(git, tree)).get(path)


def _renames(git: Git, tree: str) -> list[tuple[str, str]]:
    """The old and the new path of each file renamed since a tree."""
    found = git("diff", "-z", "--no-relative", "--find-renames", "--diff-filter=R", "--name-status", tree)
    words = [os.fsdecode(word) for word in found.stdout.split(b"\0")]
    return [(words[at + 1], words[at + 2]) for at in range(0, len(words) - 2, 3)]
