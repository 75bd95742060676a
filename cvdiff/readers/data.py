"""CVs kept as data, YAML and JSON: RenderCV, JSON Resume, al-folio, academicpages, and home-grown keys.

A theme prints such a file; the reader prints it plainly: a heading for each section, an item for each
record (`data_records`), the person above them. Every value ends up in one block, but for switches, files,
identifiers and what a record hides (`visible: false`). What keys mean is in `data/cv_keys.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Table
from pathlib import PurePath

from cvdiff.document import Block, Document, Text, join
from cvdiff.errors import InputError
from cvdiff.model import Kind
from cvdiff.readers import data_values as values
from cvdiff.readers.data_keys import folded, is_one_of, is_shown, is_switch, readable, slot
from cvdiff.readers.data_records import Ids, is_paper, record_blocks
from cvdiff.readers.data_tree import Mapping, Node, Scalar, Sequence
from cvdiff.values.headings import section_kind
from cvdiff.vocabulary import fold, words_of

_DEEPEST_HEADING = 6
_NAMES = ("name", "full name")
_PAPERS = "Publications"
_TALKS = "Talks"
_OCCASION = frozenset({"event", "event name", "tagung"})
_WHERE = frozenset({"venue", "place", "location"})
_DATED_SLOTS = frozenset({"organization", "date", "start", "end", "role", "authors"})
_RECORD_SLOTS = frozenset(
    {"role", "title", "organization", "date", "start", "end", "venue", "place", "location"}
)


def document_of(documents: list[Node], name: str, format: str) -> Document:
    """The visible content of the trees of one file; raises `InputError` where nothing is printed."""
    walker = _Walker(PurePath(name).stem)
    for document in documents:
        walker.top(document)
    if not walker.blocks:
        raise InputError(f"{name}: no record in it; is this a CV?")
    return Document(format=format, blocks=tuple(walker.blocks), meta=tuple(walker.meta))


class _Walker:
    """Goes through the sections of a tree; `stem` names a list that has no heading of its own."""

    def __init__(self, stem: str) -> None:
        self.blocks: list[Block] = []
        self.meta: list[tuple[str, str]] = []
        self._stem = stem
        self._ids = Ids()

    def top(self, node: Node) -> None:
        """A whole document."""
        if isinstance(node, Mapping):
            self._person(node)
            self._sections(node, 1)
        elif isinstance(node, Sequence) and node.items:
            self._list(node)
        elif isinstance(node, Scalar):
            self._running_text(node)

    def _list(self, node: Sequence) -> None:
        """A document that is a list: of sections, or of records."""
        groups = [item for item in node.items if _contents(item) is not None]
        if len(groups) * 2 > len(node.items):
            for item in node.items:
                self._group(item, 1)
            return
        heading = self._stem if section_kind(readable(self._stem)) or not _are_papers(node) else _PAPERS
        self._section(heading, node, 1, readable(heading))

    # ---- the person ----------------------------------------------------------------------------------

    def _person(self, node: Mapping) -> None:
        """The values that stand beside the sections: who it is, where to write, a summary."""
        people = [v for k, v in node.pairs if isinstance(v, Mapping) and is_one_of(k, "wrappers", "person")]
        beside = [pair for pair in node.pairs if _is_of_person(*pair)]
        pairs = [*beside, *(pair for person in people if is_shown(person) for pair in person.pairs)]
        name = (
            values.phrase(Mapping(tuple(pairs), node.line, node.line, 1))
            if _has_name_parts(pairs)
            else Text("")
        )
        if name:
            pairs = [pair for pair in pairs if not _is_name_part(pair[0])]
            self._paragraph(name, node.line, node.line)
        self._named(name, pairs)
        for key, value in sorted(pairs, key=lambda pair: not is_one_of(pair[0], "wrappers", "heads")):
            if not is_one_of(key, "wrappers", "summaries"):
                self._contact(key, value)
        for key, value in pairs:
            if is_one_of(key, "wrappers", "summaries"):
                self._section(key, value, 1, readable(key))

    def _named(self, name: Text, pairs: list[tuple[str, Node]]) -> None:
        found = name or next((values.phrase(value) for key, value in pairs if _is_name(key, value)), Text(""))
        if found:
            self.meta.append(("name", found.plain))

    def _contact(self, key: str, value: Node) -> None:
        if slot(key) == "hidden" or (isinstance(value, Scalar) and is_switch(value.value)):
            return
        if isinstance(value, Sequence) and any(isinstance(item, Mapping) for item in value.items):
            for item in value.items:
                self._paragraph(_profile(item), item.line, item.last_line)
            return
        is_head = is_one_of(key, "wrappers", "heads")
        text = values.phrase(value) if is_head else values.labelled(key, value)
        self._paragraph(text, value.line, value.last_line)

    def _paragraph(self, text: Text, line: int, last_line: int) -> None:
        if text:
            self.blocks.append(Block(kind="paragraph", text=text, lines=(line, last_line)))

    def _running_text(self, node: Node) -> None:
        list_id = self._ids.list()
        for is_bullet, text, line in values.paragraphs(node):
            if is_bullet:
                self._item(text, Scalar(text.plain, line, line), list_id)
            else:
                self._paragraph(text, line, line)

    # ---- sections ------------------------------------------------------------------------------------

    def _sections(self, node: Mapping, level: int) -> None:
        """The members of a mapping whose keys are sections."""
        titles, tables = _order(node)
        for key, value in node.pairs:
            if _is_of_person(key, value) or key in tables:
                continue
            if isinstance(value, Mapping) and is_one_of(key, "wrappers", "sections"):
                self._wrapped(value, level)
            elif isinstance(value, Mapping) and is_one_of(key, "wrappers", "person") and level == 1:
                continue
            elif slot(key) != "hidden" and not _lists_keys(value, node):
                self._section(key, value, level, titles.get(key) or readable(key))

    def _wrapped(self, node: Mapping, level: int) -> None:
        self._person(node)
        self._sections(node, level)

    def _section(self, key: str, node: Node, level: int, title: str) -> None:
        """A heading with what stands below it; nothing if nothing does."""
        if isinstance(node, Mapping) and not is_shown(node):
            return
        start = len(self.blocks)
        kind = section_kind(title)
        if kind is None and level == 1 and _are_papers(node):
            self._heading(Text(_PAPERS), level, None)
            level, kind = level + 1, "publication"
        heading = values.phrase(Scalar(title, node.line, node.line))
        if fold(heading.plain) in words_of("headings", "ambiguous") and _are_talks(node):
            heading = join([Text(_TALKS), heading], ": ")
        self._heading(heading, level, node)
        filled = len(self.blocks)
        self._content(node, level, kind)
        if len(self.blocks) == filled:
            del self.blocks[start:]

    def _heading(self, text: Text, level: int, node: Node | None) -> None:
        lines = (node.line, node.line) if node else None
        self.blocks.append(Block(kind="heading", text=text, level=min(level, _DEEPEST_HEADING), lines=lines))

    def _content(self, node: Node, level: int, kind: Kind | None) -> None:
        """What stands below a heading that names records of a kind."""
        if isinstance(node, Scalar):
            self._running_text(node)
        elif isinstance(node, Sequence):
            self._records(node, level, kind)
        elif _is_record(node):
            self.blocks += record_blocks(node, self._ids, self._ids.list(), papers=kind == "publication")
        elif any(_holds_mappings(value) for _, value in node.pairs):
            self._labelled([pair for pair in node.pairs if not _holds_mappings(pair[1])])
            for key, value in node.pairs:
                if _holds_mappings(value) and slot(key) != "hidden":
                    self._section(key, value, level + 1, readable(key))
        else:
            self._labelled(list(node.pairs))

    def _records(self, node: Sequence, level: int, kind: Kind | None) -> None:
        list_id = self._ids.list()
        for item in node.items:
            contents = _contents(item)
            if contents is not None and _holds_mappings(contents):
                self._group(item, level + 1, kind)
                list_id = self._ids.list()
            elif kind == "contact":
                self._told_name(item)
                self._item(_profile(item), item, list_id)
            else:
                self.blocks += record_blocks(item, self._ids, list_id, papers=kind == "publication")

    def _told_name(self, item: Node) -> None:
        """Take the owner's name from a line of a card: {name: Full Name, value: Jane Doe}."""
        values_of = [value for _, value in item.pairs] if isinstance(item, Mapping) else []
        if len(values_of) == 2 and all(isinstance(value, Scalar) for value in values_of):
            label, name = (values.phrase(value) for value in values_of)
            if folded(label.plain) in _NAMES and name:
                self.meta.append(("name", name.plain))

    def _item(self, text: Text, node: Node, list_id: int) -> None:
        if text:
            items, lines = (self._ids.item(),), (node.line, node.last_line)
            self.blocks.append(Block(kind="item", text=text, items=items, list_id=list_id, lines=lines))

    def _group(self, node: Node, level: int, outer: Kind | None = None) -> None:
        """A member of a list that is a section: its label, what it says of itself, its contents.

        Below papers, a label that elsewhere names another kind of record is a theme ("Data Science").
        """
        contents = _contents(node)
        if not isinstance(node, Mapping) or contents is None:
            self.blocks += record_blocks(node, self._ids, self._ids.list())
            return
        if not is_shown(node):
            return
        label = next(value for key, value in node.pairs if slot(key) in ("title", "name"))
        heading = values.phrase(label)
        kind = section_kind(heading.plain)
        if outer == "publication" and kind != outer:
            heading = join([Text(_PAPERS), heading], ": ") if kind else heading
            kind = outer
        start = len(self.blocks)
        self._heading(heading, level, label)
        for key, value in node.pairs:
            if value not in (label, contents) and slot(key) not in ("hidden", "type"):
                self._running_text(value)
        filled = len(self.blocks)
        self._content(contents, level, kind)
        if len(self.blocks) == filled and isinstance(contents, Sequence) and not contents.items:
            del self.blocks[start:]

    def _labelled(self, pairs: list[tuple[str, Node]]) -> None:
        """Values that only their keys describe: "Languages: German, English"."""
        list_id = self._ids.list()
        for key, value in pairs:
            text = values.labelled(key, value)
            if not text or slot(key) == "hidden" or (isinstance(value, Scalar) and is_switch(value.value)):
                continue
            self._item(text, value, list_id)


