"""The front matter of a Markdown file: YAML between `---` lines or TOML between `+++` lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cvdiff.document import Diagnostic
from cvdiff.patterns import pattern

_KEY = pattern(r"""(["']?)(\w(?:[\w .-]*[\w.-])?)\1[ \t]*([:=])(?:[ \t]+|(?<==)|$)(.*)""")
_PART = pattern(r"[ \t]|#|-([ \t]|$)|[\]})\[]|%")
"""A line of front matter that is no top-level key: nested, a comment, a list item, a bracket."""

_RECORD = pattern(r"[ \t]*-[ \t]+[\w-]+:(?:[ \t]|$)")

_NO_SCALAR = ("[", "{", "|", ">", "&", "*", "!", "#")


class Page(NamedTuple):
    """A file: `lines` with the front matter blanked, the lines of that in `matter`, its scalars in `meta`."""

    lines: list[str]
    matter: tuple[str, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def cut(lines: list[str]) -> Page:
    """The front matter of a file, and the rest.

    Front matter that is never closed ends at its first blank line or the first line that is none, so
    that it does not swallow the document.
    """
    fence = lines[0].rstrip() if lines else ""
    if fence not in ("---", "+++"):
        return Page(lines)
    end = 1
    while end < len(lines) and (not lines[end].strip() or _is_part(lines[end])):
        if lines[end].rstrip() == "---" == fence:  # a list item to `_PART`
            break
        end += 1
    if end < len(lines) and lines[end].rstrip() in (fence, "..."):
        matter = tuple(lines[1:end])
        return Page([""] * (end + 1) + lines[end + 1 :], matter, _scalars(matter))
    return _cut_broken(lines)


def may_hold_records(matter: Iterable[str]) -> bool:
    """Whether lists of mappings stand in a front matter in YAML (`- course: ...`)."""
    return any(line.lstrip().startswith("- ") and _RECORD.match(line) for line in matter)


def _cut_broken(lines: list[str]) -> Page:
    end = 1
    while end < len(lines) and lines[end].strip() and _is_part(lines[end]):
        end += 1
    if end == 1 or not _KEY.match(lines[1]):
        return Page(lines)  # a rule, and a document below it
    broken = Diagnostic(message="front matter is not closed; read up to here", line=end)
    return Page([""] * end + lines[end:], tuple(lines[1:end]), _scalars(lines[1:end]), (broken,))


def _is_part(line: str) -> bool:
    return bool(_PART.match(line) or _KEY.match(line))


def _scalars(lines: Iterable[str]) -> tuple[tuple[str, str], ...]:
    found = []
    for line in lines:
        match = _KEY.match(line)
        if match:
            value = _scalar(match.group(4).strip())
            if value:
                found.append((match.group(2), value))
        elif line.startswith("["):
            break  # a table of TOML: what follows is not at the top
    return tuple(found)


def _scalar(value: str) -> str:
    """A scalar without its quotes and comment, or "" for any other value."""
    if value[:1] in ("'", '"'):
        end = value.find(value[0], 1)
        return value[1:end].strip() if end > 0 else value[1:].strip()
    if value.startswith(_NO_SCALAR):
        return ""
    return value.split(" #", 1)[0].strip()
