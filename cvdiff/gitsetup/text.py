"""The text of a CV that git compares line by line: its records, one field a line, and nothing of their place.

A file that is no CV keeps its own text; of what is no text either one line stands for the content, since
git stops where it gets nothing.
"""

from __future__ import annotations

import hashlib
import os

from cvdiff import output, source
from cvdiff.errors import InputError
from cvdiff.program import defect, tell


def write_text(file: str) -> None:
    """Print the text of `file`; raises `InputError` only where the file cannot be opened."""
    output.write_stdout_bytes(text_of(file))


def text_of(file: str) -> bytes:
    """What git is to compare in place of a file's content.

    Files beside the CV are left aside: git gives some versions at their place and others elsewhere.
    """
    name = os.path.basename(file)
    try:
        data = source.load(file, name=name)
    except InputError as error:  # too large, or a pointer of Git LFS
        return _stand_in(file, str(error))
    try:
        return _records(data, name)
    except InputError as error:
        reason = str(error)
    except Exception as error:  # a defect must not end the whole of git log
        tell(defect(error))
        reason = f"{name}: cannot be read"
    try:
        source.refuse_binary(data, name)
    except InputError:
        return _stand_in(file, reason)
    return data


def _records(data: bytes, name: str) -> bytes:
    from cvdiff.extraction import extract
    from cvdiff.readers import read_document
    from cvdiff.reporters.fields import render_cv

    source.refuse_blank(data, name)
    text = render_cv(extract(read_document(data, name), name))
    return text.encode("utf-8", output.ENCODING_ERRORS)


def _stand_in(file: str, reason: str) -> bytes:
    """One line that differs where the contents do."""
    try:
        with open(file, "rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        raise InputError(reason) from None
    return f"{reason} ({os.path.getsize(file)} bytes, sha256 {digest[:12]})\n".encode("utf-8", "replace")
