"""Settings: what a file may say, what is told of one that says it wrong, and where files are found."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cvdiff
from cli_runner import ROOT, Run
from cv_factory import titles
from cvdiff.alignment import align
from cvdiff.commands import COMMANDS, load
from cvdiff.commands.compare import command as compare
from cvdiff.config import add_accepted, find, load_settings
from cvdiff.config.lines import Lines
from cvdiff.config.schema import ROOT as SCHEMA
from cvdiff.config.schema import Table
from cvdiff.errors import SettingsError
from cvdiff.extraction import extract
from cvdiff.model import CV
from cvdiff.output import OutputError
from cvdiff.readers import read_document
from cvdiff.settings import (
    Accepted,
    CheckSettings,
    CVFiles,
    Ignore,
    Pair,
    RuleSeverity,
    Settings,
    Thresholds,
)
from tables import cases, table

FINGERPRINT = "0123456789ab"


def problems(path: str | None = None) -> list[str]:
    """What is told of the file, [] if nothing."""
    try:
        load_settings(path)
    except SettingsError as error:
        return list(error.problems)
    return []


def keys_of(table: Table, path: str = "") -> Iterator[str]:
    """Every key of the schema with its header, `*` for the user's own."""
    for key, value in table.keys.items():
        inner = f"{path}.{key}".strip(".")
        if not isinstance(value, Table):
            continue
        header = f"[[{inner}]]" if value.repeated else f"[{inner}]"
        yield from (f"{header} {key}" for key, each in value.keys.items() if not isinstance(each, Table))
        if value.others:
            yield f"{header} *"
        yield from keys_of(value, inner)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("case", cases("config/problems"))
def test_every_problem_is_told_with_its_line(case: dict[str, Any], here: Path) -> None:
    (here / ".cvdiff.toml").write_text(case["text"], encoding="utf-8")
    told = "\n".join(problem.removeprefix(".cvdiff.toml:") for problem in problems())
    assert told == case["expect"].strip("\n")


@pytest.mark.parametrize("case", cases("config/problems"))
def test_a_pyproject_has_the_same_problems(case: dict[str, Any], here: Path) -> None:
    """With every header below tool.cvdiff, and the keys above the first one in that table itself."""
    text = re.sub(r"(?m)^(\[+)(?=[a-z])", r"\1tool.cvdiff.", case["text"])
    (here / "pyproject.toml").write_text("[tool.cvdiff]\n" + text, encoding="utf-8")
    told = [problem.removeprefix("pyproject.toml:").partition(":")[0] for problem in problems()]
    assert told == [str(int(line.partition(":")[0]) + 1) for line in case["expect"].splitlines()]


@pytest.mark.parametrize("key", list(keys_of(SCHEMA)))
def test_every_key_has_a_case_of_what_it_refuses(key: str) -> None:
    label = key.removesuffix("*") if key.endswith("*") else f"{key}: must be"
    assert any(label in case["expect"] for case in table("config/problems")["case"])


def test_every_key_arrives_in_the_settings(here: Path) -> None:
    [case] = [case for case in table("config/problems")["case"] if case["name"] == "every key, right"]
    (here / ".cvdiff.toml").write_text(case["text"], encoding="utf-8")
    assert load_settings() == Settings(
        file=".cvdiff.toml",
        owner=("Ada Quist", "A. Quist", "Ada Rask"),
        sections=(("Things I Wrote", "publication"),),
        same=(Pair(old="Small Nets for Big Bogs", new="doi:10.1234/bogs", line=8),),
        different=(Pair(old="Counting Herons", new="Counting Herons Again", line=12),),
        thresholds=Thresholds(publication=0.5, job=1, entry=0),
        check=CheckSettings(
            fail_on="warning",
            severities=(
                RuleSeverity(rule="publication-removed", severity="error", line=25),
                RuleSeverity(rule="link-removed", severity="off", line=26),
            ),
            cvs=(CVFiles(path="cv.tex", also=("_bibliography/papers.bib",), line=28),),
            ignores=(
                Ignore(
                    rule="year-changed",
                    record="Counting Herons",
                    field="year",
                    reason="the publisher's mistake",
                    line=32,
                ),
            ),
            accepted=(
                Accepted(
                    fingerprint=FINGERPRINT,
                    reason="withdrawn",
                    expires=datetime.date(2027, 1, 31),
                    rule="publication-removed",
                    record="Counting Herons",
                    line=38,
                ),
            ),
        ),
    )


