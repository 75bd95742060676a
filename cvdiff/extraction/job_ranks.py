"""The jobs at one employer, listed below it: "Harbour Bank, 1999-", an item for each role and its years."""

from __future__ import annotations

from cvdiff.extraction.cuts import PARALLEL_SHARE, groups
from cvdiff.extraction.features import SURE, Features

_ROLES = 2
"""An employer with fewer dated roles below it is one job, and they describe it."""


def ranks_apart(entry: list[Features]) -> list[list[Features]]:
    """The entry, or where items below an employer's line are jobs: the line, and each of them."""
    first = entry[0].line
    head = [f for f in entry if f.line.source.items == first.source.items]
    below = groups(entry[len(head) :], len(first.source.items) + 1)
    roles = sum(_is_rank(group[0]) for group in below)
    if first.source.kind != "item" or roles < _ROLES or roles < PARALLEL_SHARE * len(below):
        return [entry]
    return [head, *below] if _is_employer(entry[0]) else [entry]


def _is_employer(feature: Features) -> bool:
    return feature.organization >= SURE > max(feature.role, feature.degree)


def _is_rank(feature: Features) -> bool:
    return feature.stint and feature.named and feature.role >= SURE