def _is_of_person(key: str, value: Node) -> bool:
    """Whether a value beside the sections says something of the person: a string, the name, profiles."""
    is_profiles = isinstance(value, Sequence) and is_one_of(key, "wrappers", "profiles")
    return isinstance(value, Scalar) or is_profiles or _is_name(key, value)


def _is_name(key: str, value: Node) -> bool:
    return folded(key) in _NAMES and (
        isinstance(value, Scalar) or _has_name_parts(list(value.pairs) if isinstance(value, Mapping) else [])
    )


def _is_name_part(key: str) -> bool:
    return folded(key) in (*values.FIRST_NAMES, *values.LAST_NAMES)


def _has_name_parts(pairs: list[tuple[str, Node]]) -> bool:
    return any(folded(key) in values.LAST_NAMES for key, _ in pairs)


def _profile(node: Node) -> Text:
    """A network with its user's name, linked ("GitHub: jdoe"), or with its address."""
    if not isinstance(node, Mapping):
        return values.phrase(node)
    parts = [values.phrase(v) for k, v in node.pairs if slot(k) not in ("hidden", "url")]
    parts = [part for part in parts if part]
    url = next((v for k, v in node.pairs if slot(k) == "url"), None)
    if len(parts) < 2:
        return join([*parts, *([values.phrase(url)] if url else [])], ": ")
    return values.linked(join(parts, ": "), url.value if isinstance(url, Scalar) else "")


