"""What OLD and NEW may be: content against endings, folders, standard input, git revisions."""

from __future__ import annotations

import io
import os
import shlex
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cvdiff
from cli_runner import NEW, OLD, Run
from cvdiff.errors import InputError
from cvdiff.inputs import disk, git, read_input
from cvdiff.inputs.files import beside, inside
from cvdiff.model import CV, Publication
from cvdiff.readers import READERS, Reader, detect, read_document
from tables import table

CONTENT = table("inputs/content")
FOLDERS = table("inputs/folders")["case"]

# --- Which format -------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CONTENT["case"], ids=lambda case: f"{case['name']}: {case['content'][:30]}")
def test_content_comes_before_the_ending(case: dict[str, str]) -> None:
    assert detect(case["content"].encode(), case["name"]) == case["format"]


@pytest.mark.parametrize(
    "case", [case for case in CONTENT["case"] if case["format"] == "html"], ids=lambda case: case["name"]
)
def test_a_wrong_ending_is_told(case: dict[str, str]) -> None:
    document = read_document(case["content"].encode() + b"<p>text", case["name"])
    told = [d.message for d in document.diagnostics if "ending says" in d.message]
    assert len(told) == bool(case.get("told"))
    assert all(message.endswith("the content is html; read as html") for message in told)


@pytest.mark.parametrize("case", CONTENT["refused"], ids=lambda case: f"{case['name']}: {case['content']}")
def test_what_shows_no_format_is_refused(case: dict[str, str]) -> None:
    with pytest.raises(InputError) as raised:
        detect(case["content"].encode(), case["name"])
    assert str(raised.value).startswith(case["message"])


def zipped(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/") if "__" in name else name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (zipped(word__document="x").replace(b"word/document", b"word/document.xml"), "docx"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
    ],
)
def test_binary_formats_are_told_from_content(data: bytes, format: str) -> None:
    assert detect(data, "cv.txt") == detect(data, "cv") == format


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "seems to be a zip archive"),
        (zipped(other="x"), "seems to be a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "is an old Office document (DOC, perhaps), which"),
    ],
)
def test_other_archives_are_no_cv(data: bytes, what: str) -> None:
    for name in ("cv.txt", "cv"):
        with pytest.raises(InputError, match=f"^{name}: ") as raised:
            detect(data, name)
        assert what in str(raised.value)


@given(
    st.text(alphabet='<!->@{}[]"\\%-: \n\tabhtml', max_size=60), st.sampled_from(["cv.md", "cv.yml", "cv"])
)
def test_every_text_has_a_format_or_a_clear_refusal(text: str, name: str) -> None:
    try:
        found = detect(text.encode(), name)
    except InputError as error:
        found = str(error).partition(": ")[0]
    assert found in {name, *(reader.name for reader in READERS)}


@pytest.mark.parametrize(
    "garbage",
    ["<!-- -->" * 50_000, "%\n" * 200_000, "[" * 400_000, '{"' * 200_000, "@a{" * 150_000, " " * 400_000],
)
def test_detection_ends_on_garbage(garbage: str) -> None:
    assert detect(garbage.encode() + b"x\n", "cv.md") == "markdown"


def test_from_overrides_what_the_content_shows(run: Run, folder: Path) -> None:
    (folder / "page.md").write_text("<!doctype html>\n<h2>Awards</h2>\n<ul><li>Moss Medal, 2023</ul>\n")
    assert "(html)" in run("show", "page.md").out
    forced = run("show", "page.md", "--from", "markdown")
    assert ("(markdown)" in forced.out, forced.err) == (True, "")
    assert run("show", "new.md", "--from", "TEXT").out.count("(text)") == 1
    assert run("page.md", "page.md", "--from", "html").code == 0


@pytest.mark.parametrize("arguments", [["old.md", "new.md"], ["show", "old.md"]], ids=" ".join)
def test_an_unknown_format_lists_the_known_ones(run: Run, arguments: list[str]) -> None:
    result = run(*arguments, "--from", "nonsense")
    assert (result.code, result.out) == (2, "")
    assert all(f"'{reader.name}'" in result.err for reader in READERS)


# --- Standard input -----------------------------------------------------------------------------


def piped(text: str, *arguments: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "cvdiff", *arguments]
    ended = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
    return ended.returncode, ended.stdout.decode(), ended.stderr.decode()


