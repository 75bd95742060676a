"""The text of a CV that git compares line by line: its records, one field a line, and nothing of their place.

A file that is no CV keeps its own text; of what is no text either one line stands for the content, since
git stops where it gets nothing.
"""

from __future__ import annotations

import hashlib
import os

from cvdiff import output, source
from cvdiff.commands.options import tell
from cvdiff.errors import InputError


def write_text(file: str) -> None:
    """Print the text of `file`; raises `InputError` only where the file cannot be opened."""
    data = source.load(file, name=os.path.basename(file), max_bytes=source.MAX_BYTES)
    output.write_stdout_bytes(text_of(data, os.path.basename(file)))


def text_of(data: bytes, name: str) -> bytes:
    """What git is to compare in place of a file's content.

    Files beside the CV are left aside: git gives some versions at their place and others elsewhere.
    """
    from cvdiff.extraction import extract
    from cvdiff.readers import read_document
    from cvdiff.reporters.fields import render_cv

    try:
        source.refuse_blank(data, name)
        cv = extract(read_document(data, name), name)
        return render_cv(cv).encode("utf-8", output.ENCODING_ERRORS)
    except InputError as error:
        reason = str(error)
    except Exception as error:  # a defect must not end the whole of git log
        tell(f"internal error: {type(error).__name__}: {error}")
        reason = f"{name}: cannot be read"
    try:
        source.refuse_binary(data, name)
    except InputError:
        return f"{reason} ({len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()[:12]})\n".encode()
    return data