def _contents(node: Node) -> Node | None:
    """The list that makes a labelled mapping a group of records, None for a record."""
    if not isinstance(node, Mapping):
        return None
    kinds = {slot(key) for key, _ in node.pairs}
    if not kinds & {"title", "name"} or kinds & _DATED_SLOTS:
        return None
    lists = [
        v
        for k, v in node.pairs
        if isinstance(v, Sequence | Mapping) and slot(k) in ("bullets", "text", "venue", "")
    ]
    lists += [
        v for k, v in node.pairs if isinstance(v, Sequence) and section_kind(readable(k)) and v not in lists
    ]
    return lists[0] if len(lists) == 1 else None


def _holds_mappings(node: Node) -> bool:
    if isinstance(node, Mapping):
        return any(isinstance(value, Sequence | Mapping) for _, value in node.pairs)
    return isinstance(node, Sequence) and any(isinstance(item, Mapping) for item in node.items)


def _is_record(node: Mapping) -> bool:
    return len({slot(key) for key, _ in node.pairs} & _RECORD_SLOTS) >= 2


def _are_papers(node: Node) -> bool:
    """Whether most members of a list are publications."""
    members = [item for item in node.items if isinstance(item, Mapping)] if isinstance(node, Sequence) else []
    return sum(is_paper(item, in_papers=False) for item in members) * 2 > len(members)


def _are_talks(node: Node) -> bool:
    """Whether most members of a list tell of an occasion and, beside it, where it was."""
    members = [item for item in node.items if isinstance(item, Mapping)] if isinstance(node, Sequence) else []
    keys = [frozenset(folded(key) for key, _ in item.pairs) for item in members]
    return sum(bool(names & _OCCASION and names & _WHERE) for names in keys) * 2 > len(members)


def _lists_keys(value: Node, node: Mapping) -> bool:
    """Whether a list only names the sections beside it (the order in which a page prints them)."""
    if not isinstance(value, Sequence) or not value.items:
        return False
    keys = {folded(key) for key, _ in node.pairs}
    named = [item for item in value.items if isinstance(item, Scalar) and folded(item.value) in keys]
    return len(named) * 2 > len(value.items)


def _order(node: Mapping) -> tuple[Table[str, str], frozenset[str]]:
    """The titles that tables of the form [[Title, key, ...], ...] give to sections, and the tables' keys."""
    keys = {key for key, _ in node.pairs}
    titles: dict[str, str] = {}
    tables = set()
    for name, value in node.pairs:
        rows = list(_rows(value, keys))
        if rows and isinstance(value, Sequence) and len(rows) * 2 > len(value.items):
            tables.add(name)
            for key, title in rows:
                titles.setdefault(key, title)
    return titles, frozenset(tables)


def _rows(value: Node, keys: set[str]) -> Iterator[tuple[str, str]]:
    for row in value.items if isinstance(value, Sequence) else ():
        cells = [c.value for c in row.items if isinstance(c, Scalar)] if isinstance(row, Sequence) else []
        key = next((cell for cell in cells if cell in keys), None)
        title = next((cell for cell in cells if cell not in keys), "")
        if key:
            yield key, title if title and title != "NONE" else readable(key)
