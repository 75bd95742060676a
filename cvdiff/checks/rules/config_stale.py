"""An entry of the settings that does nothing: expired, for no rule that there is, or matching nothing."""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.checks.context import Context
from cvdiff.checks.finding import Severity
from cvdiff.checks.hit import Hit
from cvdiff.checks.usage import Usage
from cvdiff.settings import Accepted, Ignore


def find(usage: Usage, context: Context) -> Iterator[Hit]:
    """Each such entry, at its line. That an entry matched nothing is told where all its rules have run."""
    for setting in usage.settings.check.severities:
        if setting.rule not in usage.rules:
            yield _hit(usage, setting.line, f"severity {setting.rule}", "rule", "warning", rule=setting.rule)
    for ignore in usage.settings.check.ignores:
        yield from _of_ignore(ignore, usage)
    for accepted in usage.settings.check.accepted:
        yield from _of_accepted(accepted, usage, context)


def _of_ignore(ignore: Ignore, usage: Usage) -> Iterator[Hit]:
    name = " ".join(part for part in (ignore.rule, ignore.record, ignore.field) if part)
    if ignore.rule is not None and ignore.rule not in usage.rules:
        yield _hit(usage, ignore.line, f"ignore {name}", "rule", "warning", rule=ignore.rule)
    elif ignore not in usage.used and usage.has_run(ignore.rule):
        yield _hit(usage, ignore.line, f"ignore {name}", "ignore", "info", what=name)


def _of_accepted(accepted: Accepted, usage: Usage, context: Context) -> Iterator[Hit]:
    identity = f"accepted {accepted.fingerprint}"
    values = {"fingerprint": accepted.fingerprint, "reason": accepted.reason}
    if accepted.expires is not None and accepted.expires < context.today:
        expires = accepted.expires.isoformat()
        yield _hit(usage, accepted.line, identity, "expired", "warning", expires=expires, **values)
    elif accepted not in usage.used and usage.has_run(accepted.rule):
        yield _hit(usage, accepted.line, identity, "accepted", "info", **values)


def _hit(usage: Usage, line: int | None, identity: str, form: str, severity: Severity, **values: str) -> Hit:
    file = usage.settings.file or "settings"
    return Hit(
        file=file,
        lines=(line, line) if line else None,
        record=file,
        identity=identity,
        values=(*values.items(), ("form", form)),
        severity=severity,
    )
