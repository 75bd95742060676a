"""authors: people came to or left the author list, changed places or marks.

An empty list names nobody who came or went, one cut with "et al." nobody behind the last whom both lists
print. Neither does a name that stands elsewhere in the other entry, or the CV's owner, whom many lists
leave out ("with A. Bee and C. Dee"). Where such a list says with whom its papers were written, one that
says nothing was written alone, and an empty list does tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.changes.wording import finder
from cvdiff.model import FieldChange, Publication
from cvdiff.values.truncation import truncation_start
from cvdiff.vocabulary import fold, words_of


def compare(old: Publication, new: Publication, context: Context) -> Iterator[FieldChange]:
    """Both lists as printed, who came and who went, whether the others changed places or marks."""
    if old.authors == new.authors:
        return
    if not old.authors or not new.authors:
        yield from _company(old, new, context)
        return
    from cvdiff.values.names import compare_authors

    people = compare_authors(
        old.authors, new.authors, old_truncated=_is_cut_short(old), new_truncated=_is_cut_short(new)
    )
    came = () if _is_cut_inside(old) else tuple(_unknown(people.added, old, context))
    went = () if _is_cut_inside(new) else tuple(_unknown(people.removed, new, context))
    changed = bool(came or went or people.reordered or people.marks_changed)
    before, after = tuple(a.name for a in old.authors), tuple(a.name for a in new.authors)
    if changed or before != after:
        yield FieldChange(
            field="authors",
            old=before,
            new=after,
            cosmetic=not changed,
            added=came,
            removed=went,
            reordered=people.reordered,
            marks_changed=people.marks_changed,
        )


def _company(old: Publication, new: Publication, context: Context) -> Iterator[FieldChange]:
    """Those who came to a paper that the owner had begun alone, or left it."""
    alone, joined = (old, new) if new.authors else (new, old)
    if not _prints_company(joined) or _is_cut_short(joined):
        return
    others = (paper for paper in context.papers if paper.section == alone.section and paper is not joined)
    if not any(map(_prints_company, others)):
        return
    names = tuple(author.name for author in joined.authors)
    if tuple(_unknown(names, alone, context)) != names:
        return
    came = joined is new
    yield FieldChange(
        field="authors",
        old=() if came else names,
        new=names if came else (),
        added=names if came else (),
        removed=() if came else names,
    )


def _prints_company(paper: Publication) -> bool:
    """Whether an entry names the others alone: "(with A. Bee)"."""
    if not paper.authors:
        return False
    before, found, _ = paper.text.partition(paper.authors[0].name)
    words = before.rstrip(" (").rsplit(None, 1)
    return bool(found and words) and fold(words[-1].strip("(")) in words_of("extraction", "beside_people")


def _is_cut_short(record: Publication) -> bool:
    return truncation_start(record.text) is not None


def _is_cut_inside(record: Publication) -> bool:
    """Whether people are left out in front of one whom the list prints: "A. Bee et al., C. Dee"."""
    start = truncation_start(record.text)
    return start is not None and record.authors[-1].name not in record.text[:start]


def _unknown(names: tuple[str, ...], other: Publication, context: Context) -> Iterator[str]:
    """The people missing in the other list who are neither named elsewhere in the entry nor its owner."""
    if not names:
        return
    from cvdiff.values.names import same_person

    is_named = finder(other.text)
    for name in names:
        if not is_named(name) and not any(same_person(name, owner) for owner in context.owners):
            yield name
