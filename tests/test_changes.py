"""The stage `changes`: each rule by its table of cases, and the laws of the whole stage."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvdiff.changes import compare
from cvdiff.changes.lists import compare_lists
from cvdiff.changes.owners import warnings
from cvdiff.changes.registry import RULES
from cvdiff.changes.year_ranges import compress, expand, split_years
from cvdiff.model import (
    CV,
    Alignment,
    AnyRecord,
    Author,
    Change,
    Dates,
    Entry,
    FieldChange,
    FieldName,
    Job,
    Kind,
    Match,
    Publication,
    Report,
    Section,
)
from tables import cases


def author(printed: str) -> Author:
    name = printed.rstrip("*")
    return Author(name, printed[len(name) :])


def paper(fields: dict[str, Any]) -> Publication:
    fields = {"title": "On Rivers", "section": "Papers", **fields}
    names = fields.pop("authors", [])
    fields["authors"] = tuple(author(name) for name in names)
    fields["links"] = tuple(fields.get("links", ()))
    parts = [*names, *(fields.get(f) for f in ("title", "venue", "year", "note", "status"))]
    fields.setdefault("text", ". ".join(part for part in parts if part))
    return Publication(kind="publication", **fields)


def job(fields: dict[str, Any]) -> Job:
    fields = {"section": "Work", **fields}
    dates = fields.pop("dates", None)
    fields["dates"] = Dates(**dates) if dates else None
    parts = [fields.get(f) for f in ("role", "organization", "location")]
    parts += [dates["text"] if dates else None, fields.get("description")]
    fields.setdefault("text", ", ".join(part for part in parts if part))
    return Job(kind="position", **fields)


def cv(records: tuple[AnyRecord, ...], owner: str | None = None) -> CV:
    headings = dict.fromkeys((record.section, record.kind) for record in records)
    sections = tuple(Section(heading=heading, kind=kind) for heading, kind in headings)
    return CV(file="cv.md", format="markdown", owner=owner, records=records, sections=sections)


def aligned(
    old: AnyRecord, new: AnyRecord, owner: str | None = None, beside: tuple[AnyRecord, ...] = ()
) -> Alignment:
    """The two records matched, and those beside them, which both versions have."""
    pairs = ((old, new), *((record, record) for record in beside))
    matches = tuple(Match(old=left, new=right, score=1.0, evidence="given") for left, right in pairs)
    both = cv((old, *beside), owner), cv((new, *beside), owner)
    return Alignment(old=both[0], new=both[1], matches=matches, added=(), removed=())


def mirrored(alignment: Alignment) -> Alignment:
    matches = tuple(replace(m, old=m.new, new=m.old) for m in alignment.matches)
    return Alignment(
        old=alignment.new,
        new=alignment.old,
        matches=matches,
        added=alignment.removed,
        removed=alignment.added,
    )


def fields_of(report: Report) -> dict[FieldName, FieldChange]:
    return {f.field: f for change in (*report.changes, *report.cosmetic) for f in change.fields}


def check(case: dict[str, Any], old: AnyRecord, new: AnyRecord) -> None:
    alignment = aligned(old, new, case.get("owner"), tuple(map(paper, case.get("beside", ()))))
    found = fields_of(compare(alignment))
    assert {n for n, f in found.items() if not f.cosmetic} == set(case.get("expect", ())), found
    assert {n for n, f in found.items() if f.cosmetic} == set(case.get("cosmetic", ())), found
    for name in ("added", "removed"):
        if name in case:
            assert [item for f in found.values() for item in getattr(f, name)] == case[name]
    for name in ("reordered", "marks_changed"):
        assert any(getattr(f, name) for f in found.values()) == case.get(name, False)
    back = fields_of(compare(mirrored(alignment)))
    assert {name: mirror_field(f) for name, f in back.items()} == found


@pytest.mark.parametrize("case", cases("changes/publication"))
def test_publication(case: dict[str, Any]) -> None:
    check(case, paper(case.get("old", {})), paper(case.get("new", {})))


@pytest.mark.parametrize("case", cases("changes/job"))
def test_job(case: dict[str, Any]) -> None:
    check(case, job(case.get("old", {})), job(case.get("new", {})))


@pytest.mark.parametrize("case", cases("changes/text"))
def test_text(case: dict[str, Any]) -> None:
    old, new = (
        Entry(
            kind=case["kind"], section="S", text=case[side], links=tuple(case.get(f"{side}_links", ()))
        )
        for side in ("old", "new")
    )  # fmt: skip
    check(case, old, new)


@pytest.mark.parametrize("case", cases("changes/lists"))
def test_lists(case: dict[str, Any]) -> None:
    found = compare_lists(case["old"], case["new"])
    if case.get("no_list"):
        assert found is None
        return
    assert found == (tuple(case.get("added", ())), tuple(case.get("removed", ())))
    assert compare_lists(case["new"], case["old"]) == (found.removed, found.added)


@pytest.mark.parametrize("case", cases("changes/sections"))
def test_sections(case: dict[str, Any]) -> None:
    report = compare(sectioned(case["old"], case["new"], owner=case.get("owner"), kind=case.get("kind")))
    moved = [
        getattr(c.new, "title", c.new.text)
        for c in report.changes
        if c.new and any(f.field == "section" for f in c.fields)
    ]
    assert moved == case.get("moved", [])
    assert [s.new.heading for s in report.sections if s.new] == case.get("came", [])
    assert [s.old.heading for s in report.sections if s.old] == case.get("went", [])


def sectioned(
    old: dict[str, list[str]], new: dict[str, list[str]], owner: str | None = None, kind: Kind | None = None
) -> Alignment:
    """The alignment of two CVs of one owner given as headings and letters; see sections.toml."""

    def record(letter: str, heading: str) -> AnyRecord:
        if kind:
            return Entry(kind=kind, section=heading, text=letter)
        status = "published" if letter.isupper() else "preprint"
        return paper({"title": letter, "section": heading, "status": status})

    def records(headings: dict[str, list[str]]) -> dict[str, AnyRecord]:
        return {
            letter.lower(): record(letter, heading)
            for heading, letters in headings.items()
            for letter in letters
        }

    before, after = records(old), records(new)
    matches = tuple(
        Match(old=before[key], new=after[key], score=1.0, evidence="given") for key in before if key in after
    )
    return Alignment(
        old=cv(tuple(before.values()), owner),
        new=cv(tuple(after.values()), owner),
        matches=matches,
        added=tuple(record for key, record in after.items() if key not in before),
        removed=tuple(record for key, record in before.items() if key not in after),
    )


def test_kind_is_a_change_only_with_a_move() -> None:
    talk = Entry(kind="talk", section="Talks", text="How Rivers Bend")
    as_paper = paper({"title": "How Rivers Bend", "section": "Papers", "text": "How Rivers Bend"})
    other_paper = paper({"title": "X", "section": "Papers", "text": "X"})
    other_talk = Entry(kind="talk", section="Talks", text="Y")
    match = Match(old=talk, new=as_paper, score=1.0, evidence="given")
    moved = Alignment(
        old=cv((talk, other_paper)), new=cv((as_paper, other_talk)), matches=(match,),
        added=(other_talk,), removed=(other_paper,),
    )  # fmt: skip
    assert "kind" in fields_of(compare(moved))
    assert fields_of(compare(aligned(talk, replace(as_paper, section="Talks")))) == {}


def test_changes_stand_in_reading_order() -> None:
    report = compare(
        sectioned({"Papers": ["A", "q", "Z"], "Preprints": ["b"]}, {"Preprints": ["X"], "Papers": ["B", "A"]})
    )
    titles = [(c.change, (c.new or c.old).title) for c in report.changes]  # type: ignore[union-attr]
    assert titles == [("added", "X"), ("changed", "B"), ("removed", "q"), ("removed", "Z")]


@pytest.mark.parametrize(
    ("old_owner", "new_owner", "matched", "expected"),
    [
        ("Ada Quill", "Ben Rook", False, 1),
        ("Ada Quill", "Ada B. Quill", False, 0),
        ("Ada Quill", "Ben Rook", True, 0),
        ("Ada Quill", None, False, 0),
    ],
)
def test_warning_of_different_people(
    old_owner: str, new_owner: str | None, matched: bool, expected: int
) -> None:
    old, new = {"Papers": ["A", "B"]}, {"Papers": ["A", "B"] if matched else ["C", "D"]}
    alignment = sectioned(old, new)
    alignment = replace(
        alignment,
        old=replace(alignment.old, owner=old_owner),
        new=replace(alignment.new, owner=new_owner),
    )
    assert len(list(warnings(alignment))) == expected


def test_registry_and_files_name_each_other() -> None:
    folder = Path(__file__).parent.parent / "cvdiff" / "changes"
    rules = {f.stem for f in folder.glob("*.py") if "\ndef compare(old" in f.read_text("utf-8")}
    assert {rule.field for rule in RULES} == rules
    assert {rule.field for rule in RULES} == set(FieldName.__args__)  # type: ignore[attr-defined]
    assert all(rule.compare.__module__ == f"cvdiff.changes.{rule.field}" for rule in RULES)


@given(st.frozensets(st.integers(1950, 2049)))
def test_years_survive_compression(years: frozenset[int]) -> None:
    assert expand(compress(years)) == years
    if years:
        assert split_years(f"RIVER {compress(years)}") == ("RIVER", years)


# The laws, over alignments of invented records.

WORDS = st.sampled_from(
    [
        *("River", "Lake", "Boat", "Surveys", "Survey", "of", "and", "Deep", "Reseach", "Research", "é"),
        *("2022", "2023-2025", "C++", "C,", ";", ":", "."),
    ]
)
PROSE = st.lists(WORDS, max_size=8).map(" ".join)
HEADINGS = st.sampled_from(["Papers", "Preprints", "PAPERS", "Articles", "Work", "2024", ""])
NAMES = st.sampled_from(["Ada Quill", "A. Quill", "Ben Rook", "Cleo Sand", "Rook, Ben"])
LINKS = st.lists(
    st.sampled_from(["https://arxiv.org/abs/1234.5678", "http://example.org/a", "https://example.org/a/"]),
    max_size=2,
).map(tuple)


@st.composite
def papers(draw: st.DrawFn) -> Publication:
    fields: dict[str, Any] = {"title": draw(PROSE) or "River", "section": draw(HEADINGS)}
    fields["authors"] = draw(st.lists(NAMES, unique=True, max_size=3))
    fields["venue"] = draw(st.sampled_from([None, "arXiv", "NeurIPS", "Journal of Lakes", "under review"]))
    fields["year"] = draw(st.sampled_from([None, "2022", "2023"]))
    fields["status"] = draw(st.sampled_from([None, "preprint", "published"]))
    fields["note"] = draw(st.sampled_from([None, "Oral", "oral", "Spotlight"]))
    return paper({**fields, "links": draw(LINKS)})


@st.composite
def jobs(draw: st.DrawFn) -> Job:
    spans = ["2019 - Present", "2019 - 2022", "Since 2019", "2019-2022"]
    dates = {
        text: {"text": text, "start": "2019", "end": end, "current": end is None}
        for text, end in zip(spans, [None, "2022", None, "2022"], strict=True)
    }
    fields: dict[str, Any] = {f: draw(PROSE) or None for f in ("role", "organization", "description")}
    fields["location"] = draw(st.sampled_from([None, "Port Town", "Port Town, Saltland", "Hill Town"]))
    fields["dates"] = dates.get(draw(st.sampled_from([*spans, ""])))
    return job({**fields, "section": draw(HEADINGS)})


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    kind = draw(st.sampled_from(["award", "skill", "contact", "service"]))
    return Entry(kind=kind, section=draw(HEADINGS), text=draw(PROSE), links=draw(LINKS))


RECORDS = st.one_of(papers(), jobs(), entries())
PAIRS = st.one_of(*(st.tuples(kind, kind) for kind in (papers(), jobs(), entries(), RECORDS)))


@st.composite
def alignments(draw: st.DrawFn) -> Alignment:
    pairs = draw(st.lists(PAIRS, max_size=4))
    added, removed = (tuple(draw(st.lists(RECORDS, max_size=3))) for _ in range(2))
    owner = draw(st.sampled_from([None, "Ada Quill"]))
    old = cv((*(old for old, _ in pairs), *removed), owner)
    new = cv((*(new for _, new in pairs), *added), draw(st.sampled_from([None, "Ada Quill", "Ben Rook"])))
    matches = tuple(Match(old=a, new=b, score=0.9, evidence="combined") for a, b in pairs)
    return Alignment(old=old, new=new, matches=matches, added=added, removed=removed)


def mirror_field(field: FieldChange) -> FieldChange:
    return replace(field, old=field.new, new=field.old, added=field.removed, removed=field.added)


def mirror_change(change: Change) -> Change:
    words = {"added": "removed", "removed": "added", "changed": "changed"}
    kind = (change.old or change.new).kind  # type: ignore[union-attr]
    fields = tuple(mirror_field(field) for field in change.fields)
    return replace(
        change, change=words[change.change], kind=kind, old=change.new, new=change.old, fields=fields
    )  # type: ignore[arg-type]


@given(alignments())
def test_the_other_way_round_is_the_mirror_image(alignment: Alignment) -> None:
    forth, back = compare(alignment), compare(mirrored(alignment))
    for there, here in ((forth.changes, back.changes), (forth.cosmetic, back.cosmetic)):
        assert sorted(map(repr, there)) == sorted(repr(mirror_change(change)) for change in here)
    assert {s.new for s in forth.sections if s.new} == {s.old for s in back.sections if s.old}
    assert {s.old for s in forth.sections if s.old} == {s.new for s in back.sections if s.new}
    assert len(forth.warnings) == len(back.warnings)


@given(st.lists(RECORDS, max_size=5))
def test_a_record_matched_with_itself_has_not_changed(records: list[AnyRecord]) -> None:
    same = cv(tuple(records), "Ada Quill")
    matches = tuple(Match(old=r, new=r, score=1.0, evidence="text") for r in records)
    report = compare(Alignment(old=same, new=same, matches=matches, added=(), removed=()))
    assert (report.changes, report.cosmetic, report.sections, report.warnings) == ((), (), (), ())


@given(alignments())
def test_every_record_that_came_or_went_is_reported_once(alignment: Alignment) -> None:
    report = compare(alignment)
    assert sorted(map(repr, (c.new for c in report.changes if c.change == "added"))) == sorted(
        map(repr, alignment.added)
    )
    assert sorted(map(repr, (c.old for c in report.changes if c.change == "removed"))) == sorted(
        map(repr, alignment.removed)
    )


@given(st.text(), st.text())
def test_no_text_is_too_strange(old: str, new: str) -> None:
    before, after = (Entry(kind="skill", section="S", text=text) for text in (old, new))
    assert fields_of(compare(aligned(before, before))) == {}
    found = fields_of(compare(aligned(before, after)))
    assert fields_of(compare(mirrored(aligned(before, after)))) == {
        name: mirror_field(f) for name, f in found.items()
    }
