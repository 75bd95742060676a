"""Alignment: which records of two versions are the same, by what evidence, and the laws that hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cv_factory import FIRST_NAMES, LAST_NAMES, LINES, ORGANIZATIONS, ROLES, TITLE_WORDS, VENUES
from cvdiff.alignment import align
from cvdiff.alignment.score import candidates
from cvdiff.extraction import extract
from cvdiff.model import CV, Alignment, AnyRecord, Author, Dates, Entry, Job, Publication
from cvdiff.readers import read_document
from tables import cases


def read(text: str) -> CV:
    return extract(read_document(f"# Ada Quist\n\n{text}".encode(), "cv.md"), "cv.md")


def named(record: AnyRecord, venues: bool) -> str:
    """A record as the table names it."""
    if isinstance(record, Publication):
        return f"{record.title} ({record.venue})" if venues else record.title
    if isinstance(record, Job):
        dates = record.dates and record.dates.text
        return ", ".join(filter(None, [record.role, record.organization, dates]))
    return record.text.replace("\n", " / ")


def shown(alignment: Alignment, venues: bool) -> list[str]:
    """An alignment in the form of a case's `expect`."""
    lines = [f"{m.evidence}: {named(m.old, venues)} = {named(m.new, venues)}" for m in alignment.matches]
    for name in ("added", "removed", "absorbed"):
        lines += [f"{name}: {named(record, venues)}" for record in getattr(alignment, name)]
    for tie in alignment.ambiguous:
        lines.append(f"near: {named(tie.old, venues)} = {named(tie.new, venues)}: {tie.reason}")
    return lines


@pytest.mark.parametrize("case", cases("alignment/pairs", "alignment/hard"))
def test_records_are_matched_as_the_table_says(case: dict[str, Any]) -> None:
    alignment = align(read(case["old"]), read(case["new"]))
    assert shown(alignment, case.get("venues", False)) == case["expect"].strip("\n").split("\n")


@pytest.mark.parametrize("case", cases("alignment/pairs", "alignment/hard"))
def test_the_other_way_round_the_same_records_are_matched(case: dict[str, Any]) -> None:
    old, new = read(case["old"]), read(case["new"])
    check_mirror(align(old, new), align(new, old))


# --- laws over invented records -------------------------------------------------------------------

people = st.builds("{} {}".format, st.sampled_from(FIRST_NAMES), st.sampled_from(LAST_NAMES))
titles = st.lists(st.sampled_from(TITLE_WORDS), min_size=3, max_size=7, unique=True).map(" ".join)
years = st.integers(2010, 2025).map(str)


@st.composite
def publications(draw: st.DrawFn) -> Publication:
    title, year = draw(titles), draw(years)
    authors = draw(st.lists(people, min_size=1, max_size=6, unique=True))
    venue = draw(st.none() | st.sampled_from(VENUES))
    ids = draw(st.lists(st.sampled_from(["doi:10.1/a", "doi:10.1/b", "arxiv:2101.00001"]), max_size=1))
    return Publication(
        kind="publication",
        section=draw(st.sampled_from(["Papers", "Preprints"])),
        text=f"{', '.join(authors)}. {title}. {venue or ''} {year}",
        title=title,
        authors=tuple(map(Author, authors)),
        venue=venue,
        year=year,
        status=draw(st.sampled_from([None, "preprint", "published"])),
        identifiers=tuple(ids),
    )


@st.composite
def jobs(draw: st.DrawFn) -> Job:
    role, organization = draw(st.sampled_from(ROLES)), draw(st.sampled_from(ORGANIZATIONS))
    start, length = draw(st.integers(2010, 2020)), draw(st.integers(0, 5))
    dates = Dates(text=f"{start} - {start + length}", start=str(start), end=str(start + length))
    return Job(
        kind=draw(st.sampled_from(["position", "education"])),
        section="Work",
        text=f"{role}, {organization}, {dates.text}",
        role=role,
        organization=organization,
        dates=dates,
    )


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    text = draw(titles | st.sampled_from([line for lines in LINES.values() for line in lines]))
    return Entry(
        kind=draw(st.sampled_from(["award", "grant", "talk"])), section="Other", text=f"{text}, {draw(years)}"
    )


records = publications() | jobs() | entries()


