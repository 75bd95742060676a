"""`--since` and `--until`: dates or revisions.

A year, a month or a day as ISO writes it is meant as a whole; then comes a revision's name; then what git
understands as a date ("2 weeks ago").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from cvdiff.errors import CvdiffError
from cvdiff.history.versions import Version
from cvdiff.inputs.git_program import Git
from cvdiff.vocabulary import load

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_NUMBERS = re.compile(r"\d{4}-\d{1,2}-\d{1,2}.*|\d{1,2}[./]\d{1,2}[./]\d{2,4}|@\d+")
_WORDS = re.compile(r"[a-z]+")


def revision(git: Git, limit: str | None) -> str | None:
    """The commit that a limit names, None for a date or nothing."""
    if not limit or limit.startswith("-") or _ISO.fullmatch(limit):
        return None
    found = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{limit}^{{commit}}")
    return found.stdout.split()[-1].decode() if not found.returncode and found.stdout.strip() else None


def until_date(git: Git, versions: tuple[Version, ...], limit: str) -> tuple[Version, ...]:
    """The versions up to the end of that date; raises `CvdiffError` for what is no date."""
    last = _seconds(git, "--until", limit, is_end=True)
    return _from_first(versions, lambda version: version.time <= last)


def before(git: Git, versions: tuple[Version, ...], start: str, limit: str) -> tuple[Version, ...]:
    """The versions before a date, or those that a revision has; raises `CvdiffError` for what is neither."""
    commit = revision(git, limit)
    if commit is None:
        first = _seconds(git, "--since", limit, is_end=False)
        return _from_first(versions, lambda version: version.time < first)
    later = frozenset(git("rev-list", "--first-parent", start, f"^{commit}").stdout.decode().split())
    return _from_first(versions, lambda version: version.commit not in later)


def _from_first(versions: tuple[Version, ...], holds: Callable[[Version], bool]) -> tuple[Version, ...]:
    """The versions from the newest on that fulfils a condition."""
    first = next((at for at, version in enumerate(versions) if holds(version)), len(versions))
    return versions[first:]


def _seconds(git: Git, option: str, limit: str, *, is_end: bool) -> float:
    """A date as seconds since 1970: the start of what it names, or the last second of it."""
    if iso := _ISO.fullmatch(limit):
        return _iso_seconds(option, limit, iso, is_end=is_end)
    words = _WORDS.findall(limit.lower())
    if not all(map(_is_of_date, words)) or not (words or _NUMBERS.fullmatch(limit)):
        raise _not_understood(option, limit)  # git would take the present day for it
    said = git("rev-parse", f"--since={limit}").stdout.decode(errors="replace").strip()
    return float(said.removeprefix("--max-age="))


def _is_of_date(word: str) -> bool:
    """Whether git knows the word in dates, where it takes months and week days shortened."""
    table = load("git")
    return word in table["date_words"] or any(
        len(word) > 2 and n.startswith(word) for n in table["date_names"]
    )


def _iso_seconds(option: str, limit: str, iso: re.Match[str], *, is_end: bool) -> float:
    year, month, day = (int(part) if part else 0 for part in iso.groups())
    try:
        start = datetime(year, month or 1, day or 1)
        if not is_end:
            return start.timestamp()
        if day:
            return start.timestamp() + 86_400 - 1
        after = (year, month + 1) if 0 < month < 12 else (year + 1, 1)
        return datetime(*after, 1).timestamp() - 1
    except (ValueError, OverflowError, OSError):
        raise _not_understood(option, limit) from None


def _not_understood(option: str, limit: str) -> CvdiffError:
    return CvdiffError(
        f"{option} {limit}: is neither a date nor a revision; give 2024-03, 2024-03-31, "
        "'2 months ago', or what git tag and git log --oneline list"
    )
