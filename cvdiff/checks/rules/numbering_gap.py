"""The printed numbers of a list skip one or repeat one: an entry got lost, or one was put in by hand.

Only numbers that readers see: Markdown numbers the items of a list anew whatever the source says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit, hit
from cvdiff.model import CV, AnyRecord

MIN_NUMBERED = 4
USUAL_SHARE = 0.75
"""A list is numbered throughout if so many of its steps are by one."""

_LABEL = re.compile(r"([^\d]{0,6}?)(\d{1,4})[\])}.:]{0,3}")
_RENUMBERED = re.compile(r"\d+[.)]")
_RENUMBERING = frozenset({"markdown", "org", "rst"})


def find(cv: CV, context: Context) -> Iterator[Hit]:
    """Each entry whose number does not follow the one before it; a list may count up, down or anew."""
    for numbered in _lists(cv).values():
        steps = [b - a for (a, _), (b, _) in pairwise(numbered)]
        step = 1 if steps.count(1) >= steps.count(-1) else -1
        if len(numbered) < MIN_NUMBERED or steps.count(step) < USUAL_SHARE * len(steps):
            continue
        for (before, _), (number, record) in pairwise(numbered):
            distance = (number - before) * step
            if distance == 0 or distance > 1:
                form = "skipped" if distance else "repeated"
                yield hit(cv, record, None, about="number", number=str(number), before=str(before), form=form)


def _lists(cv: CV) -> dict[tuple[str, str], list[tuple[int, AnyRecord]]]:
    """The numbered records of each list: those under one heading whose labels are alike ("[J1]", "[J2]")."""
    lists: dict[tuple[str, str], list[tuple[int, AnyRecord]]] = defaultdict(list)
    for record in cv.records:
        label = _LABEL.fullmatch(record.marker)
        if label and not (cv.format in _RENUMBERING and _RENUMBERED.fullmatch(record.marker)):
            lists[record.section, label[1]].append((int(label[2]), record))
    return lists
