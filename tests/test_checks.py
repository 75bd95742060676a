"""`cvdiff check`: each rule by its table of cases, the registry and its tables, and settling by settings."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import cvdiff
from cli_runner import NEW, OLD, ROOT
from cli_runner import Run as Program
from cvdiff.checks.context import Context
from cvdiff.checks.finding import SEVERITIES, CheckResult
from cvdiff.checks.identity import fingerprint, identity_of
from cvdiff.checks.judge import judge
from cvdiff.checks.registry import RULES, Rule, Subject
from cvdiff.checks.run import Run
from cvdiff.config import load_settings
from cvdiff.extraction import extract
from cvdiff.model import Dates, Entry, Job, Publication
from cvdiff.readers import read_document
from cvdiff.reporters.findings import wording
from cvdiff.settings import Accepted, CheckSettings, CVFiles, Ignore, RuleSeverity, Settings
from cvdiff.vocabulary import load
from tables import table

DATA = Path(__file__).parent / "data" / "checks"
TODAY = date(2026, 7, 1)
IDS = [rule.id for rule in RULES]


def cases_of(rule: Rule) -> list[dict[str, Any]]:
    return table(f"checks/{rule.id}")["case"]


CASES = [(rule, case) for rule in RULES for case in cases_of(rule)]


def edited(text: str, edits: list[list[str]]) -> str:
    for old, new in edits:
        assert old in text, f"the base CV does not hold {old!r}"
        text = text.replace(old, new, 1)
    return text


def write_case(case: dict[str, Any]) -> tuple[str, str]:
    """The old and the new version of a case as files in the current folder: the base CV, and it edited."""
    base = DATA / case.get("base", "base.md")
    text = base.read_text(encoding="utf-8")
    old, new = Path(f"old{base.suffix}"), Path(f"new{base.suffix}")
    old.write_text(text, encoding="utf-8")
    new.write_text(edited(text, case["edit"]), encoding=case.get("encoding", "utf-8"))
    return str(old), str(new)


def result_of(rule: Rule, case: dict[str, Any]) -> CheckResult:
    old, new = write_case(case)
    if "settings" in case:
        Path(".cvdiff.toml").write_text(case["settings"], encoding="utf-8")
    run = Run(load_settings() or Settings())
    if rule.subject == "files":
        run.add_agreement((old, new))
    else:
        run.add(old if rule.subject != "cv" else None, new)
    return run.result(today=TODAY, is_whole=True)


def told(result: CheckResult, rule: str) -> list[str]:
    return [f"{f.severity}: {wording.sentence(f)}" for f in result.findings if f.rule == rule]


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{rule.id}: {case['name']}" for rule, case in CASES])
def test_rule(rule: Rule, case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert told(result_of(rule, case), rule.id) == case["expect"]


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_every_rule_has_a_case_that_fires_and_a_near_miss(rule: Rule) -> None:
    expected = [bool(case["expect"]) for case in cases_of(rule)]
    assert True in expected
    assert False in expected


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_every_form_of_a_sentence_has_a_case(rule: Rule) -> None:
    sentences = [sentence.partition(": ")[2] for case in cases_of(rule) for sentence in case["expect"]]
    for template in wording.sentences(rule.id):
        pattern = ".*".join(map(re.escape, re.split(r"\{\w+\}", template)))
        assert any(re.fullmatch(pattern, sentence, re.DOTALL) for sentence in sentences), template


def test_the_base_cv_has_no_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    old, new = write_case({"edit": []})
    assert cvdiff.check(old, new, today=TODAY).findings == ()


def test_registry_files_words_cases_and_docs_name_the_same_rules() -> None:
    files = {p.stem.replace("_", "-") for p in (ROOT / "cvdiff/checks/rules").glob("*.py")} - {"--init--"}
    sections = re.findall(r"^### (\S+)$", (ROOT / "docs/rules.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(set(IDS)) == len(IDS)
    assert files == set(IDS)
    assert list(load("rules")["rules"]) == IDS
    assert sections == IDS
    assert {p.stem for p in DATA.glob("*.toml")} == set(IDS)


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_a_rule_is_what_its_file_is_called(rule: Rule) -> None:
    assert rule.find.__module__ == f"cvdiff.checks.rules.{rule.id.replace('-', '_')}"
    assert rule.severity in SEVERITIES
    assert wording.subject(rule.subject)


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_docs_say_the_usual_severity_and_the_summary(rule: Rule) -> None:
    docs = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    section = docs.partition(f"\n### {rule.id}\n")[2].partition("\n### ")[0]
    assert f"**{rule.severity}**" in section
    assert wording.summary(rule.id) in " ".join(section.split())
    for part in ("Why:", "Example:", "Silence"):
        assert part in section


def test_every_subject_is_looked_at_and_has_words() -> None:
    assert {rule.subject for rule in RULES} == set(get_args(Subject)) == set(load("rules")["subjects"])


# -- fingerprints


PAPER = Publication(kind="publication", section="Papers", text="On Rivers", title="On Rivers", lines=(3, 3))


def test_identity_is_blind_to_place_and_print() -> None:
    moved = replace(PAPER, section="Selected", lines=(90, 91), title="On RIVERS.", marker="[9]")
    assert identity_of(moved) == identity_of(PAPER)
    assert identity_of(replace(PAPER, title="On Lakes")) != identity_of(PAPER)


def test_identity_of_a_paper_is_the_identifier_that_it_had_first() -> None:
    one = replace(PAPER, identifiers=("arxiv:2501.01234",))
    both = replace(PAPER, title="Rivers", identifiers=("doi:10.1000/rivers", "arxiv:2501.01234"))
    assert identity_of(one) == identity_of(both) == "arxiv:2501.01234"


def test_identity_of_jobs_and_entries() -> None:
    job = Job(kind="position", section="Work", text="x", role="Lecturer", organization="Orrin Labs")
    later = replace(job, text="y", dates=Dates(text="2020", start="2020", end="2020"))
    entry = Entry(kind="award", section="Awards", text="Moss Medal, 2023")
    assert identity_of(job) == identity_of(later) != identity_of(replace(job, role="Reader"))
    assert identity_of(entry) == identity_of(replace(entry, text="moss medal 2023"))


def test_fingerprint_is_12_digits_of_rule_record_and_field() -> None:
    assert re.fullmatch("[0-9a-f]{12}", fingerprint("a", "b", None))
    prints = {fingerprint("a", "b", None), fingerprint("a", "b", "year"), fingerprint("b", "b", None)}
    assert len({*prints, fingerprint("a", "b", None, 1), fingerprint("a", "c", None)}) == 5
    assert fingerprint("title-changed", "doi:10.1000/x", "title") == "1c73c32d1766"


def test_findings_that_nothing_tells_apart_have_fingerprints_of_their_own(tmp_path: Path) -> None:
    entry = "- Moss Medal, 2023\n"
    old, one, none = tmp_path / "old.md", tmp_path / "one.md", tmp_path / "none.md"
    head = "# Ada Quist\n\n## Awards\n\n- Heron Prize, 2021\n"
    old.write_text(head + entry * 3)
    one.write_text(head + entry)
    none.write_text(head)
    first = [f.fingerprint for f in cvdiff.check(old, none).findings]
    second = [f.fingerprint for f in cvdiff.check(old, one).findings]
    assert len(set(first)) == 3
    assert second == first[:2]


# -- settling


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    """A version with a paper more, and one in which a link is a slip besides."""
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text(NEW, encoding="utf-8")
    new.write_text(OLD.replace("Moss Medal", "[Moss Medal](htp://moss.example)"), encoding="utf-8")
    return old, new


def rules_of(result: CheckResult) -> list[tuple[str, str]]:
    return [(finding.severity, finding.rule) for finding in result.findings]


def settings(**values: Any) -> Settings:
    return Settings(check=CheckSettings(**values))


def test_gravest_findings_first(versions: tuple[Path, Path]) -> None:
    result = cvdiff.check(*versions)
    assert rules_of(result) == [("error", "publication-removed"), ("warning", "link-malformed")]
    assert result.failed
    assert [report.new.file for report in result.reports] == [str(versions[1])]


def test_one_version_alone(versions: tuple[Path, Path]) -> None:
    result = cvdiff.check(None, versions[1])
    assert rules_of(result) == [("warning", "link-malformed")]
    assert not result.failed
    assert result.reports == ()


def test_checks_what_was_read_before(versions: tuple[Path, Path]) -> None:
    old, new = map(cvdiff.read, versions)
    assert cvdiff.check(old, new) == cvdiff.check(*versions)


@pytest.mark.parametrize(
    ("fail_on", "failed"), [("error", False), ("warning", True), ("info", True), ("none", False)]
)
def test_fail_on(versions: tuple[Path, Path], fail_on: Any, failed: bool) -> None:
    assert cvdiff.check(None, versions[1], settings=settings(fail_on=fail_on)).failed is failed


def test_severities(versions: tuple[Path, Path]) -> None:
    severities = (
        RuleSeverity(rule="publication-removed", severity="info"),
        RuleSeverity(rule="link-malformed", severity="off"),
    )
    result = cvdiff.check(*versions, settings=settings(severities=severities))
    assert rules_of(result) == [("info", "publication-removed")]


def test_a_finding_in_doubt_stays_less_grave(tmp_path: Path) -> None:
    manuscript = "4. Ada Quist. Ferns of the far north. Under review, 2024.\n"
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text(NEW.replace("\n## Positions", f"{manuscript}\n## Positions"), encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    asked = settings(severities=(RuleSeverity(rule="publication-removed", severity="warning"),))
    assert rules_of(cvdiff.check(old, new, settings=asked)) == [("info", "publication-removed")]


def test_accepting_a_finding_silences_exactly_it(versions: tuple[Path, Path]) -> None:
    before = cvdiff.check(*versions)
    first = before.findings[0]
    accepted = Accepted(fingerprint=first.fingerprint, reason="as agreed")
    result = cvdiff.check(*versions, settings=settings(accepted=(accepted,)))
    assert result.findings == before.findings[1:]
    assert result.accepted == (first,)
    assert not result.failed


@pytest.mark.parametrize(("today", "silent"), [(TODAY, True), (date(2026, 7, 2), False)])
def test_an_acceptance_holds_through_its_last_day(
    versions: tuple[Path, Path], today: date, silent: bool
) -> None:
    print = cvdiff.check(*versions).findings[0].fingerprint
    accepted = Accepted(fingerprint=print, reason="for now", expires=TODAY)
    result = cvdiff.check(*versions, settings=settings(accepted=(accepted,)), today=today)
    assert (("error", "publication-removed") not in rules_of(result)) is silent
    assert (("warning", "config-stale") not in rules_of(result)) is silent


@pytest.mark.parametrize(
    "ignore",
    [
        Ignore(rule="link-malformed"),
        Ignore(field="links"),
        Ignore(record="moss medal, 2023"),
        Ignore(rule="link-malformed", record="Moss Medal, 2023", field="links"),
    ],
)
def test_ignores(versions: tuple[Path, Path], ignore: Ignore) -> None:
    result = cvdiff.check(*versions, settings=settings(ignores=(ignore,)))
    assert rules_of(result) == [("error", "publication-removed")]


@pytest.mark.parametrize(
    "ignore", [Ignore(rule="link-malformed", record="Moss"), Ignore(rule="link-removed", field="links")]
)
def test_an_ignore_needs_all_that_it_names(versions: tuple[Path, Path], ignore: Ignore) -> None:
    result = cvdiff.check(*versions, settings=settings(ignores=(ignore,)))
    assert ("warning", "link-malformed") in rules_of(result)


def test_entries_for_other_cvs_are_not_stale(versions: tuple[Path, Path]) -> None:
    entries = settings(cvs=(CVFiles(path="other.md"),), ignores=(Ignore(rule="title-changed"),))
    assert "config-stale" not in {rule for _, rule in rules_of(cvdiff.check(*versions, settings=entries))}


# -- agreement


def agreement_of(tmp_path: Path, **files: str) -> list[str]:
    run = Run(Settings())
    for name, text in files.items():
        (tmp_path / name.replace("_", ".")).write_text(text, encoding="utf-8")
    run.add_agreement([tmp_path / name.replace("_", ".") for name in files])
    found = run.result(today=TODAY, is_whole=False).findings
    return [wording.sentence(finding).replace(f"{tmp_path}{os.sep}", "") for finding in found]


BIB = """@article{a, title={Lichen sampling on tidal basalt}, author={Quist, Ada and Rask, Nils},
  journal={Annals of Field Botany}, year=2021}
