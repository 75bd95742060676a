"""The words of findings, from `data/rules.toml`: plain text, neither escaped nor cut to a line's length."""

from __future__ import annotations

from typing import Any

from cvdiff.checks.finding import Finding
from cvdiff.model import STATUSES
from cvdiff.reporters.wording import status_name
from cvdiff.vocabulary import load


def sentence(finding: Finding) -> str:
    """What was found, as one sentence with its full stop; names and titles as the CV prints them."""
    return _fill(finding, "sentence")


def advice(finding: Finding) -> str:
    """What to do about it, as one sentence in the imperative."""
    return _fill(finding, "advice")


def summary(rule: str) -> str:
    """What a rule finds, as one sentence; an unknown rule is a `KeyError`."""
    return str(_words(rule)["summary"])


def sentences(rule: str) -> tuple[str, ...]:
    """What a rule may say, with the names of the values in braces; an unknown rule is a `KeyError`."""
    found = _words(rule)["sentence"]
    return (str(found),) if isinstance(found, str) else tuple(map(str, found.values()))


def subject(name: str) -> str:
    """What rules of a subject look at, in words."""
    return str(load("rules")["subjects"][name])


def _words(rule: str) -> Any:
    return load("rules")["rules"][rule]


def _fill(finding: Finding, part: str) -> str:
    """A part of the rule's words; where it has several forms, the one that the value `form` names."""
    values = dict(finding.values)
    if finding.field == "status":
        values = {key: _status(value) for key, value in values.items()}
    template = _words(finding.rule)[part]
    if not isinstance(template, str):
        template = template[values["form"]]
    return str(template).format(**{**values, "record": finding.record})


def _status(value: str) -> str:
    """A status in words; any other text as it is."""
    return next((status_name(status) for status in STATUSES if status == value), value)
