"""What the user asks of a check in CI, in variables: the inputs of the GitHub action, and settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar, get_args

from cvdiff.checks.finding import SEVERITIES, Severity
from cvdiff.config import load_settings
from cvdiff.dataclass import dataclass
from cvdiff.errors import CvdiffError
from cvdiff.reporters.findings import CHECK_FORMATS
from cvdiff.settings import FailOn, Settings

Word = TypeVar("Word", bound=str)

_FAIL_ON: tuple[FailOn, ...] = get_args(FailOn)
_YES_NO = ("true", "false")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the user asks of the action; None stands for what the event or the settings say."""

    base: str | None
    revision: str | None
    files: tuple[str, ...]
    fail_on: FailOn | None
    level: Severity
    format: str
    config: str | None
    comment: bool
    summary: bool
    token: str | None


def inputs_of(environment: Mapping[str, str]) -> Inputs:
    """The inputs in `INPUT_...` variables, blank ones left out; raises `CvdiffError` for a wrong one."""
    given = {
        key.removeprefix("INPUT_"): value.strip()
        for key, value in environment.items()
        if key.startswith("INPUT_") and value.strip()
    }
    return Inputs(
        base=given.get("BASE"),
        revision=given.get("REVISION"),
        files=tuple(path.strip() for path in given.get("FILES", "").splitlines() if path.strip()),
        fail_on=_word(given, "fail-on", _FAIL_ON),
        level=_word(given, "level", SEVERITIES) or "info",
        format=_word(given, "format", tuple(CHECK_FORMATS)) or "markdown",
        config=given.get("CONFIG"),
        comment=_word(given, "comment", _YES_NO) != "false",
        summary=_word(given, "summary", _YES_NO) != "false",
        token=given.get("GITHUB_TOKEN"),
    )


def settings_of(
    environment: Mapping[str, str], *, config: str | None = None, fail_on: FailOn | None = None
) -> Settings:
    """The settings of the repository; parameters outweigh `CVDIFF_...` variables, these outweigh the file.

    Raises `CvdiffError` for a file with problems or a wrong variable.
    """
    settings = load_settings(config or environment.get("CVDIFF_CONFIG") or None) or Settings()
    fail_on = fail_on or _word(environment, "CVDIFF_FAIL_ON", _FAIL_ON)
    if fail_on is None:
        return settings
    return replace(settings, check=replace(settings.check, fail_on=fail_on))


def _word(given: Mapping[str, str], name: str, words: tuple[Word, ...]) -> Word | None:
    """The value called `name`, one of `words`; None where it is not given."""
    value = given.get(name.upper().replace("-", "_"))
    if not value:
        return None
    for word in words:
        if word == value.lower():
            return word
    shown = " ".join(value.split())
    raise CvdiffError(f"{name}: {shown}: is none of {', '.join(words)}; correct it")
