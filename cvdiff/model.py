"""The records of a CV, and what is said of two of them.

Every stage hands the next one frozen values of this module: extraction gives a `CV`, alignment an
`Alignment`, the changes a `Report`. Nothing here computes.
"""

from __future__ import annotations

from typing import Literal

from cvdiff.dataclass import dataclass
from cvdiff.document import Diagnostic

Kind = Literal[
    "publication", "position", "education", "award", "grant", "talk", "teaching", "service",
    "mentoring", "skill", "project", "patent", "media", "news", "contact", "summary", "other",
]  # fmt: skip

KINDS: tuple[Kind, ...] = (
    "publication", "position", "education", "grant", "award", "talk", "teaching", "mentoring",
    "service", "skill", "project", "patent", "media", "news", "summary", "contact", "other",
)  # fmt: skip
"""Every record kind, in the order in which a changelog presents them."""

Status = Literal["in-preparation", "submitted", "preprint", "workshop", "accepted", "published"]

STATUSES: tuple[Status, ...] = (
    "in-preparation", "submitted", "preprint", "workshop", "accepted", "published",
)  # fmt: skip
"""How far a publication has come, lowest first."""

Evidence = Literal["identifier", "title", "combined", "text", "given"]
"""
Why two records were matched: the same DOI, arXiv or OpenReview id; the same normalised title (or the
same organisation and role); a combined score; the same text; or the user said so.
"""


@dataclass(frozen=True, slots=True)
class Author:
    """One name of an author list, as printed, and the marks that stood at it (`*`, `†`)."""

    name: str
    marks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """A date or a range of dates.

    `text` is as printed; `start` and `end` are ISO prefixes ("2024", "2024-08", "2024-08-31") or
    None; `current` tells an open end ("Present", "Now", "2017-"). A single date has `end` equal to
    `start`.
    """

    text: str
    start: str | None = None
    end: str | None = None
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What records of every kind have.

    `section` is the heading as printed, `text` the whole entry without markup, `blocks` the indices
    of the document's blocks that the record was read from, `links` the URLs in reading order. `marker`
    is what stood before the entry in its list: "1.", "[J8]", "-", or "".
    """

    kind: Kind
    section: str
    text: str
    lines: tuple[int, int] | None = None
    page: int | None = None
    blocks: tuple[int, ...] = ()
    links: tuple[str, ...] = ()
    marker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(Record):
    """A paper, book, chapter, preprint or manuscript under review.

    `venue` is as printed, without the year, notes or links, None where there is none; `year` is four
    digits; `note` is what is added to the venue ("Oral", "Spotlight", "Acceptance rate: 27%").
    `identifiers` are canonical ids ("doi:10.1/x", "arxiv:2407.13621", "openreview:abc").
    """

    title: str
    authors: tuple[Author, ...] = ()
    venue: str | None = None
    year: str | None = None
    status: Status | None = None
    note: str | None = None
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Record):
    """A position or a degree (`kind` tells): who, as what, where, when, and the rest."""

    organization: str | None = None
    role: str | None = None
    location: str | None = None
    dates: Dates | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Record):
    """A record of any other kind; its `text` is what is compared."""


AnyRecord = Publication | Job | Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading of the CV and the kind of record that stands below it."""

    heading: str
    kind: Kind
    lines: tuple[int, int] | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CV:
    """One version of a CV, read.

    `file` is the name as the user gave it, `owner` the person's name or None, `aliases` the other names
    that the user says the person writes under. `headings` are the indices
    of the document's blocks that are headings of sections or tables; every line of every other block
    (and the lines below a heading in its own block) is in exactly one of `records`.
    """

    file: str
    format: str
    owner: str | None
    records: tuple[AnyRecord, ...]
    sections: tuple[Section, ...] = ()
    headings: tuple[int, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two records that are the same work, stint or entry; `score` is 0 to 1."""

    old: AnyRecord
    new: AnyRecord
    score: float
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class NearTie:
    """Two records that might be the same but were left apart; `reason` says why."""

    old: AnyRecord
    new: AnyRecord
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Every record of both versions, in exactly one of `matches`, `added`, `removed`, `absorbed`.

    `absorbed` holds records that have no counterpart of their own although the other version prints
    them: their title stands inside another record there (two entries that one version runs together).
    They neither came nor went. `warnings` say which pairs that the user gave could not be followed.
    """

    old: CV
    new: CV
    matches: tuple[Match, ...]
    added: tuple[AnyRecord, ...]
    removed: tuple[AnyRecord, ...]
    absorbed: tuple[AnyRecord, ...] = ()
    ambiguous: tuple[NearTie, ...] = ()
    warnings: tuple[str, ...] = ()


FieldName = Literal[
    "title", "authors", "venue", "year", "status", "section", "note", "links",
    "dates", "role", "organization", "location", "description", "text", "kind",
]  # fmt: skip

FieldValue = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of a matched record that differs.

    `old` and `new` are the values as printed (author lists and links as tuples). `cosmetic` marks a
    difference without content (capitals, a venue spelled out, a name's initials), which reports leave
    out unless asked. For list-like values `added` and `removed` name what came and went: people of an
    author list, URLs, or the items of a line such as "ICLR 2026" of reviewing years.
    """

    field: FieldName
    old: FieldValue
    new: FieldValue
    cosmetic: bool = False
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    reordered: bool = False
    marks_changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One record that came, went or changed.

    `old` is None for an added record, `new` for a removed one; `fields` is empty for both. A change
    all of whose fields are cosmetic is cosmetic itself. `kind` is the new record's kind, or the old
    one's where it was removed.
    """

    change: Literal["added", "removed", "changed"]
    kind: Kind
    old: AnyRecord | None
    new: AnyRecord | None
    fields: tuple[FieldChange, ...] = ()
    score: float | None = None
    evidence: Evidence | None = None

    @property
    def cosmetic(self) -> bool:
        """Whether a changed record differs in cosmetic fields only."""
        return self.change == "changed" and all(f.cosmetic for f in self.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionChange:
    """A section heading that came or went."""

    change: Literal["added", "removed"]
    old: Section | None
    new: Section | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What changed from `old` to `new`, in reading order of the new version (removals last).

    `changes` holds changes of content, each possibly with cosmetic fields beside the others;
    `cosmetic` holds the records that differ without content. `warnings` are sentences for the reader
    ("the two CVs seem to be of different people").
    """

    old: CV
    new: CV
    changes: tuple[Change, ...]
    sections: tuple[SectionChange, ...] = ()
    cosmetic: tuple[Change, ...] = ()
    matches: tuple[Match, ...] = ()
    ambiguous: tuple[NearTie, ...] = ()
    warnings: tuple[str, ...] = ()
