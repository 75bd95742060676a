"""Running the program in tests: two small invented CVs, and what a run gave."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent

OLD = """# Ada Quist

## Publications

1. Ada Quist, Nils Rask. Lichen sampling on tidal basalt. *Annals of Field Botany*, 2021.
2. Ada Quist. Ein Maß für Moose im Fjäll. *Northern Soil Letters*, 2022.

## Positions

- **Lecturer**, Orrin Labs, Halden, Sweden, 2019 - Present

## Awards

- Moss Medal, 2023
"""
PAPER = "3. Ada Quist, Oona Thyme. Drought and heron migration. *Quarterly Review of Peat*, 2024.\n"
NEW = OLD.replace("\n## Positions", f"{PAPER}\n## Positions")


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Run = Callable[..., Result]


def start(*arguments: str, stdout: Any, **environment: str) -> subprocess.Popen[bytes]:
    """Start the program as a process of its own, for what one process cannot show."""
    command = [sys.executable, "-m", "cvdiff", *arguments]
    return subprocess.Popen(command, stdout=stdout, stderr=subprocess.PIPE, env={**os.environ, **environment})
