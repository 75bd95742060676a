"""What the user says of CVs beyond their text: the values of `.cvdiff.toml`.

Types only; `cvdiff.config` finds, reads and checks the file. The defaults say nothing.
"""

from __future__ import annotations

from cvdiff.dataclass import dataclass
from cvdiff.model import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two records, each named by its title (or organisation, or text) or by an identifier ("doi:10.1/x")."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What reading and aligning take from the user.

    `owner` are the owner's names, the first as to be printed, the others as they may stand in author
    lists. `sections` are pairs of a heading and the kind of record below it. `same` are records to be
    matched, `different` records never to be matched.
    """

    owner: tuple[str, ...] = ()
    sections: tuple[tuple[str, Kind], ...] = ()
    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()
