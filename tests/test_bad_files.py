"""Bad files of each format, through the program: one line with file and place, or the rest with a warning."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest

from cli_runner import Run
from cvdiff.readers import READERS
from pdf_writer import pdf

SAMPLES = Path(__file__).parent.parent / "samples"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3_000) + "EncryptedPackage".encode("utf-16-le")
TEX = "\\documentclass{article}\n\\begin{document}\n"


def sample(name: str, share: float = 1.0) -> bytes:
    data = (SAMPLES / name).read_bytes()
    return data[: int(share * len(data))]


def package(path: str, content: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(path, content)
    return data.getvalue()


def word(body: str, before: str = "") -> bytes:
    document = f'{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return package("word/document.xml", document.encode())


def growing(first: str, line: str, one: str, between: str) -> str:
    """Lines each of which names the one above ten times."""
    pairs = pairwise("abcdefghi")
    lines = (line.format(b=b, many=between.join([one.format(a=a)] * 10)) for a, b in pairs)
    return "\n".join((first, *lines))


REFUSED: dict[str, tuple[bytes | str, str]] = {
    "cut.pdf": (sample("solberg.pdf", 0.5), ": is a damaged PDF"),
    "long.pdf": (pdf([f"72 700 R10 Page {n}" for n in range(201)]), ": has 201 pages, more than the limit"),
    "scan.pdf": (pdf(["rule 72 540 690"]), ": has no text layer"),
    "text.pdf": ("# Ada Quist\n\n- Moss Medal, 2023\n", ": is no PDF file"),
    "cut.docx": (sample("brandvold.docx", 0.5), ": is no DOCX file, or only a part of one"),
    "locked.docx": (OLD_OFFICE, ": is an old Office document"),
    "bomb.docx": (word("<w:p/>" * 2_000_000), ": word/document.xml unpacks to more than"),
    "entities.docx": (word("<w:p>&b;</w:p>", LAUGHS), ": word/document.xml declares entities"),
    "deep.docx": (word("<w:tbl>" * 20_000), ": word/document.xml "),
    "other.docx": (package("notes.txt", b"Ada"), ": has no word/document.xml"),
    "cut.odt": (sample("brandvold.odt", 0.5), ": is no ODT file, or only a part of one"),
    "deep.html": ("<div>" * 100_001, ": more than 100,000 tags"),
    "picture.html": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), ": is a PNG image, which cvdiff "),
    "broken.yaml": ("name: Ada\n  born: 1990\n", ", line 2: "),
    "deep.yaml": ("a: " + "[" * 5_000 + "]" * 5_000, ", line 1: nested deeper than"),
    "aliases.yaml": (
        growing("a: &a [1]", "{b}: &{b} [{many}]", "*{a}", ", "),
        ", line 7: its aliases stand for more than",
    ),
    "self.yaml": ("a: &a [*a]\n", ", line 1: the alias *a stands for nothing above it, or for itself"),
    "cut.json": (sample("oduya.json", 0.5), ", line 58: the file ends inside"),
    "deep.json": ("[" * 5_000, ", line 1: nested deeper than"),
    "text.json": ("# Ada Quist\n\n- Moss Medal\n", ", line 1: # stands outside of any object or list"),
    "text.bib": ("Ada Quist\n", ": no BibTeX entry in it"),
    "strings.bib": (
        growing('@string{a="ha"}', "@string{{{b}={many}}}", "{a}", " # "),
        ", line 8: @string abbreviations expand",
    ),
    "zeros.md": (b"# Ada\0 Quist\n" * 20, ": seems to be a binary file"),
    "zeros.org": (b"* Ada\0 Quist\n" * 20, ": seems to be a binary file"),
    "zeros.rst": (b"Ada\0 Quist\n" * 20, ": seems to be a binary file"),
    "zeros.txt": (b"Ada\0 Quist\n" * 20, ": seems to be a binary file"),
    "zeros.tex": (b"Ada\0 Quist\n" * 20, ": seems to be a binary file"),
}  # fmt: skip

READABLE: dict[str, tuple[bytes | str, str, str]] = {
    "paper.pdf": (sample("brandvold.docx"), "Brandvold", ": the ending says pdf, the content is docx"),
    "page.docx": (sample("brandvold.html"), "Brandvold", ": the ending says docx, the content is html"),
    "cut.bib": (sample("velthuis.bib", 0.5), "Velthuis", ":18: entry velthuis2018moss: "),
    "cut.tex": (sample("velthuis.tex", 0.5), "Velthuis", ":32: a { is never closed"),
    "missing.tex": (TEX + "Ada\n\\input{talks}\nQuist", "Quist", ":4: \\input{talks}: not read"),
    "cyclic.tex": (TEX + "Ada\n\\input{cyclic}\nQuist", "Quist", ":4: \\input{cyclic}: not read again"),
    "quotes.md": ("Quist\n\n" + "> " * 2_000 + "Ada", "Quist", ":3: nested too deep; "),
    "macros.tex": (
        "\\newcommand{\\a}{\\b\\b}\\newcommand{\\b}{\\a\\a}" + TEX + "\\a Quist", "Quist",
        ":3: macros expand without end",
    ),
}  # fmt: skip

DEEP: dict[str, str] = {
    "quotes.md": "> " * 90 + "Quist",
    "brackets.md": "[" * 5_000 + "Quist",
    "bold.html": "<p>" + "<b>" * 5_000 + "Quist",
    "lists.html": "<ul><li>" * 3_000 + "Quist",
    "tables.html": "<table><tr><td>" * 1_000 + "Quist",
    "lists.tex": TEX + "\\begin{itemize}\\item " * 3_000 + "Quist",
    "braces.bib": "@misc{a, title={" + "{" * 5_000 + "Quist" + "}" * 5_000 + "}}",
    "lists.rst": "\n\n".join("  " * depth + "- Quist" for depth in range(300)),
    "stars.org": "\n".join("*" * depth + " Quist" for depth in range(1, 500)) + "\nAda Quist",
}
"""Nested deeper than any CV, and read."""

LONG: dict[str, str] = {
    "blanks.md": "---\na" + " " * 200_000 + "b\n---\nQuist",
    "blanks.txt": "# a" + " " * 200_000 + "b\n\nQuist",
    "dates.json": '{"work": [{"position": "Quist", ' + '"date": "2019", ' * 5_000 + '"a": 1}]}',
    "towns.md": "# Papers\n\n- A. Quist, B. Doe. *Moss*. A Book. " + "Berlin, Paris, " * 5_000 + "2019.\n",
    "opened.md": "Quist\n\n" + "{::comment}" * 50_000 + "{% comment %}" * 50_000,
    "commas.md": "# Experience\n\n" + "Analyst, Acme, " * 15_000 + "Quist\n",
    "headings.md": "# Experience\n\n" + "### Quist Ada\n\n2019 Analyst\n\n" * 4_000,
    "links.md": "Quist\n\n" + "www.a.b [c](d) " * 3_000 + "[" + "a\n" * 20_000 + "](x)\n",
    "comments.html": "<style>" + "/*a" * 60_000 + "</style>Quist",
    "quotes.html": "Quist" + '<a ="x" ' * 30_000 + '=">"',
    "blanks.org": "* a" + " " * 200_000 + "b\n- Quist" + " " * 200_000 + "b",
}
"""Longer than any line of a CV, and read: a rule that looks back over all of it would take hours."""


def write(folder: Path, name: str, content: bytes | str) -> None:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_one_line_with_its_place(run: Run, folder: Path, name: str) -> None:
    content, message = REFUSED[name]
    write(folder, name, content)
    result = run("old.md", name)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"cvdiff: {name}{message}"), result.err
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("name", READABLE)
def test_what_can_be_read_is_read_with_a_warning(run: Run, folder: Path, name: str) -> None:
    content, text, message = READABLE[name]
    write(folder, name, content)
    result = run("show", name)
    assert result.code == 0
    assert text in result.out
    assert f"cvdiff: warning: {name}{message}" in result.err


@pytest.mark.parametrize("name", DEEP)
def test_what_is_nested_deep_is_read(run: Run, folder: Path, name: str) -> None:
    write(folder, name, DEEP[name])
    result = run("show", name)
    assert (result.code, result.err) == (0, "")
    assert "Quist" in result.out


@pytest.mark.parametrize("name", LONG)
def test_what_is_long_is_read(run: Run, folder: Path, name: str) -> None:
    write(folder, name, LONG[name])
    result = run("show", name)
    assert (result.code, result.err) == (0, "")
    assert "Quist" in result.out


def test_every_format_has_a_bad_file() -> None:
    endings = {Path(name).suffix for name in (*REFUSED, *READABLE)}
    assert [reader.name for reader in READERS if not endings.intersection(reader.endings)] == []
