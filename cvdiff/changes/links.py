"""links: a link of a paper came, went or leads elsewhere.

http and https, "www.", a trailing slash and a typo in the address are cosmetic. Addresses of persons
(mailto, a bare domain, a "~name" page) are no content of a paper. Between CVs of which one carries no
link at any paper, such as the source and its PDF, links are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.model import FieldChange, Publication

_OF_A_PERSON = re.compile(r"mailto:|tel:|#|(?:https?:)?//[^/?#]*/?(?:~[^/]*/?)?$", re.IGNORECASE)

_LOOK_ALIKES = str.maketrans("lIO", "110")
"""Characters that are taken for one another when an address is typed from print."""


def compare(old: Publication, new: Publication, context: Context) -> Iterator[FieldChange]:
    """The links that only one side has, as `removed` and `added`."""
    before, after = _content_links(old), _content_links(new)
    if before == after or not context.links:
        return
    from cvdiff.values.links import changed_urls

    added, removed = changed_urls(before, after)
    if added or removed:
        yield FieldChange(
            field="links",
            old=before,
            new=after,
            cosmetic=_are_typos(removed, added),
            added=added,
            removed=removed,
        )


def _content_links(record: Publication) -> tuple[str, ...]:
    return tuple(dict.fromkeys(link for link in record.links if not _OF_A_PERSON.match(link)))


def _are_typos(removed: tuple[str, ...], added: tuple[str, ...]) -> bool:
    from cvdiff.values.links import typo_of

    return len(removed) == len(added) and all(
        typo_of(a, b) or a.translate(_LOOK_ALIKES) == b.translate(_LOOK_ALIKES)
        for a, b in zip(removed, added, strict=True)
    )
