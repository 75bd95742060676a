"""Which versions of a CV the GitHub action compares: events, branches, shallow clones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from action_step import ZEROS, Step, commands, head, pull_request, push, told
from cli_runner import NEW, OLD
from scratch_git import Repository

LESS = OLD.replace(
    "1. Ada Quist, Nils Rask. Lichen sampling on tidal basalt. *Annals of Field Botany*, 2021.\n", ""
)


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
