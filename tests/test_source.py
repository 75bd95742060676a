"""Loading and decoding: what is read right, what is guessed, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvdiff.errors import CvdiffError, InputError
from cvdiff.source import decode, load, refuse_blank

TEXT = "Ada Müller — “Zoë”, Łódź\nsecond line\n"
LATIN = "José Müller, Genève\nsecond line\n"


def refusal(path: Path, **options: int) -> str:
    with pytest.raises(InputError) as raised:
        load(path, **options)
    message = str(raised.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message.removeprefix(f"{path}: ")


def test_a_file_is_loaded_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "cv.md"
    path.write_bytes(b"a\r\nb")
    assert load(path) == load(str(path)) == b"a\r\nb"


def test_trouble_with_a_file_is_one_line_that_names_it(tmp_path: Path) -> None:
    assert refusal(tmp_path / "cv.md") == "no such file; check the path"
    assert refusal(tmp_path) == "is a directory; name the CV inside it"
    assert refusal(tmp_path / "a\0b").startswith("cannot be read: ")
    assert issubclass(InputError, CvdiffError)


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n"])
def test_blank_content_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match=r"^cv\.txt: is empty; there is no CV to read$"):
        refuse_blank(content, "cv.txt")
    refuse_blank(content + b"x", "cv.txt")


def test_a_pointer_of_git_lfs_is_no_cv(tmp_path: Path) -> None:
    path = tmp_path / "cv.pdf"
    path.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0a\nsize 12345\n")
    assert refusal(path) == "is a pointer of Git LFS, not the file itself; git lfs pull fetches it"
    path.write_text("the version https://git-lfs.github.com/spec/v1 of a pointer\n")
    assert load(path)


def test_the_size_limit_is_the_largest_size_that_is_read(tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_bytes(b"x" * 1001)
    assert (
        refusal(path, max_bytes=1000) == "larger than the limit of 0.001 MB; if it is a CV, raise --max-size"
    )
    assert len(load(path, max_bytes=1001)) == 1001


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_unicode_is_recognised_in_each_of_its_forms(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "cv.txt") == (TEXT, ())


def test_other_text_is_windows_1252_and_says_so() -> None:
    text, (diagnostic,) = decode(("first\n" + LATIN).encode("latin-1"), "cv.txt")
    assert text == "first\n" + LATIN
    assert (diagnostic.line, diagnostic.message) == (2, "not UTF-8; read as Windows-1252 (Latin-1)")
    assert decode("“Zoë” – x".encode("cp1252"), "cv.txt")[0] == "“Zoë” – x"
    assert decode(b"Jos\xe9 \x81", "cv.txt")[0] == "José \x81"


def test_damaged_utf_8_is_not_taken_for_another_encoding() -> None:
    data = (LATIN * 20).encode() + b"\xe2\x80 end\n"
    text, (diagnostic,) = decode(data, "cv.txt")
    assert text == LATIN * 20 + "\ufffd end\n"
    assert diagnostic.line == 41


def test_line_ends_become_newlines() -> None:
    assert decode(b"a\r\nb\rc\n\r\nd", "cv.txt")[0] == "a\nb\nc\n\nd"
    assert decode("a\u2028b".encode(), "cv.txt")[0] == "a\nb"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04rest", "a zip archive (a DOCX or ODT file, perhaps)"),
        (b"text with a \0 in it", "a binary file"),
        (bytes(range(1, 32)) + b"text", "a binary file"),
    ],
)
def test_binary_content_is_refused_by_what_it_seems_to_be(data: bytes, what: str) -> None:
    with pytest.raises(InputError) as raised:
        decode(data, "cv.md")
    assert str(raised.value) == f"cv.md: seems to be {what}, not text; give the CV's text source"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n", "a PNG image, which cvdiff does not read; give the CV's text source"),
        (b"\x7fELF\x02", "a program, which cvdiff does not read; give the CV's text source"),
        (b"\x1f\x8b\x08", "a gzip archive, which cvdiff does not read; unpack it and give the CV inside"),
        (
            b"{\\rtf1 text}",
            "an RTF document, which cvdiff does not read; save it as DOCX, PDF or plain text",
        ),
    ],
)
def test_what_no_reader_reads_is_refused_with_what_to_do(data: bytes, what: str) -> None:
    with pytest.raises(InputError) as raised:
        decode(data, "cv.md")
    assert str(raised.value) == f"cv.md: is {what}"


@pytest.mark.parametrize("data", [b"PKs and %PDF-1.7 inside", b"page one\n\fpage two\x1b", b"{\\rt"])
def test_text_that_looks_a_little_binary_is_read(data: bytes) -> None:
    assert decode(data, "cv.md")[0].encode() == data


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf \n", "\ufeff\n\n".encode("utf-16-le")])
def test_text_that_is_only_a_mark_is_empty(data: bytes) -> None:
    with pytest.raises(InputError, match="is empty"):
        decode(data, "cv.md")
