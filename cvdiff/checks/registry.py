"""Every rule of `cvdiff check`, in the order in which they are listed. A new rule is a file and a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

from cvdiff.checks.context import Context
from cvdiff.checks.finding import Severity
from cvdiff.checks.hit import Hit
from cvdiff.checks.rules import (
    author_order_changed,
    author_removed,
    config_stale,
    dates_changed,
    dates_impossible,
    education_removed,
    entry_removed,
    entry_without_year,
    identifier_shared,
    link_malformed,
    link_removed,
    missing_education,
    missing_position,
    missing_publication,
    numbering_gap,
    owner_left_author_list,
    owner_not_among_authors,
    position_removed,
    preprint_and_published,
    publication_duplicated,
    publication_removed,
    section_removed,
    status_downgraded,
    title_changed,
    unread_text,
    venue_changed,
    year_changed,
)

Subject = Literal["versions", "cv", "files", "settings"]
"""
What a rule looks at: the `Report` of two versions, one `CV` (the new version), the `Agreement` of several
files, or the `Usage` of the settings.
"""


class Rule(NamedTuple):
    """A rule: its id, how grave its findings usually are, what it looks at, and what it finds there."""

    id: str
    severity: Severity
    subject: Subject
    find: Callable[[Any, Context], Iterator[Hit]]


RULES: tuple[Rule, ...] = (
    Rule("publication-removed", "error", "versions", publication_removed.find),
    Rule("position-removed", "warning", "versions", position_removed.find),
    Rule("education-removed", "warning", "versions", education_removed.find),
    Rule("entry-removed", "info", "versions", entry_removed.find),
    Rule("section-removed", "info", "versions", section_removed.find),
    Rule("status-downgraded", "warning", "versions", status_downgraded.find),
    Rule("author-removed", "warning", "versions", author_removed.find),
    Rule("author-order-changed", "warning", "versions", author_order_changed.find),
    Rule("owner-left-author-list", "error", "versions", owner_left_author_list.find),
    Rule("title-changed", "warning", "versions", title_changed.find),
    Rule("venue-changed", "warning", "versions", venue_changed.find),
    Rule("year-changed", "warning", "versions", year_changed.find),
    Rule("link-removed", "info", "versions", link_removed.find),
    Rule("dates-changed", "warning", "versions", dates_changed.find),
    Rule("publication-duplicated", "warning", "cv", publication_duplicated.find),
    Rule("preprint-and-published", "warning", "cv", preprint_and_published.find),
    Rule("identifier-shared", "warning", "cv", identifier_shared.find),
    Rule("owner-not-among-authors", "info", "cv", owner_not_among_authors.find),
    Rule("dates-impossible", "error", "cv", dates_impossible.find),
    Rule("link-malformed", "warning", "cv", link_malformed.find),
    Rule("entry-without-year", "info", "cv", entry_without_year.find),
    Rule("numbering-gap", "info", "cv", numbering_gap.find),
    Rule("unread-text", "info", "cv", unread_text.find),
    Rule("missing-publication", "warning", "files", missing_publication.find),
    Rule("missing-position", "warning", "files", missing_position.find),
    Rule("missing-education", "warning", "files", missing_education.find),
    Rule("config-stale", "warning", "settings", config_stale.find),
)
