"""The bullets of the papers: one a paper, under its weightiest change."""

from __future__ import annotations

from typing import Literal

from cvdiff.model import Author, Change, FieldChange, Publication
from cvdiff.reporters.escape import escape, link
from cvdiff.reporters.facts import content, found_a_venue, papers, record, went_back
from cvdiff.reporters.phrases import bold, earlier, gains, links, optional, values
from cvdiff.reporters.wording import say, section_title, status_name

Group = Literal["added", "published", "retitled", "authors", "other", "removed"]

GROUPS: tuple[Group, ...] = ("added", "published", "retitled", "authors", "other", "removed")
"""The groups in the order of the report, which is also the order of their weight."""

_MANY_AUTHORS = 8  # a longer list is shortened to its ends and the owner
_ENDS = (3, 1)  # how many authors stay at either end
_WAITING = frozenset({"in-preparation", "submitted", "accepted"})


def group_of(change: Change) -> Group:
    """The group that a paper stands in."""
    if change.change != "changed":
        return change.change
    fields = content(change)
    if found_a_venue(change):
        return "published"
    if "title" in fields:
        return "retitled"
    return "authors" if "authors" in fields else "other"


def bullet(change: Change, owner: str | None, *, moved: bool = True) -> list[str]:
    """The lines of one paper; with `moved` False its move is left out because it was said above."""
    paper = record(change)
    title = bold(paper.title if isinstance(paper, Publication) else paper.text)
    if change.change != "changed":
        parts = _card(paper, owner) if isinstance(paper, Publication) else []
        return [f"{title} — {' · '.join(parts)}" if parts else title]
    told = _details(change, owner, moved=moved)
    below = _below(change)
    return [f"{title} — {'; '.join(told)}" if told else title, *below]


def _card(paper: Publication, owner: str | None) -> list[str]:
    parts = [_authors([author.name for author in paper.authors], owner), _place(paper, note=True)]
    parts += [" ".join(link(url) for url in dict.fromkeys(paper.links))]
    return [part for part in parts if part]


def _authors(names: list[str], owner: str | None) -> str:
    if len(names) <= _MANY_AUTHORS:
        return escape(", ".join(names))
    first, last = _ENDS
    kept = {*range(first), *range(len(names) - last, len(names))}
    kept |= {i for i, name in enumerate(names) if owner and _same_person(name, owner)}
    shown: list[str] = []
    for i, name in enumerate(names):
        if i in kept:
            shown.append(name)
        elif shown[-1] != "…":
            shown.append("…")
    return f"{escape(', '.join(shown))} {say('authors_total', n=len(names))}"


def _same_person(name: str, owner: str) -> bool:
    """Whether an author may be the owner: the owner's surname, and a word with the same initial."""
    given, _, surname = owner.casefold().rpartition(" ")
    words = name.casefold().replace(",", " ").replace(".", " ").split()
    if surname not in words:
        return False
    words.remove(surname)
    return not given or any(word[0] == given[0] for word in words)


def _place(paper: Publication, *, note: bool, status: bool = True) -> str:
    """Venue and year; in brackets with `status` how far a paper is that waits for its venue, and its note."""
    parts = [paper.venue or status_name(paper.status)]
    if paper.year and paper.year not in parts[0]:
        parts.append(paper.year)
    remarks = [status_name(paper.status)] if status and _waits_unsaid(paper) else []
    if note and paper.note:
        remarks.append(paper.note)
    if remarks:
        parts.append(f"({'; '.join(remarks)})")
    return escape(" ".join(part for part in parts if part))


def _waits_unsaid(paper: Publication) -> bool:
    """Whether a paper is not out at its venue yet, which the venue as printed does not tell."""
    if not paper.venue or paper.status not in _WAITING:
        return False
    from cvdiff.values.status import find_statuses

    return not any(find_statuses(paper.venue))


def _details(change: Change, owner: str | None, *, moved: bool) -> list[str]:
    fields = content(change)
    told = _standing(change)
    if moved and "section" in fields:
        old, new = values(fields["section"])
        told.append(say("moved", old=old, new=new))
    if "authors" in fields:
        told += _author_changes(change, fields["authors"], owner)
    if "links" in fields:
        told.append(links(fields["links"]))
    if "kind" in fields and change.old is not None:
        told.append(say("kind", old=section_title(change.old.kind), new=section_title(change.kind)))
    return told


def _standing(change: Change) -> list[str]:
    """What became of the paper: a step back in words, then venue, year and note as an arrow."""
    fields, pair = content(change), papers(change)
    if pair is None:
        return []
    told = []
    if went_back(change):
        told.append(say("went_back", old=status_name(pair[0].status), new=status_name(pair[1].status)))
    if not fields.keys().isdisjoint({"venue", "status"}):
        told += _arrow(*pair, note="note" in fields, stepped=bool(told))
    elif "year" in fields:
        told.append(_year(fields["year"], pair[1].venue))
    if "note" in fields and "venue" not in fields and "status" not in fields:
        old, new = values(fields["note"])
        text = f"{old} → {new}" if old and new else gains([new] if new else [], [old] if old else [])
        told.append(say("note", text=text))
    return told


def _year(field: FieldChange, venue: str | None) -> str:
    old, new = (value or say("no_year") for value in values(field))
    return say("year_at" if venue else "year", venue=escape(venue or ""), old=old, new=new)


def _arrow(old: Publication, new: Publication, *, note: bool, stepped: bool) -> list[str]:
    """Old and new place; where they read the same, the statuses, unless that step was told already."""
    before, after = (_place(paper, note=note, status=not stepped) for paper in (old, new))
    if before != after:
        if old.venue and old.venue == new.venue and old.status == "preprint" != new.status and not stepped:
            before += f" ({status_name(old.status)})"
        return [f"{before or say('no_venue')} → {after or say('no_venue')}"]
    if stepped:
        return []
    steps = [status_name(paper.status) or say("no_venue") for paper in (old, new)]
    return [f"{after}: {' → '.join(steps)}" if after else " → ".join(steps)]


def _author_changes(change: Change, field: FieldChange, owner: str | None) -> list[str]:
    told = []
    if field.added or field.removed:
        text = gains([escape(n) for n in field.added], [escape(n) for n in field.removed])
        told.append(say("authors", text=text))
    pair = papers(change)
    if field.reordered and pair:
        key = "authors_reordered_too" if told else "authors_reordered"
        told.append(say(key, text=_authors([author.name for author in pair[1].authors], owner)))
    if field.marks_changed and pair:
        told.append(say("marks", text=_marks(*(paper.authors for paper in pair))))
    if not told:
        old, new = values(field)
        told.append(say("authors", text=f"{old} → {new}"))
    return told


def _marks(old: tuple[Author, ...], new: tuple[Author, ...]) -> str:
    before = {author.name: author.marks for author in old}
    told = []
    for author in new:
        if before.get(author.name, author.marks) != author.marks:
            name = f"{author.name}{author.marks}"
            told.append(name if author.marks else say("mark_gone", name=author.name))
    return escape(", ".join(told))


def _below(change: Change) -> list[str]:
    fields = content(change)
    told = []
    if "title" in fields:
        told.append(say("formerly", text=values(fields["title"])[0]))
    if "text" in fields and change.old and change.new:
        told.append(say("was", text=earlier(change.old.text, change.new.text)))
    told += [optional("description", fields["description"])] if "description" in fields else []
    return told
