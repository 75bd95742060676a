"""What the shape of a node tells: a record, a paper, a list of one kind, an order of sections."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Table

from cvdiff.readers.data.fields import is_blank, is_title
from cvdiff.readers.data.keys import folded, readable, slot
from cvdiff.readers.data.tree import Mapping, Node, Scalar, Sequence, holds_records
from cvdiff.values.headings import section_kind
from cvdiff.vocabulary import words_of

_PAPER_SLOTS = frozenset({"venue", "doi", "arxiv"})
_DATED_SLOTS = frozenset({"organization", "date", "start", "end", "role", "authors"})
_HEAD_SLOTS = frozenset({"title", "name", "role", "authors", "text", "bullets"})
_RECORD_SLOTS = frozenset(
    {"role", "title", "organization", "date", "start", "end", "venue", "place", "location"}
)


def is_paper(node: Mapping, in_papers: bool) -> bool:
    """Whether a record reads as a publication: it has authors, or a title with a venue or identifier."""
    kinds = {slot(key) for key, value in node.pairs if not is_blank(value)}
    if "role" in kinds or ("organization" in kinds and not in_papers):
        return False
    titled = "title" in kinds or "name" in kinds or any(is_title(key, node) for key, _ in node.pairs)
    return titled and (in_papers or "authors" in kinds or bool(kinds & _PAPER_SLOTS))


def contents_of(node: Node) -> Node | None:
    """The list that makes a labelled mapping a group of records, None for a record."""
    if not isinstance(node, Mapping):
        return None
    if (records := _of_a_year(node)) is not None:
        return records
    kinds = {slot(key) for key, _ in node.pairs}
    if not kinds & {"title", "name"} or kinds & _DATED_SLOTS or _appeared(node):
        return None
    nested = [
        (key, value)
        for key, value in node.pairs
        if isinstance(value, Sequence | Mapping) and slot(key) not in ("link", "links")
    ]
    lists = [value for key, value in nested if slot(key) in ("bullets", "text", "venue", "")]
    lists += [
        value
        for key, value in nested
        if isinstance(value, Sequence) and section_kind(readable(key)) and value not in lists
    ]
    return lists[0] if len(lists) == 1 else None


def _of_a_year(node: Mapping) -> Node | None:
    """The papers of a year, where a mapping holds nothing but the two."""
    dated = [isinstance(value, Scalar) and slot(key) == "date" for key, value in node.pairs]
    if len(dated) != 2 or sum(dated) != 1:
        return None
    works = node.pairs[dated.index(False)][1]
    return works if are_papers(works) else None


def are_of_years(node: Node) -> bool:
    """Whether most members of a list are the papers of a year each."""
    members = _members(node)
    return sum(_of_a_year(item) is not None for item in members) * 2 > len(members)


def _appeared(node: Mapping) -> bool:
    """Whether a mapping says where it appeared: a work, whatever lists it has (its code, its slides)."""
    said = (key for key, value in node.pairs if isinstance(value, Scalar) and value.value)
    return any(slot(key) in _PAPER_SLOTS for key in said)


def are_occasions(node: Node) -> bool:
    """Whether the members of a list only say where and when: a talk's, given at several places."""
    members = _members(node)
    kinds = [{slot(key) for key, _ in item.pairs} for item in members]
    return bool(kinds) and all(found & {"venue", "place"} and not found & _HEAD_SLOTS for found in kinds)


def is_nested(node: Node) -> bool:
    """Whether a node holds more than values: a mapping of lists and mappings, a list of records."""
    if isinstance(node, Mapping):
        return any(isinstance(value, Sequence | Mapping) for _, value in node.pairs)
    return holds_records(node)


def is_record(node: Mapping) -> bool:
    """Whether a mapping has two values that records have."""
    return len({slot(key) for key, _ in node.pairs} & _RECORD_SLOTS) >= 2


def are_papers(node: Node) -> bool:
    """Whether most members of a list are publications."""
    members = _members(node)
    return sum(is_paper(item, in_papers=False) for item in members) * 2 > len(members)


def are_talks(node: Node) -> bool:
    """Whether most members of a list tell of an occasion and, beside it, where it was."""
    members = _members(node)
    keys = [frozenset(folded(key) for key, _ in item.pairs) for item in members]
    occasion, where = words_of("cv_keys", "talks", "occasion"), words_of("cv_keys", "talks", "where")
    return sum(bool(names & occasion and names & where) for names in keys) * 2 > len(members)


def _members(node: Node) -> list[Mapping]:
    return [item for item in node.items if isinstance(item, Mapping)] if isinstance(node, Sequence) else []


def lists_keys(value: Node, node: Mapping) -> bool:
    """Whether a list only names the sections beside it (the order in which a page prints them)."""
    if not isinstance(value, Sequence) or not value.items:
        return False
    keys = {folded(key) for key, _ in node.pairs}
    named = [item for item in value.items if isinstance(item, Scalar) and folded(item.value) in keys]
    return len(named) * 2 > len(value.items)


def titles_of_keys(node: Mapping) -> tuple[Table[str, str], frozenset[str]]:
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
