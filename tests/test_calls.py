"""A comparison makes no more calls than it may: see benchmarks/calls.py."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_no_stage_makes_more_calls_than_its_ceiling() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "calls.py"), "--top", "15"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
