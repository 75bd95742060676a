"""What every test shares: how Hypothesis runs, and real CVs where this machine has some."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from action_step import comments as comments
from action_step import step as step
from cli_runner import NEW, OLD, ROOT, Result, Run
from cvdiff import cli
from scratch_git import scratch as scratch

SHARED = ROOT.parent / "shared"

settings.register_profile("cvdiff", max_examples=25, deadline=None, derandomize=True)
settings.load_profile("cvdiff")


def real_cvs() -> list[Path]:
    """The Markdown and text CVs of the evaluation folders beside the repository, if they are there."""
    folders = (SHARED / "eval" / "wild", SHARED / "seeds")
    return sorted(path for folder in folders for path in folder.glob("*.*") if path.suffix in {".md", ".txt"})


def _name(path: Path | None) -> str:
    return path.name if path else "absent"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes `real_cv` once a file; without the folders it is skipped, and says why."""
    if "real_cv" in metafunc.fixturenames:
        absent = pytest.param(None, marks=pytest.mark.skip(reason=f"no real CVs: {SHARED} is not there"))
        metafunc.parametrize("real_cv", real_cvs() or [absent], ids=_name)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with old.md and new.md, which has one paper more."""
    (tmp_path / "old.md").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.md").write_text(NEW, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CVDIFF_DEBUG", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Run the program in this process."""

    def run(*arguments: str) -> Result:
        handler = signal.getsignal(signal.SIGINT)
        with pytest.raises(SystemExit) as ended:
            cli.main(arguments)
        signal.signal(signal.SIGINT, handler)
        captured = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Result(ended.value.code, captured.out, captured.err)

    return run
