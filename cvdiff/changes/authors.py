"""authors: people came to or left the author list, changed places or marks.

An empty list, or one cut with "et al.", names nobody who came or went. Neither does a name that stands
elsewhere in the other entry, or the CV's owner, whom many lists leave out ("with A. Bee and C. Dee").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.changes.wording import stands_in
from cvdiff.model import Author, FieldChange, Publication

_CUT_SHORT = re.compile(
    r"\bet\.? al\b|\band (?:\d+ )?others\b|\bu\. ?a\.|\bund andere\b|\bet coll?\b", re.IGNORECASE
)


def compare(old: Publication, new: Publication, context: Context) -> Iterator[FieldChange]:
    """Both lists as printed, who came and who went, whether the others changed places or marks."""
    if old.authors == new.authors or not old.authors or not new.authors:
        return
    if len(old.authors) != len(new.authors) and (_is_cut_short(old) or _is_cut_short(new)):
        yield _change(old, new, cosmetic=True)
        return
    from cvdiff.values.names import compare_authors

    people = compare_authors(old.authors, new.authors)
    came = tuple(_name(a) for a in people.added if not _is_known(_name(a), old, context))
    went = tuple(_name(a) for a in people.removed if not _is_known(_name(a), new, context))
    yield _change(
        old,
        new,
        cosmetic=not (came or went or people.reordered or people.marks_changed),
        added=came,
        removed=went,
        reordered=people.reordered,
        marks_changed=people.marks_changed,
    )


def _change(
    old: Publication, new: Publication, *, cosmetic: bool, added: tuple[str, ...] = (),
    removed: tuple[str, ...] = (), reordered: bool = False, marks_changed: bool = False,
) -> FieldChange:  # fmt: skip
    return FieldChange(
        field="authors",
        old=tuple(a.name for a in old.authors),
        new=tuple(a.name for a in new.authors),
        cosmetic=cosmetic,
        added=added,
        removed=removed,
        reordered=reordered,
        marks_changed=marks_changed,
    )


def _name(author: Author | str) -> str:
    return author if isinstance(author, str) else author.name


def _is_cut_short(record: Publication) -> bool:
    return _CUT_SHORT.search(record.text) is not None


def _is_known(name: str, other: Publication, context: Context) -> bool:
    """Whether a person only seems to miss in the other list: named elsewhere in the entry, or its owner."""
    if stands_in(name, other.text):
        return True
    from cvdiff.values.names import same_person

    return any(owner and same_person(name, owner) for owner in (context.old_owner, context.new_owner))
