"""What every test shares: how Hypothesis runs, and real CVs where this machine has some."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

settings.register_profile("cvdiff", max_examples=60, deadline=None, derandomize=True)
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
        metafunc.parametrize(
            "real_cv", real_cvs() or [absent], ids=lambda path: path.name if path else "absent"
        )
