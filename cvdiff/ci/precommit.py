"""The pre-commit hooks: `python -m cvdiff.ci.precommit diff` and `check`.

Both ask git for the CVs that are staged, against the last commit; in `pre-commit run --from-ref A --to-ref B`
for those that differ between the two. `diff` prints their changelog and holds no commit up; `check` ends
with the exit codes of `cvdiff check`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping, Sequence

from cvdiff import output
from cvdiff.ci.checking import Outcome, Trouble, Versions, check, cvs_of, named_in
from cvdiff.ci.cv_files import may_hold_parts
from cvdiff.ci.inputs import settings_of
from cvdiff.ci.repository import INDEX, changed_files, commit_of, enter_root, need_commit
from cvdiff.errors import CvdiffError
from cvdiff.program import FINDINGS, TROUBLE, defect, tell
from cvdiff.reporters import render_report
from cvdiff.reporters.findings import render_findings


def main(arguments: Sequence[str]) -> int:
    """Run the hook that is named; the exit code."""
    output.use_utf8()
    if len(arguments) != 1 or arguments[0] not in _HOOKS:
        tell(f"give the name of one hook: {' or '.join(_HOOKS)}")
        return TROUBLE
    try:
        return _HOOKS[arguments[0]](os.environ)
    except CvdiffError as error:
        lines = error.lines
    except Exception as error:  # a defect is told on one line, whatever a CV holds
        lines = (f"{defect(error)}; please report it with what CVDIFF_DEBUG=1 cvdiff check prints",)
    for line in lines:
        tell(line)
    return TROUBLE


def _diff(environment: Mapping[str, str]) -> int:
    outcome = _outcome(environment)
    if outcome is not None:
        for trouble in outcome.troubles:
            tell(_line(trouble))
        output.write_stdout("\n".join(render_report(report, "markdown") for report in outcome.result.reports))
    return 0


def _check(environment: Mapping[str, str]) -> int:
    outcome = _outcome(environment)
    if outcome is None:
        return 0
    for trouble in outcome.troubles:
        tell(_line(trouble))
    output.write_stdout(render_findings(outcome.result, "text"))
    if any(trouble.level == "error" for trouble in outcome.troubles):
        return TROUBLE
    return FINDINGS if outcome.result.failed else 0


_HOOKS = {"diff": _diff, "check": _check}


def _outcome(environment: Mapping[str, str]) -> Outcome | None:
    """What the changed CVs hold; None where no CV has changed."""
    enter_root()
    versions = _versions(environment)
    settings = settings_of(environment)
    changed = set(changed_files(versions.base, versions.revision))
    paths = [path for path in named_in(settings) or cvs_of(versions.revision) if _has_changed(path, changed)]
    return check(paths, versions, settings) if paths else None


def _has_changed(path: str, changed: Collection[str]) -> bool:
    return path in changed or any(may_hold_parts(path, other) for other in changed)


def _versions(environment: Mapping[str, str]) -> Versions:
    first, last = environment.get("PRE_COMMIT_FROM_REF"), environment.get("PRE_COMMIT_TO_REF")
    if first and last:
        return Versions(base=need_commit(first), revision=need_commit(last))
    return Versions(base=commit_of("HEAD"), revision=INDEX)


def _line(trouble: Trouble) -> str:
    return f"{trouble.level}: {trouble.message}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
