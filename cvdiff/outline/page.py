"""What the title in a file's front matter tells of all that stands on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cvdiff.document import Document
from cvdiff.model import Kind
from cvdiff.values.headings import is_heading_phrase, section_kind
from cvdiff.vocabulary import fold, words_of

Heading = tuple[float, str, Kind | None]
"""Level, words and kind of an open heading."""
PAGE_LEVEL = 0.0
"""Level of a page's title in the front matter: above every heading."""
PAGE_KINDS = frozenset({"publication", "talk", "teaching"})
"""What a whole page may hold, as its title in the front matter says."""
_JOINTS = r"\s*(?:[&,/|+–—]|\band\b)\s*"


def page_heading(document: Document) -> list[Heading]:
    """The heading of all headings: a title in the front matter that tells what the page holds.

    A page "CV & Publications" holds anything.
    """
    title = dict(document.meta).get("title", "")
    kind = section_kind(title) if is_heading_phrase(title) else None
    named = {fold(name) for name in re.split(_JOINTS, title)} if kind in PAGE_KINDS else set()
    is_cv = not named.isdisjoint(words_of("extraction", "document_titles"))
    return [(PAGE_LEVEL, title, kind)] if kind in PAGE_KINDS and not is_cv else []


def is_told_by_page(opened: Sequence[Heading]) -> bool:
    """Whether a page's title alone tells the kind below the open headings: others ("Ada Roe") name none."""
    titled = bool(opened) and opened[0][0] == PAGE_LEVEL
    return titled and all(section_kind(words) is None for _, words, _ in opened[1:])
