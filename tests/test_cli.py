"""The command line: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import cvdiff
from cli_runner import NEW, OLD, Run, start
from cvdiff.commands import COMMANDS

# --- Reports ------------------------------------------------------------------------------------


def test_a_comparison_prints_a_markdown_changelog(run: Run) -> None:
    result = run("old.md", "new.md")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("# ")
    assert "Drought and heron migration" in result.out
    assert "Lichen sampling" not in result.out


def test_the_json_report_names_its_format(run: Run) -> None:
    report = json.loads(run("old.md", "new.md", "-f", "json").out)
    assert report["format"] == "cvdiff-report/1"
    assert [(c["change"], c["kind"]) for c in report["changes"]] == [("added", "publication")]


def test_show_prints_the_records(run: Run) -> None:
    result = run("show", "new.md")
    assert (result.code, result.err) == (0, "")
    assert "Drought and heron migration" in result.out
    records = json.loads(run("show", "new.md", "-f", "json").out)
    assert (records["format"], records["counts"]["publication"]) == ("cvdiff-records/1", 3)


def test_a_file_called_like_a_command_can_be_compared(run: Run, folder: Path) -> None:
    (folder / "show").write_text(OLD, encoding="utf-8")
    for arguments in (["./show", "new.md"], ["--", "show", "new.md"], ["--color", "never", "show", "new.md"]):
        result = run(*arguments)
        assert (result.code, result.err, "Drought and heron" in result.out) == (0, "", True)
    assert "Usage: cvdiff show" in run("show", "new.md", "old.md").err


def test_only_keeps_the_kinds_asked_for(run: Run, folder: Path) -> None:
    (folder / "new.md").write_text(NEW.replace("Moss Medal, 2023", "Moss Medal, 2023\n- Heron Prize, 2024"))

    def kinds(*only: str) -> list[str]:
        options = [word for kind in only for word in ("--only", kind)]
        return sorted(
            c["kind"] for c in json.loads(run("old.md", "new.md", "-f", "json", *options).out)["changes"]
        )

    assert kinds() == ["award", "publication"]
    assert kinds("award") == ["award"]
    assert kinds("award", "publication") == ["award", "publication"]
    assert kinds("education") == []


def test_explain_names_the_evidence(run: Run) -> None:
    report = json.loads(run("old.md", "new.md", "-f", "json", "--explain").out)
    assert {match["evidence"] for match in report["matches"]} >= {"title"}
    assert "matches" not in json.loads(run("old.md", "new.md", "-f", "json").out)
    assert run("old.md", "new.md", "--explain").out != run("old.md", "new.md").out


def test_cosmetic_lists_differences_without_content(run: Run, folder: Path) -> None:
    (folder / "new.md").write_text(
        OLD.replace("Lichen sampling on tidal basalt", "Lichen Sampling on Tidal Basalt")
    )
    assert "Lichen Sampling" not in run("old.md", "new.md").out
    assert "Lichen Sampling" in run("old.md", "new.md", "--cosmetic").out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("old.md new.md --exit-code", 1),
        ("old.md new.md", 0),
        ("old.md old.md --exit-code", 0),
        ("old.md new.md --exit-code --only publication", 1),
        ("old.md new.md --exit-code --only award", 0),
        ("old.md no-awards.md --exit-code --only award", 1),
        ("old.md no-awards.md --exit-code --only publication", 0),
        ("old.md capitals.md --exit-code", 0),
        ("old.md capitals.md --exit-code --cosmetic", 1),
    ],
)
def test_exit_code_tells_of_the_differences_that_are_shown(
    run: Run, folder: Path, arguments: str, code: int
) -> None:
    (folder / "capitals.md").write_text(OLD.replace("Lichen sampling on", "Lichen Sampling On"))
    (folder / "no-awards.md").write_text(OLD[: OLD.index("## Awards")])
    assert run(*arguments.split()).code == code


# --- Colour and characters ----------------------------------------------------------------------

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def test_colour_adds_escapes_and_no_other_character(run: Run) -> None:
    plain = run("old.md", "new.md").out
    coloured = run("old.md", "new.md", "--color", "always").out
    assert "\x1b" not in plain
    assert coloured != plain == ESCAPES.sub("", coloured)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(
    ("options", "environment", "coloured"),
    [
        ([], {}, True),
        ([], {"NO_COLOR": "1"}, False),
        (["--color", "never"], {}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_terminal_gets_colour_unless_it_declined(
    options: list[str], environment: dict[str, str], coloured: bool
) -> None:
    import pty

    ours, theirs = pty.openpty()
    process = start("old.md", "new.md", *options, stdout=theirs, **environment)
    os.close(theirs)
    printed = b""
    while chunk := _read(ours):
        printed += chunk
    assert process.wait() == 0
    assert (b"\x1b[" in printed) is coloured


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux reports the end of a pseudo-terminal as an error
        return b""


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
@pytest.mark.usefixtures("folder")
def test_output_is_utf8_whatever_the_locale(locale: str) -> None:
    environment = {
        "LC_ALL": locale,
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "latin-1",
    }
    out, err = start("show", "new.md", stdout=subprocess.PIPE, **environment).communicate()
    assert (err, "Ein Maß für Moose im Fjäll" in out.decode("utf-8")) == (b"", True)


# --- Files to write -----------------------------------------------------------------------------


def test_a_report_goes_to_a_file(run: Run, folder: Path) -> None:
    expected = run("old.md", "new.md").out
    result = run("old.md", "new.md", "-o", "news.md")
    assert (result.code, result.out, result.err) == (0, "", "")
    assert (folder / "news.md").read_text(encoding="utf-8") == expected
    assert sorted(path.name for path in folder.iterdir()) == ["new.md", "news.md", "old.md"]


def test_a_file_is_replaced_through_a_link_with_its_permissions(run: Run, folder: Path) -> None:
    (folder / "there").mkdir()
    target = folder / "there" / "news.md"
    target.write_text("before")
    target.chmod(0o640)
    (folder / "news.md").symlink_to(target)
    assert run("old.md", "new.md", "-o", "news.md").code == 0
    assert (folder / "news.md").is_symlink()
    assert "Drought and heron" in target.read_text(encoding="utf-8")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


# --- Help, version, completion ------------------------------------------------------------------


def test_the_version_is_the_packages(run: Run) -> None:
    assert run("--version").out == f"cvdiff {cvdiff.__version__}\n"


@pytest.mark.parametrize(
    "arguments", [["--help"], ["-h"], ["show", "--help"], ["old.md", "-h"]], ids=" ".join
)
def test_help_shows_usage_and_examples(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Usage: cvdiff ")
    assert "Examples:" in result.out


def test_help_lists_the_commands(run: Run) -> None:
    _, _, commands = run("--help").out.partition("Commands")
    for name in COMMANDS:
        assert re.search(rf"^  {name}  +\w", commands, re.MULTILINE)


def commit_four_times() -> None:
    identity = ["-c", "user.name=Ada", "-c", "user.email=a@b.c"]
    for arguments in (
        ["init", "--quiet"],
        ["add", "cv.md"],
        *[["commit", "-q", "--allow-empty", "-m", "x"]] * 4,
    ):
        subprocess.run(["git", *identity, *arguments], check=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_examples_of_the_help_work(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("cv-2024.md", "cv-2025.md", "cv.md", "homepage/cv.md"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(OLD if "2024" in name else NEW, encoding="utf-8")
    (folder / "page").write_text("<ul><li>Ada Quist</ul>")
    (folder / "papers.bib").write_text("@misc{a, title={Peat}, author={Ada Quist}, year={2020}}")
    (folder / "cv.tex").write_text("\\documentclass{article}\\begin{document}Ada Quist\\end{document}")
    commit_four_times()
    examples = re.findall(r"^ +(cvdiff (?!\./show).+?)(?:  +.*)?$", _examples(run), re.MULTILINE)
    assert len(examples) >= 10
    for example in examples:
        arguments = shlex.split(example.replace(">/dev/null", "").replace("<page", ""))[1:]
        with open(folder / "page", encoding="utf-8") as page:
            monkeypatch.setattr(sys, "stdin", page)
            result = run(*arguments)
        assert (result.code, result.err) == (int("--exit-code" in arguments), ""), example


def _examples(run: Run) -> str:
    return "".join(run(*words).out.partition("Examples:")[2] for words in (["--help"], ["show", "--help"]))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cvdiff sh", ["plain,show"]),
        ("cvdiff ol", ["file,ol"]),
        ("cvdiff --exp", ["plain,--explain"]),
        ("cvdiff old.md new.md --color al", ["plain,always"]),
        ("cvdiff old.md new.md --only educ", ["plain,education"]),
        ("cvdiff show -f t", ["plain,text"]),
    ],
)
@pytest.mark.usefixtures("folder")
def test_the_shell_completes(words: str, expected: list[str]) -> None:
    environment = {
        "_CVDIFF_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    out, err = start(stdout=subprocess.PIPE, **environment).communicate()
    assert (out.decode().splitlines(), err) == (expected, b"")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["old.md"]], ids=" ".join)
@pytest.mark.usefixtures("folder")
def test_what_compares_nothing_loads_no_library_for_it(arguments: list[str]) -> None:
    program = (
        "import sys, cvdiff.cli\n"
        f"try: cvdiff.cli.main({arguments!r})\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(ended.stderr.split())
    assert "click" in loaded
    assert not loaded & {"markdown_it", "rapidfuzz", "tomllib", "importlib.metadata"}
