"""The entries of a BibTeX or biblatex file, with the errors that BibTeX's own reader forgives.

    file   := (text | "@comment" body | "@preamble" body | "@string" body | entry)*
    entry  := "@" type ("{" | "(") [key ","] (name "=" value ",")* ("}" | ")")
    value  := part ("#" part)*        part := "{" balanced "}" | '"' balanced '"' | word

Text between entries is a comment. Where an entry breaks off, the fields before the break stay, and
reading goes on at the next field or entry. Every character is looked at a bounded number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cvdiff.document import Diagnostic
from cvdiff.errors import InputError
from cvdiff.vocabulary import load, words_of

_ENTRY = re.compile(r"@[ \t]*+([A-Za-z][\w-]*+)\s*+([{(])")
_KEY = re.compile(r"\s*+([^\s,={}\"#][^,={}\"\n]{0,300})?(?:,|\n|(?=[}=)])|\Z)")
_NAME = re.compile(r"[\s,]*+([^\s\"#%'(),={}@]++)\s*+=\s*+")
_WORD = re.compile(r"[^\s\"#%'(),={}@]+")
_END = re.compile(r"[\s,]*+[})]")
_GAP = re.compile(r"[\s,]*+")
_HASH = re.compile(r"\s*+#\s*+")
_RESUME = re.compile(r"^[ \t]*[A-Za-z][\w+-]*[ \t]*=[ \t]*[{\"\w]|^[ \t]*[})][ \t]*$|^[ \t]*@", re.MULTILINE)
_FIELD_LINE = re.compile(r"^[ \t]*[A-Za-z][\w+-]*[ \t]*=[ \t]*[{\"]", re.MULTILINE)

_NEXT_ENTRY = r"\n[ \t]*+@[ \t]*+[A-Za-z]++\s*+[{(]\s*+[^\s,={}]++\s*+,"
"""The head of an entry on a line of its own, inside a value: the value was never closed."""

_IN_BRACES = re.compile(rf"[{{}}]|{_NEXT_ENTRY}")
_IN_COMMENT = re.compile(r"[{}]")
_IN_QUOTES = re.compile(rf"[{{}}\"]|{_NEXT_ENTRY}")
_WHITE = re.compile(r"\s+")
_MOST_DIAGNOSTICS = 50
_MOST_EXPANDED = 10_000_000
_LONGEST_INHERITED = 10_000
"""Characters that `@string` may add to a file in all, and that a crossref adds at once: more is a bomb."""

_NEARBY = 200
"""How far back on a line to look for the sign of a comment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BibEntry:
    """One entry: `key` as written, `type` and the fields' names in lower case.

    `fields` are (name, value) pairs in the order of the file, repeated names included, followed by what
    a `crossref` adds; values are LaTeX with `@string` and `#` resolved and white space folded. `line`
    and `last_line` are 1-based.
    """

    key: str
    type: str
    fields: tuple[tuple[str, str], ...]
    line: int
    last_line: int

    def get(self, name: str) -> str:
        """The first value of a field that is not blank, or ""."""
        return next((value for field, value in self.fields if field == name and value), "")


def read_entries(text: str, name: str) -> tuple[list[BibEntry], tuple[Diagnostic, ...]]:
    """All entries of a file in order, repeated keys included, and what was broken in it.

    Raises `InputError`, which names the file by `name`, where `@string` expands without reason.
    """
    scanner = _Scanner(text, name)
    entries = list(scanner.entries())
    return _with_inherited(entries), tuple(scanner.diagnostics[:_MOST_DIAGNOSTICS])


class _BrokenError(Exception):
    """What is wrong, at the scanner's position."""


