"""The ranks of headings that no markup ranks, and what may stand below which."""

from __future__ import annotations

from cvdiff.vocabulary import fold, words_of

CAPS_LEVEL = 7
"""Level of a heading that is only set in capitals: below every heading of the format."""
BOLD_LEVEL = 8
"""Level of a heading that is a bold or bare phrase of heading words: below a heading in capitals."""
YEAR_LEVEL = 9
"""Level of a year that stands alone above the entries of its list: below all other headings."""
DATED_LISTS = frozenset(
    {"publication", "talk", "award", "grant", "service", "teaching", "media", "news", "mentoring"}
)
"""Lists in which a year alone on its line heads entries; in those of jobs it may be the date of one."""
BESIDE_PAPERS = frozenset(
    {"talk", "media", "patent", "project", "service", "award", "grant", "news", "teaching", "other"}
)
"""What a sub-heading of a publication list may turn to."""
ENTRY_HEADING_KINDS = frozenset(
    {"position", "education", "project", "publication", "talk", "teaching", "award", "service", "other"}
)
"""Sections below which a heading may be the first line of a record."""
GROUPED_KINDS = frozenset({"award", "teaching", "service", "talk", "other"})
"""Of these, those whose records a heading that only names an institution groups: its prizes, its courses."""
STAGED_KINDS = frozenset({"award", "grant", "mentoring", "patent", "project", "service", "talk", "teaching"})
"""Lists that a line may divide by how far things are, or their reach ("Completed", "Invited")."""


def says_what_of(above: str | None, heading: str) -> bool:
    """Whether a heading only says what of the kind above it stands there.

    "Research" below jobs is what they were about, "Previous lectures" below teaching were taught.
    """
    if above in ("position", "education"):
        return fold(heading) in words_of("headings", "areas")
    if above != "teaching":
        return False
    words = set(fold(heading).split())
    taught = words & words_of("headings", "taught")
    return bool(taught) and words - taught <= words_of("headings", "words", "stages")
