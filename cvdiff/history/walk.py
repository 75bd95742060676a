"""Reading the versions of a history and comparing each with the one before.

Newest first, each version that is needed once, and never more than two in memory: of a period, the newest
version that can be read stands for it, and is compared with that of the period before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from cvdiff.api import compare
from cvdiff.dataclass import dataclass
from cvdiff.errors import InputError
from cvdiff.history.periods import Period
from cvdiff.history.versions import Version
from cvdiff.inputs import document_of
from cvdiff.inputs.files import beside
from cvdiff.inputs.git import Revision
from cvdiff.inputs.git_program import Git, Objects
from cvdiff.model import CV, Report
from cvdiff.settings import Settings

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a period changed: `report` from the version before to `version`, which stands for the period.

    `first` is the oldest version of all, where the history begins in this period; `report` is None if that
    is the only one.
    """

    period: Period
    version: Version
    report: Report | None
    first: CV | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A version that was passed over, and why: one line."""

    version: Version
    reason: str


@dataclass(frozen=True, slots=True)
class _Read:
    """The version that stands for a period, as read."""

    period: Period
    version: Version
    cv: CV


class Walk:
    """The steps of one history."""

    def __init__(self, git: Git, format: str | None, max_bytes: int, settings: Settings | None) -> None:
        self._git, self._format, self._max_bytes, self._settings = git, format, max_bytes, settings
        self._objects = Objects(git)
        self._unread: list[Unread] = []

    def steps(
        self, periods: Sequence[Period], before: Sequence[Version], progress: Progress
    ) -> Iterator[Step | Unread]:
        """A step for each period, newest first, between them the versions that were passed over.

        `before` are the versions before the first period, the newest first; without any, the history begins
        in the last period.
        """
        newer: _Read | None = None
        for number, period in enumerate(periods, 1):
            progress(number, len(periods))
            older = self._newest(period, newer)
            yield from self._passed_over()
            if newer and older:
                yield self._step(newer, older.cv)
            newer = older or newer
        if newer is not None:
            yield from self._last(newer, before)

    def _last(self, newer: _Read, before: Sequence[Version]) -> Iterator[Step | Unread]:
        """The oldest step: from the version before what was asked for, or from the first of all."""
        base = self._newest(Period(title=None, date="", versions=tuple(before)), newer)
        self._passed_over()  # versions before what was asked for are not told
        if base:
            yield self._step(newer, base.cv)
            return
        older = newer.period.versions[newer.period.versions.index(newer.version) + 1 :]
        first = self._newest(Period(title=None, date="", versions=older[::-1]), newer)
        yield from self._passed_over()
        yield self._step(newer, first.cv if first else None, is_first=True)

    def _passed_over(self) -> list[Unread]:
        passed, self._unread = self._unread, []
        return passed

    def _newest(self, period: Period, known: _Read | None) -> _Read | None:
        """The first of a period's versions that can be read."""
        for version in period.versions:
            if cv := self._read(version, known):
                return _Read(period, version, cv)
        return None

    def _read(self, version: Version, known: _Read | None) -> CV | None:
        name = f"{version.short}:{version.path}"
        if known and version.blob == known.version.blob and known.cv.format != "latex":
            return replace(known.cv, file=name)  # the same bytes; LaTeX may have read other files beside them
        try:
            return self._cv(version, name)
        except InputError as error:
            reason = version.absent or str(error).removeprefix(name).lstrip(":, ")
        self._unread.append(Unread(version=version, reason=reason))
        return None

    def _cv(self, version: Version, name: str) -> CV:
        from cvdiff.extraction import extract

        if version.absent:
            raise InputError(version.absent)
        revision = Revision(
            self._git, version.short, f"{version.commit}:", self._max_bytes, objects=self._objects
        )
        [data] = revision.read([version.path])
        if data is None:
            raise InputError(f"{name}: no such file")
        document = document_of(name, data, self._format, beside(revision, version.path))
        return extract(document, name, self._settings)

    def _step(self, newer: _Read, older: CV | None, *, is_first: bool = False) -> Step:
        is_other = older is not None and older.records is not newer.cv.records
        return Step(
            period=newer.period,
            version=newer.version,
            report=compare(older, newer.cv, settings=self._settings) if older and is_other else None,
            first=(older or newer.cv) if is_first else None,
        )
