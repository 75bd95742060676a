"""Scripted repositories: made step by step, with fixed dates, and without the settings of this machine."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

DAY = 86_400
START = 1_704_110_400  # 2024-01-01 12:00 UTC


class Repository:
    """A git repository in a folder of its own; each commit is dated a month after the one before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._commits = 0
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, code: int = 0) -> str:
        """What git prints, on both streams; its exit code is checked."""
        ended = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        text = ended.stdout.decode("utf-8", "replace")
        assert ended.returncode == code, text
        return text

    def write(self, files: dict[str, str | bytes | None]) -> None:
        """Write these files, or remove those that are None."""
        for name, content in files.items():
            path = self.folder / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def commit(self, message: str, files: dict[str, str | bytes | None], *, days: int = 31) -> str:
        """Commit everything, `days` after the commit before; the commit's short id."""
        self.write(files)
        self.git("add", "--all")
        self.date(days)
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")[:7]

    def date(self, days: int) -> None:
        """Let the next commit be dated `days` later."""
        self._commits += days
        when = f"{START + self._commits * DAY} +0000"
        os.environ["GIT_AUTHOR_DATE"] = os.environ["GIT_COMMITTER_DATE"] = when


@pytest.fixture
def scratch(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """An empty repository, which becomes the working directory; none of the user's git settings are seen."""
    home = tmp_path / "home"
    home.mkdir()
    for name in list(os.environ):
        if name.startswith(("GIT_", "CVDIFF_")):
            monkeypatch.delenv(name)
    environment = {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(tmp_path),
        "GIT_AUTHOR_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "ada@example.org",
        "GIT_COMMITTER_NAME": "Ada",
        "GIT_COMMITTER_EMAIL": "ada@example.org",
        "GIT_AUTHOR_DATE": f"{START} +0000",
        "GIT_COMMITTER_DATE": f"{START} +0000",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    made = Repository(tmp_path / "homepage")
    monkeypatch.chdir(made.folder)
    return made
