"""The reporters: reviewed snapshots, the JSON contract, and the laws of escaping and colour.

`CVDIFF_UPDATE_SNAPSHOTS=1 pytest tests/test_reporters.py` rewrites the snapshots in
`tests/data/reporters/`; read them before you commit.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError
from markdown_it import MarkdownIt

import cvdiff
from cvdiff.document import Diagnostic
from cvdiff.model import (
    CV,
    KINDS,
    STATUSES,
    AnyRecord,
    Author,
    Change,
    Dates,
    Entry,
    Evidence,
    FieldChange,
    FieldName,
    Job,
    Match,
    NearTie,
    Publication,
    Report,
    Section,
    SectionChange,
)
from cvdiff.reporters import CV_FORMATS, REPORT_FORMATS, render_cv, render_report
from cvdiff.reporters.escape import JOINER, escape, file_names, flat, link, linked, plain, shorten
from cvdiff.reporters.publications import GROUPS
from cvdiff.reporters.wording import table

DATA = Path(__file__).parent / "data" / "reporters"
SCHEMAS = Path(__file__).parent.parent / "docs" / "json-schema"
REPORTERS = Path(__file__).parent.parent / "cvdiff" / "reporters"
CASES = sorted(path.stem for path in DATA.glob("*.toml") if path.stem != "escape")
ANSI = re.compile(r"\x1b\[\d+m")

# ---- reports from data files


@cache
def case(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def make_record(kind: str, fields: dict[str, Any]) -> AnyRecord:
    fields = dict(fields)
    for key in ("lines", "links"):
        fields[key] = tuple(fields.get(key, ())) or (None if key == "lines" else ())
    if kind == "publication":
        names = [name for name in fields.pop("authors", "").split(", ") if name]
        authors = tuple(Author(name.rstrip("*"), "*" * name.count("*")) for name in names)
        return Publication(**{"kind": kind, "text": fields["title"], **fields, "authors": authors})
    if kind in ("position", "education"):
        dates = Dates(**fields.pop("dates")) if "dates" in fields else None
        text = ", ".join(fields.get(key, "") for key in ("role", "organization"))
        return Job(**{"kind": kind, "text": text, **fields, "dates": dates})
    return Entry(kind=kind, **fields)


def make_field(spec: dict[str, Any], old: AnyRecord, new: AnyRecord) -> FieldChange:
    """A field change; the values that the data file leaves out are read off the records."""

    def value(record: AnyRecord) -> Any:
        if spec["field"] == "authors":
            return tuple(author.name for author in record.authors)
        found = getattr(record, spec["field"])
        return found.text if isinstance(found, Dates) else found

    spec = dict(spec)
    given_values = {key: spec.pop(key, None) for key in ("old", "new")}
    if given_values == {"old": None, "new": None}:
        given_values = {"old": value(old), "new": value(new)}
    lists = {key: tuple(spec.pop(key, ())) for key in ("added", "removed")}
    return FieldChange(**given_values, **lists, **spec)


def make_change(spec: dict[str, Any]) -> Change:
    kind = spec["kind"]
    old = make_record(kind, spec["old"]) if "old" in spec else None
    merged = {**spec.get("old", {}), **spec.get("new", {})}
    merged = {key: merged[key] for key in merged.keys() - {"unset", *merged.get("unset", ())}}
    new = make_record(kind, merged) if "new" in spec else None
    fields = tuple(make_field(f, old, new) for f in spec.get("fields", ()) if old and new)
    return Change(
        change=spec["change"],
        kind=kind,
        old=old,
        new=new,
        fields=fields,
        score=spec.get("score"),
        evidence=spec.get("evidence"),
    )


def make_section(spec: dict[str, Any]) -> SectionChange:
    lines = tuple(spec["lines"]) if "lines" in spec else None
    section = Section(heading=spec["heading"], kind=spec["kind"], lines=lines)
    added = spec["change"] == "added"
    return SectionChange(
        change=spec["change"], old=None if added else section, new=section if added else None
    )


def make_cv(spec: dict[str, Any], records: list[AnyRecord]) -> CV:
    notes = (
        Diagnostic(message="a table without a header row", line=7),
        Diagnostic(message="page cut", page=2),
    )
    diagnostics = notes if spec.get("owner") else ()
    return CV(
        file=spec["file"],
        format="markdown",
        owner=spec.get("owner"),
        records=tuple(records),
        diagnostics=diagnostics,
    )


def make_tie(spec: dict[str, Any]) -> NearTie:
    old = make_record(spec["kind"], spec["old"])
    new = make_record(spec["kind"], {**spec["old"], **spec["new"]})
    return NearTie(old=old, new=new, score=spec["score"], reason=spec["reason"])


@cache
def report(name: str) -> Report:
    spec = case(name)
    changes, cosmetic = (tuple(make_change(c) for c in spec.get(key, ())) for key in ("changes", "cosmetic"))
    both = changes + cosmetic
    return Report(
        old=make_cv(spec["old"], [c.old for c in both if c.old]),
        new=make_cv(spec["new"], [c.new for c in both if c.new]),
        changes=changes,
        cosmetic=cosmetic,
        sections=tuple(make_section(s) for s in spec.get("sections", ())),
        matches=tuple(
            Match(old=c.old, new=c.new, score=c.score, evidence=c.evidence)
            for c in both
            if c.old and c.new and c.score is not None and c.evidence
        ),
        ambiguous=tuple(make_tie(t) for t in spec.get("ambiguous", ())),
        warnings=tuple(w["text"] for w in spec.get("warnings", ())),
    )


def options(spec: dict[str, Any]) -> dict[str, Any]:
    chosen = {key: spec[key] for key in ("cosmetic", "explain") if key in spec}
    return chosen | ({"only": frozenset(spec["only"])} if "only" in spec else {})


RENDERS = [(name, render) for name in CASES for render in case(name)["renders"]]


# ---- snapshots


def check_snapshot(path: Path, text: str) -> None:
    if os.environ.get("CVDIFF_UPDATE_SNAPSHOTS"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("name", "render"), RENDERS, ids=[r["name"] for _, r in RENDERS])
def test_changelog_is_as_reviewed(name: str, render: dict[str, Any]) -> None:
    text = render_report(report(name), "markdown", **options(render))
    check_snapshot(DATA / f"{render['name']}.md", text)


@pytest.mark.parametrize("name", ["full", "hostile"])
def test_listing_is_as_reviewed(name: str) -> None:
    check_snapshot(DATA / f"{name}.show.txt", render_cv(report(name).new, "text"))


def test_json_is_as_reviewed() -> None:
    check_snapshot(
        DATA / "cosmetic-alone.json", render_report(report("cosmetic-alone"), "json", explain=True)
    )


def test_every_snapshot_has_its_case() -> None:
    expected = {f"{render['name']}.md" for _, render in RENDERS}
    assert {path.name for path in DATA.glob("*.md")} == expected


# ---- laws of the changelog


@pytest.mark.parametrize(("name", "render"), RENDERS, ids=[r["name"] for _, r in RENDERS])
def test_colour_only_adds_codes(name: str, render: dict[str, Any]) -> None:
    text = render_report(report(name), "markdown", **options(render))
    coloured = render_report(report(name), "markdown", color=True, **options(render))
    assert ANSI.sub("", coloured) == text
    assert "\x1b[1m# " in coloured


def test_colour_of_what_came_and_went() -> None:
    coloured = render_report(report("full"), "markdown", color=True)
    assert "\x1b[32m+ Mina Sund\x1b[0m, \x1b[31m− Jules Amari\x1b[0m" in coloured


@pytest.mark.parametrize("name", CASES)
def test_every_change_is_told(name: str) -> None:
    """Each record of a change is named once in its section, whatever its fields."""
    text = visible(render_report(report(name), "markdown"))
    for change in report(name).changes:
        found = change.new or change.old
        if isinstance(found, Publication):
            assert text.count(plain(found.title)) == 1
        elif isinstance(found, Job):
            assert plain(found.role or "") in text


def test_details_of_a_paper_are_told_in_its_bullet() -> None:
    bullets = render_report(report("full"), "markdown").split("\n- ")
    bullet = next(b for b in bullets if b.startswith("**Echo Maps"))
    for part in ("arXiv 2024 → EchoConf 2025 (Spotlight)", "+ Mina Sund", "− Jules Amari", "[OpenReview]("):
        assert part in bullet


CV_OF_ADA = """# Ada Quist