@st.composite
def versions(draw: st.DrawFn) -> tuple[CV, CV]:
    """Two versions that share some records, some of these edited, in any order."""
    shared = draw(st.lists(records, max_size=8))
    edited = [draw(edits(record)) if draw(st.booleans()) else record for record in shared]
    old = draw(st.permutations(shared + draw(st.lists(records, max_size=4))))
    new = draw(st.permutations(edited + draw(st.lists(records, max_size=4))))
    return cv(old), cv(new)


@st.composite
def edits(draw: st.DrawFn, record: AnyRecord) -> AnyRecord:
    word = draw(st.sampled_from(TITLE_WORDS))
    if isinstance(record, Publication):
        venue = draw(st.none() | st.sampled_from(VENUES))
        return replace(record, title=f"{record.title} {word}", venue=venue, text=f"{record.text} {word}")
    if isinstance(record, Job):
        return replace(record, role=f"{word} {record.role}", text=f"{word} {record.text}")
    return replace(record, text=f"{record.text} {word}")


def cv(found: Sequence[AnyRecord]) -> CV:
    """A CV of these records, each at a line of its own, so that no two are the same object."""
    placed = tuple(replace(record, lines=(n, n)) for n, record in enumerate(found, 1))
    return CV(file="cv.md", format="markdown", owner=None, records=placed)


def place(record: AnyRecord) -> tuple[int, int]:
    assert record.lines
    return record.lines


def pairs(alignment: Alignment) -> Counter[tuple[object, ...]]:
    return Counter((place(m.old), place(m.new), m.evidence, m.score) for m in alignment.matches)


def check_mirror(forth: Alignment, back: Alignment) -> None:
    turned = Counter((new, old, *rest) for old, new, *rest in pairs(back).elements())
    assert pairs(forth) == turned
    assert sorted(map(place, forth.added)) == sorted(map(place, back.removed))
    assert sorted(map(place, forth.removed)) == sorted(map(place, back.added))
    assert Counter(forth.absorbed) == Counter(back.absorbed)


def has_ties(old: CV, new: CV) -> bool:
    """Whether two pairs are as likely as each other, so that the order may decide between them."""
    texts = [[record.text for record in version.records] for version in (old, new)]
    keys = [[r.title for r in v.records if isinstance(r, Publication)] for v in (old, new)]
    ids = [[i for r in v.records if isinstance(r, Publication) for i in r.identifiers] for v in (old, new)]
    if any(len(values) != len(set(values)) for values in (*texts, *keys, *ids)):
        return True
    everything = (*old.records, *new.records)
    scored = candidates(dict(enumerate(old.records)), dict(enumerate(new.records)), everything)
    scores = [candidate.score for candidate in scored]
    return len(scores) != len(set(scores))


@given(versions())
def test_every_record_is_in_exactly_one_place(both: tuple[CV, CV]) -> None:
    alignment = align(*both)
    ours = {id(record) for record in both[0].records}
    gone = [*alignment.removed, *(r for r in alignment.absorbed if id(r) in ours)]
    come = [*alignment.added, *(r for r in alignment.absorbed if id(r) not in ours)]
    old = [m.old for m in alignment.matches] + gone
    new = [m.new for m in alignment.matches] + come
    assert sorted(map(id, old)) == sorted(map(id, both[0].records))
    assert sorted(map(id, new)) == sorted(map(id, both[1].records))


@given(versions())
def test_the_other_way_round_is_the_mirror_image(both: tuple[CV, CV]) -> None:
    old, new = both
    assume(not has_ties(old, new))
    check_mirror(align(old, new), align(new, old))


@given(versions(), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(both: tuple[CV, CV], random: Any) -> None:
    old, new = both
    assume(not has_ties(old, new))
    shuffled = (replace(c, records=tuple(random.sample(c.records, len(c.records)))) for c in both)
    assert pairs(align(*shuffled)) == pairs(align(old, new))


@given(versions())
def test_matches_stand_in_the_order_of_the_new_version(both: tuple[CV, CV]) -> None:
    alignment = align(*both)
    assert [place(m.new) for m in alignment.matches] == sorted(place(m.new) for m in alignment.matches)
    assert all(0 < match.score <= 1 for match in alignment.matches)


@given(versions())
def test_a_version_against_itself_matches_each_record_with_itself(both: tuple[CV, CV]) -> None:
    old, _ = both
    alignment = align(old, old)
    assert [m.old for m in alignment.matches] == [m.new for m in alignment.matches]
    assert len(alignment.matches) == len(old.records)