@pytest.mark.usefixtures("folder")
def test_standard_input_is_read_once() -> None:
    for arguments in (["old.md", "-"], ["-", "new.md"], ["show", "-"]):
        code, out, err = piped(NEW, *arguments)
        assert (code, err) == (0, "")
        assert "standard input" in out
    code, out, err = piped(NEW, "-", "-")
    assert (code, out) == (2, "")
    assert err == "cvdiff: -: standard input can be read only once; give a file for OLD or NEW\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "standard input: is empty; "),
        ("hello", "standard input: does not show its format; say it with --from (markdown, "),
        ("x\n" * 600_000, "standard input: larger than the limit of 1 MB; "),
    ],
    ids=["blank", "a word", "large"],
)
@pytest.mark.usefixtures("folder")
def test_bad_standard_input_is_one_line(text: str, message: str) -> None:
    code, out, err = piped(text, "show", "-", "--max-size", "1")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"cvdiff: {message}")


@pytest.mark.usefixtures("folder")
def test_the_format_of_standard_input_can_be_given() -> None:
    assert "(text)" in piped("hello", "show", "-", "--from", "text")[1]


# --- Folders ------------------------------------------------------------------------------------


def write(root: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")


def first_lines(cv: CV) -> list[str]:
    return [f"{record.kind}: {record.text.splitlines()[0].partition(chr(9))[0]}" for record in cv.records]


def papers(cv: CV) -> list[Publication]:
    return [record for record in cv.records if isinstance(record, Publication)]


def check_folder(name: str, case: dict[str, object]) -> None:
    if "error" in case:
        with pytest.raises(InputError) as raised:
            cvdiff.read(name)
        assert str(raised.value) == name + str(case["error"])
        return
    cv = cvdiff.read(name)
    between = "" if name.endswith(":") or not case["file"] else "/"
    assert (cv.file, cv.format) == (f"{name}{between}{case['file']}", case["format"])
    assert first_lines(cv) == case["records"]
    assert cv.owner == case.get("owner", cv.owner)
    assert [[author.name for author in paper.authors] for paper in papers(cv)] == case.get(
        "authors", [[author.name for author in paper.authors] for paper in papers(cv)]
    )
    assert [paper.venue for paper in papers(cv)] == case.get("venues", [paper.venue for paper in papers(cv)])
    assert [told.message for told in cv.diagnostics] == case.get("diagnostics", [])


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case["name"])
def test_a_folder_is_read_as_one_cv(case: dict[str, object], folder: Path) -> None:
    write(folder / "home", case["files"])  # type: ignore[arg-type]
    check_folder("home", case)


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case["name"])
def test_a_folder_of_a_revision_is_read_alike(case: dict[str, object], repository: Path) -> None:
    write(repository / "home", case["files"])  # type: ignore[arg-type]
    commit("all")
    check_folder("HEAD:home", case)
    check_folder(":home", case)


def test_the_files_of_a_folder_together_keep_to_the_limit(repository: Path) -> None:
    pages = {f"_publications/{n}.md": f"---\ntitle: Paper {n}\nnote: {'x' * 300}\n---\n" for n in "1234"}
    write(repository, pages)
    commit("pages")
    for name in (".", "HEAD:"):
        assert len(cvdiff.read(name, max_bytes=2_000).records) == 8
        with pytest.raises(InputError, match=r"larger than the limit of 0\.001 MB; if it is a CV, raise "):
            cvdiff.read(name, max_bytes=1_000)


# --- Git ----------------------------------------------------------------------------------------

