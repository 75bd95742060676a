"""The GitHub action: action.yml as GitHub runs it, inputs and outputs, hostile text, and the documents."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given

from action_step import ZEROS, Step, commands, head, pull_request, push, told
from cli_runner import NEW, OLD, ROOT
from comments_server import TOKEN, Comments
from composite import ACTION, Composite, Ran, parse_outputs
from cvdiff.ci.comment import MARKER
from cvdiff.ci.step import write_outputs
from cvdiff.errors import CvdiffError
from cvdiff.reporters.findings import CHECK_FORMATS
from cvdiff.reporters.findings.cut import COMMENT_LIMIT
from scratch_git import Repository
from test_findings_output import NASTY
from test_reporters import TEXTS
from workflow_commands import command_of

# ---- action.yml


@pytest.fixture
def composite(scratch: Repository, tmp_path: Path) -> Composite:
    """The action with a Python that only notes what pip is asked for."""
    temporary = tmp_path / "runner temp"
    temporary.mkdir()
    python = temporary / "python"
    python.write_text(
        '#!/bin/sh\nif [ "$3" = pip ]; then printf "%s\\n" "$@" >"$NOTE"; exit; fi\n'
        f'exec "{sys.executable}" "$@"\n'
    )
    python.chmod(0o755)
    return Composite(scratch.folder, temporary, python)


def run_push(composite: Composite, scratch: Repository, tmp_path: Path, **inputs: str) -> Ran:
    """The action on a push of the last commit."""
    event = tmp_path / "event.json"
    event.write_text(json.dumps(push(head(scratch, "HEAD~1"))), encoding="utf-8")
    environment = {
        "GITHUB_EVENT_NAME": "push",
        "GITHUB_EVENT_PATH": str(event),
        "NOTE": str(tmp_path / "pip"),
    }
    return composite.run({name.replace("_", "-"): value for name, value in inputs.items()}, **environment)


def test_the_action_tells_a_push(composite: Composite, scratch: Repository, tmp_path: Path) -> None:
    scratch.commit("one", {"cv.md": NEW})
    scratch.commit("two", {"cv.md": OLD})
    ran = run_push(composite, scratch, tmp_path)
    assert ran.code == 1
    assert told(ran) == [("error", "publication-removed")]
    assert ran.outputs.pop("changelog") == ran.summary.rstrip("\n")
    assert ran.outputs == {
        "changes": "1",
        "added": "0",
        "removed": "1",
        "error_count": "1",
        "warning_count": "0",
        "info_count": "0",
    }
    assert "- **publication-removed** (cv.md" in ran.summary
    assert "1 paper removed." in ran.summary


def test_the_action_installs_itself_or_the_version_asked_for(
    composite: Composite, scratch: Repository, tmp_path: Path
) -> None:
    scratch.commit("one", {"cv.md": OLD})
    scratch.commit("two", {"cv.md": NEW})
    for version, package in (
        ("", str(ROOT)),
        ("0.2.0", "cvdiff==0.2.0"),
        ("1; rm -rf .", "cvdiff==1; rm -rf ."),
    ):
        assert run_push(composite, scratch, tmp_path, version=version).code == 0
        asked = (tmp_path / "pip").read_text().splitlines()
        assert asked[:4] == ["-I", "-m", "pip", "install"]
        assert asked[-3:] == ["--target", f"{composite.temporary}/cvdiff", package]


def test_files_of_the_repository_are_no_modules(
    composite: Composite, scratch: Repository, tmp_path: Path
) -> None:
    """`python -m` would import click.py from the folder that it runs in."""
    scratch.commit("one", {"cv.md": OLD, "click.py": "raise SystemExit('taken over')", "cvdiff.py": "1/0"})
    scratch.commit("two", {"cv.md": NEW})
    assert run_push(composite, scratch, tmp_path).code == 0


def test_nothing_in_an_input_reaches_the_shell(
    composite: Composite, scratch: Repository, tmp_path: Path
) -> None:
    scratch.commit("one", {"cv.md": OLD})
    scratch.commit("two", {"cv.md": NEW})
    nasty = "$(touch taken) `touch taken`; touch taken\n' \" && touch taken"
    for names in (list(ACTION["inputs"]), ["base"], ["files"], ["config"]):
        assert run_push(composite, scratch, tmp_path, **dict.fromkeys(names, nasty)).code == 2
    assert not list(scratch.folder.rglob("taken"))


def test_no_expression_stands_in_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_every_input_reaches_the_step_and_every_output_leaves_it() -> None:
    check = ACTION["runs"]["steps"][-1]
    asked = {f"INPUT_{name.upper().replace('-', '_')}" for name in ACTION["inputs"]} - {"INPUT_VERSION"}
    assert {name for name in check["env"] if name.startswith("INPUT_")} == asked
    source = (ROOT / "cvdiff" / "ci" / "inputs.py").read_text(encoding="utf-8")
    read = re.findall(r'given(?:\.get\(|, )"([\w-]+)"', source)
    assert {f"INPUT_{name.upper().replace('-', '_')}" for name in read} == asked
    for name, spec in ACTION["outputs"].items():
        assert spec["value"] == f"${{{{ steps.check.outputs.{name} }}}}"


# ---- inputs


def test_fail_on_decides_the_exit_code(scratch: Repository, step: Step) -> None:
    scratch.commit("one", {"cv.md": NEW, ".cvdiff.toml": '[check]\nfail-on = "none"\n'})
    scratch.commit("two", {"cv.md": OLD})
    before = push(head(scratch, "HEAD~1"))
    codes = {
        word: step("push", before, fail_on=word).code for word in ("", "none", "error", "warning", "info")
    }
    assert codes == {"": 0, "none": 0, "error": 1, "warning": 1, "info": 1}
    assert step("push", before, config="other.toml").code == 2


def test_variables_stand_between_inputs_and_the_file(
    scratch: Repository, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch.commit("one", {"cv.md": NEW, ".cvdiff.toml": '[check]\nfail-on = "none"\n'})
    scratch.commit("two", {"cv.md": OLD, "other.toml": '[check]\nfail-on = "info"\n'})
    before = push(head(scratch, "HEAD~1"))
    assert step("push", before).code == 0
    with monkeypatch.context() as patch:
        patch.setenv("CVDIFF_CONFIG", "other.toml")
        assert step("push", before).code == 1
        assert step("push", before, config=".cvdiff.toml").code == 0
    with monkeypatch.context() as patch:
        patch.setenv("CVDIFF_FAIL_ON", "warning")
        assert step("push", before).code == 1
        assert step("push", before, fail_on="none").code == 0
        patch.setenv("CVDIFF_FAIL_ON", "perhaps")
        assert step("push", before).code == 2


def test_level_decides_what_is_shown_and_not_what_fails(scratch: Repository, step: Step) -> None:
    scratch.commit("one", {"cv.md": NEW})
    scratch.commit("two", {"cv.md": NEW.replace("Annals of Field Botany", "Nature")})
    before = push(head(scratch, "HEAD~1"))
    shown = step("push", before, fail_on="warning")
    assert (shown.code, told(shown)) == (1, [("warning", "venue-changed")])
    hidden = step("push", before, fail_on="warning", level="error")
    assert (hidden.code, told(hidden), hidden.outputs["warning_count"]) == (1, [], "0")


@pytest.mark.parametrize(
    ("format", "start"), [("json", "{"), ("sarif", "{"), ("junit", "<?xml"), ("text", "cv.md:")]
)
def test_the_changelog_comes_in_other_forms(scratch: Repository, step: Step, format: str, start: str) -> None:
    scratch.commit("one", {"cv.md": NEW})
    scratch.commit("two", {"cv.md": OLD})
    ran = step("push", push(head(scratch, "HEAD~1")), format=format)
    assert ran.outputs["changelog"].startswith(start)
    assert ran.summary.startswith("# Findings")


@pytest.mark.parametrize("name", ["fail_on", "level", "format", "comment", "summary"])
def test_a_wrong_input_is_named_with_what_it_may_be(scratch: Repository, step: Step, name: str) -> None:
    ran = step("push", push(ZEROS), **{name: "perhaps\n::error::"})
    assert (ran.code, told(ran)) == (2, [("error", "cvdiff")])
    assert f"{name.replace('_', '-')}: perhaps" in ran.log
    assert "is none of" in ran.log


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "\udcff"])
def test_a_broken_event_is_told(scratch: Repository, step: Step, text: str) -> None:
    ran = step("push", text)
    assert ran.code == 2
    assert "run this as a step of a workflow" in ran.log


def test_an_event_of_another_shape_is_no_crash(scratch: Repository, step: Step) -> None:
    scratch.commit("one", {"cv.md": OLD})
    for event in ({"before": 1, "ref": None}, {"repository": []}, {"pull_request": "x", "number": "7"}):
        for name in ("push", "pull_request", "merge_group"):
            assert step(name, event).code == 0


# ---- hostile text


@pytest.mark.parametrize(
    "row", [*NASTY, {"what": "long", "title": "Krill " * 11_700}], ids=lambda row: row["what"]
)
def test_nothing_in_a_title_does_anything(
    scratch: Repository, step: Step, comments: Comments, row: dict[str, str]
) -> None:
    paper = f"3. Ada Quist, Oona Thyme. {row['title']}. *Quarterly Review of Peat*, 2024.\n"
    nasty = OLD.replace("\n## Positions", f"{paper}\n## Positions")
    scratch.commit("one", {"cv.md": nasty})
    scratch.git("checkout", "--quiet", "-b", "news")
    scratch.commit("two", {"cv.md": OLD})
    event = pull_request(head(scratch, "main"), head(scratch))
    ran = step("pull_request", event, comments.address, github_token=TOKEN)
    assert {command.name for command in commands(ran.log)} <= {"error", "warning", "notice"}
    lines = ran.log.splitlines()
    assert [line for line in lines if not command_of(line)] == [
        line for line in lines if line.startswith("cvdiff: ")
    ]
    assert set(ran.outputs) == set(ACTION["outputs"])
    assert all(re.fullmatch(r"\d+", value) for name, value in ran.outputs.items() if name != "changelog")
    body = comments.bodies[1].removeprefix(MARKER)
    assert len(body) < COMMENT_LIMIT
    assert not re.search(
        r"<(?!https?://)[a-z!/]|(?<![\w\\])@\w|[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]",
        re.sub(r"\\<", "", body),
    )


def test_outputs_hold_what_they_were_given(tmp_path: Path) -> None:
    path = tmp_path / "output"
    values = {f"name{n}": row["title"] for n, row in enumerate(NASTY)}
    write_outputs(str(path), values)
    text = path.read_bytes().decode("utf-8")
    assert parse_outputs(text) == {name: value.removesuffix("\n") for name, value in values.items()}
    write_outputs(str(path), {"a": "1"})
    ends = re.findall(r"<<(end-[0-9a-f]{32})\n", path.read_bytes().decode("utf-8"))
    assert len(set(ends)) == len(NASTY) + 1


@given(TEXTS)
def test_an_output_holds_any_text(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "output"
        write_outputs(str(path), {"before": 1, "text": text, "after": 2})
        held = text.encode("utf-8", "replace").decode().removesuffix("\n")
        assert parse_outputs(path.read_bytes().decode()) == {"before": "1", "text": held, "after": "2"}


def test_outputs_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    with pytest.raises(CvdiffError, match=r"missing/output: cannot be written: No such file or directory; "):
        write_outputs(str(tmp_path / "missing" / "output"), {"changelog": "text"})


def test_outside_of_github_nothing_is_written(scratch: Repository, tmp_path: Path) -> None:
    write_outputs(None, {"a": "1"})
    assert not list(tmp_path.rglob("output"))


# ---- documents


DOCUMENT = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
EXAMPLES = sorted(path for path in (ROOT / "docs" / "ci").glob("*.yml") if path.name != "gitlab-ci.yml")


def documented(heading: str) -> list[str]:
    """The names in the first column of the table below a heading."""
    table = DOCUMENT.split(f"### {heading}\n", 1)[1].split("\n### ", 1)[0]
    cells = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`([\w-]+)`", cell)]


def test_the_document_names_every_input_and_output() -> None:
    assert documented("Inputs") == list(ACTION["inputs"])
    assert sorted(documented("Outputs")) == sorted(ACTION["outputs"])


def test_the_document_and_the_action_name_every_format() -> None:
    for line in [
        *re.findall(r"^\| `format` .*", DOCUMENT, re.MULTILINE),
        *re.findall(r"(?m)^`-f` takes.*", DOCUMENT),
    ]:
        assert set(CHECK_FORMATS) <= set(re.findall(r"`([a-z]+)`", line))
    assert set(CHECK_FORMATS) <= set(re.findall(r"\w+", ACTION["inputs"]["format"]["description"]))


def workflows() -> Iterator[dict[str, Any]]:
    """The examples, and the workflows in the document."""
    for path in EXAMPLES:
        yield yaml.safe_load(path.read_text(encoding="utf-8"))
    for block in re.findall(r"```yaml\n(.*?)```", DOCUMENT, re.DOTALL):
        form = yaml.safe_load(block)
        if "jobs" in form:
            yield form


def test_examples_give_only_inputs_that_there_are() -> None:
    uses = [
        step
        for workflow in workflows()
        for step in workflow["jobs"]["cvdiff"]["steps"]
        if step.get("uses", "").startswith("cvdiff/cvdiff@")
    ]
    assert len(uses) == len(EXAMPLES) + 1
    for step in uses:
        assert set(step.get("with", {})) <= set(ACTION["inputs"])


def test_examples_run_where_a_cv_may_have_changed() -> None:
    """Each example starts on a push and on a pull request alike, and may write its comment."""
    for workflow in workflows():
        triggers = workflow[True]  # YAML 1.1 reads `on` as a truth value
        assert (triggers["push"] or {}).get("paths") == (triggers["pull_request"] or {}).get("paths")
        assert workflow["permissions"] == {"contents": "read", "pull-requests": "write"}
