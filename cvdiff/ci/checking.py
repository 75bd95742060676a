"""The check over the CVs of a repository: which files, against which old versions, and what was found."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Literal

from cvdiff import api, source
from cvdiff.checks.finding import CheckResult
from cvdiff.checks.run import Run
from cvdiff.ci.cv_files import HOMEPAGE, cvs_among, is_cv, is_fragment, is_text
from cvdiff.ci.repository import Revision, content, files_of, old_names
from cvdiff.dataclass import dataclass
from cvdiff.errors import CvdiffError
from cvdiff.model import CV
from cvdiff.settings import Settings

_SHORT_ID = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What kept a CV, or a version of one, from being checked: a sentence, and the place if there is one.

    An "error" leaves a CV unchecked that should have been; a "warning" leaves out what may be meant so.
    """

    level: Literal["error", "warning"]
    message: str
    path: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What to compare: the commit `base`, None for no old version, with `revision`."""

    base: str | None
    revision: Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the CVs `paths` were found to hold, and what could not be checked."""

    paths: tuple[str, ...]
    result: CheckResult
    troubles: tuple[Trouble, ...]

    @property
    def is_news(self) -> bool:
        """Whether a CV has changed or could not be checked; findings alone may be old."""
        return bool(self.troubles) or any(report.changes or report.sections for report in self.result.reports)

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to tell: no news, no finding."""
        return not (self.is_news or self.result.findings)


class _UnfitError(CvdiffError):
    """A file that is there and must not be read, with the place that says why."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def check(paths: Sequence[str], versions: Versions, settings: Settings) -> Outcome:
    """Check the CVs `paths`; without any, those that the settings name, else those found by name.

    Raises `CvdiffError` where there is none.
    """
    run = _Check(versions, settings)
    run.add(paths or named_in(settings))
    run.add_agreements()
    return run.outcome()


def named_in(settings: Settings) -> list[str]:
    """The CVs that the settings name."""
    return [posixpath.normpath(cv.path) for cv in settings.check.cvs]


def cvs_of(revision: Revision) -> list[str]:
    """The CVs of a repository that are found by their names; parts of LaTeX documents are none."""
    found = cvs_among(files_of(revision))
    return [path for path in found if not is_fragment(path, content(revision, path) or b"")]


class _Check:
    """The versions that were read so far, and what went wrong on the way."""

    def __init__(self, versions: Versions, settings: Settings) -> None:
        self._versions, self._settings = versions, settings
        base, revision = versions.base, versions.revision
        self._now = set(files_of(revision))
        self._before = set(files_of(base)) if base else set()
        self._moved = old_names(base, revision) if base else {}
        self._run = Run(settings)
        self._new: dict[str, CV] = {}
        self._troubles: list[Trouble] = []

    def add(self, named: Sequence[str]) -> None:
        """Check the files that were named, or where there are none, those that are called like CVs."""
        for path in map(posixpath.normpath, named):
            if _holds(self._now, path):
                self._add(path, is_named=True)
            else:
                self._trouble("error", f"{path}: {self._why_missing(path)}; correct its name")
        if not named:
            for path in cvs_of(self._versions.revision):
                self._add(path, is_named=False)
            self._tell_deleted()

    def add_agreements(self) -> None:
        """Check each CV of the settings against the files that must agree with it, as far as can be read."""
        for files in self._settings.check.cvs:
            first = self._new.get(posixpath.normpath(files.path))
            others = [cv for path in files.also if first and (cv := self._other(posixpath.normpath(path)))]
            if first and others:
                self._run.add_agreement([first, *others])

    def outcome(self) -> Outcome:
        """The findings on what was read; raises `CvdiffError` where there was nothing to read."""
        if not self._new and not self._troubles:
            raise CvdiffError("no file of this repository is called like a CV; name yours under `files`")
        result = self._run.result(is_whole=self._versions.base is None and not self._troubles)
        return Outcome(paths=tuple(self._new), result=result, troubles=tuple(self._troubles))

    def _add(self, path: str, *, is_named: bool) -> None:
        """Read a file; one that was found by its name alone need not be a CV, and may be unreadable."""
        try:
            new = self._read_new(path)
        except _UnfitError as error:
            self._trouble("error", str(error), path, error.line)
        except CvdiffError as error:
            self._trouble("error" if is_named else "warning", str(error), path)
        else:
            self._new[path] = new
            self._run.add(self._old(path), new)

    def _old(self, path: str) -> CV | None:
        """The version in the base; None where it has none, or none that can be read."""
        base = self._versions.base
        before = path if _holds(self._before, path) else self._moved.get(path)
        if base is None or before is None:
            return None
        try:
            _refuse_unfit(before, self._before, base)
            old = api.read(f"{base}:{before}", settings=self._settings)
        except CvdiffError as error:
            message = f"the old version cannot be read, so {path} is checked by itself: {error}"
            self._trouble("warning", message, path)
            return None
        return replace(old, file=f"{base[:_SHORT_ID]}:{before}")

    def _read_new(self, path: str) -> CV:
        """The version to check, under its path, as the files on disk are called."""
        revision = self._versions.revision
        _refuse_unfit(path, self._now, revision)
        new = api.read(path if revision is None else f"{revision}:{path}", settings=self._settings)
        return replace(new, file=path)

    def _other(self, path: str) -> CV | None:
        try:
            if not _holds(self._now, path):
                raise CvdiffError(f"{path}: {self._why_missing(path)}; correct its name")
            return self._new.get(path) or self._read_new(path)
        except CvdiffError as error:
            self._trouble("error", str(error), path)
            return None

    def _why_missing(self, path: str) -> str:
        later = next((new for new, old in self._moved.items() if old == path), None)
        if later:
            return f"it is called {later} now"
        return "it has been deleted" if _holds(self._before, path) else "git knows no such file here"

    def _tell_deleted(self) -> None:
        gone = self._before - self._now - set(self._moved.values())
        for path in sorted(filter(is_cv, gone)):
            self._trouble("warning", f"{path}: it has been deleted, so nothing is compared with it")

    def _trouble(
        self,
        level: Literal["error", "warning"],
        message: str,
        path: str | None = None,
        line: int | None = None,
    ) -> None:
        self._troubles.append(Trouble(level=level, message=message, path=path, line=line))


def _holds(files: Collection[str], path: str) -> bool:
    """Whether a path is one of the files or a folder above one."""
    return path in files or bool(_below(files, path))


def _below(files: Collection[str], folder: str) -> list[str]:
    return [file for file in files if folder == HOMEPAGE or file.startswith(f"{folder}/")]


def _refuse_unfit(path: str, files: Collection[str], revision: Revision) -> None:
    """No file outside the repository is read for one inside, and no half-merged one."""
    root = os.path.realpath(".")
    if revision is None and os.path.commonpath([root, os.path.realpath(path)]) != root:
        raise _UnfitError(f"{path}: is a link that leads out of the repository; put the file itself there")
    parts = [path] if path in files else sorted(filter(is_cv, _below(files, path)))
    for part in filter(is_text, parts):
        data = content(revision, part) or b""
        try:
            source.refuse_conflict(data, part)
        except CvdiffError as error:
            raise _UnfitError(str(error), source.conflict_line(data)) from None
