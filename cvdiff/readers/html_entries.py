"""Containers that come again and again, one an entry -> the items of a list.

Homepages set each paper or job in a `<div class="...">` of its own, a line of it in each inner
element. Elements with the same tag and classes that stand for an entry each are found by their make-up:
they come several times on the page, most hold several lines and few hold many, and they hold neither
sections nor lists of such elements. A heading that opens one is the entry's first line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import islice
from statistics import median

from cvdiff.readers.html_hidden import classes
from cvdiff.readers.html_named import name_fields
from cvdiff.readers.html_tree import BLOCKS, HEADINGS, Chunk, Node
from cvdiff.readers.html_walk import elements, inside_out, is_blank, text_of

_CONTAINERS = frozenset({"div", "article", "section"})
_HOLDERS = frozenset({"li", "dd", "dt", "td", "th"})
_MIN_REPEATS = 3
"""Fewer containers of one make-up may be the halves of a page."""
_MAX_BLOCKS = 14
"""A container of more blocks is a section."""
_MIN_TITLE_WORDS = 4
"""The headings of sections have one to three words in the median, the titles of papers more."""
_LEAD = 200
_MAX_ELEMENTS = 200
"""A container of more elements than a paper with forty linked authors has is no entry."""

_LINES_ABOVE = 2
"""A list below so many lines describes what they name; a section's list stands below its heading."""

_Key = tuple[str, tuple[str, ...]]


def make_items(root: Node) -> None:
    """Turn the containers that are entries into items, the outermost that fit."""
    for node in elements(root):
        if node.tag == "li":
            _lower_heading(node)
    named = {id(node) for node in name_fields(root)}
    entries = _outermost(root, named, _entries(_candidates(root)))
    for node in list(elements(root)):
        if any(id(child) in entries for child in node.children):
            node.children = _with_lists(node.children, entries)


def _candidates(root: Node) -> dict[_Key, list[Node]]:
    """The containers outside lists and tables, by tag and classes, in reading order."""
    found: dict[_Key, list[Node]] = defaultdict(list)
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.tag in _HOLDERS or is_blank(node):
            continue
        names = classes(node)
        if node.tag in _CONTAINERS and names and not any(_is_grid(name) for name in names):
            found[node.tag, names].append(node)
        waiting += [child for child in reversed(node.children) if isinstance(child, Node)]
    return found


def _is_grid(name: str) -> bool:
    return name in ("row", "col", "column", "container", "container-fluid") or name.startswith(("col-", "w-"))


def _entries(candidates: dict[_Key, list[Node]]) -> set[int]:
    """The ids of the containers that are entries; none is inside another."""
    fitting = _with_variants({key: nodes for key, nodes in candidates.items() if _fit(nodes)}, candidates)
    inside = {
        id(part) for nodes in fitting.values() for node in nodes for part in islice(elements(node), 1, None)
    }
    return {
        id(node) for nodes in fitting.values() if not any(id(n) in inside for n in nodes) for node in nodes
    }


def _with_variants(
    fitting: dict[_Key, list[Node]], candidates: dict[_Key, list[Node]]
) -> dict[_Key, list[Node]]:
    """The entries of each make-up, with those that have a class beside its only one ("item", "item new")."""
    variants: dict[_Key, list[Node]] = defaultdict(list)
    for (tag, names), nodes in candidates.items():
        base = next(((tag, (name,)) for name in names if (tag, (name,)) in fitting), None)
        if base and (tag, names) not in fitting:
            variants[base] += nodes
    whole = {key: [*nodes, *variants[key]] if key in variants else nodes for key, nodes in fitting.items()}
    return {key: nodes if _fit(nodes) else fitting[key] for key, nodes in whole.items()}


