"""What several formats say of a finding: its words at a length to read, its place, and the counts."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from cvdiff.checks.finding import SEVERITIES, CheckResult, Finding, Severity
from cvdiff.inputs.git import split
from cvdiff.reporters.escape import plain, shorten
from cvdiff.reporters.findings import wording
from cvdiff.vocabulary import load

_LONGEST = 240
"""Characters of a title or another value inside a sentence: longer than all but broken ones."""


class Place(NamedTuple):
    """A path in the repository, and the lines there: None where there are none."""

    path: str
    lines: tuple[int, int] | None


def say(key: str, /, **values: object) -> str:
    """The sentence `key` with its values filled in."""
    return str(load("findings-wording")["say"][key]).format(**values)


def plural(key: str, number: int, /, **values: object) -> str:
    """The sentence `key` in the form for `number`."""
    return say(f"{key}_one" if number == 1 else f"{key}_many", n=number, **values)


def severity_title(severity: Severity) -> str:
    """The title above the findings of a severity: "Errors"."""
    return str(load("findings-wording")["severities"][severity]["title"])


def severity_noun(severity: Severity, number: int) -> str:
    """The noun of a severity for this number: "error" or "errors"."""
    return str(load("findings-wording")["severities"][severity]["one" if number == 1 else "many"])


def counts(result: CheckResult) -> dict[Severity, int]:
    """How many findings there are of each severity, the gravest first."""
    number = Counter(finding.severity for finding in result.findings)
    return {severity: number[severity] for severity in SEVERITIES}


def counted(result: CheckResult) -> str:
    """The counts as a sentence: "2 errors, 1 warning." """
    parts = [f"{n} {severity_noun(severity, n)}" for severity, n in counts(result).items() if n]
    return f"{', '.join(parts)}." if parts else say("none")


def sentence(finding: Finding) -> str:
    """What was found, on one line, with values of CVs cut to a length to read."""
    return plain(wording.sentence(_brief(finding)))


def advice(finding: Finding) -> str:
    """What to do about it, as `sentence`."""
    return plain(wording.advice(_brief(finding)))


def name(finding: Finding) -> str:
    """The record's name, as `sentence`."""
    return shorten(plain(finding.record), _LONGEST)


def _brief(finding: Finding) -> Finding:
    values = tuple((key, shorten(plain(value), _LONGEST)) for key, value in finding.values)
    return replace(finding, record=name(finding), values=values)


def place(finding: Finding) -> Place:
    """Where a program that shows the present files should show the finding.

    Lines of another version (`REV:PATH`) are not those of the present file and are left out.
    """
    revision = split(finding.file)
    if revision and revision[1]:
        return Place(_relative(revision[1]), None)
    return Place(_relative(finding.file), finding.lines)


def _relative(path: str) -> str:
    return posixpath.normpath(plain(path).replace("\\", "/"))


def file_name(finding: Finding) -> str:
    """The file, to print at a line's start, where `::` would begin a command in GitHub's logs."""
    file = plain(finding.file)
    return f"./{file}" if file.startswith("::") else file


def where(finding: Finding) -> str:
    """The finding's own place, to print: "cv.md:12", "cv.pdf, page 3", or the file alone."""
    file = file_name(finding)
    if finding.lines:
        return f"{file}:{finding.lines[0]}"
    return f"{file}, {say('page', page=finding.page)}" if finding.page is not None else file
