"""Papers, jobs and degrees in the styles that people type: every field of every entry is read as printed.

`benchmarks/styles.py` draws more styles of the same kind.
"""

from __future__ import annotations

import pytest

from cv_styles import FORMATS, misread, write_papers, write_posts

SEEDS = range(60)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("seed", SEEDS)
def test_papers_are_read_as_typed(seed: int, format: str) -> None:
    written = write_papers(seed)
    assert misread(written, FORMATS[format](written)) == [], written.text


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("seed", SEEDS)
def test_jobs_and_degrees_are_read_as_typed(seed: int, format: str) -> None:
    written = write_posts(seed)
    assert misread(written, FORMATS[format](written)) == [], written.text


def test_a_wrong_reading_is_told() -> None:
    written = write_papers(0)
    wrong = written._replace(works=(written.works[0]._replace(year="1999"), *written.works[1:]))
    assert len(misread(wrong, FORMATS["Markdown"](written))) == 2