## Education

- **PhD in Hydrology**, University of Orrin, {degree}

## Publications

1. Ada Quist, Oona Thyme. "Moss at night and by day." *{paper}
2. Ada Quist, Nils Rask. "Lichen sampling on tidal basalt." *Annals of Field Botany*, 2021.
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2021 - 2025 (expected)", "2021 - 2025", "finished 2025 (2021 - 2025 (expected) → 2021 - 2025)"),
        ("2021 - 2025 (expected)", "2021 - 2026 (expected)", "dates corrected: 2021 - 2025 (expected) → "),
        ("2021 - 2025", "2021 - 2025 (expected)", "dates corrected: 2021 - 2025 → 2021 - 2025 (expected)"),
        ("2021 - 2025", "2021 - 2026", "dates corrected: 2021 - 2025 → 2021 - 2026"),
    ],
)
def test_a_degree_that_was_expected_is_finished(old: str, new: str, told: str, tmp_path: Path) -> None:
    for name, degree in (("old.md", old), ("new.md", new)):
        (tmp_path / name).write_text(CV_OF_ADA.format(degree=degree, paper="Bog Letters*, 2024."))
    text = cvdiff.render(cvdiff.compare(tmp_path / "old.md", tmp_path / "new.md"))
    assert f"**PhD in Hydrology**, University of Orrin — {told}" in text
    assert ("1 degree finished." in text) == told.startswith("finished")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Bog Letters*, under review.", "Bog Letters*, 2024.", "Bog Letters (submitted) → Bog Letters 2024"),
        ("Bog Letters*, 2023.", "Bog Letters*, 2024.", "Bog Letters: 2023 → 2024"),
        ("arXiv*, 2023.", "Bog Letters*, 2024.", "arXiv 2023 → Bog Letters 2024"),
    ],
)
def test_a_venue_that_stays_tells_the_status(old: str, new: str, told: str, tmp_path: Path) -> None:
    for name, paper in (("old.md", old), ("new.md", new)):
        (tmp_path / name).write_text(CV_OF_ADA.format(degree="2020", paper=paper))
    text = cvdiff.render(cvdiff.compare(tmp_path / "old.md", tmp_path / "new.md"))
    assert f"- **Moss at night and by day** — {told}\n" in text


