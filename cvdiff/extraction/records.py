"""What records of every kind have in common: text, links and the place in the document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from cvdiff.document import Text, join
from cvdiff.model import Entry, Kind
from cvdiff.outline import Line, Part


class Printed(TypedDict):
    """What `model.Record` says of every kind: where a record stands, and its text as printed."""

    section: str
    text: str
    lines: tuple[int, int] | None
    page: int | None
    blocks: tuple[int, ...]
    links: tuple[str, ...]
    marker: str


def printed_of(lines: Sequence[Line], part: Part, whole: Text) -> Printed:
    """The common fields of a record whose text is `whole`, read from `lines`."""
    return Printed(
        section=part.heading,
        text=whole.plain,
        lines=_line_range(lines),
        page=lines[0].source.page,
        blocks=_blocks_of(lines),
        links=links_of(whole),
        marker=lines[0].source.marker,
    )


def entry_of(lines: Sequence[Line], kind: Kind, part: Part, text: Text | None = None) -> Entry:
    """A record of lines, or of the part `text` of them where a line holds several records."""
    whole = text or join([line.text for line in lines if _says_something(line)])
    return Entry(
        kind=kind,
        **printed_of(lines, part, whole),
    )


def _says_something(line: Line) -> bool:
    """Whether a line has letters or digits; a lone "." holds the place of a word that is not there."""
    return any(character.isalnum() for character in line.text.plain)


def links_of(text: Text) -> tuple[str, ...]:
    """The addresses that a text links to, each once; a bare "#" leads nowhere yet."""
    addresses = (s.value for s in text.styles if s.kind == "link")
    return tuple(dict.fromkeys(address for address in addresses if address and address != "#"))


def _blocks_of(lines: Sequence[Line]) -> tuple[int, ...]:
    """The indices of the blocks that lines stand in."""
    return tuple(dict.fromkeys(line.block for line in lines))


def _line_range(lines: Sequence[Line]) -> tuple[int, int] | None:
    """The first and the last line of the source, where the format has lines."""
    known = [line.source.lines for line in lines if line.source.lines]
    return (min(a for a, _ in known), max(b for _, b in known)) if known else None
