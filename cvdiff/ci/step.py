"""What a step of a GitHub workflow leaves behind: outputs, its summary, and lines of its log.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions tells the files.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from cvdiff.errors import CvdiffError
from cvdiff.reporters.findings.cut import SUMMARY_LIMIT, byte_size, cut

OUTPUT_LIMIT = 400_000
"""Characters of one output: GitHub takes 1 MB for all outputs of a job, counted in UTF-16."""


def write_outputs(path: str | None, outputs: Mapping[str, object]) -> None:
    """Append outputs to the file `path` ($GITHUB_OUTPUT), each between two lines that no text can guess.

    Raises `CvdiffError` if it cannot be written.
    """
    if path is None:
        return
    lines: list[str] = []
    for name, value in outputs.items():
        end = f"end-{secrets.token_hex(16)}"
        lines += [f"{name}<<{end}", str(value).removesuffix("\n"), end]
    _append(path, "\n".join(lines) + "\n")


def write_summary(path: str | None, text: str) -> None:
    """Append Markdown to the summary `path` ($GITHUB_STEP_SUMMARY), cut to what GitHub shows.

    Raises `CvdiffError` if it cannot be written.
    """
    if path is not None:
        _append(path, cut(text, SUMMARY_LIMIT, byte_size))


def _append(path: str, text: str) -> None:
    try:
        with open(path, "a", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise CvdiffError(
            f"{path}: cannot be written: {error.strerror}; run this as a step of a workflow"
        ) from None
