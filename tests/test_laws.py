"""The three laws of the design, over invented CVs and over real ones where this machine has some.

1. Nothing is lost: every block of a file is in exactly one record or is a heading; every record of two
   versions is in exactly one match, or came, or went.
2. Same in, nothing out: a CV against itself, and against itself in another order, wrapping or
   numbering, has no changes; the other way round, a comparison is its mirror image.
3. Strongest evidence first: what is known to be edited is what is reported, and nothing else.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from cv_factory import VENUES, Paper, Post, Resume, names, papers, posts, resumes
from cv_layouts import LAYOUTS
from cvdiff.alignment import align
from cvdiff.changes import compare
from cvdiff.document import Document
from cvdiff.errors import InputError
from cvdiff.extraction import extract
from cvdiff.model import CV, Alignment, AnyRecord, FieldChange, Publication, Report
from cvdiff.readers import read_document
from cvdiff.source import load

layouts = st.sampled_from(sorted(LAYOUTS))


def read(text: str, file: str) -> CV:
    return extract(read_document(text.encode(), file), file)


def write(resume: Resume, layout: str) -> CV:
    return read(LAYOUTS[layout](resume), layout)


def report_of(old: CV, new: CV) -> Report:
    return compare(align(old, new))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


# --- 1. Nothing is lost -------------------------------------------------------------------------


def check_nothing_is_lost(document: Document, cv: CV) -> None:
    """Each block is held once, and the words of the file are the words of its records and headings."""
    headings = {section.lines for section in cv.sections}
    heads_of_tables = [i for i in cv.headings if document.blocks[i].kind == "row"]
    held = Counter([block for record in cv.records for block in record.blocks] + heads_of_tables)
    texts = [record.text for record in cv.records] + [section.heading for section in cv.sections]
    texts += [document.blocks[i].text.plain for i in heads_of_tables]
    lost = [
        (index, block.text.plain)
        for index, block in enumerate(document.blocks)
        if block.text and not held[index] and block.lines not in headings
    ]
    assert lost == []
    expected = sum((words(block.text.plain) for block in document.blocks), Counter[str]())
    found = sum(map(words, texts), Counter[str]())
    assert (expected - found, found - expected) == (Counter(), Counter())


def check_each_record_is_placed_once(old: CV, new: CV, alignment: Alignment) -> None:
    ours = {id(record) for record in old.records}
    absorbed_old = [record for record in alignment.absorbed if id(record) in ours]
    absorbed_new = [record for record in alignment.absorbed if id(record) not in ours]
    placed_old = [match.old for match in alignment.matches] + list(alignment.removed) + absorbed_old
    placed_new = [match.new for match in alignment.matches] + list(alignment.added) + absorbed_new
    assert sorted(map(id, placed_old)) == sorted(map(id, old.records))
    assert sorted(map(id, placed_new)) == sorted(map(id, new.records))


@given(resumes(), layouts)
def test_every_block_of_a_cv_is_in_one_record_or_heading(resume: Resume, layout: str) -> None:
    document = read_document(LAYOUTS[layout](resume).encode(), layout)
    check_nothing_is_lost(document, extract(document, layout))


@given(st.text(max_size=400), st.sampled_from(["cv.md", "cv.txt"]))
def test_every_block_of_any_text_is_in_one_record_or_heading(text: str, file: str) -> None:
    check_any_text(text, file)


MARKUP = (
    "# ", "## Publications", "\n\n", "\n", "- ", "1. ", "[1] ", "**", "*", "<li>", "</ol>", "<!--", "-->",
    "---", "| a | b |", "\t", "    ", "2021", "PUBLICATIONS", "EDUCATION", "Ada Quist, Nils Rask",
    '"A title."', "{:", "{%", "[a](http://b.c)", "`", ": ", "&lt;", "PhD", "2019 - Present", "\x0c", "\u00ad",
)  # fmt: skip


@given(st.lists(st.sampled_from(MARKUP), max_size=40).map("".join), st.sampled_from(["cv.md", "cv.txt"]))
def test_every_block_of_broken_markup_is_in_one_record_or_heading(text: str, file: str) -> None:
    check_any_text(text, file)


def check_any_text(text: str, file: str) -> None:
    try:
        document = read_document(text.encode(), file)
    except InputError:  # blank, or as full of control characters as a binary file
        reject()
    check_nothing_is_lost(document, extract(document, file))


@given(resumes(), resumes(), layouts, layouts)
def test_every_record_of_two_cvs_is_placed_once(a: Resume, b: Resume, first: str, second: str) -> None:
    old, new = write(a, first), write(b, second)
    check_each_record_is_placed_once(old, new, align(old, new))


def test_every_block_of_a_real_cv_is_in_one_record_or_heading(real_cv: Path) -> None:
    document = read_document(load(str(real_cv)), real_cv.name)
    check_nothing_is_lost(document, extract(document, real_cv.name))


# --- 2. Same in, nothing out --------------------------------------------------------------------


def check_no_changes(old: CV, new: CV) -> None:
    report = report_of(old, new)
    assert (report.changes, report.sections, report.cosmetic) == ((), (), ())
    assert len(report.matches) == len(new.records)


@given(resumes(), layouts)
def test_a_cv_against_itself_has_no_changes(resume: Resume, layout: str) -> None:
    check_no_changes(write(resume, layout), write(resume, layout))


def test_a_real_cv_against_itself_has_no_changes(real_cv: Path) -> None:
    cv = extract(read_document(load(str(real_cv)), real_cv.name), real_cv.name)
    check_no_changes(cv, cv)


@given(resumes(), layouts, st.randoms(use_true_random=False))
def test_another_order_is_no_change(resume: Resume, layout: str, random: Any) -> None:
    shuffled = replace(
        resume,
        papers=tuple(random.sample(resume.papers, len(resume.papers))),
        posts=tuple(random.sample(resume.posts, len(resume.posts))),
        lines=tuple((heading, tuple(random.sample(lines, len(lines)))) for heading, lines in resume.lines),
    )
    check_no_changes(write(resume, layout), write(shuffled, layout))


@given(resumes(), st.sampled_from([60, 72, 80, 100]))
def test_another_wrapping_is_no_change(resume: Resume, width: int) -> None:
    """Papers on one line each, and as an editor wraps them at its width."""
    text = LAYOUTS["quoted.md"](resume)
    wrap = partial(textwrap.fill, width=width, break_long_words=False, break_on_hyphens=False)
    wrapped = re.sub(r'(?m)^.*" \*.*\*\.$', lambda paper: wrap(paper[0]), text)
    assert wrapped != text or width > 60
    check_no_changes(read(text, "cv.md"), read(wrapped, "cv.md"))


@given(resumes(), st.sampled_from(["-", "*", "1)", "7."]))
def test_another_numbering_is_no_change(resume: Resume, marker: str) -> None:
    text = LAYOUTS["numbered.md"](resume)
    check_no_changes(read(text, "cv.md"), read(re.sub(r"(?m)^\d+\. ", f"{marker} ", text), "cv.md"))


@given(resumes(), layouts, layouts)
def test_another_layout_keeps_every_paper(resume: Resume, first: str, second: str) -> None:
    report = report_of(write(resume, first), write(resume, second))
    assert [change for change in report.changes if change.kind == "publication"] == []


def mirrored(report: Report) -> Counter[object]:
    """The changes of a report as its opposite would tell them."""
    came_or_went = {"added": "removed", "removed": "added", "changed": "changed"}
    return Counter(
        (came_or_went[c.change], _place(c.new), _place(c.old), frozenset(map(_mirrored_field, c.fields)))
        for c in (*report.changes, *report.cosmetic)
    ) + Counter((came_or_went[s.change], s.new, s.old) for s in report.sections)


def as_told(report: Report) -> Counter[object]:
    return Counter(
        (c.change, _place(c.old), _place(c.new), frozenset(map(_field, c.fields)))
        for c in (*report.changes, *report.cosmetic)
    ) + Counter((s.change, s.old, s.new) for s in report.sections)


def _place(record: AnyRecord | None) -> object:
    return record and (record.lines, record.text)


def _field(f: FieldChange) -> tuple[object, ...]:
    came, went = tuple(sorted(f.added)), tuple(sorted(f.removed))
    return f.field, f.old, f.new, came, went, f.cosmetic, f.reordered, f.marks_changed


def _mirrored_field(f: FieldChange) -> tuple[object, ...]:
    return _field(replace(f, old=f.new, new=f.old, added=f.removed, removed=f.added))


@given(resumes(), resumes(), layouts, layouts)
def test_the_other_way_round_is_the_mirror_image(a: Resume, b: Resume, first: str, second: str) -> None:
    old, new = write(replace(a, papers=a.papers + b.papers[:2]), first), write(b, second)
    assert as_told(report_of(new, old)) == mirrored(report_of(old, new))


def test_a_thinned_real_cv_the_other_way_round_is_the_mirror_image(real_cv: Path) -> None:
    """Against a version of itself without every fourth line, both ways round."""
    text = load(str(real_cv)).decode("utf-8", "replace")
    lines = text.splitlines(keepends=True)
    thinned = "".join(line for number, line in enumerate(lines) if number % 4 != 3)
    old, new = read(text, real_cv.name), read(thinned, real_cv.name)
    assert as_told(report_of(new, old)) == mirrored(report_of(old, new))


# --- 3. Strongest evidence first ----------------------------------------------------------------


@given(resumes(), layouts, st.data())
def test_an_added_paper_is_the_one_change(resume: Resume, layout: str, data: st.DataObject) -> None:
    paper = data.draw(papers(resume.owner).filter(lambda p: p.title not in {q.title for q in resume.papers}))
    at = data.draw(st.integers(0, len(resume.papers)))
    longer = replace(resume, papers=(*resume.papers[:at], paper, *resume.papers[at:]))
    assert told(write(resume, layout), write(longer, layout)) == [("added", None, paper.title, ())]


@given(resumes().filter(lambda resume: len(resume.papers) > 1), layouts, st.data())
def test_a_removed_paper_is_the_one_change(resume: Resume, layout: str, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(resume.papers))
    shorter = replace(resume, papers=tuple(p for p in resume.papers if p != gone))
    assert told(write(resume, layout), write(shorter, layout)) == [("removed", gone.title, None, ())]


@given(resumes(), layouts, st.data())
def test_another_venue_is_the_one_change(resume: Resume, layout: str, data: st.DataObject) -> None:
    paper = data.draw(st.sampled_from(resume.papers))
    venue = data.draw(st.sampled_from(VENUES).filter(lambda venue: venue != paper.venue))
    moved = replace(paper, venue=venue)
    expected = [("changed", paper.title, paper.title, (("venue", paper.venue, venue),))]
    assert told(write(resume, layout), write(_with(resume, paper, moved), layout)) == expected


@given(resumes(), layouts, st.data())
def test_another_author_is_the_one_change(resume: Resume, layout: str, data: st.DataObject) -> None:
    paper = data.draw(st.sampled_from(resume.papers))
    joined = data.draw(names.filter(lambda name: name not in paper.authors))
    moved = replace(paper, authors=(*paper.authors, joined))
    report = report_of(write(resume, layout), write(_with(resume, paper, moved), layout))
    assert [(c.change, [(f.field, f.added, f.removed) for f in c.fields]) for c in report.changes] == [
        ("changed", [("authors", (joined,), ())])
    ]


def _with(resume: Resume, old: Paper, new: Paper) -> Resume:
    return replace(resume, papers=tuple(new if p == old else p for p in resume.papers))


@given(resumes(), layouts, st.data())
def test_an_added_post_is_the_one_change(resume: Resume, layout: str, data: st.DataObject) -> None:
    held = {(p.role, p.organization) for p in resume.posts}
    post: Post = data.draw(posts().filter(lambda p: (p.role, p.organization) not in held))
    longer = replace(resume, posts=(post, *resume.posts))
    report = report_of(write(resume, layout), write(longer, layout))
    assert [(c.change, c.kind) for c in report.changes] == [("added", "position")]


def told(old: CV, new: CV) -> list[tuple[object, ...]]:
    """The changes between two CVs, papers by their title."""
    return [
        (c.change, _title(c.old), _title(c.new), tuple((f.field, f.old, f.new) for f in c.fields))
        for c in report_of(old, new).changes
    ]


def _title(record: AnyRecord | None) -> str | None:
    return record.title if isinstance(record, Publication) else record and record.text


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_the_layouts_say_what_they_were_given(layout: str) -> None:
    """The generator itself: each layout's CV is read with the facts that went in."""
    resume = Resume(
        owner="Ada Quist",
        papers=(Paper("Lichen sampling on basalt", ("Ada Quist", "Nils Rask"), VENUES[0], 2021),),
        posts=(Post("Lecturer", "Orrin Labs", "Halden, Sweden", "2019 - Present"),),
        degrees=(Post("PhD in Ecology", "Museum of Moss", "Halden, Sweden", "2012 - 2016"),),
        lines=(("Awards", ("Moss Medal, 2023",)),),
    )
    cv = write(resume, layout)
    [paper] = [record for record in cv.records if isinstance(record, Publication)]
    assert paper.title == "Lichen sampling on basalt"
    assert [author.name for author in paper.authors] == ["Ada Quist", "Nils Rask"]
    assert (paper.venue, paper.year, cv.owner) == (VENUES[0], "2021", "Ada Quist")
    kinds = Counter(record.kind for record in cv.records)
    assert (kinds["position"], kinds["education"], kinds["award"]) == (1, 1, 1)
