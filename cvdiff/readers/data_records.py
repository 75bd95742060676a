"""One record of a data file as the blocks that a CV would print for it.

A paper: title, people, venue with its date, status, links, each on a line. Anything else: what it is
and when, where and whereabouts, then the rest; its points as items of a list inside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cvdiff.document import Block, Text, join, named, styled
from cvdiff.readers import data_values as values
from cvdiff.readers.data_keys import folded, is_one_of, is_shown, is_switch, readable, slot
from cvdiff.readers.data_tree import Mapping, Node, Scalar, Sequence
from cvdiff.values.dates import parse_dates, years

_LONG = 60
"""A list whose members are longer on average (in characters) is one of points, not of words."""

_MOST_DATES = 20
"""Dates of a record that are held against each other; more are not those of one thing."""

_HEADS = frozenset({"role", "title", "name"})
"""Of a list in one of these slots the first member is the record's first line, the others its next ones."""

_PAPER_SLOTS = ("venue", "doi", "arxiv")


class Ids:
    """Numbers for items and lists, each used once."""

    def __init__(self) -> None:
        self._item = self._list = 0

    def item(self) -> int:
        """A new item's number."""
        self._item += 1
        return self._item

    def list(self) -> int:
        """A new list's number."""
        self._list += 1
        return self._list


class Fields:
    """The values of a record by what they are; `others` are the keys that the vocabulary lacks."""

    def __init__(self, node: Mapping) -> None:
        self._values: dict[str, list[tuple[str, Node]]] = defaultdict(list)
        self.others: list[tuple[str, Node]] = []
        self._beside: dict[str, str] = {}
        names = frozenset(folded(key) for key, _ in node.pairs)
        self._has_role = any(slot(key) == "role" for key, _ in node.pairs)
        appeared = any(slot(key) == "date" and _has_year(value) for key, value in node.pairs)
        for key, value in node.pairs:
            if not (appeared and _is_past(key, value)):
                self._add(key, value, names)

    def _add(self, key: str, value: Node, names: frozenset[str]) -> None:
        kind = self._slot(key, value)
        if kind == "hidden" or _is_blank(value):
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
        if folded(key) == "subject" and self._has_role:
            return "area"
        if folded(key) == "collection" and isinstance(value, Scalar) and " " in value.value.strip():
            return "venue"  # not the folder of a Jekyll page
        return slot(key)

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
        lists = [node for node in points if isinstance(node, Sequence) and not _holds_records(node)]
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


def _has_year(node: Node) -> bool:
    return isinstance(node, Scalar) and bool(years(node.value))


def _is_past(key: str, value: Node) -> bool:
    """Whether a value is the day on which a paper was submitted or accepted: a state that it has left."""
    return is_one_of(key, "hidden", "stages") and isinstance(value, Scalar) and bool(parse_dates(value.value))


def _is_blank(node: Node) -> bool:
    if isinstance(node, Scalar):
        return not node.value.strip() or is_switch(node.value)
    return not (node.items if isinstance(node, Sequence) else node.pairs)


def is_paper(node: Mapping, in_papers: bool) -> bool:
    """Whether a record reads as a publication: it has authors, or a title with a venue or identifier."""
    kinds = {slot(key) for key, value in node.pairs if not _is_blank(value)}
    if "role" in kinds or ("organization" in kinds and not in_papers):
        return False
    titled = "title" in kinds or "name" in kinds
    return titled and (in_papers or "authors" in kinds or any(kind in kinds for kind in _PAPER_SLOTS))


def record_blocks(
    node: Node, ids: Ids, list_id: int, outer: tuple[int, ...] = (), *, papers: bool = False
) -> list[Block]:
    """The blocks of a record: one item of the list `list_id`, and the items inside it.

    `papers` says that the record stands below a heading of publications.
    """
    items = (*outer, ids.item())
    if not isinstance(node, Mapping):
        return _plain_blocks(node, items, list_id, ids)
    if not is_shown(node):
        return []
    fields = Fields(node)
    if fields.only_dated_points():
        return _dated_points(fields, ids, list_id, outer)
    lines = list(_paper_lines(fields) if is_paper(node, papers) else _entry_lines(fields))
    inner = _Inner(items, ids)
    lines += inner.rest(fields)
    lines = [line for line in lines if line]
    if not lines and not inner.blocks:
        return []
    head = Block(
        kind="item", text=join(lines), items=items, list_id=list_id, lines=(node.line, node.last_line)
    )
    return [head, *inner.blocks] if lines else inner.blocks


