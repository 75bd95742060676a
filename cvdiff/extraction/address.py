"""The pieces of contact lines: each e-mail, number and web page alone, a postal address as one.

An address printed on several lines is one thing: who moves changes it, and does not lose a street and
gain a town. Its lines stand in one paragraph, or in the rows of one table beside other pieces.
"""

from __future__ import annotations

from collections.abc import Sequence

from cvdiff.dataclass import dataclass
from cvdiff.document import Text, join
from cvdiff.extraction.contact import address_parts
from cvdiff.outline import Line
from cvdiff.values.roles import degree_like, location_like, organization_like, role_like
from cvdiff.vocabulary import fold

PLACE_WORDS = 14
"""A piece of more words is no line of an address."""
SURE = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of contact and the lines that it stands on."""

    lines: tuple[Line, ...]
    text: Text


def contact_pieces(lines: Sequence[Line], owner: str | None) -> list[Piece]:
    """The pieces in reading order, each address where its first line stands; `owner` is no address."""
    out: list[Piece] = []
    for together in _paragraphs_and_tables(lines):
        pieces = [Piece((line,), text) for line in together for text in address_parts(line.text)]
        out += _with_one_address(pieces, frozenset(fold(owner or "").split()))
    return out


def _paragraphs_and_tables(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each block together, and those of all rows of one table."""
    out: dict[tuple[str, int], list[Line]] = {}
    for line in lines:
        list_id = line.source.list_id
        in_row = list_id is not None and "\t" in line.source.text.plain
        key = ("table", list_id) if in_row and list_id is not None else ("block", line.block)
        out.setdefault(key, []).append(line)
    return list(out.values())


def _with_one_address(pieces: Sequence[Piece], owner: frozenset[str]) -> list[Piece]:
    """The pieces, those from the first to the last that name a place put together."""
    open_ = [piece for piece in pieces if _may_name_place(piece.text, owner)]
    while open_ and not _names_place(open_[-1].text.plain):
        open_.pop()
    if len(open_) < 2:
        return list(pieces)
    lines = {id(line): line for piece in open_ for line in piece.lines}
    address = Piece(tuple(lines.values()), join([piece.text for piece in open_]))
    later = {id(piece) for piece in open_[1:]}
    return [address if piece is open_[0] else piece for piece in pieces if id(piece) not in later]


def _may_name_place(text: Text, owner: frozenset[str]) -> bool:
    """Whether a piece is no label, link, number, name, title or degree."""
    plain = text.plain
    letters = sum(c.isalpha() for c in plain)
    if "@" in plain or ":" in plain or letters < 2 or len(plain.split()) > PLACE_WORDS:
        return False
    if text.covered("link") > SURE or owner & set(fold(plain).split()):
        return False
    titled = max(role_like(plain), degree_like(plain))
    return titled < SURE or titled <= organization_like(plain)


def _names_place(plain: str) -> bool:
    """An organization, a town or country, or a number of a house, room or postal district."""
    if any(c.isdigit() for c in plain):
        return True
    return organization_like(plain) >= SURE or location_like(plain) >= SURE
