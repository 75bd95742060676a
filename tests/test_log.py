"""`cvdiff log`: scripted histories told as one changelog.

`CVDIFF_UPDATE_SNAPSHOTS=1 pytest tests/test_log.py` writes `tests/data/log/` anew; review it with `git diff`.
"""

from __future__ import annotations

import gc
import io
import json
import os
import re
import shlex
import subprocess
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest

from cli_runner import NEW, OLD, ROOT, Run
from cvdiff.commands.log import _Progress
from cvdiff.history import read_history
from cvdiff.history.versions import parse
from cvdiff.history.walk import Step, Walk
from cvdiff.inputs.git_program import Git
from cvdiff.model import CV
from scratch_git import Repository

DATA = Path(__file__).parent / "data" / "log"
SCHEMAS = ROOT / "docs" / "json-schema"
UPDATE = os.environ.get("CVDIFF_UPDATE_SNAPSHOTS") == "1"

HERON = "Drought and heron migration"
WRAPPED = OLD.replace("Nils Rask. Lichen", "Nils Rask.\n   Lichen")
AWARD = OLD.replace("- Moss Medal, 2023", "- Moss Medal, 2023\n- Heron Prize, 2024")
ENDED = NEW.replace("2019 - Present", "2019 - 2024")
BINARY = b"\0\1\2\3 no text" * 40


def story(made: Repository) -> str:
    """A history with all that happens to a CV; the name of its file at the end."""
    name = "my cv é.md"
    made.commit("First version", {"cv.md": OLD})
    made.git("tag", "v1.0")
    made.commit("Wrap lines", {"cv.md": WRAPPED})
    made.git("mv", "cv.md", name)
    made.commit("Rename the CV", {})
    made.commit("Something else", {"readme.txt": "hello"})
    made.git("checkout", "--quiet", "-b", "awards")
    made.commit("A prize", {name: AWARD})
    made.git("checkout", "--quiet", "main")
    made.commit("A paper on herons", {name: NEW})
    made.date(1)
    made.git("merge", "--quiet", "--no-edit", "awards")
    made.git("tag", "-a", "v2.0", "-m", "release")
    made.git("tag", "two")
    merged = (made.folder / name).read_text(encoding="utf-8")
    made.commit("Broken by an editor", {name: BINARY})
    made.commit("Lab left", {name: merged.replace("2019 - Present", "2019 - 2024")}, days=1)
    made.commit("Gone", {name: None})
    made.commit("And back\u0007 `*again*` #7 @ada", {name: merged})
    return name


def shown(text: str, name: str) -> str:
    """The text as held by the snapshot of that name, which is written where that is asked for."""
    path = DATA / name
    if UPDATE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.is_file(), "no snapshot yet: run with CVDIFF_UPDATE_SNAPSHOTS=1 and review it"
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("by", ["month", "tag", "commit"])
def test_the_story_is_the_reviewed_changelog(run: Run, scratch: Repository, by: str) -> None:
    result = run("log", story(scratch), "--by", by)
    assert (result.code, result.err) == (0, "")
    assert result.out == shown(result.out, f"story.{by}.md")


def test_the_json_form_validates_and_says_the_same(run: Run, scratch: Repository) -> None:
    name = story(scratch)
    form = json.loads(run("log", name, "--by", "commit", "-f", "json").out)
    schemas = [
        json.loads((SCHEMAS / f"{of}.schema.json").read_text(encoding="utf-8")) for of in ("log", "report")
    ]
    log_schema, report_schema = map(jsonschema.Draft202012Validator, schemas)
    log_schema.validate(form)
    for period in form["periods"]:
        if period["report"]:
            report_schema.validate(period["report"])
    told = titles(run("log", name, "--by", "commit").out)
    assert [period["date"] for period in form["periods"]] == told
    assert form["unchanged"] == 2
    assert form["unread"][0]["reason"] == "the file was deleted"


def titles(text: str) -> list[str]:
    return re.findall(r"(?m)^## (\S+)", text)


