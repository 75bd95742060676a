"""What the user says of CVs beyond their text: the values of `.cvdiff.toml`.

Types only; `cvdiff.config` finds, reads and checks the file. The defaults say nothing. A `line` is that of
the entry in the file, from 1, or None where the values come from no file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cvdiff.dataclass import dataclass
from cvdiff.model import FieldName, Kind

if TYPE_CHECKING:
    from datetime import date

    from cvdiff.checks.finding import Severity

FailOn = Literal["error", "warning", "info", "none"]
"""The severity from which on a finding fails a check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two records, each named by its title (or organisation, or text) or by an identifier ("doi:10.1/x")."""

    old: str
    new: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The least combined score, 0 to 1, at which two records match; None for that of the alignment.

    `publication` is for two publications, `job` for two positions or degrees, `entry` for two records of
    any other kind. Records with an identifier, a title or a text in common match whatever their score.
    """

    publication: float | None = None
    job: float | None = None
    entry: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSeverity:
    """How grave the findings of the rule `rule` are; "off" silences it."""

    rule: str
    severity: Severity | Literal["off"]
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CVFiles:
    """A CV to check: its file, and the files that must agree with it, as paths from the current folder."""

    path: str
    also: tuple[str, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignore:
    """Findings to leave out: those of this rule, record and field; None stands for any, never all three."""

    rule: str | None = None
    record: str | None = None
    field: FieldName | None = None
    reason: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """One finding that the user has accepted, up to and including the day `expires` where it is given.

    `rule` and `record` say which finding it was; only the fingerprint counts.
    """

    fingerprint: str
    reason: str
    expires: date | None = None
    rule: str | None = None
    record: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """What `cvdiff check` takes from the user."""

    fail_on: FailOn = "error"
    severities: tuple[RuleSeverity, ...] = ()
    cvs: tuple[CVFiles, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    accepted: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What reading and aligning take from the user, and what a check does.

    `file` is the path from the current folder of the file that says so, None where there is none.
    `owner` are the owner's names, the first as to be printed, the others as they may stand in author
    lists. `sections` are pairs of a heading and the kind of record below it. `same` are records to be
    matched, `different` records never to be matched; `thresholds` decide on the rest.
    """

    file: str | None = None
    owner: tuple[str, ...] = ()
    sections: tuple[tuple[str, Kind], ...] = ()
    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()
    thresholds: Thresholds = Thresholds()
    check: CheckSettings = CheckSettings()
