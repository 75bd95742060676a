"""Bad input, bad usage, interrupts, defects: one clear line, exit code 2, nothing written."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli_runner import NEW, OLD, Result, Run, start
from cvdiff import api
from workflow_commands import command_of

OTHER_PERSON = """# Goran Zuber

## Publications

1. Goran Zuber, Hedda Corvo. Counting kelp by night. *Acta Limnologica Borealis*, 2018.
2. Goran Zuber. A regional map of buried glaciers. *Journal of Shore Studies*, 2019.

## Positions

- **Field Engineer**, Teal Bay Institute, Teal Bay, Canada, 2010 - 2015
"""


def assert_trouble(result: Result, message: str) -> None:
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"cvdiff: {message}"), result.err
    assert result.err.count("\n") == 1
    assert result.err.endswith("\n")
    assert "; " in result.err, "what to do is missing"


BAD_INPUTS: dict[str, Callable[[Path], object]] = {
    "missing.md": lambda path: None,
    "folder.md": lambda path: path.mkdir(),
    "cv.rtf": lambda path: path.write_text("{\\rtf1 Ada Quist}"),
    "letter.md": lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99)),
    "v9:cv.md": lambda path: None,
    "pointer.pdf": lambda path: path.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\n"),
    "empty.md": lambda path: path.touch(),
    "blank.txt": lambda path: path.write_text(" \n\t\n\n"),
    "binary.md": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8),
    "unknown.xyz": lambda path: path.write_text(NEW),
    "large.md": lambda path: path.write_text("word " * 220_000),
    "two\nlines.md": lambda path: None,
}


@pytest.mark.parametrize("name", BAD_INPUTS)
@pytest.mark.parametrize("side", ["old", "new", "show"])
def test_a_bad_input_is_one_line_and_writes_nothing(run: Run, folder: Path, name: str, side: str) -> None:
    BAD_INPUTS[name](folder / name)
    (folder / "news.md").write_text("before")
    files = {"old": [name, "new.md"], "new": ["old.md", name], "show": ["show", name]}[side]
    result = run(*files, "--max-size", "1", "-o", "news.md")
    assert_trouble(result, name.replace("\n", r"\n") + ": ")
    assert (folder / "news.md").read_text() == "before"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["chekc", "new.md"], "chekc: no such file and no command; did you mean cvdiff check?"),
        (["shwo", "new.md"], "shwo: no such file and no command; did you mean cvdiff show?"),
        (["vita", "new.md"], "vita: no such file; check the path"),
    ],
)
def test_a_command_that_is_nearly_one(run: Run, folder: Path, words: list[str], message: str) -> None:
    assert_trouble(run(*words), f"{message}\n")
    (folder / words[0]).write_text(OLD)
    assert "did you mean" not in run(*words).err


def test_the_size_limit_can_be_raised(run: Run, folder: Path) -> None:
    (folder / "large.txt").write_text(("word " * 40 + "\n") * 5_500)
    refused = run("show", "large.txt", "--max-size", "1")
    assert_trouble(refused, "large.txt: larger than the limit of 1 MB; if it is a CV, raise --max-size")
    assert run("show", "large.txt", "--max-size", "2").code == 0


ENCODINGS = {"UTF-8 with a BOM": "utf-8-sig", "UTF-16": "utf-16", "Latin-1": "latin-1", "UTF-8": "utf-8"}


@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS)
@pytest.mark.parametrize("ending", ["md", "txt"])
def test_text_in_any_usual_encoding_is_read_right(run: Run, folder: Path, encoding: str, ending: str) -> None:
    (folder / f"same.{ending}").write_bytes(OLD.encode(encoding))
    (folder / f"old.{ending}").write_bytes(OLD.encode())
    report = json.loads(run(f"old.{ending}", f"same.{ending}", "-f", "json").out)
    assert report["changes"] == []
    assert "Ein Maß für Moose im Fjäll" in run("show", f"same.{ending}").out


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_read_right_or_refused(run: Run, folder: Path, encoding: str) -> None:
    (folder / "same.md").write_bytes(OLD.encode(encoding))
    result = run("show", "same.md")
    assert result.code == 2 or "Ein Maß für Moose im Fjäll" in result.out


def test_two_people_are_compared_with_a_warning(run: Run, folder: Path) -> None:
    (folder / "other.md").write_text(OTHER_PERSON)
    result = run("old.md", "other.md", "-o", "news.md")
    assert (result.code, result.out) == (0, "")
    assert re.fullmatch(r"cvdiff: warning: [^\n]+\n", result.err)
    assert "Counting kelp by night" in (folder / "news.md").read_text()
    assert run("old.md", "new.md").err == ""


@pytest.mark.parametrize(
    "arguments",
    [["old.md"], ["old.md", "new.md", "third.md"], ["old.md", "new.md", "--only", "hobby"], ["--nonsense"],
     ["old.md", "new.md", "-f", "pdf"], ["old.md", "new.md", "--max-size", "0"], ["show"],
     ["old.md", "new.md", "--from", "doc"]],
    ids=" ".join,
)  # fmt: skip
def test_bad_usage_is_explained(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Usage: cvdiff ")
    assert "Error: " in result.err
    assert "Traceback" not in result.err


def test_no_arguments_print_the_help(run: Run) -> None:
    result = run()
    assert result.code == 2
    assert result.err.rstrip() == run("--help").out.rstrip()


def test_a_defect_is_one_line_and_writes_nothing(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division\nby zero")

    monkeypatch.setattr(api, "compare", fail)
    assert_trouble(
        run("old.md", "new.md", "-o", "news.md"), r"internal error: ZeroDivisionError: division\nby zero"
    )
    assert not (folder / "news.md").exists()
    monkeypatch.setenv("CVDIFF_DEBUG", "1")
    told = run("old.md", "new.md")
    assert (told.code, "Traceback" in told.err) == (2, True)


def test_an_interrupt_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "compare", interrupt)
    result = run("old.md", "new.md")
    assert (result.code, result.out, result.err.strip()) == (130, "", "")


@pytest.mark.parametrize("module", ["click", "cvdiff.run", "cvdiff.extraction", "rapidfuzz"])
@pytest.mark.usefixtures("folder")
def test_an_interrupt_in_an_import_is_quiet(module: str) -> None:
    """Ctrl-C while the program is still being loaded, when a certain module is about to be."""
    script = (
        "import os, signal, sys, cvdiff.cli\n"
        "class Interrupt:\n"
        "    def find_spec(name, *_):\n"
        f"        if name == {module!r}: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupt)\n"
        "cvdiff.cli.main(['old.md', 'new.md'])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "")


@pytest.mark.usefixtures("folder")
def test_a_reader_that_went_away_ends_the_run_quietly() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    process = start("show", "new.md", stdout=write_end)
    os.close(write_end)
    _, err = process.communicate()
    assert (process.returncode, err) == (141, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("arguments", [("show", "new.md"), ("git-driver", "text", "new.md")])
def test_a_full_standard_output_is_told(arguments: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        process = start(*arguments, stdout=full)
        _, err = process.communicate()
    assert (process.returncode, err.count(b"\n")) == (2, 1)
    assert err.startswith(b"cvdiff: standard output: No space left on device; ")


def test_a_file_that_fails_halfway_is_not_written(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "news.md").write_text("before")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    result = run("old.md", "new.md", "-o", "news.md")
    assert_trouble(result, "news.md: cannot be written: No space left on device")
    assert (folder / "news.md").read_text() == "before"
    assert sorted(path.name for path in folder.iterdir()) == ["new.md", "news.md", "old.md"]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("missing/news.md", "missing/news.md: cannot be written"),
        (".", ".: cannot be written"),
        ("new.md", "new.md: is one of"),
    ],
)
def test_an_output_that_cannot_be_written_is_told(run: Run, folder: Path, target: str, message: str) -> None:
    assert_trouble(run("old.md", "new.md", "-o", target), message)
    assert (folder / "new.md").read_text(encoding="utf-8") == NEW
    assert sorted(path.name for path in folder.iterdir()) == ["new.md", "old.md"]


def test_no_name_of_a_file_is_a_command(run: Run) -> None:
    """Neither to a terminal nor in the logs of GitHub."""
    for name in ("##[add-mask]the.md", "\x1b[2J.md", "a\n::error::b.md"):
        result = run("show", name)
        assert result.code == 2
        assert result.err.count("\n") == 1
        assert not command_of(result.err.rstrip("\n"))
        assert "\x1b" not in result.err
