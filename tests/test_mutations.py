"""One random edit of an invented CV, in each layout that can show it: that change is told, and no other.

Each edit is told exactly: there is no tolerance.
`benchmarks/mutations.py` draws a thousand edits of the same kind.
"""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cv_edits import EDITS, PAPER_EDITS, Edited, Told, random_resume, told
from cv_factory import Resume
from cv_layouts import LAYOUTS, PAPER_LAYOUTS, Layout
from cvdiff.alignment import align
from cvdiff.changes import compare
from cvdiff.extraction import extract
from cvdiff.model import CV
from cvdiff.readers import read_document

EXAMPLES = 2
"""Of each edit in each layout: some 300 in all."""

CELLS = [
    *((edit, layout) for edit in EDITS for layout in LAYOUTS),
    *((edit, layout) for edit in PAPER_EDITS for layout in PAPER_LAYOUTS),
]

seeds = st.integers(0, 2**32 - 1)
two_layouts = st.lists(st.sampled_from(sorted(LAYOUTS)), min_size=2, max_size=2, unique=True)


def read(resume: Resume, layout: str) -> CV:
    write: Layout = {**LAYOUTS, **PAPER_LAYOUTS}[layout]
    return extract(read_document(write(resume).encode(), layout), layout)


def report(edited: Edited, layout: str, new_layout: str | None = None) -> list[Told]:
    return told(compare(align(read(edited.old, layout), read(edited.new, new_layout or layout))))


@pytest.mark.parametrize(("edit", "layout"), sorted(CELLS))
@settings(max_examples=EXAMPLES)
@given(seed=seeds)
def test_one_edit_is_the_one_change_told(edit: str, layout: str, seed: int) -> None:
    random = Random(seed)
    edited = EDITS[edit](random_resume(random), random)
    assert report(edited, layout) == [edited.told]


@pytest.mark.parametrize("layout", sorted({**LAYOUTS, **PAPER_LAYOUTS}))
@settings(max_examples=EXAMPLES)
@given(seed=seeds)
def test_no_edit_is_no_change(layout: str, seed: int) -> None:
    resume = random_resume(Random(seed))
    assert report(Edited(resume, resume, Told("", "", "")), layout) == []


@pytest.mark.parametrize("edit", sorted(EDITS))
@settings(max_examples=2 * EXAMPLES)
@given(seed=seeds, layouts=two_layouts)
def test_a_new_layout_is_no_change_beside_the_edit(edit: str, layouts: list[str], seed: int) -> None:
    random = Random(seed)
    edited = EDITS[edit](random_resume(random), random)
    assert report(edited, *layouts) == [edited.told]
