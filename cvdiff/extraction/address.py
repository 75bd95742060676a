"""The pieces of contact lines: each e-mail, number and web page alone, a postal address as one.

An address printed on several lines is one thing: who moves changes it, and does not lose a street and
gain a town. Its lines stand in one paragraph, or in the rows of one table beside other pieces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cvdiff.dataclass import dataclass
from cvdiff.document import Text, join
from cvdiff.extraction.contact import address_parts
from cvdiff.extraction.features import SURE
from cvdiff.outline import Line
from cvdiff.values.roles import degree_like, find_role, location_like, organization_like, role_like
from cvdiff.vocabulary import fold

PLACE_WORDS = 14
"""A piece of more words is no line of an address."""
_POSTCODE = r"\d{4,6}(?:-\d{4})?"
NAME = 0.7
"""From this score on, a stretch is the name of an organization."""


_LINKING_WORDS = frozenset(
    {"and", "at", "for", "in", "of", "with", "&", "am", "bei", "und", "chez", "et", "y", "en"}
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of contact and the lines that it stands on."""

    lines: tuple[Line, ...]
    text: Text


def contact_pieces(lines: Sequence[Line], owner: str | None) -> list[Piece]:
    """The pieces in reading order, each address where its first line stands.

    `owner` is no address; where nothing told the owner's name, an unknown first line may be it.
    """
    first = lines[0].text.plain if lines and not _names_place(lines[0].text.plain) else ""
    names = frozenset(fold(owner or ("" if _are_labelled(lines) else first)).split())
    return [piece for together in _paragraphs_and_tables(lines) for piece in _joined(together, names)]


def _are_labelled(lines: Sequence[Line]) -> bool:
    """Whether the first lines are rows with a label each: cells in bold in front of others."""
    return len(lines) > 1 and all(
        line.source.kind == "row" and any(s.kind == "bold" and not s.start for s in line.text.styles)
        for line in lines[:2]
    )


def _paragraphs_and_tables(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each block together, and those of all rows of one table."""
    out: dict[tuple[str, int], list[Line]] = {}
    for line in lines:
        list_id = line.source.list_id
        in_row = list_id is not None and "\t" in line.source.text.plain
        key = ("table", list_id) if in_row and list_id is not None else ("block", line.block)
        out.setdefault(key, []).append(line)
    return list(out.values())


def _joined(lines: Sequence[Line], owner: frozenset[str]) -> list[Piece]:
    """The pieces of the lines, those of neighbouring lines that name a place put together."""
    out: list[Piece] = []
    address: list[Piece] = []
    for line in lines:
        pieces = [Piece((line,), text) for text in address_parts(line.text, owner)]
        if out and out[-1].lines[-1].block == line.block and _goes_on(pieces):
            first, *pieces = pieces
            out[-1] = Piece((*out[-1].lines, line), join([out[-1].text, first.text]))
            address = [piece for piece in address if piece.lines[-1].number < out[-1].lines[0].number]
        places = [piece for piece in pieces if _may_name_place(piece.text, owner)]
        if not places and not all(_is_title(piece.text.plain) for piece in pieces):
            out, address = _closed(out, address), []
        address += places
        out += pieces
    return _closed(out, address)


def _goes_on(pieces: Sequence[Piece]) -> bool:
    """Whether a line goes on with what the one above it says: "Warden for moss" / "at the Tide Library"."""
    return bool(pieces) and pieces[0].text.plain.split()[0] in _LINKING_WORDS


def _closed(pieces: list[Piece], address: list[Piece]) -> list[Piece]:
    """The pieces, those of the address, up to the last that surely names a place, put together."""
    last = max((n for n, piece in enumerate(address) if _names_place(piece.text.plain)), default=0)
    if not last:
        return pieces
    address = address[: last + 1]
    lines = {id(piece.lines[0]): piece.lines[0] for piece in address}
    whole = Piece(tuple(lines.values()), join([piece.text for piece in address]))
    later = {id(piece) for piece in address[1:]}
    return [whole if piece is address[0] else piece for piece in pieces if id(piece) not in later]


def _may_name_place(text: Text, owner: frozenset[str]) -> bool:
    """Whether a piece is no label, link, number (but a postal code), name, title or degree."""
    plain = text.plain
    letters = sum(c.isalpha() for c in plain)
    if re.fullmatch(_POSTCODE, plain):
        return True
    if "@" in plain or ":" in plain or letters < 2 or len(plain.split()) > PLACE_WORDS:
        return False
    if re.search(r"\w\.[a-z]{2,}(?:/|$)", plain):  # a web page without its scheme
        return False
    if text.covered("link") > SURE or owner & set(fold(plain).split()):
        return False
    return not _is_title(plain)


def _is_title(plain: str) -> bool:
    """A job title or a degree, whoever gives it; "Faculty of Botany" is none."""
    if max(role_like(plain), degree_like(plain)) < SURE:
        return False
    start, end = find_role(plain) or (0, 0)
    return organization_like(plain[start:end]) < NAME


def _names_place(plain: str) -> bool:
    """An organization, a town or country, or a number of a house, room or postal district."""
    if any(c.isdigit() for c in plain):
        return True
    return organization_like(plain) >= SURE or location_like(plain) >= SURE