def _dated_points(fields: Fields, ids: Ids, list_id: int, outer: tuple[int, ...]) -> list[Block]:
    """The points that share a date and nothing else: each is a record of its own."""
    dates = _dates(fields)
    pieces = [piece for _, node in fields.take("bullets") for piece in values.paragraphs(node)]
    return [
        Block(
            kind="item",
            text=join([text, dates], "\t"),
            items=(*outer, ids.item()),
            list_id=list_id,
            lines=(line, line),
        )
        for _, text, line in pieces
    ]


def _plain_blocks(node: Node, items: tuple[int, ...], list_id: int, ids: Ids) -> list[Block]:
    """A member that is a string (its lines) or a list (its first member, then the others inside)."""
    if isinstance(node, Sequence) and node.items and not isinstance(node.items[0], Scalar):
        return [block for item in node.items for block in record_blocks(item, ids, list_id, items[:-1])]
    pieces = values.paragraphs(node)
    if not pieces:
        return []
    text = join([piece for _, piece, _ in pieces])
    return [Block(kind="item", text=text, items=items, list_id=list_id, lines=(node.line, node.last_line))]


def _paper_lines(fields: Fields) -> Iterator[Text]:
    yield named(styled(fields.first("title", "name"), "bold"), "title")
    authors = join([values.names(node) for _, node in fields.take("authors")], ", ")
    yield authors
    cites = not authors and "venue" not in fields and any(map(_is_citation, fields.peek("organization")))
    venue = fields.first("venue", "organization", "place")
    volume, number = fields.first("volume"), fields.first("number")
    if volume and number:
        volume, number = join([volume, Text("("), number, Text(")")], ""), Text("")
    parts = [
        venue if cites else named(styled(venue, "italic"), "venue"),
        *fields.texts("venue"),
        volume,
        number,
        *fields.texts("pages"),
    ]
    parts += [*fields.texts("organization", "place", "location"), named(_dates(fields), "date")]
    yield join([part for part in parts if part], ", ")
    yield from fields.texts("status")
    for text in fields.texts("editors"):
        yield join([text, Text("(Eds.)")], " ")
    yield _links_line(fields)
    yield from fields.texts("subtitle", "role", "area")


def _is_citation(node: Node) -> bool:
    """Whether people and, behind a stop, a venue stand in one value: "J. Roe, A. Bee. Lake Letters"."""
    people, stop, rest = values.phrase(node).plain.partition(". ")
    return bool(stop and rest) and "," in people


def _links_line(fields: Fields) -> Text:
    found = [
        link
        for key, node in fields.take("doi", "arxiv", "url", "link", "links")
        for link in values.links(key, node)
    ]
    return join([link for link in found if link], " | ")


def _entry_lines(fields: Fields) -> Iterator[Text]:
    """What and when, where and whereabouts, then one line for each other value."""
    dates = named(_dates(fields), "date")
    is_role = bool({"role", "area"} & fields.kinds())
    head = _head(fields)
    where = _whose(fields, head)
    if not head and where:
        head = named(where.pop(0), "organization")
    elif is_role or where:
        head = named(head, "role")
    organization = named(join(where, ", "), "organization")
    head = values.linked(head, _target(fields.first("url"))) if head else _address_head(fields)
    if head and not where and not dates and (words := _words(fields)):
        head = join([styled(head, "bold"), Text(": "), words], "")
    else:
        head = styled(head, "bold")
    yield join([part for part in (head, dates) if part], "\t")
    location = named(join(fields.texts("place", "location"), ", "), "location")
    yield join([part for part in (organization, location) if part], "\t")
    for key, node in fields.take("keywords"):
        yield values.labelled(key, node)
    yield from fields.texts("subtitle", "venue", "volume", "number", "pages", "status", "editors")
    yield join([values.names(node) for _, node in fields.take("authors")], ", ")
    yield _links_line(fields)


def _whose(fields: Fields, head: Text) -> list[Text]:
    """Who employs, teaches or awards; behind a role also the record's name ("work: [{name, position}]")."""
    names = fields.texts("title", "name") if head else []
    return [*names, *(fields.texts("organization") or fields.texts("place"))]