def test_a_file_that_says_nothing_is_no_settings(here: Path) -> None:
    (here / ".cvdiff.toml").touch()
    assert load_settings() == Settings(file=".cvdiff.toml")


@pytest.mark.parametrize("case", cases("config/lines"))
def test_everything_has_its_line(case: dict[str, Any]) -> None:
    text = case["text"].replace("\r\n", "\n")
    tomllib.loads(text)
    lines = Lines(text)
    for row in case["expect"].strip("\n").splitlines():
        path, _, line = row.rpartition(": ")
        names = tuple(int(name) if name.isdigit() else name for name in path.split(" > "))
        assert (row, lines.of(names)) == (row, None if line == "none" else int(line))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12), max_size=8))
def test_a_key_of_any_text_has_its_line(names: list[str]) -> None:
    keys = [name.replace("\\", "").replace('"', "") for name in dict.fromkeys(names)]
    text = "".join(f'["t{number}"]\n"{key}" = """\n#[x]\n"""\n' for number, key in enumerate(keys))
    lines = Lines(text)
    for number, key in enumerate(keys):
        assert lines.of((f"t{number}", key)) == 4 * number + 2


# Where a file is found


def project(root: Path, files: str) -> None:
    for name in files.split():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("[tool.cvdiff]\n" if name.endswith("pyproject.toml") else "", encoding="utf-8")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ("", None),
        (".cvdiff.toml", "../../.cvdiff.toml"),
        ("pyproject.toml", "../../pyproject.toml"),
        (".cvdiff.toml pyproject.toml", "../../.cvdiff.toml"),
        (".cvdiff.toml a/pyproject.toml", "../pyproject.toml"),
        (".cvdiff.toml a/.cvdiff.toml", "../.cvdiff.toml"),
        (".cvdiff.toml a/b/.cvdiff.toml", ".cvdiff.toml"),
        (".cvdiff.toml a/b/c/.cvdiff.toml", "../../.cvdiff.toml"),
        ("../.cvdiff.toml", None),
    ],
)
def test_the_nearest_file_up_to_the_root_of_the_repository_counts(
    files: str, expected: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "root"
    (root / ".git").mkdir(parents=True)
    (root / "a" / "b").mkdir(parents=True)
    project(root, files)
    monkeypatch.chdir(root / "a" / "b")
    assert find() == expected


@pytest.mark.parametrize(("files", "expected"), [("a/.cvdiff.toml", ".cvdiff.toml"), (".cvdiff.toml", None)])
def test_outside_a_repository_only_this_folder_counts(
    files: str, expected: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    project(tmp_path, files)
    monkeypatch.chdir(tmp_path / "a")
    assert find() == expected


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("[tool.cvdiff]\n", True),
        ("tool.cvdiff = {}\n", True),
        ("[tool]\ncvdiff.check.fail-on = 'none'\n", True),
        ("tool = { cvdiff = {} }\n", True),
        ("[ 'tool' . \"cvdiff\".owner]\nnames = ['Ada Quist']\n", True),
        ("[tool.black]\n", False),
        ("[project]\nname = 'cvdiff'\n", False),
        ("[project\n", False),
        ("tool = 3 # cvdiff\n", False),
    ],
)
def test_a_pyproject_counts_if_it_has_the_table(text: str, is_found: bool, here: Path) -> None:
    (here / "pyproject.toml").write_text(text, encoding="utf-8")
    assert (find() is not None) is is_found


