"""The comment on a pull request, against a server that plays GitHub's, in good and in bad moods."""

from __future__ import annotations

import pytest

from comments_server import NUMBER, REPOSITORY, TOKEN, Answer, Comments, serve
from cvdiff.ci.comment import MARKER, CommentError, PullRequest, keep_comment


def place(comments: Comments, *, token: str = TOKEN) -> PullRequest:
    return PullRequest(api=comments.address, repository=REPOSITORY, number=NUMBER, token=token)


def test_the_first_time_a_comment_is_written(comments: Comments) -> None:
    comments.add("Nice CV!", f"Do not touch {MARKER} here")
    keep_comment(place(comments), "2 papers added.\n", create=True)
    assert comments.bodies[3] == f"{MARKER}\n2 papers added.\n"
    assert comments.written == ["POST"]


def test_later_the_comment_is_rewritten(comments: Comments) -> None:
    comments.add("Nice CV!", f"{MARKER}\nold", "Thanks")
    keep_comment(place(comments), "new", create=True)
    assert list(comments.bodies.values()) == ["Nice CV!", f"{MARKER}\nnew", "Thanks"]
    assert comments.written == ["PATCH"]


def test_a_clean_check_writes_no_first_comment_but_rewrites_one(comments: Comments) -> None:
    keep_comment(place(comments), "no changes", create=False)
    assert comments.bodies == {}
    comments.add(f"{MARKER}\nold")
    keep_comment(place(comments), "no changes", create=False)
    assert comments.bodies == {1: f"{MARKER}\nno changes"}


@pytest.mark.parametrize(("before", "pages"), [(99, 1), (100, 2), (250, 3)])
def test_every_page_of_comments_is_searched(comments: Comments, before: int, pages: int) -> None:
    comments.add(*["+1"] * before, f"{MARKER}\nold")
    keep_comment(place(comments), "new", create=True)
    assert comments.bodies[before + 1] == f"{MARKER}\nnew"
    assert [method for method, _ in comments.requests] == ["GET"] * pages + ["PATCH"]


def test_there_is_an_end_to_the_pages(comments: Comments) -> None:
    comments.instead["GET"] = (200, {}, [{"id": 1, "body": "+1"}] * 100)
    keep_comment(place(comments), "new", create=True)
    assert 10 < len(comments.requests) < 100


ELSEWHERE = {"Location": "http://127.0.0.1:1/elsewhere"}
REFUSALS: list[tuple[str, Answer, str]] = [
    ("a token that may not", (403, {}, {}), "may not write comments"),
    ("too many requests", (403, {"X-RateLimit-Remaining": "0"}, {}), "run the job again later"),
    ("too many requests at once", (403, {"Retry-After": "60"}, {}), "run the job again later"),
    ("too many requests, said plainly", (429, {}, {}), "run the job again later"),
    ("a pull request out of reach", (404, {}, {}), "does not reach this pull request"),
    ("a locked conversation", (422, {}, {"message": "Validation Failed"}), "is the conversation locked?"),
    ("comments turned off", (410, {}, {}), "turned off"),
    ("a server in trouble", (502, {}, b"<html>"), "does not answer as it should (HTTP 502)"),
    ("another address", (301, ELSEWHERE, {}), "(HTTP 301)"),
    ("no JSON", (200, {}, b"<html>"), "cannot be reached"),
    ("half a character", (200, {}, b'"\xff'), "cannot be reached"),
]


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH"])
@pytest.mark.parametrize(("what", "answer", "reason"), REFUSALS, ids=[row[0] for row in REFUSALS])
def test_a_refusal_is_told_in_a_sentence(
    comments: Comments, method: str, what: str, answer: Answer, reason: str
) -> None:
    comments.instead[method] = answer
    if method == "PATCH":
        comments.add(MARKER)
    with pytest.raises(CommentError) as error:
        keep_comment(place(comments), "text", create=True)
    assert reason in str(error.value)
    assert "\n" not in str(error.value)
    assert TOKEN not in str(error.value)


def test_a_wrong_token_is_told(comments: Comments) -> None:
    with pytest.raises(CommentError, match="the token is not valid"):
        keep_comment(place(comments, token="wrong"), "text", create=True)
    with pytest.raises(CommentError):
        keep_comment(place(comments, token="two\nlines"), "text", create=True)
    assert comments.bodies == {}


def test_an_answer_of_another_form_is_told(comments: Comments) -> None:
    comments.instead["GET"] = (200, {}, {"message": "hello"})
    with pytest.raises(CommentError, match="no list"):
        keep_comment(place(comments), "text", create=True)
    comments.instead["GET"] = (200, {}, [None, 1, {"id": "x", "body": MARKER}, {"id": 1, "body": None}])
    keep_comment(place(comments), "text", create=True)
    assert comments.written == ["POST"]


def test_a_server_that_is_not_there_is_told() -> None:
    with serve() as running:
        gone = place(running)
    with pytest.raises(CommentError, match="cannot be reached"):
        keep_comment(gone, "text", create=True)


def test_lone_surrogates_are_no_obstacle(comments: Comments) -> None:
    keep_comment(place(comments), "x\ud800", create=True)
    assert comments.written == ["POST"]