def _outermost(root: Node, named: set[int], entries: set[int]) -> set[int]:
    """Both kinds of entries, without those inside others; what holds several named ones is a section."""
    if not named:
        return entries
    held = Counter[int]()
    for node in inside_out(root):
        held[id(node)] = (id(node) in named) + sum(
            held[id(child)] for child in node.children if isinstance(child, Node)
        )
    found = named | {entry for entry in entries if held[entry] < 2}
    inside: set[int] = set()
    for node in elements(root):
        if id(node) in inside or id(node) in found:
            inside.update(id(child) for child in node.children)
    return found - inside


def _fit(nodes: list[Node]) -> bool:
    if len(nodes) < _MIN_REPEATS:
        return False
    if not all(_is_small(node) for node in nodes):
        return False
    blocks = [_count(node) for node in nodes]
    if median(blocks) < 2 or max(blocks) > _MAX_BLOCKS:
        return False
    headings = [_headings(node) for node in nodes]
    if any(len(found) > 1 for found in headings):
        return False
    words = [len(text_of(found[0], _LEAD).split()) for found in headings if found]
    if words and median(words) < _MIN_TITLE_WORDS:
        return False
    return not any(_holds_list(node) for node in nodes)


def _is_small(node: Node) -> bool:
    return next(islice(elements(node), _MAX_ELEMENTS, None), None) is None


def _count(node: Node) -> int:
    """How many lines or blocks stand in an element."""
    inner = _inside(node)
    breaks = sum(part.tag == "br" for part in inner)
    leaves = sum(part.tag in BLOCKS and not _has_block(part) and not is_blank(part) for part in inner)
    return max(1, leaves) + breaks


def _inside(node: Node) -> list[Node]:
    return list(elements(node))[1:]


def _has_block(node: Node) -> bool:
    return any(isinstance(child, Node) and child.tag in BLOCKS for child in node.children)


def _headings(node: Node) -> list[Node]:
    return [part for part in elements(node) if part.tag in HEADINGS and not is_blank(part)]


def _holds_list(node: Node) -> bool:
    """Whether an element holds a list or table of several lines, or classes that come again in it.

    Items below the lines of an entry describe it.
    """
    seen: set[_Key] = set()
    above: list[Node] = []
    for part in _inside(node):
        items = sum(isinstance(child, Node) and child.tag in ("li", "tr", "dd") for child in part.children)
        if items > 1 and (part.tag == "table" or not _heads_entry(above)):
            return True
        above.append(part)
        names = classes(part)
        if part.tag in _CONTAINERS and names and not is_blank(part):
            if (part.tag, names) in seen and _count(part) > 1:
                return True
            seen.add((part.tag, names))
    return False


def _heads_entry(above: list[Node]) -> bool:
    """Whether the elements above a list are the lines of an entry, one of them as long as a title."""
    lines = [
        text_of(part, _LEAD)
        for part in above
        if part.tag in BLOCKS and not _has_block(part) and not is_blank(part)
    ]
    return len(lines) >= _LINES_ABOVE and max(len(line.split()) for line in lines) >= _MIN_TITLE_WORDS


def _with_lists(children: Iterable[Node | Chunk], entries: set[int]) -> list[Node | Chunk]:
    """The children with each run of entries in a list of its own."""
    out: list[Node | Chunk] = []
    group: Node | None = None
    for child in children:
        if isinstance(child, Node) and id(child) in entries:
            _lower_heading(child)
            if group is None:
                group = Node("ul", {}, child.line)
                out.append(group)
            item = Node("li", {"data-marker": ""}, child.line)
            item.children = [child]
            group.children.append(item)
        else:
            if not is_blank(child):
                group = None
            out.append(child)
    return out


def _lower_heading(node: Node) -> None:
    """Make the heading of an entry its first line, in bold."""
    headings = _headings(node) if _is_small(node) else []
    if len(headings) != 1 or _holds_list(node):
        return
    bold = Node("strong", {}, headings[0].line)
    bold.children, headings[0].children = headings[0].children, [bold]
    headings[0].tag = "p"