def test_two_papers_with_the_same_edit_are_not_said_once() -> None:
    """A line of its own needs three papers; the near miss has two."""
    full = report("repeated")
    left = "**Lena Brandt** left the author lists of 3 papers."
    assert left in render_report(full, "markdown")
    fewer = replace(full, changes=full.changes[1:])
    assert "left the author lists" not in render_report(fewer, "markdown")


def test_a_move_is_left_out_of_bullets_only_where_the_whole_group_moved() -> None:
    full = report("repeated")
    assert render_report(full, "markdown").count("moved from") == 1
    stayed = [replace(change, fields=change.fields[:2]) for change in full.changes]
    one_stayed = render_report(replace(full, changes=(stayed[0], *full.changes[1:])), "markdown")
    assert "all under “Published” except “Grain Prices in Coastal Markets”." in one_stayed
    assert one_stayed.count("moved from") == 1
    two_stayed = render_report(replace(full, changes=(*stayed[:2], *full.changes[2:])), "markdown")
    assert two_stayed.count("moved from Working Papers") == 2


def test_only_narrows_bullets_and_counts() -> None:
    text = render_report(report("full"), "markdown", only=frozenset({"award"}))
    assert "\n1 award added, 1 removed.\n" in text
    assert "## Awards" in text
    assert "paper" not in text


def test_unknown_format_is_refused() -> None:
    with pytest.raises(KeyError):
        render_report(report("unchanged"), "latex")


# ---- JSON


@cache
def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("explain", [False, True])
def test_report_follows_its_schema(name: str, explain: bool) -> None:
    text = render_report(report(name), "json", explain=explain)
    validator("report").validate(json.loads(text))
    assert text.endswith("}\n")


@pytest.mark.parametrize("name", CASES)
def test_records_follow_their_schema(name: str) -> None:
    validator("records").validate(json.loads(render_cv(report(name).new, "json")))


@pytest.mark.parametrize(
    "path", [("old",), ("changes", 3), ("changes", 3, "new"), ("changes", 3, "fields", 0)]
)
def test_schema_refuses_unknown_keys(path: tuple[str | int, ...]) -> None:
    form = json.loads(render_report(report("full"), "json"))
    target = form
    for step in path:
        target = target[step]
    target["surprise"] = 1
    with pytest.raises(ValidationError):
        validator("report").validate(form)


def test_json_leaves_cosmetic_fields_to_their_own_key() -> None:
    form = json.loads(render_report(report("full"), "json"))
    calibrating = next(c for c in form["changes"] if "Calibrating" in str(c["new"]))
    assert [field["field"] for field in calibrating["fields"]] == ["year", "note"]
    assert [c["new"]["title"] for c in form["cosmetic"]] == ["Sea Ice as a Drum"]


