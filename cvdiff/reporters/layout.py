"""The blocks of the Markdown reports: headings and lists."""

from __future__ import annotations

from cvdiff.reporters.paint import strong


def title(level: int, text: str) -> str:
    """A heading."""
    return strong(f"{'#' * level} {text}")


def bullets(items: list[list[str]]) -> str:
    """A tight list; the lines of an item after its first are a list below it."""
    return "\n".join("\n  - ".join([f"- {first}", *rest]) for first, *rest in items)
