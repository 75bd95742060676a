"""What a GitHub event says of the version to compare with.

The events are described at https://docs.github.com/actions/reference/events-that-trigger-workflows and
their files at https://docs.github.com/webhooks/webhook-events-and-payloads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cvdiff.ci.repository import fork_point, need_commit, parents
from cvdiff.errors import CvdiffError

Event = Mapping[str, Any]

_PULL_REQUESTS = ("pull_request", "pull_request_target")


def load(path: str | None) -> Event:
    """The event in the file that GitHub wrote at `path`; empty without a path.

    Raises `CvdiffError` for a file that cannot be read or is no JSON object.
    """
    if not path:
        return {}
    try:
        with open(path, "rb") as file:
            event = json.load(file)
    except (OSError, ValueError) as error:
        raise CvdiffError(
            f"{path}: the event cannot be read ({error}); run this as a step of a workflow"
        ) from None
    if not isinstance(event, dict):
        raise CvdiffError(f"{path}: the event is no JSON object; run this as a step of a workflow")
    return event


def base_of(name: str, event: Event) -> str | None:
    """The commit that an event's own changes start from; None where the event tells of none.

    A push starts from the commit that the branch was at, a new branch from where it left the default
    branch, a pull request from its base branch, as far as it has been merged. A schedule and a run by
    hand compare with nothing. Raises `CvdiffError` where the commit cannot be had.
    """
    if name in _PULL_REQUESTS:
        return _base_of_pull_request(event)
    if name == "merge_group":
        return _needed(_text(event, "merge_group", "base_sha"))
    if name != "push":
        return None
    before = _text(event, "before")
    return _needed(before) if before.strip("0") else _base_of_new_branch(event)


def pull_request_number(name: str, event: Event) -> int | None:
    """The number of the pull request that an event is about, None where it is about none."""
    number = event.get("number")
    return number if name in _PULL_REQUESTS and isinstance(number, int) else None


def is_from_fork(event: Event) -> bool:
    """Whether a pull request comes from another repository, whose runs get a token that only reads."""
    source = _text(event, "pull_request", "head", "repo", "full_name")
    return source != _text(event, "pull_request", "base", "repo", "full_name")


def _base_of_pull_request(event: Event) -> str | None:
    """What the checked-out merge names as its first parent; else where the branch left its base."""
    tips = parents("HEAD")
    if len(tips) > 1 and tips[1] == _text(event, "pull_request", "head", "sha"):
        return need_commit(tips[0])
    base = _needed(_text(event, "pull_request", "base", "sha"))
    return base and fork_point(base)


def _base_of_new_branch(event: Event) -> str | None:
    default = _text(event, "repository", "default_branch")
    is_branch = _text(event, "ref").startswith("refs/heads/")
    if not default or not is_branch or _text(event, "ref") == f"refs/heads/{default}":
        return None
    return fork_point(need_commit(f"origin/{default}"))


def _needed(revision: str) -> str | None:
    return need_commit(revision) if revision else None


def _text(event: Event, *keys: str) -> str:
    value: Any = event
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) else ""
