"""`cvdiff check` in git repositories that the tests make: a history, a shallow clone, a rename, a merge."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

import cvdiff
from cli_runner import NEW, OLD, Run
from cvdiff.checks.registry import RULES
from test_checks import DATA, TODAY, cases_of, edited

TWO_VERSION_RULES = [rule for rule in RULES if rule.subject == "versions"]
ZEROS = "0" * 40


def git(*arguments: str) -> None:
    identity = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for role in ("AUTHOR", "COMMITTER"):
        identity |= {f"GIT_{role}_NAME": "Ada Quist", f"GIT_{role}_EMAIL": "ada@quist.example"}
    subprocess.run(["git", *arguments], check=True, capture_output=True, env={**os.environ, **identity})


def commit(text: str, message: str) -> None:
    Path("cv.md").write_text(text, encoding="utf-8")
    git("add", "--all")
    git("commit", "--quiet", "--allow-empty", f"--message={message}")


@pytest.fixture
def repository(folder: Path) -> Path:
    """A repository whose last commit took a paper out of cv.md."""
    place = folder / "repository"
    place.mkdir()
    os.chdir(place)
    git("init", "--quiet", "--initial-branch=main")
    commit(NEW, "Three papers")
    commit(OLD, "Two papers")
    return place


def test_each_rule_fires_on_its_commit_of_a_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet", "--initial-branch=main")
    base = (DATA / "base.md").read_text(encoding="utf-8")
    for rule in TWO_VERSION_RULES:
        for tag, fires in ((rule.id, True), (f"not-{rule.id}", False)):
            case = next(case for case in cases_of(rule) if bool(case["expect"]) is fires)
            commit(base, "as it was")
            commit(edited(base, case["edit"]), tag)
            git("tag", tag)
    for rule in TWO_VERSION_RULES:
        fired = cvdiff.check(f"{rule.id}~1:cv.md", f"{rule.id}:cv.md", today=TODAY)
        silent = cvdiff.check(f"not-{rule.id}~1:cv.md", f"not-{rule.id}:cv.md", today=TODAY)
        assert rule.id in {finding.rule for finding in fired.findings}
        assert rule.id not in {finding.rule for finding in silent.findings}


def test_a_finding_keeps_its_fingerprint_while_the_cv_goes_on(repository: Path) -> None:
    before = cvdiff.check("HEAD~1:cv.md", "cv.md").findings
    commit(OLD.replace("# Ada Quist\n", "# Ada Quist\n\nA line more.\n"), "A line more")
    after = cvdiff.check("HEAD~2:cv.md", "cv.md").findings
    assert [f.fingerprint for f in before] == [f.fingerprint for f in after if f.rule == before[0].rule]
    assert before[0].lines != after[0].lines


@pytest.mark.parametrize(("place", "name"), [(".", "cv.md"), ("inner", "../cv.md")])
def test_base(run: Run, repository: Path, place: str, name: str) -> None:
    Path("inner").mkdir()
    os.chdir(place)
    result = run("check", name, "--base", "HEAD~1")
    assert result.code == 1
    assert "“Drought and heron migration” is gone" in result.out
    assert run("check", name, "--base", "HEAD").code == 0


def test_base_for_the_cvs_of_the_settings(run: Run, repository: Path) -> None:
    Path(".cvdiff.toml").write_text('[[cv]]\npath = "cv.md"\n')
    assert run("check").code == 0
    assert run("check", "--base", "HEAD~1").code == 1


@pytest.mark.parametrize("base", [ZEROS, ""])
def test_a_new_branch_has_no_old_version(run: Run, repository: Path, base: str) -> None:
    result = run("check", "cv.md", "--base", base)
    assert (result.code, result.out) == (0, "No findings.\n")
    assert result.err.endswith("is no commit, so there is no old version\n")


def test_zeros_as_a_revision_are_told_for_what_they_are(run: Run, repository: Path) -> None:
    result = run("check", f"{ZEROS}:cv.md", "cv.md")
    assert result.code == 2
    assert "says that the branch is new; give no old version" in result.err


def test_a_new_file_has_no_old_version(run: Run, repository: Path) -> None:
    Path("other.md").write_text(OLD, encoding="utf-8")
    result = run("check", "other.md", "--base", "HEAD")
    assert (result.code, result.out) == (0, "No findings.\n")
    assert result.err == (
        "cvdiff: warning: other.md: is not in HEAD under this or another name, so it is all new\n"
    )


@pytest.mark.parametrize("folder_too", [False, True])
def test_a_renamed_cv_is_compared_with_what_it_was(run: Run, repository: Path, folder_too: bool) -> None:
    name = "pages/cv.md" if folder_too else "vita.md"
    Path("pages").mkdir()
    git("mv", "cv.md", name)
    result = run("check", name, "--base", "HEAD~1")
    assert result.code == 1
    assert "it stood at HEAD~1:cv.md:7." in result.out
    again = run("check", f"HEAD~1:{name}", name)
    assert again.out == result.out
    assert run(f"HEAD~1:{name}", name).out.startswith(f"# CV of Ada Quist: `HEAD~1:cv.md` → `{name}`\n")


def test_the_old_name_of_a_renamed_cv_leads_to_the_new_one(run: Run, repository: Path) -> None:
    git("mv", "cv.md", "vita.md")
    result = run("check", "cv.md", "--base", "HEAD")
    assert result.code == 2
    assert result.err == (
        "cvdiff: cv.md: was renamed to vita.md since HEAD; check that file, and correct the settings\n"
    )


def test_a_deleted_cv(run: Run, repository: Path) -> None:
    git("rm", "--quiet", "cv.md")
    result = run("check", "cv.md", "--base", "HEAD")
    assert result.code == 2
    assert "was deleted since HEAD; git checkout HEAD -- cv.md brings it back" in result.err


def test_a_file_that_never_was(run: Run, repository: Path) -> None:
    result = run("check", "never.md", "--base", "HEAD")
    assert result.code == 2
    assert "no such file in revision HEAD" in result.err


def test_a_shallow_clone_gets_the_command_to_run(run: Run, repository: Path) -> None:
    git("clone", "--quiet", "--depth=1", repository.as_uri(), "../shallow")
    os.chdir("../shallow")
    result = run("check", "cv.md", "--base", "HEAD~1")
    assert result.code == 2
    command = result.err.partition("run: ")[2].split()
    git(*command[1:])
    assert run("check", "cv.md", "--base", "HEAD~1").code == 1


def test_a_half_merged_cv_is_refused_with_the_line(run: Run, repository: Path) -> None:
    git("checkout", "--quiet", "-b", "other", "HEAD~1")
    commit(OLD.replace("Moss Medal", "Fern Medal"), "theirs")
    git("checkout", "--quiet", "main")
    commit(OLD.replace("Moss Medal", "Kelp Medal"), "ours")
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "other")
    marked = Path("cv.md").read_text(encoding="utf-8")
    line = marked[: marked.index("<<<<<<<")].count("\n") + 1
    for arguments in (("check", "cv.md"), ("cv.md", "cv.md"), ("show", "cv.md")):
        result = run(*arguments)
        assert result.code == 2
        assert result.err.startswith(f"cvdiff: cv.md:{line}: a merge left its marks here")


@pytest.mark.parametrize(
    "text",
    [
        "Notes\n=======\n\nA heading of seven signs.\n",
        "> quoted\n>>>>>>> seven times quoted\n",
        "Text with <<<<<<< HEAD inside\n=======\n>>>>>>> other\n",
        ">>>>>>> in the wrong order\n=======\n<<<<<<< HEAD\n",
    ],
)
def test_what_only_resembles_the_marks_of_a_merge_is_read(run: Run, folder: Path, text: str) -> None:
    (folder / "cv.md").write_text(OLD + text, encoding="utf-8")
    assert run("show", "cv.md").code == 0