IDENTITY = {"GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "a@b.c", "GIT_COMMITTER_NAME": "Ada"}
IDENTITY |= {"GIT_COMMITTER_EMAIL": "a@b.c", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def call(*arguments: str, cwd: Path | None = None) -> str:
    ended = subprocess.run(["git", *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def commit(message: str) -> None:
    call("add", "--all")
    call("commit", "--quiet", "--allow-empty", "-m", message)


@pytest.fixture
def repository(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory as a repository: OLD was committed as cv.md, tagged v1.0, NEW lies there now."""
    try:
        subprocess.run(["git", "--version"], capture_output=True, check=True)
    except FileNotFoundError:
        pytest.skip("git is not installed")
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    call("init", "--quiet", "--initial-branch=main")
    write(folder, {"cv.md": OLD, "_pages/cv.md": OLD})
    commit("first")
    call("tag", "v1.0")
    write(folder, {"cv.md": NEW})
    return folder


@pytest.mark.parametrize(
    "name",
    [
        "HEAD:cv.md", "v1.0:cv.md", "main:./cv.md", ":cv.md", ":0:cv.md", "HEAD^{/first}:cv.md",
        "main@{0}:_pages/cv.md", "HEAD:_pages/../cv.md", "@:cv.md",
    ],
)  # fmt: skip
def test_a_revision_is_what_was_committed(run: Run, repository: Path, name: str) -> None:
    result = run(name, "cv.md")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[1:] == run("old.md", "cv.md").out.splitlines()[1:]
    assert "No changes" in run(name, "old.md").out


def test_paths_count_from_the_root_or_from_here(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(repository, {"cv.md": NEW, "_pages/own.md": OLD})
    commit("second")
    monkeypatch.chdir(repository / "_pages")
    assert "3 papers" in run("show", "HEAD:cv.md").out
    assert "3 papers" in run("show", ":cv.md").out
    assert "3 papers" in run("show", "HEAD:../cv.md").out
    assert "2 papers" in run("show", "HEAD:./cv.md").out
    assert "2 papers" in run("show", "HEAD:_pages/cv.md").out
    assert "2 papers" in run("show", ":_pages").out
    assert run("show", "HEAD:own.md").err.endswith("in revision HEAD; did you mean HEAD:./own.md?\n")


def test_a_file_of_that_name_comes_first(run: Run, repository: Path) -> None:
    assert "2 papers" in run("show", "HEAD:cv.md").out
    write(repository, {"HEAD:cv.md": NEW})
    assert "3 papers" in run("show", "HEAD:cv.md").out


BAD_REVISIONS = {
    "HEAD": "is a git revision, not a file; write HEAD:PATH for a file of it",
    "v1.0": "is a git revision, not a file; write v1.0:PATH for a file of it",
    "v9": "no such file; check the path",
    "-v": "no such file; check the path",
    "v9:cv.md": "no such file, and no revision v9 in this git repository; git log, ",
    "HEAD:nope.md": "no such file in revision HEAD; git ls-tree -r --name-only HEAD lists its files",
    ":nope.md": "no such file in the index; git ls-files lists its files",
    ":2:cv.md": "no such file in the index; ",
    "HEAD:/cv.md": "leads out of the repository; give a path inside it",
    "HEAD:../../cv.md": "leads out of the repository; ",
    "HEAD:cv.md/x": "no such file in revision HEAD; ",
    "-x:cv.md": "no such file, and no revision begins with a dash; check the path",
    "--output=x:cv.md": "no such file, and no revision begins with a dash; ",
    "v1.0..HEAD:cv.md": "no such file, and no revision v1.0..HEAD in this git repository; ",
    "C:\\cv.md": "no such file; check the path",
    "https://example.org/cv.md": "is an address, not a file; download it and give the file",
    "HEAD:a\nb.md": "no such file; check the path",
    "HEAD:empty.md": "is empty; there is no CV to read",
    "HEAD:pointer.pdf": "is a pointer of Git LFS, not the file itself; git lfs smudge turns it into ",
    "HEAD:large.md": "larger than the limit of 1 MB; if it is a CV, raise --max-size",
    "HEAD:away.md": "no such file in revision HEAD; ",
}


@pytest.mark.parametrize("name", BAD_REVISIONS)
def test_a_bad_revision_is_one_line(run: Run, repository: Path, name: str) -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0a\nsize 9\n"
    write(repository, {"empty.md": "\n", "pointer.pdf": pointer, "large.md": "word " * 210_000})
    (repository / "away.md").symlink_to("/etc/passwd")
    commit("second")
    before = sorted(repository.iterdir())
    result = run("--max-size", "1", "--", name, "new.md")
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert result.err.startswith("cvdiff: " + name.replace("\n", r"\n") + ": " + BAD_REVISIONS[name]), (
        result.err
    )
    assert sorted(repository.iterdir()) == before


def test_an_empty_name_is_no_folder(run: Run, folder: Path) -> None:
    assert run("", "new.md").err == "cvdiff: '': no such file; a name is empty, check the path\n"


def test_a_name_may_hold_spaces_and_letters_of_any_script(repository: Path) -> None:
    write(repository, {"mein Büro/Lebenslauf (neu) 履歴.md": OLD})
    commit("second")
    for name in ("HEAD:mein Büro/Lebenslauf (neu) 履歴.md", ":mein Büro", "HEAD:mein Büro"):
        assert len(papers(cvdiff.read(name))) == 2


def test_links_inside_a_revision_are_followed(repository: Path) -> None:
    (repository / "cv-link.md").symlink_to("_pages/cv.md")
    commit("second")
    assert len(papers(cvdiff.read("HEAD:cv-link.md"))) == 2


def test_outside_a_repository_and_without_git(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    message = run("show", "HEAD:cv.md").err
    assert message.startswith(
        "cvdiff: HEAD:cv.md: no such file, and no git repository here has a revision HEAD; "
    )
    monkeypatch.setenv("PATH", str(folder))
    result = run("show", "HEAD:cv.md")
    assert (result.code, result.err) == (
        2, "cvdiff: HEAD:cv.md: no such file, and git, which reads revisions, is not installed; "
        "install git or give a file\n",
    )  # fmt: skip


@pytest.fixture
def shallow(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of depth 1 of a repository with three commits and another branch, `older`."""
    commit("second")
    call("branch", "older", "v1.0")
    call("tag", "given", "v1.0")
    commit("third")
    call("clone", "--quiet", "--depth=1", repository.as_uri(), str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    return repository


@pytest.mark.parametrize(
    ("rev", "command"),
    [
        ("HEAD~2", "git fetch --deepen=2 origin main"),
        ("HEAD^", "git fetch --deepen=1 origin main"),
        ("@~1^", "git fetch --deepen=2 origin main"),
        ("main~2", "git fetch --deepen=2 origin main"),
        ("v1.0", "git fetch --depth=1 origin refs/tags/v1.0:refs/tags/v1.0"),
        ("older", "git fetch --depth=1 origin refs/heads/older:refs/heads/older"),
        ("origin/older", "git fetch --depth=1 origin older:refs/remotes/origin/older"),
        ("refs/tags/given", "git fetch --depth=1 origin refs/tags/given:refs/tags/given"),
        ("v1.0~0", "git fetch --depth=1 origin refs/tags/v1.0:refs/tags/v1.0"),
        ("HEAD^{/first}", "git fetch --unshallow origin"),
        ("ID", "git fetch --depth=1 origin ID"),
        ("SHORT", "git fetch --unshallow origin"),
    ],
)
def test_a_shallow_clone_is_told_the_command_that_fetches(
    run: Run, shallow: Path, rev: str, command: str
) -> None:
    id = call("rev-parse", "v1.0", cwd=shallow)
    name = {"ID": id, "SHORT": id[:9]}.get(rev, rev)
    result = run("show", f"{name}:cv.md")
    assert result.code == 2
    told = f"revision {name} is not in this shallow clone; run: {command.replace('ID', id)}"
    assert result.err == f"cvdiff: {name}:cv.md: {told}\n"
    call(*shlex.split(result.err.partition("run: ")[2])[1:])
    result = run("show", f"{name}:cv.md")
    assert (result.code, result.err) == (0, "")


def test_a_detached_shallow_clone_fetches_by_the_commit(run: Run, shallow: Path) -> None:
    call("checkout", "--quiet", "--detach")
    command = run("show", "HEAD~2:cv.md").err.partition("run: ")[2].strip()
    assert command == f"git fetch --deepen=2 origin {call('rev-parse', 'HEAD')}"
    call(*shlex.split(command)[1:])
    assert "2 papers" in run("show", "HEAD~2:cv.md").out


# --- Files beside a CV --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder_", "name", "path"),
    [
        ("", "a.tex", "a.tex"),
        ("cv", "./b/../a.tex", "cv/a.tex"),
        ("cv", "../a.bib", "a.bib"),
        ("cv", "../../a.bib", None),
        ("cv/en", "../../a.bib", "a.bib"),
        ("cv", "/etc/passwd", None),
        ("cv", "C:\\a.bib", None),
        ("cv", "\\\\host\\a.bib", None),
        ("cv", "a\0.bib", None),
        ("cv", "", None),
        ("", "..", None),
    ],
)
def test_a_path_stays_in_its_project(folder_: str, name: str, path: str | None) -> None:
    assert inside(folder_, name) == path


@given(st.lists(st.sampled_from(["a", "..", ".", "/", "", "b.tex", "C:"]), max_size=8).map("/".join))
def test_no_path_leads_out(name: str) -> None:
    path = inside("x/y", name)
    assert path is None or not (path.startswith(("/", "../")) or path == "..")


OpenBeside = Callable[[str], Callable[[str], "bytes | None"]]


def on_disk(name: str) -> Callable[[str], bytes | None]:
    return beside(*disk.open_path(name, 100))


def in_git(name: str) -> Callable[[str], bytes | None]:
    parts = git.split(f"HEAD:{name}")
    assert parts
    _, revision, path = git.open_revision(f"HEAD:{name}", *parts, 100)
    return beside(revision, path)


@pytest.mark.parametrize("open_beside", [on_disk, in_git])
def test_files_beside_come_from_the_same_place(repository: Path, open_beside: OpenBeside) -> None:
    write(repository, {"cv/cv.tex": "x", "cv/in/a.tex": "then", "top.bib": "top", "cv/large.bib": "x" * 101})
    (repository / "cv" / "link.tex").symlink_to("in/a.tex")
    (repository / "cv" / "away.tex").symlink_to("/etc/passwd")
    commit("all")
    find = open_beside("cv/cv.tex")
    assert (find("in/a.tex"), find("link.tex"), find("../top.bib")) == (b"then", b"then", b"top")
    assert (find("away.tex"), find("in"), find("none.tex"), find("../../x")) == (None, None, None, None)
    with pytest.raises(InputError, match=r"large\.bib: larger than the limit"):
        find("large.bib")
    write(repository, {"cv/in/a.tex": "now"})
    assert find("in/a.tex") == (b"now" if open_beside is on_disk else b"then")


def test_a_reader_gets_the_way_to_files_beside(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader with `looks_beside` takes it as third parameter; the others are called as before."""
    seen = []

    def read(text: str, name: str, beside: Callable[[str], bytes | None] | None) -> cvdiff.Document:
        seen.append(beside and beside("new.md"))
        return read_document(text.encode(), name, "markdown")

    monkeypatch.setattr("cvdiff.readers.plain.read", read)
    rows = [Reader("text", (".txt",), "cvdiff.readers.plain", looks_beside=True), *READERS]
    monkeypatch.setattr("cvdiff.readers.READERS", tuple(rows))
    write(repository, {"cv.txt": NEW})
    commit("second")
    write(repository, {"new.md": "later"})
    for name in ("cv.txt", "HEAD:cv.txt"):
        read_input(name)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NEW.encode())))
    read_input("-", format="text")
    assert seen == [b"later", NEW.encode(), None]


# --- The two sides ------------------------------------------------------------------------------


def test_any_format_compares_with_any_other(run: Run, folder: Path) -> None:
    entries = [
        "@article{a, title={Lichen sampling on tidal basalt}, author={Quist, Ada and Rask, Nils}, "
        "journal={Annals of Field Botany}, year={2021}}",
        '@article{b, title={Ein Ma{\\ss} f{\\"u}r Moose im Fj{\\"a}ll}, author={Quist, Ada}, '
        "journal={Northern Soil Letters}, year={2022}}",
    ]
    (folder / "papers.bib").write_text("\n".join(entries))
    report = cvdiff.compare("papers.bib", "new.md")
    told = [
        (c.change, c.new and c.new.text.partition(".")[0]) for c in report.changes if c.kind == "publication"
    ]
    assert [change for change, _ in told] == ["added"]
    result = run("papers.bib", "new.md", "--only", "publication")
    assert "Drought and heron migration" in result.out
    assert "Lichen" not in result.out
    assert "Moss Medal" not in result.out


def test_both_sides_are_reported(run: Run, folder: Path) -> None:
    (folder / "news.md").write_text("before")
    result = run("missing.md", "HEAD:x\ny.md", "-o", "news.md")
    assert (result.code, result.out, (folder / "news.md").read_text()) == (2, "", "before")
    assert result.err == (
        "cvdiff: missing.md: no such file; check the path\n"
        "cvdiff: HEAD:x\\ny.md: no such file; check the path\n"
    )
    assert run("missing.md", "missing.md").err.count("\n") == 1


def test_a_result_never_takes_the_place_of_a_file_of_a_folder(run: Run, folder: Path) -> None:
    write(folder, {"home/cv.md": OLD, "home/news.md": "before"})
    assert run("home", "new.md", "-o", "home/cv.md").err.startswith(
        "cvdiff: home/cv.md: is one of the files to read"
    )
    assert (folder / "home" / "cv.md").read_text() == OLD


def test_a_pipe_that_has_a_name_is_read(folder: Path) -> None:
    if not os.path.exists("/dev/fd"):
        pytest.skip("no /dev/fd")
    with open(folder / "new.md", "rb") as file:
        command = [sys.executable, "-m", "cvdiff", "show", "/dev/stdin"]
        ended = subprocess.run(command, stdin=file, capture_output=True, check=False)
    assert (ended.returncode, b"3 papers" in ended.stdout) == (0, True)


def test_a_file_needs_no_git(folder: Path) -> None:
    program = "import sys; from cvdiff import api; api.read('new.md'); print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not set(ended.stdout.split()) & {"subprocess", "cvdiff.inputs.git", "cvdiff.inputs.folder"}