def _words(fields: Fields) -> Text:
    """What stands behind a label: the keywords, or details of one line ("Programming: Python, R")."""
    if "keywords" in fields:
        return join(fields.texts("keywords"), ", ")
    details = fields.peek("bullets")
    if len(details) == 1 and isinstance(details[0], Scalar) and "\n" not in details[0].value.strip():
        return join(fields.texts("bullets"), ", ")
    return Text("")


def _address_head(fields: Fields) -> Text:
    """The address that is all a record calls itself by."""
    for _, node in fields.take("url") or fields.take("link"):
        if isinstance(node, Scalar):
            return values.address_text(node.value)
    return Text("")


def _target(url: Text) -> str:
    return next((style.value for style in url.styles if style.kind == "link"), url.plain)


def _head(fields: Fields) -> Text:
    """What the record is of: a post or degree with its field, else its title or name."""
    role = fields.first("role")
    area = join(fields.texts("area"), ", ")
    if role or area:
        return join([part for part in (role, area) if part], ", ")
    return fields.first("title", "name") or (
        fields.first("type") if "organization" not in fields else Text("")
    )


def _dates(fields: Fields) -> Text:
    """The dates as written; a start without an end is open."""
    start, end = fields.first("start"), fields.first("end")
    month, day = fields.first("month"), fields.first("day")
    dates = fields.texts("date")
    if start:
        dates.append(join([start, end or Text("Present")], " – "))
    elif end:
        dates.append(end)
    if month and dates:
        dates[0] = join([part for part in (day, month, dates[0]) if part], " ")
    elif month:
        dates = [month]
    return join(_distinct(dates), ", ")


def _distinct(texts: list[Text]) -> list[Text]:
    """The texts without those that another one holds ("2020" beside "2020-05-01")."""
    if len(texts) > _MOST_DATES:
        return texts
    return [
        text
        for index, text in enumerate(texts)
        if not any(
            text.plain in other.plain and (text.plain != other.plain or place < index)
            for place, other in enumerate(texts)
            if place != index
        )
    ]


class _Inner:
    """What stands inside a record's item: its points, and records within it."""

    def __init__(self, items: tuple[int, ...], ids: Ids) -> None:
        self.blocks: list[Block] = []
        self._items, self._ids = items, ids
        self._list_id = ids.list()

    def rest(self, fields: Fields) -> list[Text]:
        """The lines of what is left in the fields; lists of points and of records become blocks."""
        lines: list[Text] = []
        for _, node in fields.take("text"):
            self._running_text(node, lines)
        for key, node in (*fields.others, *fields.left()):
            self._other(key, node, fields.address(key), lines)
        for _, node in fields.take("bullets"):
            self._running_text(node, lines)
        return lines

    def _running_text(self, node: Node, lines: list[Text]) -> None:
        if isinstance(node, Mapping) or _holds_records(node):
            self._records(node)
            return
        for is_bullet, text, line in values.paragraphs(node):
            if is_bullet:
                self._point(text, line)
            else:
                lines.append(text)

    def _other(self, key: str, node: Node, url: str, lines: list[Text]) -> None:
        if _holds_records(node):
            lines.append(Text(f"{readable(key)}:"))
            self._records(node)
        elif isinstance(node, Sequence) and _mean_length(node) > _LONG:
            lines.append(Text(f"{readable(key)}:"))
            for _, text, line in values.paragraphs(node):
                self._point(text, line)
        else:
            lines.append(values.linked(values.labelled(key, node), url))

    def _point(self, text: Text, line: int) -> None:
        items = (*self._items, self._ids.item())
        self.blocks.append(
            Block(kind="item", text=text, items=items, list_id=self._list_id, lines=(line, line))
        )

    def _records(self, node: Node) -> None:
        for member in node.items if isinstance(node, Sequence) else (node,):
            self.blocks += record_blocks(member, self._ids, self._list_id, self._items)


def _holds_records(node: Node) -> bool:
    return isinstance(node, Sequence) and any(isinstance(item, Mapping) for item in node.items)


def _mean_length(node: Sequence) -> float:
    lengths = [len(item.value) for item in node.items if isinstance(item, Scalar)]
    return sum(lengths) / len(lengths) if lengths else 0.0
