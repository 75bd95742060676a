"""The check step of the GitHub action, run in this process, and the events that start it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from comments_server import NUMBER, REPOSITORY, Comments, serve
from composite import Ran, parse_outputs
from scratch_git import Repository
from workflow_commands import Command, command_of

ZEROS = "0" * 40

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
    from cvdiff.ci import github

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