def test_json_tells_an_open_end() -> None:
    form = json.loads(render_report(report("full"), "json"))
    jobs = [c["new"] for c in form["changes"] if c["kind"] == "position" and c["new"]]
    assert (jobs[0]["start"], jobs[0]["end"], jobs[0]["current"]) == ("2025-03", None, True)
    assert (jobs[1]["start"], jobs[1]["end"], jobs[1]["current"]) == ("2024-06", "2024-08", False)


def test_json_holds_headings_as_changes() -> None:
    form = json.loads(render_report(report("full"), "json"))
    headings = [c for c in form["changes"] if c["kind"] == "section"]
    assert [(c["change"], (c["new"] or c["old"])["text"]) for c in headings] == [
        ("added", "Talks"),
        ("removed", "Preprints"),
    ]


@given(st.text(st.characters() | st.sampled_from("\ud800\udfff\x9b\x1b\u202e")))
def test_json_is_printable_and_exact(text: str) -> None:
    cv = CV(file="f", format="text", owner=None, records=(Entry(kind="other", section="", text=text),))
    printed = render_cv(cv, "json")
    printed.encode("utf-8")
    assert not re.search("[\x7f-\x9f\x00-\x09\x0b-\x1f]", printed)
    assert json.loads(printed)["records"][0]["text"] == re.sub("[\ud800-\udfff]", "\ufffd", text)


# ---- escaping

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
NASTY_CHARACTERS = "*_`[]()<>|~$\\!#&;:=+-.@{}'\"^/ \n\t\raB1é中\u200b\u202e\x00\x1b\x9b\ud800"
NASTY_WORDS = [
    *("**", "__", "`", "[a](b)", "<b>", "<!--", "-->", "&amp;", "&#35;", "1. ", "- ", "# ", "```\n"),
    *("~~", "---", "@octocat", "#12", "GH-3", ":tada:", "https://a.example/b_c", "www.x_y.example"),
    *("| a |\n|--|", "$x$", "x", " "),
]
TEXTS = (
    st.text()
    | st.text(st.sampled_from(NASTY_CHARACTERS))
    | st.lists(st.sampled_from(NASTY_WORDS)).map("".join)
)


def inline_types(markdown: str) -> list[str]:
    """The token types of a document, inline children in their place."""
    types = []
    for token in PARSER.parse(markdown):
        types += [child.type for child in token.children or ()] if token.type == "inline" else [token.type]
    return types


def visible(markdown: str) -> str:
    """The text that a page shows, without the joiners that stop mentions and references."""
    shown = []
    for token in PARSER.parse(markdown):
        for child in token.children or ():
            shown.append(" " if child.type == "softbreak" else child.content)
    return "".join(shown).replace(JOINER, "")


def only_text(types: list[str]) -> list[str]:
    return [kind for kind in types if kind not in ("text", "text_special")]


@given(TEXTS)
@example("1. x")
@example("- -")
@example("-\x00")
@example("\\")
@example("a #")
@example("0 \u202a")
def test_escaped_text_prints_as_it_is(text: str) -> None:
    expected = plain(text).replace(JOINER, "")
    assert visible(escape(text)) == expected
    assert only_text(inline_types(escape(text))) == (
        ["paragraph_open", "paragraph_close"] if plain(text) else []
    )


@given(TEXTS)
def test_escaped_text_adds_no_structure_inside_a_bullet(text: str) -> None:
    if not plain(text):
        return
    around = inline_types("## x\n\n- **x**: x — x\n  - x")
    markdown = f"## {escape(text)}\n\n- **{escape(text)}**: {escape(text)} — x\n  - {escape(text)}"
    assert only_text(inline_types(markdown)) == only_text(around)
    expected = plain(text).replace(JOINER, "")
    assert visible(markdown) == f"{expected}{expected}: {expected} — x{expected}"


@given(TEXTS, TEXTS)
@example("a`b``c", "`")
@example("cv.md", "HEAD~1:cv.md")
@example("``", "a ")
def test_names_of_files_print_as_they_are(old: str, new: str) -> None:
    names = [name for name in (old, new) if plain(name)]
    for name, told in zip(names, file_names(*names), strict=True):
        assert visible(f"# x {told} x") == f"x {plain(name)} x".replace(JOINER, "")


def test_names_of_files_are_code_only_where_one_needs_it() -> None:
    assert file_names("cv-2024.md", "cv 2025.md") == ["cv-2024.md", "cv 2025.md"]
    assert file_names("HEAD~1:cv.md", "cv.md") == ["`HEAD~1:cv.md`", "`cv.md`"]


