"""The diff driver: what `git diff` prints for a CV.

git calls it with a path and, for both sides, a file with its content, its id and its mode; of a renamed file
also with the new path and what it knows of the renaming; of a file with merge conflicts with the path alone
(gitattributes(5), git(1) under GIT_EXTERNAL_DIFF). git stops at an exit code other than 0, so that whatever
cannot be read as a CV is left to git's own diff.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from cvdiff import api, output, source
from cvdiff.config import load_settings
from cvdiff.dataclass import dataclass
from cvdiff.errors import CvdiffError
from cvdiff.gitsetup.fallback import own_diff
from cvdiff.inputs import disk, document_of
from cvdiff.inputs.files import beside
from cvdiff.inputs.git_program import Git
from cvdiff.model import CV
from cvdiff.program import defect, tell
from cvdiff.reporters.escape import plain
from cvdiff.settings import Settings

_NOTHING = ("/dev/null", os.devnull)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two versions: the files that hold them, None where there is none, and their paths in the repository."""

    old: str | None
    new: str | None
    old_path: str
    new_path: str


def pair_of(arguments: Sequence[str]) -> Pair:
    """The two versions that git means; raises `CvdiffError` for a number of arguments that it never gives."""
    if len(arguments) not in (3, 7, 9):
        raise CvdiffError("git-driver diff: is called by git; cvdiff OLD NEW compares two files")
    path, old = arguments[:2]
    new = arguments[2] if len(arguments) == 3 else arguments[4]
    return Pair(
        old=None if old in _NOTHING else old,
        new=None if new in _NOTHING else new,
        old_path=path,
        new_path=arguments[7] if len(arguments) == 9 else path,
    )


def run(arguments: Sequence[str]) -> None:
    """Print what git's arguments ask for; raises `CvdiffError` for a number of them that it never gives."""
    if len(arguments) == 1:
        output.write_stdout(f"* Unmerged path {plain(arguments[0])}\n")  # as git says it
    else:
        _print_difference(pair_of(arguments))


def _print_difference(pair: Pair) -> None:
    """What changed, by records or, where a side cannot be read as a CV, as git shows it."""
    color = _wants_color()
    try:
        text = difference(pair, color=color)
    except CvdiffError as error:
        tell(f"{error}; git's own diff follows")
    except Exception as error:  # a defect must not end the whole of git diff
        tell(f"{defect(error)}; git's own diff follows")
    else:
        output.write_stdout(_gap() + text)
        return
    try:
        own_diff(pair.old, pair.new, pair.old_path, pair.new_path, color=color)
    except OSError as error:  # a file that cannot be read, no room for a copy
        tell(f"{plain(pair.new_path)}: no diff: {error.strerror or error}")


def _gap() -> str:
    """A blank line in front of every changelog but the first of a `git diff`: git counts the files."""
    return "" if os.environ.get("GIT_DIFF_PATH_COUNTER", "1") == "1" else "\n"


def difference(pair: Pair, *, color: bool) -> str:
    """The changelog of a pair, or how many records a CV that came or went has; raises `CvdiffError`."""
    from cvdiff.reporters import log_markdown
    from cvdiff.reporters.paint import finish

    settings = load_settings()
    old = _read(pair.old, "a/", pair.old_path, pair.new_path, settings)
    new = _read(pair.new, "b/", pair.new_path, pair.new_path, settings)
    if old and new:
        return api.render(api.compare(old, new, settings=settings), color=color)
    return finish(log_markdown.render_alone(old, new), color=color)


def _read(file: str | None, side: str, path: str, place: str, settings: Settings | None) -> CV | None:
    """A version as a CV, None where there is none.

    What it prints of other files is taken from where the new version lies, for both sides alike: git says
    nothing of the revision that the old one comes from.
    """
    from cvdiff.extraction import extract

    if file is None:
        return None
    name = side + path
    data = source.load(file, name=name)
    files, inner = disk.open_path(place, source.MAX_BYTES)
    return extract(document_of(name, data, None, beside(files, inner)), name, settings)


def _wants_color() -> bool:
    """Whether git would colour its own diff here; its pager takes colours though it is no terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    is_shown = sys.stdout.isatty() or os.environ.get("GIT_PAGER_IN_USE") == "true"
    said = Git()("config", "--get-colorbool", "color.diff", str(is_shown).lower())
    return said.stdout.strip() == b"true"