# --- Which versions -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["2024-05", "2024-03", "2024-02"]),
        (["--since", "2024-03"], ["2024-05", "2024-03"]),
        (["--since", "2024-03-04"], ["2024-05"]),
        (["--since", "2024-03-03"], ["2024-05", "2024-03"]),
        (["--since", "2025"], []),
        (["--until", "2024-03"], ["2024-03", "2024-02"]),
        (["--until", "2024-03-03"], ["2024-03", "2024-02"]),
        (["--until", "2024-03-02"], ["2024-02"]),
        (["--since", "2024", "--until", "2024"], ["2024-05", "2024-03", "2024-02"]),
        (["--since", "v1.0"], ["2024-05", "2024-03"]),
        (["--since", "v1.0", "--until", "v2.0"], ["2024-03"]),
        (["--until", "HEAD~1"], ["2024-03", "2024-02"]),
        (["--since", "HEAD"], []),
        (["--since", "March 2 2024", "--until", "Apr 1 2024"], ["2024-03"]),
    ],
)
def test_since_and_until(run: Run, scratch: Repository, options: list[str], expected: list[str]) -> None:
    """Commits of 2024-02-01, 2024-03-03 and 2024-05-04; the first is compared with the version before."""
    scratch.commit("one", {"cv.md": OLD})
    scratch.git("tag", "v1.0")
    scratch.commit("two", {"cv.md": AWARD})
    scratch.git("tag", "v2.0")
    scratch.commit("three", {"cv.md": ENDED}, days=62)
    result = run("log", "cv.md", *options)
    assert (result.code, result.err, titles(result.out)) == (0, "", expected)
    assert ("First version" in result.out) == ("2024-02" in expected)
    assert ("No changes of content." in result.out) == (not expected)


@pytest.mark.parametrize(
    "options",
    [
        ["--since", "nonsense"], ["--since", "the 9 of some month"], ["--until", "12"],
        ["--until", "v9"], ["--since", "2024-13"], ["--since", "2024-02-30"],
        ["--since", "--output=x"], ["--until", "-1"], ["--since", "0000"],
    ],
)  # fmt: skip
def test_what_is_neither_date_nor_revision(run: Run, scratch: Repository, options: list[str]) -> None:
    scratch.commit("one", {"cv.md": OLD})
    scratch.commit("two", {"cv.md": NEW})
    result = run("log", "cv.md", *options)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert result.err.startswith(
        f"cvdiff: {options[0]} {options[1]}: is neither a date nor a revision; give "
    )
    assert sorted(os.listdir(scratch.folder)) == [".git", "cv.md"]


