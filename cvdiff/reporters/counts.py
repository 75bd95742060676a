"""The line of counts: a report in a reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cvdiff.model import KINDS, Change, Kind, Report, SectionChange
from cvdiff.reporters.facts import awarded, content, ended, found_a_venue, lost_its_venue, papers
from cvdiff.reporters.publications import group_of
from cvdiff.reporters.wording import counted, plural, table


def sentence(report: Report) -> str:
    """`25 papers added, 10 preprints published, 2 retitled; 1 position ended.`; empty for no changes.

    A paper counts under every change that it has: "8 author lists changed" are all papers whose
    authors changed, whatever group their bullets stand in.
    """
    clauses = [_clause(kind, [c for c in report.changes if c.kind == kind]) for kind in KINDS]
    clauses.append(_phrase("section", _presence(report.sections)))
    told = "; ".join(clause for clause in clauses if clause)
    return f"{told}." if told else ""


def _number(hits: Iterable[bool]) -> int:
    return sum(1 for hit in hits if hit)


def _presence(changes: Sequence[Change | SectionChange]) -> list[tuple[str, int]]:
    return [(way, _number(c.change == way for c in changes)) for way in ("added", "removed")]


def _optional(key: str, number: int) -> str:
    return plural(key, number) if number else ""


def _clause(kind: Kind, changes: list[Change]) -> str:
    if kind == "publication":
        return _papers(changes)
    done = "finished" if kind == "education" else "ended"
    over = _number(ended(c) for c in changes)
    granted = _number(awarded(c) for c in changes)
    return _phrase(
        kind,
        [
            *_presence(changes),
            (done, over),
            ("awarded", granted),
            ("changed", _number(c.change == "changed" for c in changes) - over - granted),
        ],
    )


def _phrase(kind: str, parts: list[tuple[str, int]], *, bare: bool = False) -> str:
    """`2 positions added, 1 removed`: the noun stands in the first part alone, or with `bare` nowhere."""
    told: list[str] = []
    for key, number in parts:
        if number:
            things = str(number) if told or bare else counted(kind, number)
            told.append(str(table("counts")[key]).format(things=things))
    return ", ".join(told)


def _papers(changes: list[Change]) -> str:
    published = [c for c in changes if found_a_venue(c)]
    preprints = all(pair and pair[0].status == "preprint" for pair in map(papers, published))
    others = [c for c in changes if group_of(c) == "other"]
    demoted = _number(map(lost_its_venue, changes))
    came_or_went = _phrase("publication", _presence(changes))
    parts = [
        ("published", 0 if preprints else len(published)),
        ("retitled", _number("title" in content(c) for c in changes)),
        ("demoted", demoted),
        ("other", _number(not lost_its_venue(c) for c in others)),
    ]
    clauses = [
        came_or_went,
        _optional("preprints", len(published) if preprints else 0),
        _phrase("publication", parts, bare=bool(came_or_went)),
        _optional("authors", _number("authors" in content(c) for c in changes)),
    ]
    return ", ".join(clause for clause in clauses if clause)