class _Scanner:
    def __init__(self, text: str, name: str) -> None:
        self._text, self._name = text, name
        self._position = self._counted = 0
        self._line = 1
        self._strings = dict(load("bibtex")["months"])
        self._keys: set[str] = set()
        self._expanded = 0
        self._comments_end = True
        self.diagnostics: list[Diagnostic] = []

    def entries(self) -> Iterator[BibEntry]:
        """Every entry; `@string` is remembered, comments and preambles are skipped."""
        text = self._text
        while head := _ENTRY.search(text, self._position):
            self._report_loose_fields(self._position, head.start())
            kind = head.group(1).lower()
            if _is_commented(text, head.start()) or kind in ("comment", "preamble"):
                self._position = head.end()
                self._skip(head.group(2))
                continue
            self._position = head.end()
            line = self._line_at(head.start())
            if kind == "string":
                self._string(line)
            else:
                yield self._entry(kind, line)

    def _skip(self, opening: str) -> None:
        """Past the body of a comment, or past its first line where the body does not end."""
        start = self._position
        if opening == "{" and self._comments_end:
            try:
                self._balanced(_IN_COMMENT, "}")
            except _BrokenError:
                self._comments_end = False
            else:
                return
        line_end = self._text.find("\n", start)
        self._position = line_end if line_end >= 0 else len(self._text)

    def _string(self, line: int) -> None:
        try:
            field = self._field()
        except _BrokenError as problem:
            self._report(f"@string is not read: {problem}", line)
        else:
            self._strings[field[0]] = field[1]

    def _entry(self, kind: str, line: int) -> BibEntry:
        key, fields = self._key(), []
        while True:
            try:
                if _END.match(self._text, self._position):
                    break
                field = self._field()
            except _BrokenError as problem:
                gap = _GAP.match(self._text, self._position)
                line_of_problem = self._line_at(gap.end() if gap else self._position)
                self._report(f"entry {key or 'without a key'}: {problem}", line_of_problem)
                if not self._resume():
                    break
            else:
                fields.append(field)
        end = _END.match(self._text, self._position)
        self._position = end.end() if end else self._position
        self._report_repeated(key, line)
        return BibEntry(
            key=key, type=kind, fields=tuple(fields), line=line, last_line=self._line_at(self._position)
        )

    def _key(self) -> str:
        match = _KEY.match(self._text, self._position)
        if not match or self._text.startswith("=", match.end()):
            return ""
        self._position = match.end()
        return (match.group(1) or "").strip()

    def _field(self) -> tuple[str, str]:
        """The next `name = value`, lower-cased name."""
        match = _NAME.match(self._text, self._position)
        if not match:
            raise _BrokenError("a field or a closing brace is expected here")
        self._position = match.end()
        parts = [self._part()]
        while hash_sign := _HASH.match(self._text, self._position):
            self._position = hash_sign.end()
            parts.append(self._part())
        return match.group(1).lower(), _WHITE.sub(" ", "".join(parts)).strip()

    def _part(self) -> str:
        opening = self._text[self._position : self._position + 1]
        if opening in ("{", '"') and opening:
            self._position += 1
            quoted = opening == '"'
            return self._balanced(_IN_QUOTES if quoted else _IN_BRACES, '"' if quoted else "}")
        word = _WORD.match(self._text, self._position)
        if not word:
            raise _BrokenError("a value is missing")
        self._position = word.end()
        value: str = self._strings.get(word.group().lower(), word.group())
        self._expanded += len(value)
        if self._expanded > _MOST_EXPANDED:
            line = self._line_at(self._position)
            raise InputError(
                f"{self._name}, line {line}: @string abbreviations expand to more than "
                f"{_MOST_EXPANDED:,} characters; is this a bibliography?"
            )
        return value

    def _balanced(self, pattern: re.Pattern[str], closing: str) -> str:
        """The text up to the `closing` sign at depth 0."""
        start, depth = self._position, 0
        for sign in pattern.finditer(self._text, start):
            char = sign.group()
            if char[0] == "\n":
                self._position = sign.start() + 1
                raise _BrokenError(f"the value that begins in line {self._line_at(start)} is never closed")
            if char == closing and not depth:
                self._position = sign.end()
                return self._text[start : sign.start()]
            depth += {"{": 1, "}": -1}.get(char, 0) if depth or char == "{" else 0
        self._position = len(self._text)
        raise _BrokenError(f"the value that begins in line {self._line_at(start)} is never closed")

    def _resume(self) -> bool:
        """Go to the next field or to the entry's end; False where the next entry comes first."""
        match = _RESUME.search(self._text, self._position)
        if not match:
            self._position = len(self._text)
            return False
        self._position = match.start()
        return "@" not in match.group()

    def _line_at(self, position: int) -> int:
        if position >= self._counted:
            self._line += self._text.count("\n", self._counted, position)
            self._counted = position
            return self._line
        return self._line - self._text.count("\n", position, self._counted)

    def _report(self, message: str, line: int) -> None:
        if len(self.diagnostics) < _MOST_DIAGNOSTICS:
            self.diagnostics.append(Diagnostic(message=message, line=line))

    def _report_loose_fields(self, start: int, end: int) -> None:
        loose = _FIELD_LINE.search(self._text, start, end)
        if loose:
            self._report("a field outside of any entry is not read", self._line_at(loose.start()))

    def _report_repeated(self, key: str, line: int) -> None:
        folded = key.lower()
        if key and folded in self._keys:
            self._report(f"the key {key} is used again", line)
        self._keys.add(folded)


def _is_commented(text: str, position: int) -> bool:
    """Whether the line begins with `%`, BibTeX's authors' comment."""
    nearby = text[max(0, position - _NEARBY) : position]
    return nearby.rpartition("\n")[2].lstrip().startswith("%")


def _with_inherited(entries: list[BibEntry]) -> list[BibEntry]:
    """The entries, each with what it takes from the one that its `crossref` or `xdata` names."""
    by_key: dict[str, BibEntry] = {}
    for entry in entries:
        by_key.setdefault(entry.key.lower(), entry)
    return [_inheriting(entry, by_key) for entry in entries if entry.type != "xdata"]


def _inheriting(entry: BibEntry, by_key: dict[str, BibEntry]) -> BibEntry:
    fields = list(entry.fields)
    present = {name for name, value in fields if value}
    for kind in ("crossref", "xdata"):
        parent = by_key.get(entry.get(kind).lower()) if kind in present else None
        for name, value in _inherited(parent, kind) if parent else ():
            if name not in present:
                present.add(name)
                fields.append((name, value))
    return entry if len(fields) == len(entry.fields) else replace(entry, fields=tuple(fields))


def _inherited(parent: BibEntry, kind: str) -> Iterator[tuple[str, str]]:
    own = words_of("bibtex", "crossref", "own") if kind == "crossref" else frozenset({"xdata", "ids"})
    yield from (
        (name, value)
        for name, value in parent.fields
        if name not in own and 0 < len(value) <= _LONGEST_INHERITED
    )
    title = parent.get("title")
    if kind == "crossref" and 0 < len(title) <= _LONGEST_INHERITED:
        yield "booktitle", title
