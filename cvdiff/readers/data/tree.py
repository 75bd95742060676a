"""Trees of mappings, sequences and strings: what YAML and JSON files are read into.

Scalars stay the strings that the file spells (`NO`, `1:30`, `2020-01`); only the empty value and
`null` are "". Every node knows its lines.
"""

from __future__ import annotations

from dataclasses import dataclass

from cvdiff.errors import InputError

DEEPEST = 100
"""Nesting beyond this is no CV."""

_MOST_NODES = 2_000_000
"""Nodes of a tree when every alias is written out: more is a bomb (20 MB of real data have fewer)."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A string as the file spells it."""

    value: str
    line: int
    last_line: int
    size: int = 1


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    line: int
    last_line: int
    size: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values in the order of the file; a key may be repeated."""

    pairs: tuple[tuple[str, Node], ...]
    line: int
    last_line: int
    size: int

    def get(self, key: str) -> Node | None:
        """The first value of a key."""
        return next((value for name, value in self.pairs if name == key), None)


Node = Scalar | Sequence | Mapping


def holds_records(node: Node) -> bool:
    """Whether a node is a list with mappings in it."""
    return isinstance(node, Sequence) and any(isinstance(item, Mapping) for item in node.items)


class _Open:
    """A sequence or mapping that has begun."""

    __slots__ = ("anchor", "is_mapping", "is_set", "key", "line", "nodes", "size")

    def __init__(self, *, is_mapping: bool, line: int, anchor: str, is_set: bool) -> None:
        self.is_mapping, self.line, self.anchor, self.is_set = is_mapping, line, anchor, is_set
        self.key: Node | None = None
        self.nodes: list[tuple[str, Node]] = []
        self.size = 1


class TreeBuilder:
    """Takes what a parser finds, in order, and gives the documents' trees.

    Lines are 1-based. Raises `InputError`, which names the file by `name`, for trees that are too
    deep, too large once aliases are written out, or contain themselves.
    """

    def __init__(self, name: str) -> None:
        self.documents: list[Node] = []
        self._name = name
        self._open: list[_Open] = []
        self._anchors: dict[str, Node] = {}
        self._nodes = 0

    def begin(self, line: int, *, is_mapping: bool, anchor: str = "", is_set: bool = False) -> None:
        """Begin a mapping or a sequence; a set's keys become a sequence."""
        if len(self._open) >= DEEPEST:
            raise InputError(f"{self._name}, line {line}: nested deeper than {DEEPEST} levels; is this a CV?")
        self._anchors.pop(anchor, None)
        self._open.append(_Open(is_mapping=is_mapping, line=line, anchor=anchor, is_set=is_set))

    def end(self) -> None:
        """End the innermost mapping or sequence; its last line is that of its last value."""
        done = self._open.pop()
        last = done.nodes[-1][1].last_line if done.nodes else done.line
        last = max(last, done.line)  # an alias stands above
        node: Node
        if done.is_set:
            keys = tuple(Scalar(key, value.line, value.last_line) for key, value in done.nodes)
            node = Sequence(keys, done.line, last, done.size)
        elif done.is_mapping:
            node = Mapping(_merged(done.nodes), done.line, last, done.size)
        else:
            node = Sequence(tuple(value for _, value in done.nodes), done.line, last, done.size)
        if done.anchor:
            self._anchors[done.anchor] = node
        self._add(node)

    def scalar(self, value: str, line: int, last_line: int, anchor: str = "") -> None:
        """Add a string."""
        node = Scalar(value, line, last_line)
        if anchor:
            self._anchors[anchor] = node
        self._add(node)

    def alias(self, anchor: str, line: int) -> None:
        """Add again what was anchored."""
        node = self._anchors.get(anchor)
        if node is None:
            raise InputError(
                f"{self._name}, line {line}: the alias *{anchor} stands for nothing above it, or for itself"
            )
        self._nodes += node.size
        if self._nodes > _MOST_NODES:
            raise InputError(
                f"{self._name}, line {line}: its aliases stand for more than {_MOST_NODES:,} values; "
                "is this a CV?"
            )
        self._add(node)

    def _add(self, node: Node) -> None:
        if not self._open:
            self.documents.append(node)
            return
        parent = self._open[-1]
        parent.size += node.size
        if not parent.is_mapping:
            parent.nodes.append(("", node))
        elif parent.key is None:
            parent.key = node
        else:
            parent.nodes.append((_key_text(parent.key), node))
            parent.key = None


def _key_text(key: Node) -> str:
    return key.value if isinstance(key, Scalar) else ""


def _merged(pairs: list[tuple[str, Node]]) -> tuple[tuple[str, Node], ...]:
    """The pairs, with those of a merge key (`<<`) that are not there already."""
    if not any(key == "<<" for key, _ in pairs):
        return tuple(pairs)
    own = [(key, value) for key, value in pairs if key != "<<"]
    present = {key for key, _ in own}
    for source in (value for key, value in pairs if key == "<<"):
        for mapping in source.items if isinstance(source, Sequence) else (source,):
            for key, value in mapping.pairs if isinstance(mapping, Mapping) else ():
                if key not in present:
                    present.add(key)
                    own.append((key, value))
    return tuple(own)
