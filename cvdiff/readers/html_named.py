"""Entries whose classes name their parts: `<p class="title">`, `<p class="authors">`, `<p class="venue">`.

Class names are the page's own words for what an element holds, where they come together: a title with
its authors in one container. A class of that name elsewhere (the title of a section) says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from cvdiff.readers.html_hidden import classes
from cvdiff.readers.html_tree import FIELD, HEADINGS, Node
from cvdiff.readers.html_walk import elements, inside_out, is_blank
from cvdiff.vocabulary import words_of

_FIELDS = ("title", "authors", "venue", "date")
_HOLDERS = frozenset({"li", "dd", "dt", "td", "th", "tr"})
_ENDS = HEADINGS | {"hr"}
"""What stands above or between entries, and in none."""


def name_fields(root: Node) -> list[Node]:
    """Mark the named parts of every entry that has a title and authors; the containers, in reading order.

    Containers that a list or table already sets apart are left out. Time is linear in the tree's size.
    """
    fields = {id(node): field for node in elements(root) if (field := _field(node))}
    if not {"title", "authors"} <= set(fields.values()):
        return []
    tree = _Tree(root, fields)
    entries = [entry for entry in map(tree.entry, tree.titles) if entry is not None]
    for entry in entries:
        _mark(entry, fields)
    return [tree.widest(entry) for entry in entries if id(entry) not in tree.held]


def _field(node: Node) -> str:
    """What the classes of an element call it, "" where they say nothing or it is blank."""
    names = set(classes(node))
    if not names or is_blank(node):
        return ""
    return next((field for field in _FIELDS if names & words_of("html", "fields", field)), "")


class _Tree:
    """Which elements hold which named parts; `held` are those inside an item or a cell."""

    def __init__(self, root: Node, fields: Mapping[int, str]) -> None:
        self._parents = {id(child): node for node in elements(root) for child in _inner(node)}
        self.titles = [node for node in elements(root) if fields.get(id(node)) == "title"]
        self._titles, self._people = Counter[int](), Counter[int]()
        for node in inside_out(root):
            self._titles[id(node)] += fields.get(id(node)) == "title"
            self._people[id(node)] += fields.get(id(node)) == "authors"
            around = self._parents.get(id(node))
            if around is not None:
                self._titles[id(around)] += self._titles[id(node)]
                self._people[id(around)] += self._people[id(node)]
        self.held: set[int] = set()
        for node in elements(root):
            if node.tag in _HOLDERS or id(node) in self.held:
                self.held.update(id(child) for child in (node, *_inner(node)))

    def entry(self, title: Node) -> Node | None:
        """The innermost element that holds this title alone and its authors."""
        for node in self._with_one_title(title):
            if self._people[id(node)]:
                return node
        return None

    def widest(self, entry: Node) -> Node:
        """The outermost element that holds nothing but this entry: its year or picture stand beside it.

        That is known where the next element around it holds other entries, too.
        """
        *_, widest = self._with_one_title(entry)
        alone = id(widest) not in self._parents
        return entry if alone or any(part.tag in _ENDS for part in elements(widest)) else widest

    def _with_one_title(self, node: Node) -> Iterator[Node]:
        """The element and those around it, innermost first, up to one that holds another title."""
        around: Node | None = node
        while around is not None and self._titles[id(around)] == 1:
            yield around
            around = self._parents.get(id(around))


def _inner(node: Node) -> list[Node]:
    return [child for child in node.children if isinstance(child, Node)]


def _mark(entry: Node, fields: Mapping[int, str]) -> None:
    """Put the content of each named part into an element that tells its field; only people may be several."""
    parts = [(node, fields[id(node)]) for node in elements(entry) if id(node) in fields]
    several = Counter(field for _, field in parts)
    for node, field in parts:
        if several[field] > 1 and field != "authors":
            continue
        name = "author" if several[field] > 1 else field
        inner = Node("data", {FIELD: name}, node.line, fixed=True)
        inner.children, node.children = node.children, [inner]
