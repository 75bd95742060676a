"""The lines of a gitattributes file that give files to cvdiff: a block between two marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

DRIVER = "cvdiff"

_BEGIN = "# >>> cvdiff install-git"
_END = "# <<< cvdiff install-git"
_BLOCK = re.compile(rf"^{_BEGIN}\n((?:(?!{_BEGIN}|{_END}).*\n)*){_END}(?:\n|\Z)", re.MULTILINE)
_ATTRIBUTE = f" diff={DRIVER}"
_NEEDS_QUOTES = re.compile(r"[\s\"\x00-\x1f\x7f]|^#")
_ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def with_patterns(text: str, patterns: Sequence[str]) -> str:
    """The file with a line for each pattern, after what stood there; patterns of the block before stay."""
    found = _BLOCK.search(text)
    lines = found[1].splitlines() if found else []
    lines += [line for pattern in patterns if (line := quoted(pattern) + _ATTRIBUTE) not in lines]
    block = "\n".join([_BEGIN, *lines, _END]) + "\n"
    if found:
        return text[: found.start()] + block + text[found.end() :]
    return f"{text}\n{block}" if text and not text.endswith("\n") else text + block


def without_patterns(text: str) -> str:
    """The file without the block."""
    return _BLOCK.sub("", text)


def lines_of(text: str) -> list[str]:
    """The lines of the block; none where there is no block."""
    found = _BLOCK.search(text)
    return found[1].splitlines() if found else []


def quoted(pattern: str) -> str:
    """A pattern as it is written in the file: quoted as in C where it holds spaces, quotes or controls."""
    if not _NEEDS_QUOTES.search(pattern):
        return pattern
    inner = "".join(
        _ESCAPES.get(c) or (c if c >= " " and c != "\x7f" else f"\\{ord(c):03o}") for c in pattern
    )
    return f'"{inner}"'


def of_path(path: str) -> str:
    """The pattern that is exactly this path from the root of the repository."""
    return "/" + re.sub(r"[\\*?\[\]]", r"\\\g<0>", path)
