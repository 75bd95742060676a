"""The step of the GitHub action: `python -m cvdiff.ci.github`, with inputs in `INPUT_...` variables.

Exit codes are those of `cvdiff check`: 0, 1 for a finding at or above `fail-on`, 2 for trouble.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import replace

from cvdiff import output
from cvdiff.checks.finding import SEVERITIES, CheckResult
from cvdiff.ci.checking import Outcome, Trouble, Versions, check
from cvdiff.ci.comment import CommentError, PullRequest, keep_comment
from cvdiff.ci.event import Event, base_of, is_from_fork, load, pull_request_number
from cvdiff.ci.inputs import Inputs, inputs_of, settings_of
from cvdiff.ci.repository import enter_root, need_commit
from cvdiff.ci.step import OUTPUT_LIMIT, write_outputs, write_summary
from cvdiff.errors import CvdiffError
from cvdiff.program import FINDINGS, TROUBLE, defect
from cvdiff.reporters.escape import escape
from cvdiff.reporters.findings import render_findings, told
from cvdiff.reporters.findings.cut import COMMENT_LIMIT, cut
from cvdiff.reporters.findings.github import command

Environment = Mapping[str, str]


def main() -> int:
    """Run the step in the environment that GitHub sets; the exit code."""
    output.use_utf8()
    try:
        return _run(os.environ)
    except CvdiffError as error:
        lines = error.lines
    except Exception as error:  # a defect fails the step in one line too, which no text of a CV can break
        lines = (f"{defect(error)}; please report it with what CVDIFF_DEBUG=1 cvdiff check prints",)
    for line in lines:
        _log(command("error", line, title="cvdiff"))
    return TROUBLE


def _run(environment: Environment) -> int:
    inputs = inputs_of(environment)
    enter_root()
    name, event = environment.get("GITHUB_EVENT_NAME", ""), load(environment.get("GITHUB_EVENT_PATH"))
    versions = _versions(inputs, name, event)
    if versions.base is None:
        what = f"nothing to compare with on {name or 'this run'}, so the CVs are checked by themselves"
        _notice(f"{what}; the input `base` names a version")
    settings = settings_of(environment, config=inputs.config, fail_on=inputs.fail_on)
    outcome = check(inputs.files, versions, settings)
    shown = replace(outcome, result=_from_level(outcome.result, inputs))
    _leave(shown, inputs, environment)
    _comment(shown, inputs, environment, name, event)
    if any(trouble.level == "error" for trouble in outcome.troubles):
        return TROUBLE
    return FINDINGS if outcome.result.failed else 0


def _versions(inputs: Inputs, name: str, event: Event) -> Versions:
    base = need_commit(inputs.base) if inputs.base else base_of(name, event)
    return Versions(base=base, revision=need_commit(inputs.revision) if inputs.revision else None)


def _from_level(result: CheckResult, inputs: Inputs) -> CheckResult:
    """The result without findings that matter less than what the user wants to see."""
    shown = SEVERITIES[: SEVERITIES.index(inputs.level) + 1]
    return replace(result, findings=tuple(f for f in result.findings if f.severity in shown))


def _leave(outcome: Outcome, inputs: Inputs, environment: Environment) -> None:
    """Annotations, outputs and the summary."""
    for trouble in outcome.troubles:
        _log(command(trouble.level, trouble.message, title="cvdiff", file=trouble.path, line=trouble.line))
    for line in render_findings(outcome.result, "github").splitlines():
        _log(line)
    write_outputs(environment.get("GITHUB_OUTPUT"), _outputs(outcome, inputs))
    if inputs.summary:
        write_summary(environment.get("GITHUB_STEP_SUMMARY"), _markdown(outcome))
    _log(f"{told.plural('checked', len(outcome.paths))} {told.counted(outcome.result)}")


def _outputs(outcome: Outcome, inputs: Inputs) -> dict[str, object]:
    changes = [change for report in outcome.result.reports for change in report.changes]
    counts = {f"{severity}_count": n for severity, n in told.counts(outcome.result).items()}
    return {
        "changelog": _changelog(outcome, inputs.format),
        "changes": len(changes),
        **counts,
        "added": sum(change.change == "added" for change in changes),
        "removed": sum(change.change == "removed" for change in changes),
    }


def _changelog(outcome: Outcome, format: str) -> str:
    """The report as an output of the step; a form that cannot be cut is left out where it is too long."""
    if format == "markdown":
        return cut(_markdown(outcome), OUTPUT_LIMIT)
    text = render_findings(outcome.result, format)
    if len(text) <= OUTPUT_LIMIT:
        return text
    _notice(f"the report as {format} is too long for an output; `cvdiff check -f {format} -o FILE` writes it")
    return ""


def _markdown(outcome: Outcome) -> str:
    troubles = "".join(f"> {_sign(trouble)}: {escape(trouble.message)}\n\n" for trouble in outcome.troubles)
    return troubles + render_findings(outcome.result, "markdown")


def _sign(trouble: Trouble) -> str:
    return f"**{told.severity_noun(trouble.level, 1).capitalize()}**"


def _comment(outcome: Outcome, inputs: Inputs, environment: Environment, name: str, event: Event) -> None:
    """Keep the comment on the pull request up to date; what prevents it is told and fails nothing."""
    number = pull_request_number(name, event)
    if number is None or not inputs.comment:
        return
    if not inputs.token:
        _notice("no comment on the pull request: there is no github-token")
        return
    place = PullRequest(
        api=environment.get("GITHUB_API_URL", "https://api.github.com"),
        repository=environment.get("GITHUB_REPOSITORY", ""),
        number=number,
        token=inputs.token,
    )
    text = told.say("no_changes") if outcome.is_clean else cut(_markdown(outcome), COMMENT_LIMIT - 100)
    try:
        keep_comment(place, text, create=outcome.is_news)
    except CommentError as reason:
        fork = " This pull request comes from a fork." if is_from_fork(event) else ""
        _notice(f"no comment on the pull request: {reason}.{fork} The report is in the summary of this step")


def _notice(message: str) -> None:
    _log(command("notice", message, title="cvdiff"))


def _log(line: str) -> None:
    output.write_stdout(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
