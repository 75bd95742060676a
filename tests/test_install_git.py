"""`cvdiff install-git` and what git then prints: scripted repositories with a HOME of their own."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

import sample_pdf
from cli_runner import NEW, OLD, ROOT, Run
from cvdiff.errors import CvdiffError
from cvdiff.gitsetup import attributes, driver, text
from pdf_writer import pdf
from scratch_git import Repository

PAPER = "I. Solberg and M. Varga. Meltwater hums at four hertz. Annals of Cold Regions 45, 1–9, 2026."
HERON = "Drought and heron migration"
DOC = (ROOT / "docs" / "git.md").read_text(encoding="utf-8")
BROKEN = b"%PDF-1.4\n" + bytes(range(256)) * 8


@pytest.fixture
def pdf_pair(monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, bytes]:
    """The sample PDF, and the same with one paper more."""
    old = pdf(sample_pdf.pages())
    monkeypatch.setattr(sample_pdf, "ARTICLES", [PAPER, *sample_pdf.ARTICLES])
    return old, pdf(sample_pdf.pages())


def lines(run: Run, *arguments: str) -> list[str]:
    result = run("install-git", *arguments)
    assert (result.code, result.err) == (0, "")
    return result.out.splitlines()


# --- What git prints ----------------------------------------------------------------------------


def test_git_diff_of_a_pdf_tells_the_changed_papers(
    run: Run, scratch: Repository, pdf_pair: tuple[bytes, bytes]
) -> None:
    old, new = pdf_pair
    scratch.commit("one", {"cv.pdf": old, "paper.pdf": BROKEN, "notes.txt": "a\n"})
    assert "Binary files a/cv.pdf" in binary_diff(scratch, new, old)
    lines(run)
    scratch.write({"cv.pdf": new, "paper.pdf": BROKEN + b"x", "notes.txt": "b\n"})
    told = scratch.git("diff")
    assert told.startswith("# CV of Ingrid Solberg: a/cv.pdf → b/cv.pdf\n\n1 paper added.\n")
    assert "- **Meltwater hums at four hertz** — I. Solberg, M. Varga" in told
    assert "-a\n+b\n" in told
    assert told.partition("diff --git")[0] in DOC
    assert "Binary files a/paper.pdf and b/paper.pdf differ" in told
    assert "Binary files a/cv.pdf and b/cv.pdf differ" in scratch.git(
        "diff", "--no-ext-diff", "--no-textconv"
    )


def test_changelogs_of_several_cvs_are_parted_by_a_blank_line(run: Run, scratch: Repository) -> None:
    scratch.commit("one", {"cv.md": OLD, "cv-short.md": OLD, "cv-long.md": OLD})
    lines(run, "*.md")
    scratch.write({"cv.md": NEW, "cv-short.md": NEW})
    told = scratch.git("diff")
    assert told.startswith("# CV of Ada Quist: a/cv-short.md")
    assert "2024\n\n# CV of Ada Quist: a/cv.md → b/cv.md\n" in told
    assert told.endswith("2024\n")


def binary_diff(scratch: Repository, new: bytes, old: bytes) -> str:
    scratch.write({"cv.pdf": new})
    told = scratch.git("diff", "cv.pdf")
    scratch.write({"cv.pdf": old})
    return told


def test_git_log_and_show_tell_the_fields_that_changed(
    run: Run, scratch: Repository, pdf_pair: tuple[bytes, bytes]
) -> None:
    old, new = pdf_pair
    lines(run)
    scratch.commit("one", {"cv.pdf": old})
    scratch.commit("two", {"cv.pdf": new})
    for told in (scratch.git("log", "-p", "-1", "cv.pdf"), scratch.git("show")):
        changed = [
            line
            for line in told.splitlines()
            if line.startswith(("+", "-")) and line[:3] not in ("+++", "---")
        ]
        assert "\n".join(changed) in DOC
        assert changed == [
            "+paper: Meltwater hums at four hertz",
            "+  authors: I. Solberg, M. Varga",
            "+  venue: Annals of Cold Regions",
            "+  year: 2026",
            "+  status: published",
        ]
    assert "1 paper added." in scratch.git("log", "-p", "--ext-diff", "-1", "cv.pdf")


def test_what_cannot_be_read_is_left_to_git(run: Run, scratch: Repository) -> None:
    scratch.commit("one", {"cv.pdf": BROKEN, "sub/my cv é.md": "", "cv.tex": "\0binary"})
    lines(run)
    lines(run, "*.md")
    scratch.write({"cv.pdf": BROKEN + b"x", "sub/my cv é.md": OLD, "cv.tex": "\0other"})
    told = scratch.git("-c", "core.quotePath=false", "diff")
    plain = scratch.git("-c", "core.quotePath=false", "diff", "--no-ext-diff", "--no-textconv")
    kept = [line for line in told.splitlines() if not line.startswith("cvdiff: ")]
    without_modes = [line.removesuffix(" 100644") for line in plain.splitlines()]
    assert [line.removesuffix(" 100644") for line in kept if line[:6] != "index "] == [
        line for line in without_modes if line[:6] != "index "
    ]
    notes = [line for line in told.splitlines() if line.startswith("cvdiff: ")]
    assert [note.split(": ")[1] for note in notes] == ["a/cv.pdf", "a/cv.tex", "a/sub/my cv é.md"]
    assert all(note.endswith("; git's own diff follows") for note in notes)
    scratch.commit("two", {})
    shown = scratch.git("show")
    assert shown.count("sha256 ") == 4
    assert "\0" not in shown


def test_a_defect_does_not_end_git_diff(
    monkeypatch: pytest.MonkeyPatch, scratch: Repository, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise RuntimeError("oh")

    scratch.write({"old.md": OLD, "new.md": NEW})
    monkeypatch.setattr(driver, "difference", fail)
    driver.run(["cv.md", "old.md", "0", "100644", "new.md", "0", "100644"])
    out, err = capfd.readouterr()
    assert out.startswith("diff --git a/cv.md b/cv.md\n")
    assert HERON in out
    assert err == "cvdiff: internal error: RuntimeError: oh; git's own diff follows\n"


def test_a_file_that_cannot_be_copied_does_not_end_git_diff(
    scratch: Repository, capfd: pytest.CaptureFixture[str]
) -> None:
    scratch.write({"old.md": OLD})
    driver.run(["cv.md", "old.md", "0", "100644", "gone.md", "0", "100644"])
    out, err = capfd.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "cvdiff: b/cv.md: no such file; check the path; git's own diff follows",
        "cvdiff: cv.md: no diff: No such file or directory",
    ]


def test_new_deleted_and_renamed_files(run: Run, scratch: Repository) -> None:
    lines(run, "*.md")
    scratch.commit("one", {"gone.md": "# Bo Else\n\n## Awards\n\n- Egret Prize, 2020\n", "my cv.md": OLD})
    scratch.git("rm", "--quiet", "gone.md")
    scratch.git("mv", "my cv.md", "cv-ü.md")
    scratch.write({"cv-ü.md": NEW, "new.md": OLD.replace("Ada Quist", "Cy Third")})
    scratch.git("add", "--all")
    told = scratch.git("diff", "--cached", "--find-renames=70%")
    assert "# CV of Ada Quist: a/my cv.md → b/cv-ü.md\n\n1 paper added.\n" in told
    assert "# CV deleted: a/gone.md\n\n1 award.\n" in told
    assert "# New CV: b/new.md\n\n2 papers, 1 position, 1 award.\n" in told
    assert "# CV deleted: a/my cv.md\n" in scratch.git("diff", "--cached", "--no-renames")


def test_a_file_with_conflicts(run: Run, scratch: Repository) -> None:
    scratch.commit("one", {"cv.md": OLD})
    lines(run, "*.md")
    scratch.git("checkout", "--quiet", "-b", "side")
    scratch.commit("side", {"cv.md": OLD.replace("Moss Medal", "Heron Medal")})
    scratch.git("checkout", "--quiet", "main")
    scratch.commit("main", {"cv.md": OLD.replace("Moss Medal", "Egret Medal")})
    scratch.git("merge", "side", code=1)
    assert scratch.git("diff", "--cached") == "* Unmerged path cv.md\n"
    half_merged = scratch.git("diff", "--ours")
    assert "a merge left its marks here" in half_merged
    assert "+<<<<<<< HEAD\n" in half_merged
    assert "++award: <<<<<<< HEAD\n +award: Egret Medal, 2023\n+ award: Heron Medal, 2023\n" in scratch.git(
        "diff"
    )


@pytest.mark.parametrize(
    "name", ["-cv.md", "my 'cv' \"new\".md", "cv $(touch x) `y`.md", "履歴書.md", "--help.md"]
)
def test_names_of_every_kind(run: Run, scratch: Repository, name: str) -> None:
    scratch.commit("one", {name: OLD})
    lines(run, "*.md")
    scratch.write({name: NEW})
    told = scratch.git("diff")
    assert "1 paper added." in told
    scratch.commit("two", {})
    assert f"+paper: {HERON}" in scratch.git("show")
    assert sorted(os.listdir(scratch.folder)) == sorted([".git", name])


def test_both_sides_read_the_same_files_beside_them(run: Run, scratch: Repository) -> None:
    """git says nothing of the revision that a version comes from: an input of LaTeX is no change."""
    main = "\\section{Awards}\\input{more}\nMoss Medal, 2023\n\\end{document}\n"
    main = "\\documentclass{article}\\begin{document}" + main
    scratch.commit("one", {"cv.tex": main, "more.tex": "Heron Prize, 2024\n\n"})
    lines(run)
    scratch.write({"cv.tex": main.replace("Moss Medal, 2023", "Moss Medal, 2022")})
    told = scratch.git("diff")
    assert "1 award changed.\n" in told
    scratch.commit("two", {})
    shown = scratch.git("show")
    assert "+award: Moss Medal, 2022" in shown
    assert "Heron" not in shown


def test_the_difftool(run: Run, scratch: Repository) -> None:
    scratch.commit("one", {"cv.md": OLD})
    lines(run)
    scratch.commit("two", {"cv.md": NEW, "new.md": OLD})
    told = scratch.git("difftool", "--tool=cvdiff", "-y", "HEAD~1")
    assert "# CV of Ada Quist: a/cv.md → b/cv.md\n\n1 paper added.\n" in told
    assert "# New CV: b/new.md\n" in told


def test_colour_follows_git(run: Run, scratch: Repository) -> None:
    scratch.commit("one", {"cv.md": OLD})
    lines(run, "cv.md")
    scratch.write({"cv.md": NEW})
    assert "\x1b[" not in scratch.git("diff")
    scratch.git("config", "color.diff", "always")
    coloured = scratch.git("diff", "--ext-diff")
    assert "\x1b[1m# CV of" in coloured


# --- Setting up and undoing ---------------------------------------------------------------------


def state(scratch: Repository) -> dict[str, bytes]:
    """Every file that install-git may touch."""
    home = Path(os.environ["HOME"])
    paths = [scratch.folder / ".git" / "config", scratch.folder / ".git" / "info" / "attributes"]
    paths += [scratch.folder / ".gitattributes", *(path for path in home.rglob("*") if path.is_file())]
    return {str(path): path.read_bytes() for path in paths if path.exists()}


@pytest.mark.parametrize("options", [[], ["--attributes"], ["--global"], ["cv.md", "*.bib"]], ids=" ".join)
@pytest.mark.parametrize("others", ["", "*.png binary\n# mine\n\n"])
def test_uninstall_undoes_exactly_what_was_done(
    run: Run, scratch: Repository, options: list[str], others: str
) -> None:
    scratch.git("config", "diff.other.command", "other")
    scratch.git("config", "--global", "alias.st", "status")
    if others:
        attributes_of_home = Path(os.environ["HOME"]) / ".config" / "git" / "attributes"
        attributes_of_home.parent.mkdir(parents=True)
        attributes_of_home.write_text(others)
        scratch.write({".gitattributes": others, ".git/info/attributes": others})
    before = state(scratch)
    dry = lines(run, *options, "--dry-run")
    assert state(scratch) == before
    assert lines(run, *options) == dry
    after = state(scratch)
    assert len(before.items() ^ after.items()) >= 3
    assert all(after[path].startswith(content) for path, content in before.items())
    assert lines(run, *options) == ["nothing to do"]
    undo = ["--uninstall", *(option for option in options if option.startswith("--"))]
    undone = lines(run, *undo, "--dry-run")
    assert state(scratch) == after
    assert lines(run, *undo) == undone
    assert state(scratch) == before
    assert lines(run, *undo) == ["nothing to do"]


def test_a_file_that_cannot_be_taken_away_is_told(
    run: Run, scratch: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines(run)

    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "unlink", fail)
    result = run("install-git", "--uninstall")
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith(
        "info/attributes: cannot be changed: Permission denied; check its permissions\n"
    )


def test_the_lines_that_are_told_are_those_that_are_written(run: Run, scratch: Repository) -> None:
    told = lines(run, "cv.md", "--attributes")
    assert [line for line in told if ".gitattributes" in line] == [".gitattributes: + cv.md diff=cvdiff"]
    assert (scratch.folder / ".gitattributes").read_text() == (
        "# >>> cvdiff install-git\ncv.md diff=cvdiff\n# <<< cvdiff install-git\n"
    )
    for line in told[:3]:
        command = shlex.split(line)
        assert command[:3] == ["git", "config", "--local"]
        assert scratch.git("config", "--get", command[4]).strip() == command[5]


def test_patterns_add_up_and_stay_once(run: Run, scratch: Repository) -> None:
    lines(run, "cv.md")
    assert lines(run, "cv.md", "*.bib") == [".git/info/attributes: + *.bib diff=cvdiff"]
    assert lines(run) == ["nothing to do"]


def test_a_file_is_meant_as_that_file_and_all_else_as_a_pattern(
    run: Run, scratch: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"docs/cv [1] #.md": OLD, "docs/cv 1 #.md": OLD, "cv.md": OLD, "docs/cv.md": OLD}
    scratch.commit("one", dict(files))
    monkeypatch.chdir(scratch.folder / "docs")
    lines(run, "cv [1] #.md", "../cv.md", "*.bib")
    scratch.write(dict.fromkeys([*files, "docs/x.bib"], NEW))
    scratch.git("add", "--all")
    checked = scratch.git("check-attr", "-z", "diff", *files, "docs/x.bib").split("\0")[2::3]
    assert checked == ["cvdiff", "unspecified", "cvdiff", "unspecified", "cvdiff"]


def test_default_patterns_match_names_of_cvs(run: Run, scratch: Repository) -> None:
    lines(run)
    cvs = ["cv.pdf", "docs/CV.tex", "ada-quist_cv.docx", "cv-2024.pdf", "Resume.odt", "resume_long.pdf"]
    others = ["paper.pdf", "cvpr2024.pdf", "recv.tex", "cv.md", "thesis.tex"]
    checked = scratch.git("check-attr", "-z", "diff", *cvs, *others).split("\0")[2::3]
    assert checked == ["cvdiff"] * len(cvs) + ["unspecified"] * len(others)


def test_the_global_setup_works_in_every_repository(run: Run, scratch: Repository, tmp_path: Path) -> None:
    lines(run, "--global", "*.md")
    other = Repository(tmp_path / "other")
    other.commit("one", {"cv.md": OLD})
    other.write({"cv.md": NEW})
    assert "1 paper added." in other.git("diff")
    chosen = tmp_path / "home" / "mine"
    scratch.git("config", "--global", "core.attributesFile", "~/mine")
    lines(run, "--global", "*.md")
    assert "*.md diff=cvdiff" in chosen.read_text()


def test_a_worktree_shares_the_setup(run: Run, scratch: Repository, tmp_path: Path) -> None:
    scratch.commit("one", {"cv.md": OLD})
    lines(run, "*.md")
    scratch.git("worktree", "add", "--quiet", str(tmp_path / "tree"))
    (tmp_path / "tree" / "cv.md").write_text(NEW)
    assert "1 paper added." in scratch.git("-C", str(tmp_path / "tree"), "diff")


def test_committed_lines_stay_until_they_are_meant(run: Run, scratch: Repository) -> None:
    """They may be those of a colleague, and do nothing without the settings."""
    lines(run, "--attributes", "*.md")
    scratch.commit("one", {"cv.md": OLD})
    assert len(lines(run, "--uninstall")) == 3
    assert scratch.git("status", "--short") == ""
    scratch.write({"cv.md": NEW})
    assert scratch.git("diff").startswith("diff --git a/cv.md b/cv.md\n")
    assert lines(run, "--uninstall", "--attributes") == [".gitattributes: - *.md diff=cvdiff"]


def test_what_others_set_stays(run: Run, scratch: Repository) -> None:
    scratch.git("config", "diff.cvdiff.command", "my-own")
    before = state(scratch)
    result = run("install-git")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "cvdiff: diff.cvdiff.command is 'my-own' already, which cvdiff did not write; "
        "git config --local --unset-all diff.cvdiff.command removes it\n"
    )
    assert state(scratch) == before
    assert lines(run, "--uninstall") == ["nothing to do"]
    assert state(scratch) == before


def test_a_moved_program_is_set_anew(run: Run, scratch: Repository) -> None:
    lines(run)
    wanted = scratch.git("config", "--get", "diff.cvdiff.command")
    scratch.git("config", "diff.cvdiff.command", "/gone/cvdiff git-driver diff --")
    assert len(lines(run)) == 1
    assert scratch.git("config", "--get", "diff.cvdiff.command") == wanted


def test_the_program_is_called_by_its_path_and_loads_nothing_from_the_repository(
    run: Run, scratch: Repository
) -> None:
    scratch.commit("one", {"cv.md": OLD, "click.py": "raise SystemExit(9)", "cvdiff/__init__.py": "1/0"})
    lines(run, "*.md")
    command = shlex.split(scratch.git("config", "--get", "diff.cvdiff.command"))
    assert os.path.isabs(command[0])
    scratch.write({"cv.md": NEW})
    assert "1 paper added." in scratch.git("diff", "cv.md")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--global", "--attributes"], "--attributes writes into a repository"),
        (["--uninstall", "cv.md"], "--uninstall takes away all patterns; name none."),
        (["!cv.md"], "'!cv.md': is no pattern of gitattributes; "),
        ([""], "'': is no pattern of gitattributes; "),
    ],
)
def test_bad_usage(run: Run, scratch: Repository, arguments: list[str], message: str) -> None:
    before = state(scratch)
    result = (
        run("install-git", "--", *arguments) if arguments[0][:2] != "--" else run("install-git", *arguments)
    )
    assert (result.code, result.out, message in result.err) == (2, "", True)
    assert state(scratch) == before


def test_outside_a_repository(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    for options in ([], ["--uninstall"]):
        result = run("install-git", *options)
        assert (result.code, result.err) == (
            2, "cvdiff: install-git: no git repository here; run it inside one, or give --global\n"
        )  # fmt: skip
    monkeypatch.setenv("PATH", str(folder))
    assert run("install-git").err == "cvdiff: git is not installed; install it first\n"


# --- Parts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("cv.pdf", "cv.pdf"),
        ("*.[Pp]df", "*.[Pp]df"),
        ("my cv.pdf", '"my cv.pdf"'),
        ('a"b', '"a\\"b"'),
        ("#1.md", '"#1.md"'),
        ("a#1.md", "a#1.md"),
        ("a\tb\n\x01", '"a\\tb\\n\\001"'),
        ("履歴書.pdf", "履歴書.pdf"),
        ("cv \\[1\\].md", '"cv \\\\[1\\\\].md"'),
    ],
)
def test_patterns_are_quoted_as_git_reads_them(pattern: str, line: str) -> None:
    assert attributes.quoted(pattern) == line


@pytest.mark.parametrize("others", ["", "a b\n", "a b", "\n", "# >>> cvdiff install-git\nnever closed\n"])
def test_lines_of_others_stay(others: str) -> None:
    added = attributes.with_patterns(others, ["cv.pdf"])
    assert added.startswith(others)
    assert attributes.without_patterns(added).rstrip("\n") == others.rstrip("\n")


@pytest.mark.parametrize("number", [0, 2, 4, 5, 6, 8, 10])
def test_numbers_of_arguments_that_git_never_gives(number: int) -> None:
    with pytest.raises(CvdiffError, match="is called by git; cvdiff OLD NEW compares two files"):
        driver.pair_of(["x"] * number)


def test_arguments_as_git_gives_them() -> None:
    seven = driver.pair_of(["cv.md", "/tmp/a", "1", "100644", "/dev/null", ".", "."])
    assert (seven.old, seven.new, seven.old_path, seven.new_path) == ("/tmp/a", None, "cv.md", "cv.md")
    nine = driver.pair_of(["a.md", "x", "1", "100644", "y", "2", "100644", "b.md", "rename from a\n"])
    assert (nine.old, nine.new, nine.old_path, nine.new_path) == ("x", "y", "a.md", "b.md")


def text_of(content: str | bytes, name: str) -> list[str]:
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    return text.text_of(name).decode().splitlines()


@pytest.mark.usefixtures("folder")
def test_the_text_says_nothing_of_places_and_counts() -> None:
    """One entry more is one line more, wherever it stands; another layout is no change."""
    base = text_of(OLD, "cv.md")
    added = text_of(OLD.replace("- Moss Medal, 2023", "- Heron Prize, 2024\n- Moss Medal, 2023"), "other.md")
    assert [line for line in added if line not in base] == ["award: Heron Prize, 2024"]
    assert [line for line in base if line not in added] == []
    assert text_of(OLD.replace(". Lichen", ".\n   Lichen"), "cv.md") == base


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"", "cv.md", []),
        (BROKEN, "cv.md", ["cv.md: is a damaged PDF; "]),
        (b"\x1b[31mno CV\x07, but a line of text", "cv.md", ["(no name found)", "", "== "]),
        (b"no format\n", "cv.unknown", ["no format"]),
        (b"version https://git-lfs.github.com/spec/v1\n", "cv.pdf", ["cv.pdf: is a pointer of Git LFS"]),
        (b"x" * 20_000_001, "cv.md", ["cv.md: larger than the limit of 20 MB; "]),
    ],
)
def test_the_text_of_what_is_no_cv(data: bytes, name: str, expected: list[str]) -> None:
    """Never an error, which would end git, and another line where the content is another."""
    found = text_of(data, name)
    assert all(line.startswith(start) for line, start in zip(found, expected, strict=False))
    assert bool(found) == bool(expected)
    assert "\x1b" not in "".join(found)
    assert text_of(data + b" and more", name) != found
