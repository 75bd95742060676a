"""The pre-commit hooks in scripted repositories: what is staged, against the last commit."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from cli_runner import NEW, OLD, ROOT, Result
from cvdiff.ci import precommit
from scratch_git import Repository

HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
CONFLICT = f"{OLD}<<<<<<< HEAD\n=======\n>>>>>>> branch\n"

Hook = Callable[[str], Result]


@pytest.fixture
def hook(scratch: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Hook:
    """Run a hook in this process, in the scratch repository."""
    for name in ("PRE_COMMIT_FROM_REF", "PRE_COMMIT_TO_REF"):
        monkeypatch.delenv(name, raising=False)

    def hook(name: str) -> Result:
        code = precommit.main([name])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return hook


def stage(scratch: Repository, **files: str | None) -> None:
    scratch.write({f"{name}.md": text for name, text in files.items()})
    scratch.git("add", "--all")


def test_the_staged_cv_is_compared_with_the_last_commit(scratch: Repository, hook: Hook) -> None:
    """What is not staged is not told, as it is not committed."""
    scratch.commit("one", {"cv.md": NEW})
    stage(scratch, cv=OLD)
    scratch.write({"cv.md": "# Nothing\n"})
    diff, check = hook("diff"), hook("check")
    assert (diff.code, diff.err) == (0, "")
    assert "1 paper removed." in diff.out
    assert check.code == 1
    assert re.match(r"HEAD:cv\.md:\d+: error: |cv\.md(:\d+)?: error: ", check.out)
    assert "[publication-removed]" in check.out


def test_a_commit_without_a_cv_says_nothing(scratch: Repository, hook: Hook) -> None:
    scratch.commit("one", {"cv.md": OLD, "about.md": OLD})
    stage(scratch, about=NEW)
    for name in ("diff", "check"):
        assert hook(name) == Result(0, "", "")


def test_the_first_commit_has_nothing_to_compare_with(scratch: Repository, hook: Hook) -> None:
    stage(scratch, cv=OLD.replace("2019 - Present", "2019 - 2017"))
    assert hook("diff") == Result(0, "", "")
    check = hook("check")
    assert check.code == 1
    assert "[dates-impossible]" in check.out


def test_hooks_between_two_commits(scratch: Repository, hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    """`pre-commit run --from-ref A --to-ref B` names both."""
    for text in (OLD, NEW, OLD):
        scratch.commit("cv", {"cv.md": text})
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", "HEAD~2")
    monkeypatch.setenv("PRE_COMMIT_TO_REF", "HEAD~1")
    assert "1 paper added." in hook("diff").out
    assert hook("check").code == 0


def test_a_renamed_cv_is_compared_with_itself(scratch: Repository, hook: Hook) -> None:
    scratch.commit("one", {"cv.md": OLD})
    stage(scratch, cv=None, resume=NEW)
    assert "1 paper added." in hook("diff").out


def test_the_settings_name_the_cvs(scratch: Repository, hook: Hook) -> None:
    settings = '[[cv]]\npath = "about.md"\n[check]\nfail-on = "none"\n'
    scratch.commit("one", {"cv.md": NEW, "about.md": NEW, ".cvdiff.toml": settings})
    stage(scratch, cv=OLD)
    assert hook("check") == Result(0, "", "")
    stage(scratch, about=OLD)
    check = hook("check")
    assert check.code == 0
    assert check.out.count("[publication-removed]") == 1


def test_a_part_of_a_latex_cv_calls_for_the_whole(scratch: Repository, hook: Hook) -> None:
    items = [f"\\item Ada Quist. Tidal moss {name}. Journal of Peat, 2021.\n" for name in ("one", "two")]
    body = "\\section{Publications}\\begin{itemize}\\input{parts/papers}\\end{itemize}"
    main = f"\\documentclass{{article}}\\begin{{document}}{body}\\end{{document}}\n"
    scratch.commit("one", {"cv.tex": main, "parts/papers.tex": items[0]})
    scratch.write({"parts/papers.tex": "".join(items)})
    scratch.git("add", "--all")
    assert "Tidal moss two" in hook("diff").out


def test_trouble_holds_up_the_check_alone(scratch: Repository, hook: Hook) -> None:
    scratch.commit("one", {"cv.md": OLD})
    stage(scratch, cv=CONFLICT)
    diff, check = hook("diff"), hook("check")
    assert (diff.code, check.code) == (0, 2)
    assert diff.err == check.err
    assert re.fullmatch(r"cvdiff: error: cv\.md:\d+: a merge left its marks here .*\n", check.err)


@pytest.mark.parametrize("arguments", [[], ["other"], ["diff", "check"]])
def test_the_name_of_the_hook_is_needed(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert precommit.main(arguments) == 2
    assert capsys.readouterr().err == "cvdiff: give the name of one hook: diff or check\n"


# ---- .pre-commit-hooks.yaml


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_each_entry_runs_whatever_lies_beside_it(scratch: Repository, hook: dict[str, Any]) -> None:
    scratch.commit("one", {"cv.md": OLD, "click.py": "1/0", "cvdiff/__init__.py": "1/0"})
    program, *arguments = hook["entry"].split()
    assert program == "python"
    ended = subprocess.run([sys.executable, *arguments], capture_output=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_each_hook_asks_git_for_its_files(hook: dict[str, Any]) -> None:
    assert hook["language"] == "python"
    assert hook["pass_filenames"] is False
    assert hook["require_serial"] is True
    assert hook["verbose"] is True


@pytest.mark.parametrize(
    ("path", "runs"),
    [
        *[
            (path, True)
            for path in ("cv.md", "me/CV_2024.pdf", "my-resume.docx", "_data/cv.yml", "Résumé.odt")
        ],
        *[(path, True) for path in ("_publications/2021.md", "parts/papers.tex", "_bibliography/papers.bib")],
        *[(path, False) for path in ("README.md", "opencv.py", "recovery.md", "vitamins.html", "index.html")],
    ],
)
def test_hooks_run_where_a_cv_may_have_changed(path: str, runs: bool) -> None:
    for hook in HOOKS:
        assert bool(re.search(hook["files"], path)) == runs
