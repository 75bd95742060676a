"""The comment that the GitHub action keeps on a pull request."""

from __future__ import annotations

from typing import Any

import pytest

from action_step import Step, head, pull_request, push, told
from cli_runner import NEW, OLD
from comments_server import REPOSITORY, TOKEN, Comments
from cvdiff.ci.comment import MARKER
from cvdiff.reporters.findings.cut import COMMENT_LIMIT
from scratch_git import Repository


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
