"""The person whom a data file is of: the name, where to write, what it says in summary."""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.document import Text, join
from cvdiff.readers.data import values
from cvdiff.readers.data.keys import is_one_of, is_printed, is_shown, slot
from cvdiff.readers.data.tree import Mapping, Node, Scalar, Sequence, holds_records

_Pair = tuple[str, Node]


class Person:
    """What a mapping says of the person, beside its sections and in a mapping of its own.

    `full_name` is the name that is given in parts, or nothing; `known_as` whatever name there is;
    `summaries` are texts that stand below a heading.
    """

    def __init__(self, node: Mapping) -> None:
        pairs = list(_pairs_of_person(node))
        self.full_name = values.full_name(pairs)
        if self.full_name:
            pairs = [(key, value) for key, value in pairs if not values.is_name_part(key)]
        whole = (values.phrase(value) for key, value in pairs if _is_name(key, value))
        self.known_as = self.full_name or next(whole, Text(""))
        self.summaries = [pair for pair in pairs if is_one_of(pair[0], "wrappers", "summaries")]
        others = [pair for pair in pairs if not is_one_of(pair[0], "wrappers", "summaries")]
        self._contacts = sorted(others, key=lambda pair: not is_one_of(pair[0], "wrappers", "heads"))

    def contacts(self) -> Iterator[tuple[Text, Node]]:
        """The lines at the top of a CV, each with its node: name and headline, then how to reach them."""
        for key, value in self._contacts:
            if not is_printed(key, value):
                continue
            if isinstance(value, Sequence) and holds_records(value):
                yield from ((profile(item), item) for item in value.items)
            elif isinstance(value, Sequence) and values.are_mail_addresses(value):
                yield from ((values.labelled(key, item), item) for item in value.items)
            elif isinstance(value, Mapping) and slot(key) == "links":
                yield from ((values.labelled(name, url), url) for name, url in value.pairs)
            elif is_one_of(key, "wrappers", "heads"):
                yield values.phrase(value), value
            else:
                yield values.labelled(key, value), value


def is_person(key: str, value: Node) -> bool:
    """Whether a value is a mapping of what is said of the person: by its key, or it tells the name."""
    if not isinstance(value, Mapping):
        return False
    if is_one_of(key, "wrappers", "person"):
        return True
    return is_one_of(key, "wrappers", "summaries") and any(_is_name(*pair) for pair in value.pairs)


def is_of_person(key: str, value: Node) -> bool:
    """Whether a value beside the sections says something of the person: a string, the name, profiles."""
    is_profiles = isinstance(value, Sequence) and is_one_of(key, "wrappers", "profiles")
    return isinstance(value, Scalar) or is_profiles or _is_name(key, value)


def _pairs_of_person(node: Mapping) -> Iterator[_Pair]:
    yield from (pair for pair in node.pairs if is_of_person(*pair))
    for key, value in node.pairs:
        if isinstance(value, Mapping) and is_person(key, value) and is_shown(value):
            yield from value.pairs


def _is_name(key: str, value: Node) -> bool:
    is_name = isinstance(value, Scalar) or (isinstance(value, Mapping) and values.has_last_name(value.pairs))
    return is_name and is_one_of(key, "names", "full")


def name_on(card: Node) -> Text:
    """The owner's name on a line of a card, {name: Full Name, value: Jane Doe}; nothing on its others."""
    cells = [value for _, value in card.pairs] if isinstance(card, Mapping) else []
    if len(cells) != 2 or not all(isinstance(cell, Scalar) for cell in cells):
        return Text("")
    label, name = map(values.phrase, cells)
    return name if is_one_of(label.plain, "names", "full") else Text("")


def profile(node: Node) -> Text:
    """A network with its user's name, linked ("GitHub: jdoe"), or with its address."""
    if not isinstance(node, Mapping):
        return values.phrase(node)
    parts = [values.phrase(value) for key, value in node.pairs if slot(key) not in ("hidden", "url")]
    parts = [part for part in parts if part]
    url = next((value for key, value in node.pairs if slot(key) == "url"), None)
    if len(parts) < 2:
        return join([*parts, *([values.phrase(url)] if url else [])], ": ")
    return values.linked(join(parts, ": "), url.value if isinstance(url, Scalar) else "")
