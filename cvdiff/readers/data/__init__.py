"""CVs kept as data, YAML and JSON: RenderCV, JSON Resume, al-folio, academicpages, and home-grown keys.

A theme prints such a file; the reader prints it plainly: the `person` on top, a heading for each section,
an item for each record (`records`, with its `fields` in `lines`). `yaml_file` and `json_file` give a `tree`;
its `shapes` tell what a node is, its `keys` what a value is (`data/cv_keys.toml`). Every value ends up in one
block, but for switches, files, identifiers and what a record hides (`visible: false`).
"""

from __future__ import annotations

from pathlib import PurePath

from cvdiff import source
from cvdiff.document import Block, Document, Text, join
from cvdiff.errors import InputError
from cvdiff.model import Kind
from cvdiff.readers.data import values
from cvdiff.readers.data.bibliographies import Bibliographies, files_of
from cvdiff.readers.data.keys import is_one_of, is_printed, is_shown, readable, slot
from cvdiff.readers.data.person import Person, is_of_person, is_person, name_on, profile
from cvdiff.readers.data.records import Ids, record_blocks
from cvdiff.readers.data.shapes import (
    are_occasions,
    are_of_years,
    are_papers,
    are_talks,
    contents_of,
    is_nested,
    is_record,
    lists_keys,
    titles_of_keys,
)
from cvdiff.readers.data.tree import Mapping, Node, Scalar, Sequence
from cvdiff.values.headings import section_kind
from cvdiff.vocabulary import fold, words_of

_DEEPEST_HEADING = 6
_PAPERS = "Publications"
_TALKS = "Talks"


def document_of(
    documents: list[Node], name: str, format: str, beside: source.Beside | None = None
) -> Document:
    """The visible content of the trees of one file, and of the .bib files `beside` it that they name.

    Raises `InputError` where nothing is printed.
    """
    walker = _Walker(PurePath(name).stem, beside)
    for document in documents:
        walker.top(document)
    if not walker.blocks:
        raise InputError(f"{name}: no record in it; is this a CV?")
    return Document(
        format=format,
        blocks=tuple(walker.blocks),
        meta=tuple(walker.meta),
        diagnostics=tuple(walker.bibliographies.diagnostics),
    )


class _Walker:
    """Goes through the sections of a tree; `stem` names a list that has no heading of its own."""

    def __init__(self, stem: str, beside: source.Beside | None) -> None:
        self.blocks: list[Block] = []
        self.meta: list[tuple[str, str]] = []
        self._stem = stem
        self._ids = Ids()
        self.bibliographies = Bibliographies(beside, self._ids)

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
        of_years = are_of_years(node)
        groups = [item for item in node.items if contents_of(item) is not None]
        if len(groups) * 2 > len(node.items) and not of_years:
            for item in node.items:
                self._group(item, 1)
            return
        holds_papers = of_years or are_papers(node)
        heading = self._stem if section_kind(readable(self._stem)) or not holds_papers else _PAPERS
        self._section(heading, node, 1, readable(heading))

    # ---- the person ----------------------------------------------------------------------------------

    def _person(self, node: Mapping) -> None:
        """The values that stand beside the sections: who it is, where to write, a summary."""
        person = Person(node)
        self._paragraph(person.full_name, node.line, node.line)
        self._named(person.known_as)
        for text, value in person.contacts():
            self._paragraph(text, value.line, value.last_line)
        for key, value in person.summaries:
            self._section(key, value, 1, readable(key))

    def _named(self, name: Text) -> None:
        if name:
            self.meta.append(("name", name.plain))

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
        titles, tables = titles_of_keys(node)
        for key, value in node.pairs:
            if is_of_person(key, value) or key in tables:
                continue
            if isinstance(value, Mapping) and is_one_of(key, "wrappers", "sections"):
                self._wrapped(value, level)
            elif is_person(key, value) and level == 1:
                continue
            elif slot(key) != "hidden" and not lists_keys(value, node):
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
        if kind is None and level == 1 and are_papers(node):
            self._heading(Text(_PAPERS), level, None)
            level, kind = level + 1, "publication"
        heading = values.phrase(Scalar(title, node.line, node.line))
        if fold(heading.plain) in words_of("headings", "ambiguous") and are_talks(node):
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
        elif kind == "publication" and (files := files_of(node)):
            for file in files:
                self.blocks += self.bibliographies.blocks(file)
        elif is_record(node):
            self.blocks += record_blocks(node, self._ids, self._ids.list(), papers=kind == "publication")
        elif any(is_nested(value) for _, value in node.pairs):
            self._labelled([pair for pair in node.pairs if not is_nested(pair[1])])
            for key, value in node.pairs:
                if is_nested(value) and slot(key) != "hidden":
                    self._section(key, value, level + 1, readable(key))
        else:
            self._labelled(list(node.pairs))

    def _records(self, node: Sequence, level: int, kind: Kind | None) -> None:
        list_id = self._ids.list()
        for item in node.items:
            contents = contents_of(item)
            if contents is not None and is_nested(contents) and not are_occasions(contents):
                self._group(item, level + 1, kind)
                list_id = self._ids.list()
            elif kind == "contact":
                name = name_on(item)
                self._named(name)
                self._item(name or profile(item), item, list_id)
            else:
                self.blocks += record_blocks(item, self._ids, list_id, papers=kind == "publication")

    def _item(self, text: Text, node: Node, list_id: int) -> None:
        if text:
            items, lines = (self._ids.item(),), (node.line, node.last_line)
            self.blocks.append(Block(kind="item", text=text, items=items, list_id=list_id, lines=lines))

    def _group(self, node: Node, level: int, outer: Kind | None = None) -> None:
        """A member of a list that is a section: its label, what it says of itself, its contents.

        Below papers, a label that elsewhere names another kind of record is a theme ("Data Science").
        """
        contents = contents_of(node)
        if not isinstance(node, Mapping) or contents is None:
            self.blocks += record_blocks(node, self._ids, self._ids.list())
            return
        if not is_shown(node):
            return
        label = next(value for key, value in node.pairs if slot(key) in ("title", "name", "date"))
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
            if is_printed(key, value):
                self._item(values.labelled(key, value), value, list_id)
