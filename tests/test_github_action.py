"""The GitHub action in scripted repositories: which versions it compares, and what it leaves behind.

Most tests run the Python of the action's last step in this process; the first ones run action.yml itself.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from cli_runner import NEW, OLD, PAPER, ROOT
from comments_server import NUMBER, REPOSITORY, TOKEN, Comments, serve
from composite import ACTION, Composite, Ran, parse_outputs
from cvdiff.ci import github
from cvdiff.ci.comment import MARKER
from cvdiff.ci.cv_files import cvs_among
from cvdiff.ci.step import write_outputs
from cvdiff.reporters.findings import CHECK_FORMATS
from cvdiff.reporters.findings.cut import COMMENT_LIMIT
from cvdiff.source import conflict_line
from scratch_git import Repository
from test_findings_output import NASTY
from workflow_commands import Command, command_of

ZEROS = "0" * 40
CASES = tomllib.loads((ROOT / "tests" / "data" / "ci" / "files.toml").read_text(encoding="utf-8"))["case"]
LESS = OLD.replace(
    "1. Ada Quist, Nils Rask. Lichen sampling on tidal basalt. *Annals of Field Botany*, 2021.\n", ""
)
CONFLICT = NEW.replace(PAPER, f"<<<<<<< HEAD\n=======\n{PAPER}>>>>>>> branch\n")

Step = Callable[..., Ran]


def commands(log: str) -> list[Command]:
    return [command for line in log.splitlines() if (command := command_of(line))]


def told(ran: Ran) -> list[tuple[str, str]]:
    """The level and the title of each annotation."""
    return [(command.name, command.properties["title"]) for command in commands(ran.log)]


def head(scratch: Repository, revision: str = "HEAD") -> str:
    return scratch.git("rev-parse", revision).strip()


def push(before: str, ref: str = "refs/heads/main") -> dict[str, Any]:
    return {"before": before, "ref": ref, "repository": {"default_branch": "main"}}


def pull_request(base: str, tip: str, *, fork: bool = False) -> dict[str, Any]:
    here, there = {"full_name": REPOSITORY}, {"full_name": "nils/homepage"}
    return {
        "number": NUMBER,
        "pull_request": {
            "base": {"sha": base, "repo": here},
            "head": {"sha": tip, "repo": there if fork else here},
        },
    }


@pytest.fixture
def step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Step:
    """Run the check step in this process, in the current folder."""
    for name in list(os.environ):
        if name.startswith(("INPUT_", "GITHUB_")):
            monkeypatch.delenv(name)

    def step(
        event: str, payload: dict[str, Any] | str, api: str = "http://127.0.0.1:1", **inputs: str
    ) -> Ran:
        files = {name: tmp_path / name for name in ("event.json", "output", "summary")}
        text = payload if isinstance(payload, str) else json.dumps(payload)
        files["event.json"].write_bytes(text.encode("utf-8", "surrogateescape"))
        environment = {
            "GITHUB_EVENT_NAME": event,
            "GITHUB_EVENT_PATH": str(files["event.json"]),
            "GITHUB_OUTPUT": str(files["output"]),
            "GITHUB_STEP_SUMMARY": str(files["summary"]),
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_API_URL": api,
            **{f"INPUT_{name.upper()}": value for name, value in inputs.items()},
        }
        for name, path in files.items():
            if name != "event.json":
                path.write_bytes(b"")
        with monkeypatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            code = github.main()
        outputs = parse_outputs(files["output"].read_text(encoding="utf-8"))
        return Ran(code, capsys.readouterr().out, outputs, files["summary"].read_text(encoding="utf-8"))

    return step


@pytest.fixture
def comments() -> Iterator[Comments]:
    with serve() as running:
        yield running


# ---- action.yml


@pytest.fixture
def composite(scratch: Repository, tmp_path: Path) -> Composite:
    """The action with a Python that only notes what pip is asked for."""
    temporary = tmp_path / "runner temp"
    temporary.mkdir()
    python = temporary / "python"
    python.write_text(
        '#!/bin/sh\nif [ "$3" = pip ]; then printf "%s\\n" "$@" >"$NOTE"; exit; fi\n'
        f'exec "{sys.executable}" "$@"\n'
    )
    python.chmod(0o755)
    return Composite(scratch.folder, temporary, python)


def run_push(composite: Composite, scratch: Repository, tmp_path: Path, **inputs: str) -> Ran:
    """The action on a push of the last commit."""
    event = tmp_path / "event.json"
    event.write_text(json.dumps(push(head(scratch, "HEAD~1"))), encoding="utf-8")
    environment = {
        "GITHUB_EVENT_NAME": "push",
        "GITHUB_EVENT_PATH": str(event),
        "NOTE": str(tmp_path / "pip"),
    }
    return composite.run({name.replace("_", "-"): value for name, value in inputs.items()}, **environment)


def test_the_action_tells_a_push(composite: Composite, scratch: Repository, tmp_path: Path) -> None:
    scratch.commit("one", {"cv.md": NEW})
    scratch.commit("two", {"cv.md": OLD})
    ran = run_push(composite, scratch, tmp_path)
    assert ran.code == 1
    assert told(ran) == [("error", "publication-removed")]
    assert ran.outputs.pop("changelog") == ran.summary.rstrip("\n")
    assert ran.outputs == {
        "changes": "1",
        "added": "0",
        "removed": "1",
        "error_count": "1",
        "warning_count": "0",
        "info_count": "0",
    }
    assert "- **publication-removed** (cv.md" in ran.summary
    assert "1 paper removed." in ran.summary


def test_the_action_installs_itself_or_the_version_asked_for(
    composite: Composite, scratch: Repository, tmp_path: Path
) -> None:
    scratch.commit("one", {"cv.md": OLD})
    scratch.commit("two", {"cv.md": NEW})
    for version, package in (
        ("", str(ROOT)),
        ("0.2.0", "cvdiff==0.2.0"),
        ("1; rm -rf .", "cvdiff==1; rm -rf ."),
    ):
        assert run_push(composite, scratch, tmp_path, version=version).code == 0
        asked = (tmp_path / "pip").read_text().splitlines()
        assert asked[:4] == ["-I", "-m", "pip", "install"]
        assert asked[-3:] == ["--target", f"{composite.temporary}/cvdiff", package]


def test_files_of_the_repository_are_no_modules(
    composite: Composite, scratch: Repository, tmp_path: Path
) -> None:
    """`python -m` would import click.py from the folder that it runs in."""
    scratch.commit("one", {"cv.md": OLD, "click.py": "raise SystemExit('taken over')", "cvdiff.py": "1/0"})
    scratch.commit("two", {"cv.md": NEW})
    assert run_push(composite, scratch, tmp_path).code == 0


def test_nothing_in_an_input_reaches_the_shell(
    composite: Composite, scratch: Repository, tmp_path: Path
) -> None:
    scratch.commit("one", {"cv.md": OLD})
    scratch.commit("two", {"cv.md": NEW})
    nasty = "$(touch taken) `touch taken`; touch taken\n' \" && touch taken"
    for name in ACTION["inputs"]:
        run_push(composite, scratch, tmp_path, **{name: nasty})
    assert not list(scratch.folder.rglob("taken"))


def test_no_expression_stands_in_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_every_input_reaches_the_step_and_every_output_leaves_it() -> None:
    check = ACTION["runs"]["steps"][-1]
    asked = {f"INPUT_{name.upper().replace('-', '_')}" for name in ACTION["inputs"]} - {"INPUT_VERSION"}
    assert {name for name in check["env"] if name.startswith("INPUT_")} == asked
    source = (ROOT / "cvdiff" / "ci" / "inputs.py").read_text(encoding="utf-8")
    read = re.findall(r'given(?:\.get\(|, )"([\w-]+)"', source)
    assert {f"INPUT_{name.upper().replace('-', '_')}" for name in read} == asked
    for name, spec in ACTION["outputs"].items():
        assert spec["value"] == f"${{{{ steps.check.outputs.{name} }}}}"


# ---- which versions are compared


def test_a_push_is_compared_with_what_was_before(scratch: Repository, step: Step) -> None:
    for text in (LESS, OLD, NEW):
        scratch.commit("cv", {"cv.md": text})
    assert step("push", push(head(scratch, "HEAD~1"))).outputs["added"] == "1"
    assert step("push", push(head(scratch, "HEAD~2"))).outputs["added"] == "2"


def test_the_first_push_has_nothing_to_compare_with(scratch: Repository, step: Step) -> None:
    scratch.commit("cv", {"cv.md": OLD})
    ran = step("push", push(ZEROS))
    assert ran.code == 0
    assert told(ran) == [("notice", "cvdiff")]
    assert "nothing to compare with on push" in ran.log
    assert ran.outputs["changes"] == "0"


def test_a_new_branch_is_compared_with_where_it_began(scratch: Repository, step: Step) -> None:
    """What the default branch has got since then is not missing from the branch."""
    scratch.commit("cv", {"cv.md": OLD})
    scratch.git("checkout", "--quiet", "-b", "news")
    scratch.commit("award", {"cv.md": f"{OLD}- Peat Medal, 2024\n"})
    scratch.git("checkout", "--quiet", "main")
    scratch.commit("paper", {"cv.md": NEW})
    scratch.git("update-ref", "refs/remotes/origin/main", "main")
    scratch.git("checkout", "--quiet", "news")
    ran = step("push", push(ZEROS, "refs/heads/news"))
    assert (ran.outputs["added"], ran.outputs["removed"]) == ("1", "0")


def test_a_pull_request_is_compared_with_its_base(scratch: Repository, step: Step) -> None:
    """As a merge that is checked out, and as the branch itself: both tell the branch's own changes."""
    scratch.commit("cv", {"cv.md": OLD})
    began = head(scratch)
    scratch.git("checkout", "--quiet", "-b", "news")
    scratch.commit("award", {"cv.md": f"{OLD}- Peat Medal, 2024\n"})
    tip = head(scratch)
    scratch.git("checkout", "--quiet", "main")
    scratch.commit("paper", {"cv.md": NEW})
    for base in (began, head(scratch, "main")):
        event = pull_request(base, tip)
        scratch.git("checkout", "--quiet", "news")
        assert step("pull_request", event, comment="false").outputs["added"] == "1"
        scratch.git("checkout", "--quiet", "--detach", "main")
        scratch.git("merge", "--quiet", "--no-edit", "news")
        ran = step("pull_request", event, comment="false")
        assert (ran.outputs["added"], ran.outputs["removed"]) == ("1", "0")


