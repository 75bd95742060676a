"""Cutting lines into groups: what segmentation of every kind is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from cvdiff.extraction.features import Features
from cvdiff.outline import Line

Entry = list[Line]

PARALLEL_SHARE = 0.6
"""A layout is a list's own when at least this share of its entries show it."""
PROSE_WORDS = 30
"""A longer line describes; it is no entry of a list and no head of a job."""


def groups(features: Sequence[Features], depth: int = 1) -> list[list[Features]]:
    """Cuts at every block outside lists and at every item of the given nesting depth."""
    out: list[list[Features]] = []
    last: tuple[object, ...] | None = None
    for feature in features:
        source = feature.line.source
        key: tuple[object, ...] = (
            ("item", *source.items[:depth]) if source.items else ("block", feature.line.block)
        )
        if key != last or _is_next_definition(feature, out[-1], depth):
            out.append([])
        out[-1].append(feature)
        last = key
    return out


def _is_next_definition(feature: Features, group: list[Features], depth: int) -> bool:
    """Whether a definition follows another one whose term is a heading: each is an entry then."""
    source = feature.line.source
    first = source.kind == "item" and feature.line.number == 0 and len(source.items) <= depth
    return first and group[0].line.source.kind != "term" and group[0].line.block != feature.line.block


def cut_at(features: Sequence[Features], starts: Callable[[Features], bool]) -> list[list[Features]]:
    """Begins a group at every line for which `starts` holds, and at the first."""
    out: list[list[Features]] = []
    for feature in features:
        if not out or starts(feature):
            out.append([])
        out[-1].append(feature)
    return out


def as_entries(entries: Iterable[Sequence[Features]]) -> list[Entry]:
    """The lines of each group."""
    return [[f.line for f in entry] for entry in entries if entry]
