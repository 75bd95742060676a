"""The values of a record by what they are, each used once."""

from __future__ import annotations

import re
from collections import defaultdict

from cvdiff.document import Text
from cvdiff.readers.data import values
from cvdiff.readers.data.keys import folded, is_one_of, is_switch, slot
from cvdiff.readers.data.tree import Mapping, Node, Scalar, Sequence, holds_records
from cvdiff.values.dates import parse_dates, years

_VOLUME = re.compile(r"\s*\(?\d{1,5}\b(?!\)?\s+[A-Z])")
"""How what follows a journal's name begins: "12 (2020), no. 3", not a year and a sentence."""

_HEADS = frozenset({"role", "title", "name"})
"""Of a list in one of these slots the first member is the record's first line, the others its next ones."""


class Fields:
    """The values of a record; `others` are the keys that the vocabulary lacks."""

    def __init__(self, node: Mapping) -> None:
        self._values: dict[str, list[tuple[str, Node]]] = defaultdict(list)
        self.others: list[tuple[str, Node]] = []
        self._beside: dict[str, str] = {}
        names = frozenset(folded(key) for key, _ in node.pairs)
        self._title = next((key for key, _ in node.pairs if is_title(key, node)), None)
        self._has_role = any(slot(key) == "role" for key, _ in node.pairs)
        appeared = any(slot(key) == "date" and _has_year(value) for key, value in node.pairs)
        for key, value in node.pairs:
            if not (appeared and _is_past(key, value)):
                self._add(key, value, names)

    def _add(self, key: str, value: Node, names: frozenset[str]) -> None:
        kind = self._slot(key, value)
        if kind == "hidden" or is_blank(value):
            return
        if not kind and values.is_address(value):
            base = folded(key).rpartition(" ")[0]
            if isinstance(value, Scalar) and base and base in names:
                self._beside[base] = value.value
                return
            kind = "link"
        if kind in _HEADS and isinstance(value, Sequence) and isinstance(value.items[0], Scalar):
            self._values[kind].append((key, value.items[0]))
            self._values["text"] += [(key, item) for item in value.items[1:]]
        elif kind:
            self._values[kind].append((key, value))
        else:
            self.others.append((key, value))

    def _slot(self, key: str, value: Node) -> str:
        """What a value is beside the record's other ones."""
        if key == self._title:
            return "title"
        if folded(key) == "subject" and self._has_role:
            return "area"
        if folded(key) == "collection" and isinstance(value, Scalar) and " " in value.value.strip():
            return "venue"  # not the folder of a Jekyll page
        kind = slot(key)
        if kind == "citation":
            return _kind_of_citation(value)
        return "bullets" if kind == "keywords" and holds_records(value) else kind

    def __contains__(self, kind: str) -> bool:
        return bool(self._values.get(kind))

    def take(self, *kinds: str) -> list[tuple[str, Node]]:
        """The values of some slots, which are then used up."""
        return [pair for kind in kinds for pair in self._values.pop(kind, [])]

    def kinds(self) -> frozenset[str]:
        """What the values that are left are."""
        return frozenset(kind for kind, found in self._values.items() if found)

    def only_dated_points(self) -> bool:
        """Whether there is a date and a list of strings, and nothing else."""
        points = self.peek("bullets")
        lists = [node for node in points if isinstance(node, Sequence) and not holds_records(node)]
        return self.kinds() == {"date", "bullets"} and not self.others and len(lists) == len(points)

    def peek(self, kind: str) -> list[Node]:
        """The values of a slot, which stay."""
        return [node for _, node in self._values.get(kind, [])]

    def left(self) -> list[tuple[str, Node]]:
        """What no line has used, but for points and for types beside a name, which no page prints."""
        return self.take(*(kind for kind in list(self._values) if kind not in ("bullets", "type")))

    def address(self, key: str) -> str:
        """The URL that stands beside a key (`venue_url` beside `venue`), or ""."""
        return self._beside.get(folded(key), "")

    def texts(self, *kinds: str) -> list[Text]:
        """The values of some slots as phrases, those with an address beside them linked."""
        pairs = [(key, values.phrase(node)) for key, node in self.take(*kinds)]
        return [values.linked(text, self.address(key)) for key, text in pairs if text]

    def first(self, *kinds: str) -> Text:
        """The first value of the first slot that has one; the slot's other values stay."""
        for kind in kinds:
            while self._values.get(kind):
                key, node = self._values[kind].pop(0)
                if text := values.phrase(node):
                    return values.linked(text, self.address(key))
        return Text("")


def is_title(key: str, node: Mapping) -> bool:
    """Whether the `publication` of a record is its title: nothing else is, and a journal stands beside it."""
    if folded(key) != "publication":
        return False
    kinds = [slot(other) for other, _ in node.pairs]
    return kinds.count("venue") > 1 and "title" not in kinds and "name" not in kinds


def _kind_of_citation(value: Node) -> str:
    """What a paper's `citation` is: what follows its journal's name, a state ("to appear"), or all of it."""
    if not isinstance(value, Scalar):
        return ""
    if _VOLUME.match(value.value):
        return "volume"
    return "" if any(char.isdigit() for char in value.value) else "status"


def _has_year(node: Node) -> bool:
    return isinstance(node, Scalar) and bool(years(node.value))


def _is_past(key: str, value: Node) -> bool:
    """Whether a value is the day on which a paper was submitted or accepted: a state that it has left."""
    return is_one_of(key, "hidden", "stages") and isinstance(value, Scalar) and bool(parse_dates(value.value))


def is_blank(node: Node) -> bool:
    """Whether a value prints nothing: empty, or a switch."""
    if isinstance(node, Scalar):
        return not node.value.strip() or is_switch(node)
    return not (node.items if isinstance(node, Sequence) else node.pairs)
