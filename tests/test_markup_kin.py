"""Org mode, reStructuredText, and the relatives of Markdown that its own reader reads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cvdiff
from cvdiff.readers import detect, markdown, org, rst
from tables import cases
from test_readers import shown

SAMPLES = Path(__file__).parent.parent / "samples"
READERS = {"org": org, "rst": rst}


@pytest.mark.parametrize("case", cases("org/cases", "rst/cases"))
def test_blocks(case: dict[str, Any]) -> None:
    name = case["format"]
    document = READERS[name].read(str(case["source"]), f"cv.{name}")
    assert document.format == name
    assert shown(document, bool(case.get("styles"))) == str(case["blocks"]).strip("\n")
    assert dict(document.meta) == case.get("meta", {})


# Lines without marks are the same text in both formats, in order, and stand where they stood.

PLAIN_LINES = st.lists(st.text("abc ", max_size=8).map(str.strip), max_size=12)


@pytest.mark.parametrize("name", READERS)
@given(lines=PLAIN_LINES)
def test_text_without_marks_stays(name: str, lines: list[str]) -> None:
    document = READERS[name].read("\n".join(lines), "cv")
    assert " ".join(block.text.plain for block in document.blocks).split() == " ".join(lines).split()
    for block in document.blocks:
        assert block.lines is not None
        first, last = block.lines
        assert block.text.plain.split() == " ".join(lines[first - 1 : last]).split()


@pytest.mark.parametrize("name", READERS)
@given(text=st.text("*=-#:.|+_`[]<>/ ab1\n\\~\t", max_size=120))
def test_any_text_is_read(name: str, text: str) -> None:
    for block in READERS[name].read(text, "cv").blocks:
        assert not re.search(r"  |^\s|\s$", block.text.plain)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("cv.qmd", "markdown"), ("cv.Rmd", "markdown"), ("cv.org", "org"), ("cv.rst", "rst")],
)
def test_endings(name: str, expected: str) -> None:
    assert detect(b"# Papers\n", name) == expected


def test_chunks_of_code_are_not_printed() -> None:
    source = "---\ntitle: Ada Marlow\n---\n\n# Papers\n\n```{r papers, echo=FALSE}\nx <- 1\n```\n\nHarbours\n"
    document = markdown.read(source, "cv.Rmd")
    assert [block.text.plain for block in document.blocks] == ["Papers", "Harbours"]
    assert dict(document.meta) == {"title": "Ada Marlow"}


def test_other_fenced_text_is_printed() -> None:
    document = markdown.read("```\nHarbours\n```\n", "cv.qmd")
    assert [block.text.plain for block in document.blocks] == ["Harbours"]


# The sample is one CV in five formats: read from any two of them, nothing changed.


@pytest.mark.parametrize("ending", ["docx", "odt", "org", "rst"])
def test_the_same_cv_in_another_format_has_not_changed(ending: str) -> None:
    report = cvdiff.compare(SAMPLES / "brandvold.html", SAMPLES / f"brandvold.{ending}")
    assert report.changes == ()
    assert sum(record.kind == "publication" for record in report.new.records) == 9


def test_near_miss_a_paper_less_is_seen(tmp_path: Path) -> None:
    page = (SAMPLES / "brandvold.html").read_text("utf-8").replace('<div class="pub">', "<!--", 1)
    shorter = tmp_path / "cv.html"
    shorter.write_text(page.replace("</pre>\n</div>", "-->", 1), "utf-8")
    report = cvdiff.compare(shorter, SAMPLES / "brandvold.docx")
    assert [(change.change, change.kind) for change in report.changes] == [("added", "publication")]
