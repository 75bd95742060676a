"""`cvdiff rules [RULE]`: the rules of `cvdiff check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cvdiff.commands.options import CONTEXT, format_option, write
from cvdiff.errors import CvdiffError

if TYPE_CHECKING:
    from cvdiff.checks.registry import Rule


@click.command(
    context_settings=CONTEXT,
    epilog="""\b
Examples:
  cvdiff rules                        all rules, one a line
  cvdiff rules publication-removed    what one rule finds, and how to silence it
  cvdiff rules -f json                for programs""",
)
@click.argument("rule", required=False)
@format_option("text", "json", of="the list")
def command(rule: str | None, format_: str) -> int:
    """List the rules of `cvdiff check`, or explain one."""
    from cvdiff.checks.registry import RULES

    rules = [each for each in RULES if rule is None or each.id == rule]
    if not rules:
        raise CvdiffError(_unknown(rule or "", [each.id for each in RULES]))
    if format_ == "json":
        write(_as_json(rules), None)
    else:
        write(_list(rules) if rule is None else _explanation(rules[0]), None)
    return 0


def _unknown(name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    nearest = get_close_matches(name[:100], known, n=1)
    advice = f"did you mean {nearest[0]}?" if nearest else "cvdiff rules lists them"
    return f"{name}: no such rule; {advice}"


def _list(rules: list[Rule]) -> str:
    from cvdiff.reporters.findings import wording

    width = max(len(rule.id) for rule in rules)
    return "".join(f"{r.id:<{width}}  {r.severity:<7}  {wording.summary(r.id)}\n" for r in rules)


def _explanation(rule: Rule) -> str:
    from cvdiff.reporters.findings import wording

    lines = [
        f"{rule.id} ({rule.severity}): {wording.summary(rule.id)}",
        f"  It looks at {wording.subject(rule.subject)}, and says:",
        *(f"    {sentence}" for sentence in wording.sentences(rule.id)),
        "  .cvdiff.toml silences it with",
        "    [check.severity]",
        f'    {rule.id} = "off"',
        f"  More: docs/rules.md#{rule.id}",
    ]
    return "\n".join(lines) + "\n"


def _as_json(rules: list[Rule]) -> str:
    from cvdiff.reporters.findings import wording
    from cvdiff.reporters.json_form import dump

    form: list[dict[str, Any]] = [
        {
            "id": rule.id,
            "severity": rule.severity,
            "subject": rule.subject,
            "summary": wording.summary(rule.id),
            "sentences": list(wording.sentences(rule.id)),
        }
        for rule in rules
    ]
    return dump({"format": "cvdiff-rules/1", "rules": form})