@given(TEXTS)
def test_linked_text_prints_as_it_is(text: str) -> None:
    expected = plain(text).replace(JOINER, "")
    assert visible(linked(text)) == expected
    kinds = set(only_text(inline_types(linked(text))))
    assert kinds <= {"paragraph_open", "paragraph_close", "link_open", "link_close"}


@given(TEXTS | TEXTS.map("https://a.example/".__add__), st.none() | TEXTS)
def test_a_link_leads_only_to_safe_places(url: str, label: str | None) -> None:
    tokens = [t for token in PARSER.parse(f"x {link(url, label)} x") for t in token.children or ()]
    assert {t.type for t in tokens} <= {"text", "text_special", "link_open", "link_close"}
    for token in tokens:
        if token.type == "link_open":
            assert re.match(
                r"https?://|mailto:|(?![a-z][a-z0-9+.-]*:)", str(token.attrs["href"]), re.IGNORECASE
            )


@pytest.mark.parametrize("row", case("escape")["escape"], ids=lambda row: row["text"])
def test_escapes_no_more_than_needed(row: dict[str, str]) -> None:
    assert escape(row["text"]) == row.get("markdown", row["text"])


@pytest.mark.parametrize("row", case("escape")["link"], ids=lambda row: row["url"])
def test_links(row: dict[str, str]) -> None:
    assert link(row["url"]) == row["markdown"]


@given(TEXTS)
def test_plain_text_cannot_steer_a_terminal(text: str) -> None:
    cleaned = plain(text)
    cleaned.encode("utf-8")
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", cleaned)
    assert plain(cleaned) == cleaned


@given(TEXTS, st.integers(2, 40))
def test_shortened_text_keeps_its_beginning(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert text.startswith(short.removesuffix("…"))


def test_lines_are_joined_by_commas_where_no_mark_stands() -> None:
    assert flat("Prize\nSociety\t2025") == "Prize, Society, 2025"
    assert flat("Prize:\nSociety.\t2025\n") == "Prize: Society. 2025"


# ---- wording and registry


def test_every_name_of_the_model_has_its_words() -> None:
    assert set(table("kinds")) == {*KINDS, "section"}
    assert set(table("statuses")) == set(STATUSES)
    assert set(table("evidence")) == set(get_args(Evidence))
    assert set(table("fields")) == {*get_args(FieldName), "link"}
    assert set(table("groups")) == set(GROUPS)


def test_every_sentence_is_used() -> None:
    """No wording without a reporter that says it; `_added` and the like are forms of one sentence."""
    code = "".join(path.read_text(encoding="utf-8") for path in REPORTERS.glob("*.py"))
    forms = re.compile("_(one|many|added|dropped)$")
    for name in ("say", "counts"):
        assert [
            key for key in table(name) if f'"{forms.sub("", key)}' not in code and f"'{key}'" not in code
        ] == []


def test_formats() -> None:
    assert set(REPORT_FORMATS) == {"markdown", "json"}
    assert set(CV_FORMATS) == {"text", "json"}


def test_listing_shows_every_record_and_field() -> None:
    new = report("full").new
    text = render_cv(new, "text")
    assert ANSI.sub("", render_cv(new, "text", color=True)) == text
    for record in new.records:
        if isinstance(record, Publication):
            for author in record.authors:
                assert f"{author.name}{author.marks}" in text
            assert all(part in text for part in (record.title, *record.links))
        elif isinstance(record, Entry):
            assert plain(flat(record.text)) in text


# ---- documentation of the JSON


def documented() -> str:
    return (SCHEMAS.parent / "json-format.md").read_text(encoding="utf-8")


def property_names(schema: Any) -> set[str]:
    if isinstance(schema, list):
        return set().union(*map(property_names, schema)) if schema else set()
    if not isinstance(schema, dict):
        return set()
    own = set(schema["properties"]) if isinstance(schema.get("properties"), dict) else set()
    return own.union(*map(property_names, schema.values()))


@pytest.mark.parametrize("name", ["report", "records"])
def test_every_key_is_documented(name: str) -> None:
    names = property_names(validator(name).schema)
    assert "identifiers" in names
    assert {key for key in names if f"`{key}`" not in documented()} == set()


def test_examples_of_the_documentation_follow_the_schemas() -> None:
    examples = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", documented(), re.DOTALL)]
    assert [example["format"] for example in examples] == [
        "cvdiff-report/1",
        "cvdiff-records/1",
        "cvdiff-findings/1",
    ]
    validator("report").validate(examples[0])
    validator("records").validate(examples[1])