def test_a_broken_pyproject_that_names_cvdiff_is_told(here: Path) -> None:
    (here / "pyproject.toml").write_text("[project]\n[tool.cvdiff\n", encoding="utf-8")
    assert problems() == [
        "pyproject.toml:2: no valid TOML: Expected ']' at the end of a table declaration; correct the line"
    ]


def test_paths_of_cvs_count_from_the_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / ".cvdiff.toml").write_text('[[cv]]\npath = "cv.tex"\nalso = ["bib/papers.bib"]\n')
    (here / ".git").mkdir()
    (here / "a").mkdir()
    monkeypatch.chdir(here / "a")
    settings = load_settings()
    assert settings is not None
    assert settings.check.cvs == (CVFiles(path="../cv.tex", also=("../bib/papers.bib",), line=1),)


# Hostile files


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xff\n", "1: is not UTF-8, which TOML is; save it as UTF-8"),
        (b"a = 1\n# \xe9\n", "2: is not UTF-8, which TOML is; save it as UTF-8"),
        (b"# " + b"x" * 1_000_000, " larger than 1 MB; a file of settings is shorter"),
        (b"\n\nx = " + b"[" * 100_000, " lists or tables are nested too deeply; flatten them"),
        (b"\n" + b".".join([b"a"] * 30_000) + b" = 1", "2: a key of more than 50 names; shorten it"),
        (b"x = " + b"9" * 5_000, "1: no valid TOML: Exceeds the limit"),
        (b"\0", "1: no valid TOML: "),
        (b"[check]\n" + b"x = 1\n" * 20_000, "3: no valid TOML: Cannot overwrite a value; correct the line"),
        (b"check = 0x" + b"f" * 10_000, "1: [check]: must be a table, not a huge number"),
        (b"[[check]]\n" * 20_000, "1: [check]: must be a table, not a list"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_hostile_file_is_one_line(data: bytes, expected: str, here: Path) -> None:
    (here / ".cvdiff.toml").write_bytes(data)
    [problem] = problems()
    assert problem.startswith(f".cvdiff.toml:{expected}")


@given(data=st.data())
def test_any_file_is_settings_or_problems(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A right file with stretches of it moved, doubled, cut out, or overwritten with signs of TOML."""
    [right] = [
        case["text"] for case in table("config/problems")["case"] if case["name"] == "every key, right"
    ]
    path = tmp_path_factory.mktemp("any") / ".cvdiff.toml"
    places = st.integers(0, len(right))
    for _ in range(data.draw(st.integers(1, 4))):
        start, end, to = sorted(data.draw(st.tuples(places, places, places)))
        stretch = data.draw(
            st.sampled_from(["", right[start:end]]) | st.text("[]{}=\"'.,#\n\\ a1", max_size=9)
        )
        right = right[:start] + stretch + right[to:]
    path.write_text(right, encoding="utf-8")
    assert all(problem.startswith(f"{path}:") for problem in problems(str(path)))


def test_thousands_of_problems_are_counted(here: Path) -> None:
    (here / ".cvdiff.toml").write_text("".join(f"k{number} = 1\n" for number in range(3_000)))
    told = problems()
    assert len(told) == 51
    assert told[-1] == ".cvdiff.toml: and 2950 problems more"


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbf[check]\nfail-on = 'info'", b"[check]\r\nfail-on = 'info'\r\n"]
)
def test_marks_and_line_ends_of_windows_are_no_problem(data: bytes, here: Path) -> None:
    (here / ".cvdiff.toml").write_bytes(data)
    settings = load_settings()
    assert settings is not None
    assert settings.check.fail_on == "info"


def test_what_is_no_file_is_told(here: Path) -> None:
    (here / ".cvdiff.toml").mkdir()
    assert problems() == [".cvdiff.toml: is a directory; name the file inside it"]
    assert problems("no.toml") == [
        "no.toml: no such file; check the path after --config (or in CVDIFF_CONFIG)"
    ]
    assert problems("a\0b") == ["a\0b: cannot be read: embedded null byte"]


def test_a_pyproject_asked_for_must_have_the_table(here: Path) -> None:
    (here / "pyproject.toml").write_text("[project]\n")
    assert problems("pyproject.toml") == ["pyproject.toml: has no [tool.cvdiff]; add it or name another file"]
    (here / "pyproject.toml").write_text("tool.cvdiff = 3\n")
    assert problems("pyproject.toml") == ["pyproject.toml: tool.cvdiff is no table; write [tool.cvdiff]"]


# Accepting a finding


@pytest.mark.parametrize("case", cases("config/problems"))
def test_accepting_keeps_every_byte(case: dict[str, Any], here: Path) -> None:
    path = here / ".cvdiff.toml"
    for text in (case["text"], case["text"].rstrip("\n"), case["text"].replace("\n", "\r\n")):
        before = text.encode()
        path.write_bytes(before)
        if case["expect"] or re.search(r"(?m)^accepted =", text):
            with pytest.raises(SettingsError):
                add_accepted(str(path), FINGERPRINT, "so it is")
            assert path.read_bytes() == before
            continue
        add_accepted(str(path), FINGERPRINT, "so it is", datetime.date(2027, 1, 31))
        after = path.read_bytes()
        assert after.startswith(before)
        assert (b"\r\n" in after) == (b"\r\n" in before)
        settings = load_settings(str(path))
        assert settings is not None
        assert settings.check.accepted[-1] == Accepted(
            fingerprint=FINGERPRINT,
            reason="so it is",
            expires=datetime.date(2027, 1, 31),
            line=after.count(b"\n") - 3,
        )


def test_accepting_makes_the_file(here: Path) -> None:
    add_accepted(".cvdiff.toml", FINGERPRINT, "withdrawn", rule="title-changed", record='"Moss"\n')
    add_accepted(".cvdiff.toml", "f" * 12, "moved", datetime.date(2027, 1, 31))
    assert (here / ".cvdiff.toml").read_text() == (
        "[[accepted]]\n"
        'rule = "title-changed"\n'
        'record = "\\"Moss\\"\\n"\n'
        'fingerprint = "0123456789ab"\n'
        'reason = "withdrawn"\n'
        "\n"
        "[[accepted]]\n"
        'fingerprint = "ffffffffffff"\n'
        'reason = "moved"\n'
        "expires = 2027-01-31\n"
    )


def test_accepting_in_a_folder_that_is_not_there_says_what_to_do(here: Path) -> None:
    with pytest.raises(OutputError) as raised:
        add_accepted("no/.cvdiff.toml", FINGERPRINT, "withdrawn")
    assert str(raised.value) == (
        "no/.cvdiff.toml: cannot be written: No such file or directory; give another --config FILE"
    )


def test_accepting_in_a_pyproject_keeps_to_its_table(here: Path) -> None:
    (here / "pyproject.toml").write_text("[project]\nname = 'homepage'")
    add_accepted("pyproject.toml", FINGERPRINT, "withdrawn")
    assert tomllib.loads((here / "pyproject.toml").read_text()) == {
        "project": {"name": "homepage"},
        "tool": {"cvdiff": {"accepted": [{"fingerprint": FINGERPRINT, "reason": "withdrawn"}]}},
    }


@given(reason=st.text(min_size=1), record=st.text(min_size=1))
def test_any_text_can_be_a_reason(reason: str, record: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("accepted") / ".cvdiff.toml"
    reason, record = f"x{reason}", f"x{record}"
    add_accepted(str(path), FINGERPRINT, reason, rule="title-changed", record=record)
    settings = load_settings(str(path))
    assert settings is not None
    [accepted] = settings.check.accepted
    assert (accepted.reason, accepted.record) == (readable(reason), readable(record))


def readable(text: str) -> str:
    """A text without the halves of characters that no file can hold."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


# What settings do


@pytest.mark.parametrize("case", cases("config/effects"))
def test_settings_decide_what_is_read_and_matched(case: dict[str, Any], here: Path) -> None:
    (here / ".cvdiff.toml").write_text(case["text"], encoding="utf-8")
    for side in ("old", "new"):
        (here / f"{side}.md").write_text(case[side], encoding="utf-8")
    report = cvdiff.compare("old.md", "new.md", settings=load_settings())
    assert "\n".join(told(report)) == case["expect"].strip("\n")


def told(report: cvdiff.Report) -> Iterator[str]:
    """A report in the form of a case's `expect`."""
    yield f"owner: {report.new.owner}"
    yield from (f"section: {section.heading} = {section.kind}" for section in report.new.sections)
    for match in report.matches:
        yield f"{match.evidence}: {name_of(match.old)} = {name_of(match.new)}"
    for change in report.changes:
        if change.change != "changed":
            yield f"{change.change}: {name_of(change.new or change.old)}"
        for field in change.fields:
            yield f"changed: {name_of(change.new)}: {field.field}" + " (cosmetic)" * field.cosmetic
    yield from (f"warning: {warning}" for warning in report.warnings)


def name_of(record: object) -> str:
    return str(getattr(record, "title", None) or getattr(record, "text", record))


def test_pairs_hold_the_other_way_round(here: Path) -> None:
    for case in table("config/effects")["case"]:
        (here / ".cvdiff.toml").write_text(case["text"], encoding="utf-8")
        for side in ("old", "new"):
            (here / f"{side}.md").write_text(case[side], encoding="utf-8")
        settings = load_settings()
        forth = cvdiff.compare("old.md", "new.md", settings=settings)
        back = cvdiff.compare("new.md", "old.md", settings=settings)
        mirrored = {(name_of(match.new), name_of(match.old), match.evidence) for match in back.matches}
        assert {
            (name_of(match.old), name_of(match.new), match.evidence) for match in forth.matches
        } == mirrored


def cv_of(titles: list[str]) -> CV:
    """A CV that lists papers of these titles."""
    entries = "".join(f"- Ada Quist, Nils Rask. {title}. Acta Limnologica, 2021.\n" for title in titles)
    text = f"# Ada Quist\n\n## Publications\n\n{entries}"
    return extract(read_document(text.encode(), "cv.md"), "cv.md")


title_lists = st.lists(titles(), min_size=1, max_size=5, unique=True)


@given(old=title_lists, new=title_lists, data=st.data())
def test_under_any_pairs_every_record_is_placed_once(
    old: list[str], new: list[str], data: st.DataObject
) -> None:
    pairs = st.builds(
        Pair, old=st.sampled_from([*old, "Nothing"]), new=st.sampled_from([*new, *old, "Nothing"])
    )
    scores = st.none() | st.floats(0, 1)
    settings = Settings(
        same=tuple(data.draw(st.lists(pairs, max_size=3))),
        different=tuple(data.draw(st.lists(pairs, max_size=3))),
        thresholds=Thresholds(publication=data.draw(scores), job=data.draw(scores), entry=data.draw(scores)),
    )
    left, right = cv_of(old), cv_of(new)
    alignment = align(left, right, settings)
    placed = [record for match in alignment.matches for record in (match.old, match.new)]
    placed += [*alignment.added, *alignment.removed, *alignment.absorbed]
    assert sorted(map(id, placed)) == sorted(map(id, (*left.records, *right.records)))
    matched = {(name_of(match.old), name_of(match.new)) for match in alignment.matches}
    assert not matched & {(pair.old, pair.new) for pair in settings.different}


# The command line


@pytest.mark.parametrize("command", [["old.md", "new.md"], ["show", "new.md"]], ids=" ".join)
def test_problems_are_lines_on_standard_error(command: list[str], folder: Path, run: Run) -> None:
    (folder / ".cvdiff.toml").write_text("[chek]\n[owner]\nnames = 3\n")
    ended = run(*command)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines() == [
        "cvdiff: .cvdiff.toml:1: chek: unknown key; did you mean check?",
        'cvdiff: .cvdiff.toml:3: [owner] names: must be a list of names, such as ["Ada Quist"], not 3',
    ]


def test_option_before_environment_before_file(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("option", "environment", ".cvdiff"):
        (folder / f"{name}.toml").write_text(f"[owner]\nnames = ['Ada {name.strip('.').title()}']\n")
    assert run("show", "new.md").out.startswith("Ada Cvdiff: ")
    monkeypatch.setenv("CVDIFF_CONFIG", "environment.toml")
    assert run("show", "new.md").out.startswith("Ada Environment: ")
    assert run("show", "new.md", "--config", "option.toml").out.startswith("Ada Option: ")
    assert run("show", "new.md", "--config", "/dev/null").out.startswith("Ada Quist: ")


def test_colour_from_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CVDIFF_COLOR", "always")
    assert "\x1b[" in run("show", "new.md").out
    assert "\x1b[" not in run("show", "new.md", "--color", "never").out
    monkeypatch.setenv("CVDIFF_COLOR", "blue")
    assert run("show", "new.md").code == 2


def test_a_result_never_takes_the_place_of_the_settings(folder: Path, run: Run) -> None:
    (folder / ".cvdiff.toml").write_text("[check]\n")
    ended = run("old.md", "new.md", "-o", ".cvdiff.toml")
    assert (ended.code, ended.err) == (
        2,
        "cvdiff: .cvdiff.toml: is one of the files to read; give another -o FILE\n",
    )


@pytest.mark.usefixtures("folder")
def test_without_a_file_nothing_of_settings_is_loaded() -> None:
    program = (
        "import sys, cvdiff.cli\n"
        "try: cvdiff.cli.main(['old.md', 'new.md'])\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name for name in ended.stderr.split() if name.startswith(("cvdiff.config", "cvdiff.settings"))}
    assert loaded == {"cvdiff.config", "cvdiff.config.names"}


# The document


DOCUMENT = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")


def documented() -> Iterator[str]:
    """The keys that the tables of the document list, with the header that their section is called by."""
    for section in re.split(r"(?m)^## ", DOCUMENT)[1:]:
        for header in re.findall(r"`(\[+[a-z.]+\]+)`", section.partition("\n")[0]):
            for key in re.findall(r"(?m)^\| (?:`([a-z-]+)`|\*.+?\*) \|", section):
                yield f"{header} {key or '*'}"


def test_the_document_describes_every_key_and_no_other() -> None:
    assert sorted(documented()) == sorted(keys_of(SCHEMA))


def test_the_document_names_the_environment_of_every_option() -> None:
    options = [param for command in [compare, *map(load, COMMANDS)] for param in command.params]
    known = {(option.opts[-1], option.envvar) for option in options if option.envvar}
    rows = re.findall(r"(?m)^\| `(--[a-z-]+)` \| `(CVDIFF_[A-Z_]+)` \|", DOCUMENT)
    assert sorted(rows) == sorted(known)


def test_the_examples_of_the_document_are_right_and_use_every_key(here: Path) -> None:
    used = set()
    for example in re.findall(r"(?ms)^```toml\n(.*?)^```", DOCUMENT):
        (here / ".cvdiff.toml").write_text(example, encoding="utf-8")
        assert problems() == []
        used |= set(keys_in(tomllib.loads(example), SCHEMA))
    assert used == set(keys_of(SCHEMA))


def keys_in(values: dict[str, Any], table: Table, path: str = "") -> Iterator[str]:
    for key, value in values.items():
        known = table.keys.get(key)
        inner = f"{path}.{key}".strip(".")
        if isinstance(known, Table):
            for entry in value if known.repeated else [value]:
                yield from keys_in(entry, known, inner)
        else:
            header = f"[[{path}]]" if table.repeated else f"[{path}]"
            yield f"{header} {key if known else '*'}"