def test_a_merge_queue_names_its_base(scratch: Repository, step: Step) -> None:
    scratch.commit("cv", {"cv.md": OLD})
    scratch.commit("cv", {"cv.md": NEW})
    event = {"merge_group": {"base_sha": head(scratch, "HEAD~1")}}
    assert step("merge_group", event).outputs["added"] == "1"


@pytest.mark.parametrize("event", ["schedule", "workflow_dispatch", ""])
def test_a_run_by_clock_or_by_hand_looks_at_the_cv_alone(scratch: Repository, step: Step, event: str) -> None:
    scratch.commit("cv", {"cv.md": NEW})
    scratch.commit("cv", {"cv.md": OLD.replace("2019 - Present", "2019 - 2017")})
    ran = step(event, {})
    assert (ran.code, ran.outputs["changes"]) == (1, "0")
    assert told(ran) == [("notice", "cvdiff"), ("error", "dates-impossible")]
    assert step(event, {}, base="HEAD~1").outputs["removed"] == "1"


def test_base_and_revision_can_be_given(scratch: Repository, step: Step) -> None:
    for text in (LESS, OLD, NEW):
        scratch.commit("cv", {"cv.md": text})
    scratch.git("tag", "then", "HEAD~2")
    ran = step("push", push(head(scratch, "HEAD~1")), base="then", revision="HEAD~1")
    assert ran.outputs["added"] == "1"
    assert "then" not in ran.summary
    assert f"{head(scratch, 'then')[:10]}:cv.md → cv.md" in ran.summary


