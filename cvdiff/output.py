"""Where results go: a file, written whole or not at all, or the standard streams, always in UTF-8."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from cvdiff.errors import CvdiffError

ENCODING_ERRORS = "backslashreplace"
"""A file name may hold bytes that are no text; they are printed as an escape, which JSON knows too."""

BROKEN_PIPE = 141
"""The exit code of a program whose reader went away: 128 and the number of SIGPIPE."""


class OutputError(CvdiffError):
    """A result could not be written."""


def use_utf8() -> None:
    """Make the standard streams speak UTF-8 with plain line ends, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=ENCODING_ERRORS, newline="\n")


def write_stdout(text: str) -> None:
    """Print `text`; raises `OutputError`, and `SystemExit` where the reader of a pipe went away."""
    with _standard_output() as stream:
        stream.write(text)


def write_stdout_bytes(data: bytes) -> None:
    """Print bytes as they are; raises what `write_stdout` does."""
    with _standard_output() as stream:
        stream.flush()
        stream.buffer.write(data)


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    """Standard output, written out in the end; the errors are those of `write_stdout`."""
    if sys.stdout is None:
        raise OutputError("standard output: it is closed; open it or use -o FILE")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        _silence_stdout()
        raise SystemExit(BROKEN_PIPE) from None
    except OSError as error:
        _silence_stdout()
        raise OutputError(f"standard output: {error.strerror}; use -o FILE") from error


def _silence_stdout() -> None:
    """Send what is left in the buffer nowhere: Python flushes it once more at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def write_file(path: str, text: str, *, advice: str = "give another -o FILE") -> None:
    """Write `text` to the file `path`, whole or not at all; raises `OutputError`.

    The text goes to a new file in the same folder, which then takes the place of the old one; links
    are followed, and an existing file's permissions stay. What is no regular file (`/dev/stderr`, a
    pipe) is written to directly. `advice` is what the error says to do.
    """
    data = text.encode("utf-8", ENCODING_ERRORS)
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            with open(path, "wb") as stream:
                stream.write(data)
        else:
            _replace(os.path.realpath(path), data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise OutputError(f"{path}: cannot be written: {reason}; {advice}") from error


def _replace(path: str, data: bytes) -> None:
    temporary = os.path.join(os.path.dirname(path), f".cvdiff-{os.getpid()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with open(descriptor, "wb") as stream:
            stream.write(data)
        if os.path.exists(path):
            os.chmod(temporary, os.stat(path).st_mode & 0o7777)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
