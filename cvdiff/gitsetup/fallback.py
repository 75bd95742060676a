"""git's own diff of two files, under the names that they have in the repository."""

from __future__ import annotations

import os
import shutil
import tempfile

from cvdiff import output
from cvdiff.inputs.files import inside
from cvdiff.inputs.git_program import Git


def own_diff(old: str | None, new: str | None, old_path: str, new_path: str, *, color: bool) -> None:
    """Print what `git diff` prints without a driver.

    The files are copied to `a/PATH` and `b/PATH` of a new folder, since git names what it compares in the
    first lines of its diff. None is a side that is not there. Raises `OSError` where a copy cannot be made,
    `OutputError` where nothing can be printed.
    """
    with tempfile.TemporaryDirectory(prefix="cvdiff-") as folder:
        sides = [_copied(old, folder, "a", old_path), _copied(new, folder, "b", new_path)]
        ended = Git(folder)(
            "diff", "--no-index", "--no-ext-diff", "--no-textconv", "--no-prefix",
            f"--color={'always' if color else 'never'}", "--", *sides,
        )  # fmt: skip
    output.write_stdout_bytes(ended.stdout)


def _copied(file: str | None, folder: str, side: str, path: str) -> str:
    """The path of the copy in the folder, or the file that stands for none."""
    if file is None:
        return os.devnull
    name = f"{side}/{inside('', path) or 'file'}"
    target = os.path.join(folder, *name.split("/"))
    os.makedirs(os.path.dirname(target), exist_ok=True)
    shutil.copyfile(file, target)
    return name
