"""One run of a check: the CVs that were asked for are read and compared, then judged together.

As `cvdiff.api` does, this only joins stages; it stands above them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from cvdiff import api
from cvdiff.checks.agreement import Agreement, agreement
from cvdiff.checks.base import is_no_commit, name_in, refuse_gone
from cvdiff.checks.context import Context
from cvdiff.checks.judge import judge
from cvdiff.inputs.git import NotInRevisionError
from cvdiff.model import CV, Report
from cvdiff.settings import Settings
from cvdiff.source import MAX_BYTES

if TYPE_CHECKING:
    from cvdiff.api import PathLike
    from cvdiff.checks.finding import CheckResult


def check(
    old: PathLike | CV | None,
    new: PathLike | CV,
    *,
    format: str | None = None,
    max_bytes: int = MAX_BYTES,
    settings: Settings | None = None,
    today: date | None = None,
) -> CheckResult:
    """Tell what a CV lost since `old`, and its slips; where `old` is None, the slips of `new` alone.

    `settings` give, beside what `cvdiff.compare` takes from them, the severities, and what is ignored or
    accepted. `today` is the day by which dates are in the future and acceptances expire. Raises as
    `cvdiff.compare` does.
    """
    run = Run(settings or Settings(), format=format, max_bytes=max_bytes)
    run.add(old, new)
    return run.result(today=today, is_whole=settings is None or not settings.check.cvs)


class Run:
    """Takes CVs one after the other; reading them raises `InputError` as `cvdiff.read` does.

    `remarks` are sentences on what could not be compared.
    """

    def __init__(self, settings: Settings, *, format: str | None = None, max_bytes: int = MAX_BYTES) -> None:
        self.remarks: list[str] = []
        self._settings, self._format, self._max_bytes = settings, format, max_bytes
        self._read_before: dict[PathLike, CV] = {}
        self._reports: list[Report] = []
        self._cvs: list[CV] = []
        self._agreements: list[Agreement] = []

    def add(self, old: PathLike | CV | None, new: PathLike | CV) -> None:
        """Check `new`, and what changed from `old` where there is one."""
        if old is None:
            self._cvs.append(self._read(new))
        else:
            self._reports.append(
                api.compare(old, new, format=self._format, max_bytes=self._max_bytes, settings=self._settings)
            )

    def add_since(self, base: str | None, path: str) -> None:
        """Check the CV at `path` against its version in the revision `base`, under the name it had there."""
        if base is None:
            self.add(None, path)
        elif is_no_commit(base):
            self.remarks.append(f"{path}: {base or 'the base'} is no commit, so there is no old version")
            self.add(None, path)
        else:
            refuse_gone(base, path, self._max_bytes)
            self._add_old(base, path)

    def add_agreement(self, paths: Sequence[PathLike | CV]) -> None:
        """Check whether several files have the same papers, positions and degrees."""
        self._agreements.append(agreement([self._read(path) for path in paths], self._settings))

    def result(self, *, today: date | None = None, is_whole: bool) -> CheckResult:
        """What was found, judged as on `today`; `is_whole` as for `judge`."""
        return judge(
            reports=self._reports,
            cvs=self._cvs,
            agreements=self._agreements,
            settings=self._settings,
            context=Context(today=today or date.today(), aliases=self._settings.owner),
            is_whole=is_whole,
        )

    def _add_old(self, base: str, path: str) -> None:
        try:
            old = self._read(name_in(base, path))
        except NotInRevisionError:
            self.remarks.append(f"{path}: is not in {base} under this or another name, so it is all new")
            self.add(None, path)
        else:
            self.add(old, self._read(path))

    def _read(self, source: PathLike | CV) -> CV:
        if isinstance(source, CV):
            return source
        if source not in self._read_before:
            self._read_before[source] = api.read(
                source, format=self._format, max_bytes=self._max_bytes, settings=self._settings
            )
        return self._read_before[source]
