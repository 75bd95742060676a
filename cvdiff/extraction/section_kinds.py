"""The kind of record that stands in a section: as its heading says, or as its entries look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cvdiff.extraction.context import Context
from cvdiff.extraction.cuts import groups
from cvdiff.extraction.features import OPENING_QUOTES, SURE, Features
from cvdiff.extraction.list_cuts import opens_with_date
from cvdiff.extraction.presented import are_presentations, are_read_at_meetings
from cvdiff.model import Kind
from cvdiff.outline import Line, Part
from cvdiff.values.headings import heads_career, is_ambiguous, is_year_heading, section_kinds
from cvdiff.values.status import find_statuses
from cvdiff.vocabulary import fold, words_of

PUBLICATION_SHARE = 0.5
"""A section without a telling heading is a publication list when so many of its entries look it."""

MIN_DATED, DATED_SHARE = 3, 0.5
"""So many entries that open with a date, and so large a share of them, make a section a list."""


def judged_parts(parts: Sequence[Part]) -> list[Part]:
    """What to look at to tell each part's kind: itself, or the whole list that years cut into parts."""
    lists: dict[tuple[str, ...], list[Line]] = {}
    for part in parts:
        if is_year_heading(part.printed):
            lists.setdefault(list_of(part), []).extend(part.lines)
    return [
        replace(part, lines=tuple(lists[list_of(part)])) if is_year_heading(part.printed) else part
        for part in parts
    ]


def list_of(part: Part) -> tuple[str, ...]:
    """The headings above the list that a part is, or is a year of."""
    return part.path[:-1] if is_year_heading(part.printed) else part.path


def kind_of(part: Part, context: Context) -> Kind:
    """The kind of a section: as the user says, else as its heading does unless that says little.

    `part` is one of the `judged_parts`.
    """
    if part.given and part.kind:
        return part.kind
    if part.kind is None and heads_career(part.printed) and _lists_career(part, context):
        return "position"
    kind = part.kind or _kind_from_content(part, context)
    told_below = bool(part.lines) and (is_ambiguous(part.printed) or _may_be_reviewed(part.printed))
    is_vague = kind == "summary" and len(part.lines) >= 3  # "Research" may stand above papers
    if is_vague and _lists_jobs(part, context):
        return "position"
    if (told_below or is_vague) and _kind_from_content(part, context) == "publication":
        return "publication"
    if is_vague and _lists_titles(part, context):
        return "publication"
    if is_vague and _lists_dated(part, context):
        return next(iter(section_kinds(part.printed)[1:]), "other")
    if kind == "publication" and (are_presentations(part.lines) or are_read_at_meetings(part, context)):
        return "talk"
    return "publication" if kind == "news" and _lists_papers(part, context) else kind


def with_jobs(parts: Sequence[Part], kinds: Sequence[Kind | None], context: Context) -> list[Kind | None]:
    """The kinds of a CV without jobs, the first list below a heading of unknown words as them if it may be.

    Beside jobs that a heading names, a list of roles and times is of offices.
    """
    out = list(kinds)
    for index, part in enumerate(parts):
        if out[index] == "other" and part.kind is None and len(part.lines) > 1 and _lists_jobs(part, context):
            out[index] = "position"
            break
    return out


def _may_be_reviewed(heading: str) -> bool:
    """Whether a heading may stand above papers that were reviewed, not reviews: "Peer Review"."""
    return fold(heading) in words_of("headings", "reviewed")


def _lists_jobs(part: Part, context: Context) -> bool:
    """Whether entries have a role and a time from one date to another, as no sentence on research has.

    Where each opens with its date, in a margin, one half is enough: a summer has no end.
    """
    entries = groups([Features(line, context) for line in part.lines])
    stints = [any(map(_is_stint, entry)) for entry in entries]
    roles = [any(f.role >= SURE for f in entry) for entry in entries]
    placed = [any(f.organization >= SURE for f in entry[1:]) for entry in entries]
    if any(stints) and all(map(_has_date_first, (entry[0] for entry in entries))):
        return sum(map(max, roles, placed)) >= max(2, len(entries) / 2)
    return all(stints) and all(roles)


def _lists_career(part: Part, context: Context) -> bool:
    """Whether entries begin with their dates, one of them a range, and most name a job or a degree."""
    entries = groups([Features(line, context) for line in part.lines])
    named = sum(any(f.named for f in entry) for entry in entries)
    ranges = any(_is_stint(f) for entry in entries for f in entry)
    return ranges and named >= max(2, len(entries) / 2) and all(_has_date_first(e[0]) for e in entries)


def _has_date_first(feature: Features) -> bool:
    """Whether a line begins with a date, or its first cell ends with one ("Jn-Jl 2010")."""
    cell = feature.plain.find("\t")
    return opens_with_date(feature) or any(match.end == cell for match in feature.dates[:1])


def _lists_dated(part: Part, context: Context) -> bool:
    """Whether half of the entries open with a date, as no sentence on interests does."""
    entries = groups([Features(line, context) for line in part.lines])
    return sum(opens_with_date(entry[0]) for entry in entries) >= max(MIN_DATED, DATED_SHARE * len(entries))


def _is_stint(feature: Features) -> bool:
    return feature.stint and any(m.dates.current or m.dates.start != m.dates.end for m in feature.dates)


def _lists_titles(part: Part, context: Context) -> bool:
    """Whether most entries open with a title in quotation marks, as no sentence on research does."""
    entries = groups([Features(line, context) for line in part.lines])
    titled = sum(entry[0].plain[:1] in OPENING_QUOTES and entry[0].titled for entry in entries)
    return titled >= max(2, PUBLICATION_SHARE * len(entries))


def _lists_papers(part: Part, context: Context) -> bool:
    """Whether most entries give their authors a line of their own, as no sentence about a paper does."""
    entries = groups([Features(line, context) for line in part.lines])
    listed = sum(any(map(_is_author_line, entry)) for entry in entries)
    return listed >= max(2, PUBLICATION_SHARE * len(entries))


def _is_author_line(feature: Features) -> bool:
    authors = feature.authors
    if not authors or len(authors.authors) < 2:
        return False
    return authors.start <= 2 and len(feature.plain) - authors.end <= 2


def _kind_from_content(part: Part, context: Context) -> Kind:
    """The kind of a section whose heading says nothing: papers by their looks, or titles one of which is
    told to be no more than a draft."""
    entries = groups([Features(line, context) for line in part.lines])
    if not entries:
        return "other"
    dated = is_year_heading(part.printed)
    looks = sum(1 for e in entries if _looks_published(e, dated))
    if looks >= max(2, PUBLICATION_SHARE * len(entries)):
        return "publication"
    is_begun = any(find_statuses(f.plain) for entry in entries for f in entry)
    return "publication" if is_begun and _lists_titles(part, context) else "other"


def _looks_published(entry: Sequence[Features], dated: bool) -> bool:
    """Authors, and a year with a venue or title, or more than one author in front of a title.

    `dated` says that the heading above is the entry's year.
    """
    if not any(f.authors for f in entry):
        return False
    shown = (dated or any(f.has_year for f in entry)) and any(f.has_venue or f.titled for f in entry)
    return shown or any(f.authors and len(f.authors.authors) > 1 and f.authors.start <= 2 for f in entry)