@article{b, title={Ein Maß für Moose im Fjäll}, author={Quist, Ada},
  journal={Northern Soil Letters}, year=2022}
"""


def test_a_bibliography_agrees_with_a_cv_that_has_jobs(tmp_path: Path) -> None:
    assert agreement_of(tmp_path, cv_md=OLD, papers_bib=BIB) == []


def test_three_files_are_told_once_a_record(tmp_path: Path) -> None:
    told = agreement_of(tmp_path, cv_md=NEW, papers_bib=BIB, short_md=OLD)
    assert told == ["“Drought and heron migration” is not in papers.bib and short.md."]


# -- the commands


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("old.md").write_text(NEW, encoding="utf-8")
    Path("new.md").write_text(OLD, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("old.md", "new.md"), 1),
        (("old.md", "new.md", "--fail-on", "none"), 0),
        (("old.md", "old.md"), 0),
        (("new.md",), 0),
        (("old.md", "gone.md"), 2),
        ((), 2),
        (("--agree", "old.md", "new.md"), 0),
        (("--agree", "old.md", "new.md", "--fail-on", "warning"), 1),
        (("--agree", "old.md"), 2),
        (("old.md", "new.md", "old.md"), 2),
        (("old.md", "new.md", "--base", "HEAD"), 2),
    ],
)
def test_exit_codes(run: Program, folder: Path, arguments: tuple[str, ...], code: int) -> None:
    assert run("check", *arguments).code == code


def test_text(run: Program, folder: Path) -> None:
    result = run("check", "old.md", "new.md")
    first, advice, counts = result.out.splitlines()
    assert re.fullmatch(
        r"new\.md:6: error: “Drought and heron migration” is gone; it stood at old\.md:7\."
        r" \[publication-removed\] \([0-9a-f]{12}\)",
        first,
    )
    assert advice == "    Put it back, or accept the finding if it was dropped on purpose."
    assert counts == "1 error."
    assert run("check", "old.md").out == "No findings.\n"


def test_what_accept_writes_silences_the_finding(run: Program, folder: Path) -> None:
    [print] = re.findall(r"\(([0-9a-f]{12})\)", run("check", "old.md", "new.md").out)
    assert run("accept", print, "--reason", 'withdrawn, "for now"', "--expires", "2999-12-31").code == 0
    again = run("check", "old.md", "new.md")
    assert (again.code, again.out) == (0, "No findings. 1 finding is accepted or ignored.\n")
    twice = run("accept", print, "--reason", "again")
    assert (twice.code, twice.err) == (
        2,
        f"cvdiff: .cvdiff.toml:1: {print} is accepted already; change that entry\n",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["1a2b", "--reason", "x"], "fingerprint 1a2b: must be 12 digits of 0-9 and a-f, as cvdiff check"),
        (["1a2b3c4d5e6f", "--reason", " "], "--reason: is empty; say why"),
        (["1a2b3c4d5e6f", "--reason", "x", "--expires", "2020-01-01"], "--expires 2020-01-01: is past; give"),
    ],
)
def test_what_accept_refuses_is_told_of_its_own_words(
    run: Program, folder: Path, arguments: list[str], message: str
) -> None:
    result = run("accept", *arguments)
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert result.err.startswith(f"cvdiff: {message}")
    assert not (folder / ".cvdiff.toml").exists()
    assert run("accept", "1A2B3C4D5E6F", "--reason", "x", "--expires", date.today().isoformat()).code == 0


def test_cvs_of_the_settings(run: Program, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("papers.bib").write_text(BIB, encoding="utf-8")
    Path(".cvdiff.toml").write_text(
        '[check]\nfail-on = "warning"\n[[cv]]\npath = "old.md"\nalso = ["papers.bib"]\n'
        '[[cv]]\npath = "new.md"\n'
    )
    result = run("check")
    assert "“Drought and heron migration” is not in papers.bib." in result.out
    assert result.out.endswith("1 warning.\n")
    assert result.code == 1
    monkeypatch.setenv("CVDIFF_FAIL_ON", "error")
    assert run("check").code == 0
    assert run("check", "--fail-on", "info").code == 1


def test_rules_lists_every_rule(run: Program) -> None:
    lines = run("rules").out.splitlines()
    assert [line.split()[:2] for line in lines] == [[rule.id, rule.severity] for rule in RULES]
    listed = json.loads(run("rules", "-f", "json").out)
    assert [rule["id"] for rule in listed["rules"]] == IDS
    schema = json.loads((ROOT / "docs/json-schema/rules.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(listed)


@pytest.mark.parametrize("rule", IDS)
def test_rules_explains_a_rule(run: Program, rule: str) -> None:
    out = run("rules", rule).out
    assert wording.summary(rule) in out
    assert f'{rule} = "off"' in out


def test_rules_knows_a_slip(run: Program) -> None:
    result = run("rules", "publication-remove")
    assert result.code == 2
    assert result.err == "cvdiff: publication-remove: no such rule; did you mean publication-removed?\n"


# -- laws


PIECES = (
    "# Papers\n", "- ", "[4] ", "mailto:", "13/2020 - 01/2019", "https://doi.org/", "\n", "2021. ",
    "Ada Quist, Nils Rask. ", "“{record}” ",
)  # fmt: skip


PRINTED = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=300)


@given(PRINTED | st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_is_judged_and_said(text: str) -> None:
    document = read_document(f"Ada Quist\n\n{text}".encode(), "cv.txt", "text", None)
    cv = extract(document, "cv.txt")
    found = judge(cvs=[cv], settings=Settings(), context=Context(today=TODAY), is_whole=True).findings
    assert all(wording.sentence(finding) and wording.advice(finding) for finding in found)


def test_a_cv_against_itself_has_lost_nothing(real_cv: Path) -> None:
    cv = cvdiff.read(real_cv)
    assert cvdiff.check(cv, cv, today=TODAY).findings == cvdiff.check(None, cv, today=TODAY).findings
