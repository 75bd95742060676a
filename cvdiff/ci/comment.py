"""The comment on a pull request that is written once and kept up to date.

https://docs.github.com/rest/issues/comments tells the calls. Nothing that goes wrong here fails a check:
it is told in a sentence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from cvdiff.dataclass import dataclass

MARKER = "<!-- cvdiff -->"
"""The first line of the comment, by which it is found again."""

_PER_PAGE = 100
_MOST_PAGES = 50
_SECONDS = 20
_MOST_BYTES = 32_000_000

_REASONS = {
    401: "the token is not valid; pass github-token: ${{ github.token }}",
    403: "the token may not write comments (those of forks only read); give the job `pull-requests: write`",
    404: "the token does not reach this pull request; give the job `pull-requests: write`",
    410: "the comments of this repository are turned off",
    422: "GitHub does not take a comment here; is the conversation locked?",
    429: "GitHub asks for fewer requests; run the job again later",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequest:
    """Where a comment goes: the address of the API, the repository ("owner/name"), and the number."""

    api: str
    repository: str
    number: int
    token: str

    @property
    def comments(self) -> str:
        """The address of the pull request's comments."""
        return f"{self.api}/repos/{self.repository}/issues/{self.number}/comments"

    def comment(self, id: int) -> str:
        """The address of one comment."""
        return f"{self.api}/repos/{self.repository}/issues/comments/{id}"


class CommentError(Exception):
    """GitHub did not take the comment; the message says why and what to do."""


def keep_comment(pull_request: PullRequest, text: str, *, create: bool) -> None:
    """Rewrite the comment to `text`; where there is none yet, write it if `create` says so.

    Raises `CommentError`, and nothing else, whatever the server answers.
    """
    body = {"body": f"{MARKER}\n{text}"}
    found = _find(pull_request)
    if found is not None:
        _call(pull_request, "PATCH", pull_request.comment(found), body)
    elif create:
        _call(pull_request, "POST", pull_request.comments, body)


def _find(pull_request: PullRequest) -> int | None:
    """The id of the comment that begins with the marker, the oldest if there are several."""
    for comment in _comments(pull_request):
        body, id = comment.get("body"), comment.get("id")
        if isinstance(body, str) and body.startswith(MARKER) and isinstance(id, int):
            return id
    return None


def _comments(pull_request: PullRequest) -> Iterator[dict[str, Any]]:
    for page in range(1, _MOST_PAGES + 1):
        address = f"{pull_request.comments}?per_page={_PER_PAGE}&page={page}"
        comments = _call(pull_request, "GET", address)
        if not isinstance(comments, list):
            raise CommentError("GitHub's answer is no list of comments")
        yield from (comment for comment in comments if isinstance(comment, dict))
        if len(comments) < _PER_PAGE:
            return


class _NoRedirect(HTTPRedirectHandler):
    """A token goes to no other address than the one it is meant for."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def _call(pull_request: PullRequest, method: str, address: str, body: Any = None) -> Any:
    """The answer to one request; raises `CommentError`."""
    try:
        request = Request(
            address,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {pull_request.token}",
                "Content-Type": "application/json",
                "User-Agent": "cvdiff",
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )
        with build_opener(_NoRedirect).open(request, timeout=_SECONDS) as answer:
            return json.loads(answer.read(_MOST_BYTES))
    except HTTPError as error:
        raise CommentError(_reason(error)) from None
    except (URLError, OSError, HTTPException, ValueError) as error:
        raise CommentError(f"GitHub cannot be reached ({type(error).__name__})") from None


def _reason(error: HTTPError) -> str:
    """Why GitHub refused, told from the status; a rate limit has the status of a missing permission."""
    is_limit = error.headers.get("X-RateLimit-Remaining") == "0" or "Retry-After" in error.headers
    code = 429 if error.code == 403 and is_limit else error.code
    return f"{_REASONS.get(code, 'GitHub does not answer as it should')} (HTTP {error.code})"
