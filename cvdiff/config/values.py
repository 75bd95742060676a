"""A file of settings without problems -> `Settings`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from cvdiff.config.document import SettingsDocument
from cvdiff.settings import Accepted, CheckSettings, CVFiles, Ignore, Pair, RuleSeverity, Settings, Thresholds


def settings_of(document: SettingsDocument) -> Settings:
    """The values of a document in which `problems.check` found nothing."""
    table = document.table
    owner = table.get("owner", {})
    return Settings(
        file=document.file,
        owner=(*owner.get("names", ()), *owner.get("aliases", ())),
        sections=tuple(table.get("sections", {}).items()),
        same=tuple(Pair(**entry) for entry in _entries(document, "same")),
        different=tuple(Pair(**entry) for entry in _entries(document, "different")),
        thresholds=Thresholds(**table.get("thresholds", {})),
        check=_check(document),
    )


def _check(document: SettingsDocument) -> CheckSettings:
    table = document.table.get("check", {})
    return CheckSettings(
        fail_on=table.get("fail-on", CheckSettings().fail_on),
        severities=tuple(
            RuleSeverity(rule=rule, severity=severity, line=document.line(("check", "severity", rule)))
            for rule, severity in table.get("severity", {}).items()
        ),
        cvs=tuple(_files(entry, os.path.dirname(document.file)) for entry in _entries(document, "cv")),
        ignores=tuple(Ignore(**entry) for entry in _entries(document, "ignore")),
        accepted=tuple(Accepted(**entry) for entry in _entries(document, "accepted")),
    )


def _entries(document: SettingsDocument, name: str) -> Iterator[dict[str, Any]]:
    """The keys of each `[[name]]`, with its line."""
    for index, entry in enumerate(document.table.get(name, ())):
        yield {**entry, "line": document.line((name, index))}


def _files(entry: Mapping[str, Any], folder: str) -> CVFiles:
    """The files of a `[[cv]]`, whose paths count from the folder of the file of settings."""
    path, *also = (os.path.join(folder, path) for path in (entry["path"], *entry.get("also", ())))
    return CVFiles(path=path, also=tuple(also), line=entry["line"])