def test_a_month_tells_its_sum_and_reads_one_version(
    run: Run, scratch: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came and went within a month is not told; each version that is needed is read once."""
    read: list[str] = []
    original = Walk._cv

    def counted(self: Walk, version: object, name: str) -> object:
        read.append(name)
        return original(self, version, name)  # type: ignore[arg-type]

    monkeypatch.setattr(Walk, "_cv", counted)
    scratch.commit("one", {"cv.md": OLD})
    for number, text in enumerate([NEW, OLD, AWARD, NEW]):
        scratch.commit(f"change {number}", {"cv.md": text}, days=31 if number == 0 else 1)
    result = run("log", "cv.md")
    assert titles(result.out) == ["2024-03", "2024-02"]
    assert "1 paper added.\n" in result.out
    assert "Heron Prize" not in result.out
    assert len(read) == 2
    read.clear()
    assert titles(run("log", "cv.md", "--by", "commit").out) == [
        "2024-03-06", "2024-03-05", "2024-03-04", "2024-03-03", "2024-02-01",
    ]  # fmt: skip
    assert len(read) == len(set(read)) == 5


def test_renames_keep_the_history_across_folders(run: Run, scratch: Repository) -> None:
    scratch.commit("one", {"old/cv.md": OLD})
    scratch.write({"assets/x": "x"})
    scratch.git("mv", "old/cv.md", "assets/resume.md")
    scratch.commit("move", {"assets/resume.md": AWARD})
    scratch.commit("paper", {"assets/resume.md": NEW})
    text = run("log", "assets/resume.md", "--by", "commit").out
    assert [line.split()[1] for line in re.findall(r"(?m)^## .*", text)] == [
        "2024-04-03", "2024-03-03", "2024-02-01"
    ]  # fmt: skip


def test_an_older_file_of_the_same_name_is_no_past(run: Run, scratch: Repository) -> None:
    """A near miss of a rename: a new file beside an old one that stays and does not look like it."""
    scratch.commit("notes", {"notes.md": "# Notes\n\n- milk\n- bread\n"})
    scratch.commit("one", {"cv.md": OLD})
    text = run("log", "cv.md", "--by", "commit").out
    assert len(titles(text)) == 1


@pytest.mark.parametrize(
    "name",
    ["-cv.md", "--by.md", 'cv "quoted" (neu).md', "履歴書 – Büro.md", ":(top)cv.md", "cv*?[a].md", "a\tb.md"],
)
def test_names_of_every_kind(run: Run, scratch: Repository, name: str) -> None:
    scratch.commit("one", {name: OLD, "cvx.md": "other", "cv.md": "other"})
    scratch.commit("two", {name: NEW, "cvx.md": "changed", "cv.md": "changed"})
    result = run("log", "--", name)
    assert (result.code, result.err, len(titles(result.out))) == (0, "", 2)
    assert HERON in result.out


def test_a_file_is_found_from_anywhere(
    run: Run, scratch: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch.commit("one", {"docs/cv.md": OLD})
    scratch.commit("two", {"docs/cv.md": NEW})
    (scratch.folder / "link.md").symlink_to("docs/cv.md")
    here = run("log", "docs/cv.md").out
    for folder, name in ((".", "link.md"), ("docs", "cv.md"), ("..", "homepage/docs/cv.md")):
        monkeypatch.chdir(scratch.folder / folder)
        assert run("log", name).out.splitlines()[1:] == here.splitlines()[1:]
    monkeypatch.chdir(scratch.folder)
    scratch.commit("gone", {"docs/cv.md": None})
    assert HERON in run("log", "docs/cv.md").out


def test_side_branches_do_not_alternate(run: Run, scratch: Repository) -> None:
    """Two lines of work, whose commits lie between each other in time, are one step of the branch."""
    scratch.commit("base", {"cv.md": OLD, "notes": "0"})
    scratch.git("checkout", "--quiet", "-b", "side")
    scratch.commit("side 1", {"cv.md": AWARD})
    scratch.git("checkout", "--quiet", "main")
    scratch.commit("main 1", {"notes": "1"})
    scratch.git("checkout", "--quiet", "side")
    scratch.commit("side 2", {"cv.md": AWARD.replace("Heron Prize", "Egret Prize")})
    scratch.git("checkout", "--quiet", "main")
    scratch.git("merge", "--quiet", "--no-ff", "-m", "Merge side", "side")
    text = run("log", "cv.md", "--by", "commit").out
    assert re.findall(r"(?m)^## \S+ (.*) \(", text) == ["Merge side", "base"]
    assert "Egret Prize" in text
    assert "Heron Prize" not in text


def test_files_that_a_latex_cv_prints_have_a_part_in_its_history(run: Run, scratch: Repository) -> None:
    preamble = "\\documentclass{article}\\begin{document}\\begin{center}Ada Quist\\end{center}\n"
    papers = "\\section{Publications}\\begin{itemize}%s\\end{itemize}\n"
    first, second = (
        f"\\item Ada Quist, Nils Rask. {title}. Marsh Letters, {year}."
        for title, year in (("Lichen sampling on tidal basalt", 2021), (HERON, 2024))
    )
    main = preamble + "\\input{sections/papers}\n\\section{Awards}\nMoss Medal, 2023\n\\end{document}\n"
    scratch.commit("one", {"cv.tex": main, "sections/papers.tex": papers % first, "other.tex": "x"})
    scratch.commit("paper", {"sections/papers.tex": papers % (first + second)})
    scratch.commit("not of the CV", {"other.tex": "y"})
    scratch.commit("medal", {"cv.tex": main.replace("2023", "2022")})
    text = run("log", "cv.tex", "--by", "commit").out
    assert re.findall(r"(?m)^## \S+ (.*) \(", text) == ["medal", "paper", "one"]
    assert text.count(HERON) == 1


# --- What cannot be read ------------------------------------------------------------------------


def test_a_broken_version_is_told_in_one_line_and_passed_over(run: Run, scratch: Repository) -> None:
    yaml = "name: Ada Quist\nawards:\n  - title: Moss Medal\n    date: 2023\n"
    scratch.commit("one", {"cv.yml": yaml})
    broken = scratch.commit("two", {"cv.yml": yaml + "  - title: 'Heron\n"})
    scratch.commit("three", {"cv.yml": yaml + "  - title: Heron Prize\n    date: 2024\n"})
    result = run("log", "cv.yml")
    assert (result.code, result.err) == (0, "")
    assert titles(result.out) == ["2024-04", "2024-02"]
    [line] = re.findall(r"(?m)^- .*\(2024-03-03\).*", result.out)
    assert line.startswith(f"- {broken} (2024-03-03): line ")
    assert "passed over" not in run("log", "cv.yml", "--since", "2024-04").out.lower()


def test_nothing_can_be_read(run: Run, scratch: Repository) -> None:
    scratch.commit("one", {"cv.md": BINARY})
    scratch.commit("two", {"cv.md": BINARY + b"\0"})
    result = run("log", "cv.md")
    assert (result.code, result.out.count("seems to be a binary file")) == (0, 2)


def test_links_and_pointers_are_passed_over(run: Run, scratch: Repository) -> None:
    scratch.commit("one", {"cv.md": OLD, "real.md": NEW})
    (scratch.folder / "cv.md").unlink()
    (scratch.folder / "cv.md").symlink_to("real.md")
    scratch.commit("link", {})
    (scratch.folder / "cv.md").unlink()
    scratch.commit("lfs", {"cv.md": "version https://git-lfs.github.com/spec/v1\noid sha256:0a\nsize 9\n"})
    scratch.commit("back", {"cv.md": NEW})
    text = run("log", "cv.md").out
    assert ("the file was a link" in text, "a pointer of Git LFS" in text, HERON in text) == (
        True,
        True,
        True,
    )


# --- Hostile names and refs ---------------------------------------------------------------------


def test_hostile_tags_and_subjects_are_only_text(run: Run, scratch: Repository) -> None:
    scratch.commit("<b>`$(touch x)` ::error::\u202e", {"cv.md": OLD})
    head = scratch.git("rev-parse", "HEAD").strip()
    packed = [f"{head} refs/tags/{name}" for name in ("-x", "--output=y", "a`b`", "<i>", "v1;rm", "%0A")]
    blob = scratch.git("hash-object", "-w", "cv.md").strip()
    lines = ["# pack-refs with: peeled fully-peeled sorted ", *sorted(packed, key=lambda line: line[41:])]
    (scratch.folder / ".git" / "packed-refs").write_text("\n".join([*lines, ""]))
    scratch.git("tag", "of-a-blob", blob)
    scratch.commit("two", {"cv.md": NEW})
    text = run("log", "cv.md", "--by", "tag").out
    assert re.findall(r"(?m)^## (.*) \(.{7}, ", text) == [
        "Not tagged yet", r"%0A, --output=y, -x, \<i>, a\`b\`, v1;rm"
    ]  # fmt: skip
    assert r"\<b>\`\$(touch x)\` ::" in run("log", "cv.md", "--by", "commit").out
    assert "\u202e" not in run("log", "cv.md", "--by", "commit").out
    assert sorted(os.listdir(scratch.folder)) == [".git", "cv.md"]


def test_git_settings_of_the_repository_change_nothing(run: Run, scratch: Repository) -> None:
    name = story(scratch)
    plain = run("log", name, "--by", "commit").out
    for key, value in {
        "diff.renames": "false", "diff.external": "false", "log.showSignature": "true", "color.ui": "always",
        "log.follow": "false", "core.quotePath": "true", "diff.noprefix": "true", "log.date": "relative",
        "diff.relative": "true", "format.pretty": "oneline", "log.decorate": "full",
        "log.diffMerges": "off", "i18n.logOutputEncoding": "UTF-16",
    }.items():  # fmt: skip
        scratch.git("config", key, value)
    assert run("log", name, "--by", "commit").out == plain


def test_the_output_of_git_is_read_whatever_stands_in_it() -> None:
    blob, zero = "a" * 40, "0" * 40
    log = (
        f"{'1' * 40} 100 2024-01-01 :a b\0\n:100644 100644 {zero} {blob} R090\0:old\0:new\nx\0"
        f"{'2' * 40} 90 2023-12-31 \0\n:100644 000000 {blob} {zero} D\0\udcff\0"
    )
    new, old = parse(log.encode("utf-8", "surrogateescape"))
    assert (new.subject, new.path, new.blob, new.time) == (":a b", ":new\nx", blob, 100)
    assert (old.subject, old.path, old.blob, old.absent) == ("", "\udcff", None, "the file was deleted")


# --- Trouble ------------------------------------------------------------------------------------


def error(run: Run, *arguments: str) -> str:
    result = run("log", *arguments)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    return result.err.removeprefix("cvdiff: ").strip()


def test_what_has_no_history(run: Run, scratch: Repository) -> None:
    scratch.write({"cv.md": OLD, "docs/x": "x"})
    assert error(run, "cv.md").startswith(
        "cv.md: the repository has no commits yet, so there is no history; "
    )
    scratch.commit("one", {"cv.md": OLD})
    scratch.write({"new.md": NEW})
    assert error(run, "new.md") == (
        "new.md: has no commit in this branch, so it has no history; git add and commit it"
    )
    assert error(run, "nope.md").startswith("nope.md: no such file, neither here nor in the history of ")
    assert error(run, "docs").startswith("docs: is a folder; give the file inside it ")
    assert error(run, "").startswith("'': no such file; ")
    assert error(run, "cv.md", "-o", "cv.md").startswith("cv.md: is one of the files to read; ")


def test_outside_a_repository(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    assert error(run, "old.md").startswith("old.md: is in no git repository, so it has no history; ")
    monkeypatch.setenv("PATH", str(folder))
    assert error(run, "old.md") == "old.md: git, which knows the history, is not installed; install git"


def test_a_shallow_clone_is_told_what_to_run(
    run: Run, scratch: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, text in enumerate([OLD, AWARD, NEW, ENDED]):
        scratch.commit(str(number), {"cv.md": text})
    for depth in (1, 3):
        clone = [
            "clone",
            "--quiet",
            f"--depth={depth}",
            scratch.folder.as_uri(),
            str(tmp_path / str(depth)),
        ]
        scratch.git(*clone)
    monkeypatch.chdir(tmp_path / "1")
    told = "the history is cut off in this shallow clone; run: git fetch --unshallow origin"
    assert error(run, "cv.md") == f"cv.md: {told}"
    monkeypatch.chdir(tmp_path / "3")
    result = run("log", "cv.md")
    assert (result.code, len(titles(result.out)), result.err) == (0, 3, f"cvdiff: warning: cv.md: {told}\n")
    assert run("log", "cv.md", "--since", "HEAD~1").err == ""
    subprocess.run(shlex.split(result.err.partition("run: ")[2]), check=True, capture_output=True)
    assert (len(titles(run("log", "cv.md").out)), run("log", "cv.md").err) == (4, "")


# --- Form ---------------------------------------------------------------------------------------


def test_only_from_output_and_color(run: Run, scratch: Repository) -> None:
    scratch.commit("one", {"cv.md": OLD})
    scratch.commit("two", {"cv.md": AWARD})
    scratch.commit("three", {"cv.md": NEW})
    papers = run("log", "cv.md", "--only", "publication").out
    assert titles(papers) == ["2024-04", "2024-02"]
    assert "First version (" in papers
    assert "1 of 3 months without a change of content left out." in papers
    assert run("log", "cv.md", "-o", "log.md").out == ""
    assert (scratch.folder / "log.md").read_text(encoding="utf-8") == run("log", "cv.md").out
    assert re.sub(r"\x1b\[\d+m", "", run("log", "cv.md", "--color", "always").out) == run("log", "cv.md").out
    assert "\x1b[" in run("log", "cv.md", "--color", "always").out
    assert run("log", "cv.md", "--from", "text").code == 0


def test_headings_stand_one_below_the_other(run: Run, scratch: Repository) -> None:
    levels = [
        len(line.split(" ")[0]) for line in run("log", story(scratch)).out.splitlines() if line[:1] == "#"
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert max(levels) == 4


class _Screen(io.StringIO):
    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


@pytest.mark.parametrize("is_terminal", [True, False])
def test_progress_is_told_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch, is_terminal: bool) -> None:
    screen, clock = _Screen(is_terminal=is_terminal), iter([0.0, 0.5, 1.5, 1.5, 9.0, 9.0])
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    progress = _Progress()
    for done in (1, 2, 3):
        progress(done, 3)
    progress.clear()
    lines = screen.getvalue().split("\r")
    assert lines == (
        ["", *(f"cvdiff: reading version {n} of 3" for n in (2, 3)), " " * 30, ""] if is_terminal else [""]
    )


def test_versions_are_let_go(scratch: Repository) -> None:
    """Of a long history, two versions at most are held at a time."""
    for number in range(8):
        scratch.commit(str(number), {"cv.md": NEW.replace("2019", str(2000 + number))})
    most = []
    for step in read_history("cv.md", by="commit").steps:
        assert isinstance(step, Step)
        gc.collect()
        most.append(sum(isinstance(each, CV) for each in gc.get_objects()))
    assert len(most) == 8
    assert max(most) <= 2


def test_git_runs_where_the_file_is(scratch: Repository) -> None:
    assert Git(str(scratch.folder))("rev-parse", "--is-inside-work-tree").stdout == b"true\n"
