"""Which files the GitHub action checks, and what it says of those that went, moved, or cannot be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from action_step import ZEROS, Step, commands, head, push, told
from cli_runner import NEW, OLD, PAPER
from cvdiff.ci import github
from cvdiff.ci.cv_files import cvs_among
from cvdiff.source import conflict_line
from scratch_git import Repository
from tables import table

CASES = table("ci/files")["case"]
LESS = OLD.replace(
    "1. Ada Quist, Nils Rask. Lichen sampling on tidal basalt. *Annals of Field Botany*, 2021.\n", ""
)
CONFLICT = NEW.replace(PAPER, f"<<<<<<< HEAD\n=======\n{PAPER}>>>>>>> branch\n")


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
