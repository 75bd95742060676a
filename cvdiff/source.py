"""Files and their bytes: loading them, refusing what is no text, decoding the rest."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

from cvdiff.document import Diagnostic
from cvdiff.errors import InputError

MAX_BYTES = 20_000_000
BYTES_PER_MB = 1_000_000

Beside = Callable[[str], bytes | None]
"""
The way to the files beside a CV: the content of the file that a path relative to the CV's folder names.
None for what is not there, absolute, or outside the project; raises `InputError` for what is there but
cannot be read.
"""

_SAVE = "save it as DOCX, PDF or plain text"
_GIVE_SOURCE = "give the CV's text source"
_FOREIGN = (
    (b"{\\rtf", "an RTF document", _SAVE),
    (b"\xd0\xcf\x11\xe0", "an old Office document (DOC, perhaps)", _SAVE),
    (b"\x89PNG", "a PNG image", _GIVE_SOURCE),
    (b"\xff\xd8\xff", "a JPEG image", _GIVE_SOURCE),
    (b"GIF8", "a GIF image", _GIVE_SOURCE),
    (b"\x1f\x8b", "a gzip archive", "unpack it and give the CV inside"),
    (b"\x7fELF", "a program", _GIVE_SOURCE),
    (b"SQLite format 3", "a SQLite database", _GIVE_SOURCE),
)
"""The first bytes of files of no format that cvdiff reads, what such a file is, and what to do instead."""

PDF = b"%PDF-"
ZIP = b"PK\x03\x04"
"""The first bytes of a PDF and of a zip archive, as DOCX and ODT files are."""

_NO_TEXT = ((PDF, "a PDF"), (ZIP, "a zip archive (a DOCX or ODT file, perhaps)"))

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its first half
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_LFS_POINTER = b"version https://git-lfs.github.com/spec/"
_LFS_PULL = "git lfs pull fetches it"

_SAMPLE = 65_536
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b"))
_CONTROL_SHARE = 0.05
"""More control characters than this are no text; a form feed a page or a stray byte is far below."""

_BROKEN_SHARE = 0.05
"""UTF-8 with fewer broken characters than this, of those beyond ASCII, is damaged UTF-8, not Latin-1."""


def load(path: str | Path, *, name: str = "", max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of the file at `path`, which errors call `name`.

    Raises `InputError` for a file that is missing, unreadable, a directory, larger than `max_bytes` or a
    pointer of Git LFS.
    """
    name = name or str(path)
    try:
        with open(path, "rb") as file:
            data = file.read(max_bytes + 1)
    except FileNotFoundError:
        raise InputError(f"{name}: no such file; check the path") from None
    except IsADirectoryError:
        raise InputError(f"{name}: is a directory; name the CV inside it") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise InputError(f"{name}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    return check(data, name, max_bytes)


def check(data: bytes, name: str, max_bytes: int = MAX_BYTES, *, lfs_advice: str = _LFS_PULL) -> bytes:
    """`data`; raises `InputError` if they are more than `max_bytes` or a pointer of Git LFS."""
    if len(data) > max_bytes:
        raise too_large(name, max_bytes)
    if data.startswith(_LFS_POINTER):
        raise InputError(f"{name}: is a pointer of Git LFS, not the file itself; {lfs_advice}")
    return data


def too_large(name: str, max_bytes: int) -> InputError:
    """The error for a file of more than `max_bytes`."""
    limit = f"{max_bytes / BYTES_PER_MB:g} MB"
    return InputError(f"{name}: larger than the limit of {limit}; if it is a CV, raise --max-size")


def decode(data: bytes, name: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text of `data` with line ends as `\\n`, and what had to be guessed on the way.

    UTF-8, UTF-16 and UTF-32 are recognised by their byte order mark, UTF-16 without one by where its
    NULs stand; whatever else is no UTF-8 is Windows-1252. Raises `InputError` for binary content.
    """
    refuse_binary(data, name)
    encoding, mark = _declared_encoding(data)
    if encoding is None:
        text, diagnostics = _decode_undeclared(data)
    else:
        text, diagnostics = data[len(mark) :].decode(encoding, "replace"), ()
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise InputError(f"{name}: is empty; there is no CV to read")
    return _normal_newlines(text.removeprefix("\ufeff")), diagnostics


def refuse_blank(data: bytes, name: str) -> None:
    """Raise `InputError` unless `data` holds more than white space."""
    if not data.strip():
        raise InputError(f"{name}: is empty; there is no CV to read")


def refuse_conflict(data: bytes, name: str) -> None:
    """Raise `InputError` if a merge left both versions of a passage, with its marks, in the text."""
    line = conflict_line(data)
    if line is not None:
        raise InputError(
            f"{name}:{line}: a merge left its marks here (<<<<<<<); keep one version, remove the marks,"
            " and git add the file"
        )


def conflict_line(data: bytes) -> int | None:
    """The line, from 1, where a passage begins that a merge could not decide; None where there is none.

    Its three marks must stand at the beginning of lines, in their order: one alone may be text.
    """
    start = _line_with(data, b"<<<<<<< ", 0)
    middle = -1 if start < 0 else _line_with(data, b"=======", start)
    end = -1 if middle < 0 else _line_with(data, b">>>>>>> ", middle)
    return None if end < 0 else data.count(b"\n", 0, start) + 1


def _line_with(data: bytes, mark: bytes, start: int) -> int:
    """Where the first line from `start` on begins that opens with `mark`; -1 where there is none."""
    if start == 0 and data.startswith(mark):
        return 0
    found = data.find(b"\n" + mark, start)
    return found if found < 0 else found + 1


def refuse_foreign(data: bytes, name: str) -> None:
    """Raise `InputError`, saying what the file is, if `data` are of a format that cvdiff does not read."""
    for signature, what, advice in _FOREIGN:
        if data.startswith(signature):
            raise InputError(f"{name}: is {what}, which cvdiff does not read; {advice}")


def refuse_binary(data: bytes, name: str) -> None:
    """Raise `InputError`, saying what the file seems to be, unless `data` is text."""
    refuse_foreign(data, name)
    for signature, what in _NO_TEXT:
        if data.startswith(signature):
            raise InputError(f"{name}: seems to be {what}, not text; {_GIVE_SOURCE}")
    if _declared_encoding(data)[0] is not None:
        return
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if b"\0" in sample or controls > _CONTROL_SHARE * len(sample):
        raise InputError(f"{name}: seems to be a binary file, not text; {_GIVE_SOURCE}")


def _declared_encoding(data: bytes) -> tuple[str | None, bytes]:
    """The encoding that a byte order mark or the place of the NULs declares, and the mark."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding, mark
    sample = data[:_SAMPLE]
    half = max(1, len(sample) // 2)
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le", b""
    if even > 0.4 and odd < 0.05:
        return "utf-16-be", b""
    return None, b""


def _decode_undeclared(data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    text = data.decode("utf-8", "replace")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    if text.count("\ufffd") <= _BROKEN_SHARE * beyond_ascii:
        return text, (Diagnostic(message="broken UTF-8; damaged characters read as \ufffd", line=line),)
    guess = Diagnostic(message="not UTF-8; read as Windows-1252 (Latin-1)", line=line)
    try:
        return data.decode("cp1252"), (guess,)
    except UnicodeDecodeError:  # five bytes are undefined in Windows-1252
        return data.decode("latin-1"), (guess,)


def _normal_newlines(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\u2028", "\n").replace("\u2029", "\n")
