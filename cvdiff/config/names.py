"""What files of settings are called."""

from __future__ import annotations

FILE = ".cvdiff.toml"
PROJECT_FILE = "pyproject.toml"