# ---- shallow clones


@pytest.fixture
def shallow(scratch: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A clone of the last of three commits, as actions/checkout makes it, in the working directory."""
    for text in (LESS, OLD, NEW):
        scratch.commit("cv", {"cv.md": text})
    folder = tmp_path / "clone"
    scratch.git("clone", "--quiet", "--depth=1", scratch.folder.as_uri(), str(folder))
    monkeypatch.chdir(folder)
    clone = Repository(folder)
    assert clone.git("rev-list", "--count", "HEAD") == "1\n"
    return clone


def test_a_shallow_clone_gets_what_it_lacks(scratch: Repository, shallow: Repository, step: Step) -> None:
    ran = step("push", push(head(scratch, "HEAD~2")))
    assert (ran.code, ran.outputs["added"]) == (0, "2")


def test_a_shallow_clone_without_its_origin_says_what_to_run(
    scratch: Repository, shallow: Repository, step: Step
) -> None:
    before = head(scratch, "HEAD~2")
    shallow.git("remote", "set-url", "origin", "/nowhere")
    ran = step("push", push(before))
    assert ran.code == 2
    assert told(ran) == [("error", "cvdiff")]
    assert f"run: git fetch --depth=1 origin {before}\n" in ran.log


@pytest.fixture
def branch(scratch: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A shallow clone of a branch, which main has left behind since; the event of its pull request."""
    scratch.commit("cv", {"cv.md": OLD})
    scratch.git("checkout", "--quiet", "-b", "news")
    scratch.commit("award", {"cv.md": f"{OLD}- Peat Medal, 2024\n"})
    event = pull_request("", head(scratch))
    scratch.git("checkout", "--quiet", "main")
    scratch.commit("paper", {"cv.md": NEW})
    event["pull_request"]["base"]["sha"] = head(scratch)
    scratch.git(
        "clone", "--quiet", "--depth=1", "--branch=news", scratch.folder.as_uri(), str(tmp_path / "clone")
    )
    monkeypatch.chdir(tmp_path / "clone")
    return event


def test_a_shallow_branch_is_compared_with_where_it_began(branch: dict[str, Any], step: Step) -> None:
    """Against the tip of main, its newer paper would be missing."""
    for name, event in (("pull_request", branch), ("push", push(ZEROS, "refs/heads/news"))):
        ran = step(name, event, comment="false")
        assert (ran.code, ran.outputs["added"], ran.outputs["removed"]) == (0, "1", "0")


def test_a_shallow_branch_without_its_beginning_says_what_to_run(
    branch: dict[str, Any], step: Step, tmp_path: Path
) -> None:
    clone = Repository(tmp_path / "clone")
    base = branch["pull_request"]["base"]["sha"]
    clone.git("fetch", "--quiet", "--depth=1", "origin", base)
    clone.git("remote", "set-url", "origin", "/nowhere")
    ran = step("pull_request", branch, comment="false")
    assert ran.code == 2
    assert "run: git fetch --unshallow origin\n" in ran.log


def test_a_whole_clone_stays_whole(
    scratch: Repository, step: Step, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A branch that was not cloned is fetched with its history."""
    for text in (LESS, OLD, NEW):
        scratch.commit("cv", {"cv.md": text})
    scratch.git("branch", "then", "HEAD~1")
    scratch.git("clone", "--quiet", "--single-branch", scratch.folder.as_uri(), str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    clone = Repository(tmp_path / "clone")
    assert step("push", push(head(scratch, "HEAD~2")), base="then").outputs["added"] == "1"
    assert clone.git("rev-parse", "--is-shallow-repository") == "false\n"


def test_a_commit_that_a_forced_push_has_thrown_away(scratch: Repository, step: Step) -> None:
    scratch.commit("cv", {"cv.md": OLD})
    ran = step("push", push("1234567890" * 4))
    assert ran.code == 2
    assert "is not in this clone and could not be fetched" in ran.log


@pytest.mark.parametrize(
    "base", ["--upload-pack=touch taken", "-x", "no such", "main:cv.md", "$(touch taken)"]
)
def test_a_base_that_is_no_revision_is_refused(scratch: Repository, step: Step, base: str) -> None:
    scratch.commit("cv", {"cv.md": OLD})
    ran = step("push", push(ZEROS), base=base)
    assert (ran.code, ran.summary) == (2, "")
    assert {command.name for command in commands(ran.log)} == {"error"}
    assert not (scratch.folder / "taken").exists()


# ---- which files are CVs


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cvs_are_found_by_their_names(case: dict[str, str]) -> None:
    files, cvs = (re.split(r"[;\n] *", case[key].strip()) for key in ("files", "cvs"))
    assert cvs_among(files) == [cv for cv in cvs if cv]


def test_several_cvs_are_told_together(scratch: Repository, step: Step) -> None:
    scratch.commit("one", {"cv.md": NEW, "nils/resume.md": OLD, "about.md": OLD})
    scratch.commit("two", {"cv.md": OLD, "nils/resume.md": NEW, "about.md": NEW})
    ran = step("push", push(head(scratch, "HEAD~1")))
    assert (ran.outputs["added"], ran.outputs["removed"], ran.code) == ("1", "1", 1)
    [annotation] = [command for command in commands(ran.log) if command.name == "error"]
    assert annotation.properties["file"] == "cv.md"
    assert "2 files checked" in ran.log
    named = step("push", push(head(scratch, "HEAD~1")), files=" nils/resume.md\n\nabout.md \n")
    assert (named.outputs["added"], named.outputs["removed"], named.code) == ("2", "0", 0)


def test_the_settings_name_cvs_and_what_agrees_with_them(scratch: Repository, step: Step) -> None:
    settings = '[[cv]]\npath = "about.md"\nalso = ["cv.md"]\n'
    scratch.commit("one", {"about.md": OLD, "cv.md": NEW, ".cvdiff.toml": settings})
    ran = step("schedule", {})
    assert told(ran) == [("notice", "cvdiff"), ("warning", "missing-publication")]
    assert "is not in about.md" in ran.log


def test_a_homepage_with_a_page_for_each_paper_is_one_cv(scratch: Repository, step: Step) -> None:
    page = "---\ntitle: 'Tidal moss {n}'\nvenue: 'Peat'\ndate: 202{n}-01-01\n---\n"
    pages: dict[str, str | bytes | None] = {
        f"_publications/202{n}-moss.md": page.replace("{n}", str(n)) for n in range(3)
    }
    scratch.commit("one", {"_pages/cv.md": OLD, **pages})
    scratch.commit("two", {"_publications/2020-moss.md": None})
    ran = step("push", push(head(scratch, "HEAD~1")))
    assert told(ran) == [("error", "publication-removed")]
    assert "Tidal moss 0" in ran.log


def test_parts_of_a_latex_cv_are_no_cvs(scratch: Repository, step: Step) -> None:
    body = "\\section{Publications}\\input{publications}"
    main = f"\\documentclass{{article}}\\begin{{document}}{body}\\end{{document}}\n"
    part = "\\begin{itemize}\\item Ada Quist. Tidal moss. Peat, 2021.\n\\end{itemize}\n"
    scratch.commit("one", {"cv.tex": main, "publications.tex": part})
    assert "1 file checked" in step("schedule", {}).log


def test_a_repository_without_a_cv_says_so(scratch: Repository, step: Step) -> None:
    scratch.commit("one", {"README.md": "Hello"})
    ran = step("push", push(ZEROS))
    assert ran.code == 2
    assert "no file of this repository is called like a CV; name yours under `files`" in ran.log


def test_a_defect_fails_the_step_in_one_line(
    scratch: Repository, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("of the CV:\n::set-output name=a::b")

    scratch.commit("one", {"cv.md": OLD})
    monkeypatch.setattr(github, "check", fail)
    ran = step("push", push(head(scratch)))
    assert (ran.code, told(ran)) == (2, [("error", "cvdiff")])
    assert "internal error: RuntimeError: of the CV:" in ran.log


def test_outside_a_repository_the_step_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: Step
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    ran = step("push", push(ZEROS))
    assert ran.code == 2
    assert "check the repository out before this step" in ran.log


# ---- CVs that went, moved, or cannot be read


def test_a_renamed_cv_is_compared_with_itself(scratch: Repository, step: Step) -> None:
    scratch.commit("one", {"cv.md": OLD})
    scratch.commit("two", {"cv.md": None, "me/resume.md": NEW})
    before = push(head(scratch, "HEAD~1"))
    ran = step("push", before)
    assert (ran.code, ran.outputs["changes"], ran.outputs["added"]) == (0, "1", "1")
    named = step("push", before, files="cv.md")
    assert named.code == 2
    assert "cv.md: it is called me/resume.md now; correct its name" in named.log


def test_a_deleted_cv_is_told(scratch: Repository, step: Step) -> None:
    scratch.commit("one", {"cv.md": OLD, "resume.md": LESS.replace("Ada Quist", "Nils Rask")})
    scratch.commit("two", {"cv.md": None})
    before = push(head(scratch, "HEAD~1"))
    ran = step("push", before)
    assert (ran.code, told(ran)) == (0, [("warning", "cvdiff")])
    assert "cv.md: it has been deleted" in ran.log
    assert "cv.md: it has been deleted" in ran.summary
    named = step("push", before, files="cv.md")
    assert (named.code, told(named)) == (2, [("error", "cvdiff")])
    assert "cv.md: it has been deleted; correct its name" in named.log


def test_a_file_that_never_was_is_told_and_the_others_are_checked(scratch: Repository, step: Step) -> None:
    scratch.commit("one", {"cv.md": OLD})
    scratch.commit("two", {"cv.md": NEW})
    ran = step("push", push(head(scratch, "HEAD~1")), files="vc.md\ncv.md")
    assert (ran.code, ran.outputs["added"]) == (2, "1")
    assert "vc.md: git knows no such file here; correct its name" in ran.log


def test_the_marks_of_a_merge_are_told_with_their_line(scratch: Repository, step: Step) -> None:
    scratch.commit("one", {"cv.md": OLD})
    scratch.commit("two", {"cv.md": CONFLICT})
    ran = step("push", push(head(scratch, "HEAD~1")))
    assert ran.code == 2
    [annotation] = commands(ran.log)
    line = CONFLICT.split("\n").index("<<<<<<< HEAD") + 1
    assert annotation.properties == {"title": "cvdiff", "file": "cv.md", "line": str(line)}
    assert "keep one version, remove the marks" in annotation.data


def test_an_old_version_that_cannot_be_read_leaves_the_new_one(scratch: Repository, step: Step) -> None:
    scratch.commit("one", {"cv.md": CONFLICT})
    scratch.commit("two", {"cv.md": NEW})
    ran = step("push", push(head(scratch, "HEAD~1")))
    assert (ran.code, told(ran)) == (0, [("warning", "cvdiff")])
    assert "the old version cannot be read" in ran.log


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n", 2),
        ("Title\n=======\ntext\n", None),
        (">>>>>>> quoted\n", None),
        ("<<<<<<< HEAD\nand no end\n", None),
        ("text <<<<<<< HEAD\n>>>>>>> x\n", None),
    ],
)
def test_only_both_marks_are_a_conflict(text: str, line: int | None) -> None:
    assert conflict_line(text.encode()) == line


def test_a_file_found_by_its_name_may_be_something_else(scratch: Repository, step: Step) -> None:
    """Only a file that the user has named must be a CV."""
    scratch.commit("one", {"cv.md": OLD, "files/resume.pdf": b"%PDF-1.4 broken"})
    ran = step("schedule", {})
    assert (ran.code, told(ran)) == (0, [("notice", "cvdiff"), ("warning", "cvdiff")])
    assert step("schedule", {}, files="files/resume.pdf").code == 2


def test_a_link_out_of_the_repository_is_not_followed(
    scratch: Repository, step: Step, tmp_path: Path
) -> None:
    """A pull request could publish what lies on the runner; a link inside the repository is read."""
    (tmp_path / "secret.md").write_text(OLD.replace("Moss Medal", "Secret Medal"))
    (scratch.folder / "cv.md").symlink_to(tmp_path / "secret.md")
    (scratch.folder / "resume.md").symlink_to("real.txt")
    scratch.commit("one", {"real.txt": OLD})
    ran = step("schedule", {}, files="cv.md\nresume.md", format="json")
    assert ran.code == 2
    assert "cv.md: is a link that leads out of the repository" in ran.log
    assert "1 file checked" in ran.log
    assert "Secret" not in ran.log + ran.summary + ran.outputs["changelog"]


# ---- inputs


def test_fail_on_decides_the_exit_code(scratch: Repository, step: Step) -> None:
    scratch.commit("one", {"cv.md": NEW, ".cvdiff.toml": '[check]\nfail-on = "none"\n'})
    scratch.commit("two", {"cv.md": OLD})
    before = push(head(scratch, "HEAD~1"))
    codes = {
        word: step("push", before, fail_on=word).code for word in ("", "none", "error", "warning", "info")
    }
    assert codes == {"": 0, "none": 0, "error": 1, "warning": 1, "info": 1}
    assert step("push", before, config="other.toml").code == 2


def test_variables_stand_between_inputs_and_the_file(
    scratch: Repository, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch.commit("one", {"cv.md": NEW, ".cvdiff.toml": '[check]\nfail-on = "none"\n'})
    scratch.commit("two", {"cv.md": OLD, "other.toml": '[check]\nfail-on = "info"\n'})
    before = push(head(scratch, "HEAD~1"))
    assert step("push", before).code == 0
    with monkeypatch.context() as patch:
        patch.setenv("CVDIFF_CONFIG", "other.toml")
        assert step("push", before).code == 1
        assert step("push", before, config=".cvdiff.toml").code == 0
    with monkeypatch.context() as patch:
        patch.setenv("CVDIFF_FAIL_ON", "warning")
        assert step("push", before).code == 1
        assert step("push", before, fail_on="none").code == 0
        patch.setenv("CVDIFF_FAIL_ON", "perhaps")
        assert step("push", before).code == 2


def test_level_decides_what_is_shown_and_not_what_fails(scratch: Repository, step: Step) -> None:
    scratch.commit("one", {"cv.md": NEW})
    scratch.commit("two", {"cv.md": NEW.replace("Annals of Field Botany", "Nature")})
    before = push(head(scratch, "HEAD~1"))
    shown = step("push", before, fail_on="warning")
    assert (shown.code, told(shown)) == (1, [("warning", "venue-changed")])
    hidden = step("push", before, fail_on="warning", level="error")
    assert (hidden.code, told(hidden), hidden.outputs["warning_count"]) == (1, [], "0")


@pytest.mark.parametrize(
    ("format", "start"), [("json", "{"), ("sarif", "{"), ("junit", "<?xml"), ("text", "cv.md:")]
)
def test_the_changelog_comes_in_other_forms(scratch: Repository, step: Step, format: str, start: str) -> None:
    scratch.commit("one", {"cv.md": NEW})
    scratch.commit("two", {"cv.md": OLD})
    ran = step("push", push(head(scratch, "HEAD~1")), format=format)
    assert ran.outputs["changelog"].startswith(start)
    assert ran.summary.startswith("# Findings")


@pytest.mark.parametrize("name", ["fail_on", "level", "format", "comment", "summary"])
def test_a_wrong_input_is_named_with_what_it_may_be(scratch: Repository, step: Step, name: str) -> None:
    ran = step("push", push(ZEROS), **{name: "perhaps\n::error::"})
    assert (ran.code, told(ran)) == (2, [("error", "cvdiff")])
    assert f"{name.replace('_', '-')}: perhaps" in ran.log
    assert "is none of" in ran.log


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "\udcff"])
def test_a_broken_event_is_told(scratch: Repository, step: Step, text: str) -> None:
    ran = step("push", text)
    assert ran.code == 2
    assert "run this as a step of a workflow" in ran.log


def test_an_event_of_another_shape_is_no_crash(scratch: Repository, step: Step) -> None:
    scratch.commit("one", {"cv.md": OLD})
    for event in ({"before": 1, "ref": None}, {"repository": []}, {"pull_request": "x", "number": "7"}):
        for name in ("push", "pull_request", "merge_group"):
            assert step(name, event).code == 0


# ---- the comment


def open_pull_request(scratch: Repository, text: str) -> dict[str, Any]:
    scratch.commit("one", {"cv.md": OLD})
    scratch.git("checkout", "--quiet", "-b", "news")
    scratch.commit("two", {"cv.md": text})
    return pull_request(head(scratch, "main"), head(scratch))


def test_a_pull_request_gets_one_comment(scratch: Repository, step: Step, comments: Comments) -> None:
    event = open_pull_request(scratch, NEW)
    for _ in range(2):
        assert step("pull_request", event, comments.address, github_token=TOKEN).code == 0
    assert list(comments.bodies) == [1]
    assert comments.bodies[1].startswith(f"{MARKER}\n# Findings")
    assert "Drought and heron migration" in comments.bodies[1]
    scratch.commit("back", {"cv.md": OLD})
    event["pull_request"]["head"]["sha"] = head(scratch)
    step("pull_request", event, comments.address, github_token=TOKEN)
    assert comments.bodies == {1: f"{MARKER}\ncvdiff: no changes and no findings."}


def test_a_clean_pull_request_gets_none(scratch: Repository, step: Step, comments: Comments) -> None:
    step("pull_request", open_pull_request(scratch, OLD), comments.address, github_token=TOKEN)
    assert comments.bodies == {}


def test_a_pull_request_that_leaves_the_cv_alone_gets_none(
    scratch: Repository, step: Step, comments: Comments
) -> None:
    """What was found before is no news; a comment that is there already is kept right."""
    wrong = OLD.replace("2019 - Present", "2019 - 2017")
    scratch.commit("one", {"cv.md": wrong})
    scratch.git("checkout", "--quiet", "-b", "news")
    scratch.commit("two", {"README.md": "Hello"})
    event = pull_request(head(scratch, "main"), head(scratch))
    ran = step("pull_request", event, comments.address, github_token=TOKEN)
    assert (ran.code, told(ran), comments.bodies) == (1, [("error", "dates-impossible")], {})
    comments.add(MARKER)
    step("pull_request", event, comments.address, github_token=TOKEN)
    assert "dates-impossible" in comments.bodies[1]


@pytest.mark.parametrize("inputs", [{"comment": "false", "github_token": TOKEN}, {"github_token": ""}])
def test_a_comment_can_be_left_out(
    scratch: Repository, step: Step, comments: Comments, inputs: dict[str, str]
) -> None:
    ran = step("pull_request", open_pull_request(scratch, NEW), comments.address, **inputs)
    assert (ran.code, comments.requests) == (0, [])
    assert told(ran) == ([] if inputs.get("comment") else [("notice", "cvdiff")])


def test_a_push_writes_no_comment(scratch: Repository, step: Step, comments: Comments) -> None:
    open_pull_request(scratch, NEW)
    step("push", push(head(scratch, "main")), comments.address, github_token=TOKEN)
    assert comments.requests == []


@pytest.mark.parametrize("fork", [True, False])
@pytest.mark.parametrize("code", [403, 404, 422, 429, 500])
def test_a_comment_that_is_refused_fails_nothing(
    scratch: Repository, step: Step, comments: Comments, code: int, fork: bool
) -> None:
    event = open_pull_request(scratch, NEW)
    event["pull_request"]["head"]["repo"]["full_name"] = "nils/homepage" if fork else REPOSITORY
    event["pull_request"]["base"]["repo"] = {"full_name": REPOSITORY}
    comments.instead["POST"] = (code, {}, {"message": "Resource not accessible by integration"})
    ran = step("pull_request", event, comments.address, github_token=TOKEN)
    assert (ran.code, told(ran), comments.bodies) == (0, [("notice", "cvdiff")], {})
    assert "no comment on the pull request" in ran.log
    assert ("comes from a fork" in ran.log) == fork
    assert "Drought and heron migration" in ran.summary


def test_a_long_comment_is_cut_and_the_summary_is_whole(
    scratch: Repository, step: Step, comments: Comments
) -> None:
    papers = [
        f"{n}. Ada Quist. Notes on the moss number {n}{' of the fjord' * 20}. *Peat*, 2024.\n"
        for n in range(3, 403)
    ]
    event = open_pull_request(scratch, OLD.replace("\n## Positions", f"{''.join(papers)}\n## Positions"))
    ran = step("pull_request", event, comments.address, github_token=TOKEN)
    assert ran.outputs["added"] == "400"
    assert COMMENT_LIMIT * 0.9 < len(comments.bodies[1]) <= COMMENT_LIMIT
    assert "more entries are left out here" in comments.bodies[1]
    assert ran.summary.count("Notes on the moss") == 400


# ---- hostile text


@pytest.mark.parametrize(
    "row", [*NASTY, {"what": "long", "title": "Krill " * 11_700}], ids=lambda row: row["what"]
)
def test_nothing_in_a_title_does_anything(
    scratch: Repository, step: Step, comments: Comments, row: dict[str, str]
) -> None:
    paper = f"3. Ada Quist, Oona Thyme. {row['title']}. *Quarterly Review of Peat*, 2024.\n"
    nasty = OLD.replace("\n## Positions", f"{paper}\n## Positions")
    scratch.commit("one", {"cv.md": nasty})
    scratch.git("checkout", "--quiet", "-b", "news")
    scratch.commit("two", {"cv.md": OLD})
    event = pull_request(head(scratch, "main"), head(scratch))
    ran = step("pull_request", event, comments.address, github_token=TOKEN)
    assert {command.name for command in commands(ran.log)} <= {"error", "warning", "notice"}
    lines = ran.log.splitlines()
    assert [line for line in lines if not command_of(line)] == [
        line for line in lines if line.startswith("cvdiff: ")
    ]
    assert set(ran.outputs) == set(ACTION["outputs"])
    assert all(re.fullmatch(r"\d+", value) for name, value in ran.outputs.items() if name != "changelog")
    body = comments.bodies[1].removeprefix(MARKER)
    assert len(body) < COMMENT_LIMIT
    assert not re.search(
        r"<(?!https?://)[a-z!/]|(?<![\w\\])@\w|[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]",
        re.sub(r"\\<", "", body),
    )


def test_outputs_hold_what_they_were_given(tmp_path: Path) -> None:
    path = tmp_path / "output"
    values = {f"name{n}": row["title"] for n, row in enumerate(NASTY)}
    write_outputs(str(path), values)
    text = path.read_bytes().decode("utf-8")
    assert parse_outputs(text) == {name: value.removesuffix("\n") for name, value in values.items()}
    write_outputs(str(path), {"a": "1"})
    ends = re.findall(r"<<(end-[0-9a-f]{32})\n", path.read_bytes().decode("utf-8"))
    assert len(set(ends)) == len(NASTY) + 1


def test_outside_of_github_nothing_is_written(scratch: Repository, tmp_path: Path) -> None:
    write_outputs(None, {"a": "1"})
    assert not list(tmp_path.rglob("output"))


# ---- documents


DOCUMENT = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
EXAMPLES = sorted(path for path in (ROOT / "docs" / "ci").glob("*.yml") if path.name != "gitlab-ci.yml")


def documented(heading: str) -> list[str]:
    """The names in the first column of the table below a heading."""
    table = DOCUMENT.split(f"### {heading}\n", 1)[1].split("\n### ", 1)[0]
    cells = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`([\w-]+)`", cell)]


def test_the_document_names_every_input_and_output() -> None:
    assert documented("Inputs") == list(ACTION["inputs"])
    assert sorted(documented("Outputs")) == sorted(ACTION["outputs"])


def test_the_document_and_the_action_name_every_format() -> None:
    for line in [
        *re.findall(r"^\| `format` .*", DOCUMENT, re.MULTILINE),
        *re.findall(r"(?m)^`-f` takes.*", DOCUMENT),
    ]:
        assert set(CHECK_FORMATS) <= set(re.findall(r"`([a-z]+)`", line))
    assert set(CHECK_FORMATS) <= set(re.findall(r"\w+", ACTION["inputs"]["format"]["description"]))


def workflows() -> Iterator[dict[str, Any]]:
    """The examples, and the workflows in the document."""
    for path in EXAMPLES:
        yield yaml.safe_load(path.read_text(encoding="utf-8"))
    for block in re.findall(r"```yaml\n(.*?)```", DOCUMENT, re.DOTALL):
        form = yaml.safe_load(block)
        if "jobs" in form:
            yield form


def test_examples_give_only_inputs_that_there_are() -> None:
    uses = [
        step
        for workflow in workflows()
        for step in workflow["jobs"]["cvdiff"]["steps"]
        if step.get("uses", "").startswith("cvdiff/cvdiff@")
    ]
    assert len(uses) == len(EXAMPLES) + 1
    for step in uses:
        assert set(step.get("with", {})) <= set(ACTION["inputs"])


def test_examples_run_where_a_cv_may_have_changed() -> None:
    """Each example starts on a push and on a pull request alike, and may write its comment."""
    for workflow in workflows():
        triggers = workflow[True]  # YAML 1.1 reads `on` as a truth value
        assert (triggers["push"] or {}).get("paths") == (triggers["pull_request"] or {}).get("paths")
        assert workflow["permissions"] == {"contents": "read", "pull-requests": "write"}
