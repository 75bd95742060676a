"""The lines in which a CV would print a record: those of a paper, those of anything else."""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.document import Text, join, named, styled
from cvdiff.readers.data import values
from cvdiff.readers.data.fields import Fields
from cvdiff.readers.data.tree import Node, Scalar

_MOST_DATES = 20
"""Dates of a record that are held against each other; more are not those of one thing."""


def paper_lines(fields: Fields) -> Iterator[Text]:
    """Title, people, venue with its date, status, people who edited, links."""
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
    parts += [*fields.texts("organization", "place", "location"), named(dates_of(fields), "date")]
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


def entry_lines(fields: Fields) -> Iterator[Text]:
    """What and when, where and whereabouts, then one line for each other value."""
    dates = named(dates_of(fields), "date")
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


def dates_of(fields: Fields) -> Text:
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
