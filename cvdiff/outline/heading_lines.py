"""Headings that no markup tells: lines in capitals, and words of headings that stand above their entries."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile
from string import digits

from cvdiff.document import Block, Document, Text
from cvdiff.model import Kind
from cvdiff.outline.parts import Line
from cvdiff.outline.ranks import STAGED_KINDS
from cvdiff.values.dates import find_dates, parse_dates
from cvdiff.values.headings import heading_year, is_counted, is_heading_phrase, is_year_heading, section_kind
from cvdiff.values.links import is_label
from cvdiff.values.roles import degree_like, organization_like, role_like
from cvdiff.values.status import find_notes, find_statuses
from cvdiff.vocabulary import fold, words_of

REMARK_WORDS = 3
"""A bracket of fewer words behind a heading is part of it."""
MAX_HEADING_WORDS = 8
"""A longer line in capitals or bold is a sentence or an entry (longest heading in 50 CVs: 7 words)."""
NAMED, WHOLLY = 0.5, 1.0
"""So like a role or an organization are words that name one, and words all of which are of one."""
MIN_GROUPS = 2
"""One line in bold above a paper may be its own label."""
MIN_YEARS = 3
"""Fewer years alone on their lines may be torn off entries."""


def without_remark(text: str) -> str:
    """A heading without what it says in brackets behind: "TALKS (those without a paper)"."""
    words, bracket, remark = text.partition(" (")
    is_remark = bracket and remark.endswith(")") and len(remark.split()) >= REMARK_WORDS
    return words if is_remark else text


def is_short(text: str) -> bool:
    """Whether a line is no longer than headings are."""
    return len(text) <= 80 and len(text.split()) <= MAX_HEADING_WORDS


def is_caps(text: str) -> bool:
    """Whether a line is set in capitals, as no sentence, no part of a list and no script without them is."""
    if text.upper() != text or text.endswith((".", ",")):
        return False
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and all(map(str.isupper, letters))


def is_stage(line: Text, kind: Kind | None, *, styled: bool = False) -> bool:
    """Whether a styled line in such a list says how far what is below it is, or its reach: "Invited:"."""
    if kind not in STAGED_KINDS:
        return False
    styled = styled or max(line.covered("bold"), line.covered("italic"), line.covered("underline")) > 0.8
    return styled and fold(line.plain) in words_of("headings", "words", "stages")


def names_section(line: str, kind: Kind | None, *, is_top: bool) -> bool:
    """Whether the words of a styled line in such a list name a section.

    No date does; only among talks does a note ("Invited"); at the top of a page no role and its place do.
    """
    role, comma, place = line.partition(", ")
    if section_kind(line) is None or find_dates(line) or (kind != "talk" and find_notes(line)):
        return False
    return not (is_top and comma and role_like(role) >= WHOLLY and organization_like(place) > 0)


def names_entry(heading: str, kind: Kind | None) -> bool:
    """Whether a heading below such a section names a job, or a degree in a subject: "M.A. in Teaching"."""
    if kind == "education":
        of_subject = " in " in heading or ", " in heading or section_kind(heading) != kind
        return of_subject and degree_like(heading) >= WHOLLY
    return kind == "position" and role_like(heading) >= WHOLLY


def are_titles(above: str, heading: str) -> bool:
    """Whether two headings of one level are job titles, the first of which heads several jobs."""
    return role_like(above) >= WHOLLY and role_like(heading) >= WHOLLY


def uses_headings(document: Document) -> bool:
    """Whether headings of the format head this document's sections: at least two say so by their words."""
    return sum(1 for b in document.blocks if b.kind == "heading" and section_kind(b.text.plain)) >= 2


def uses_caps(document: Document) -> bool:
    """Whether lines in capitals are this document's headings: at least two say so by their words."""
    named = 0
    for block in document.blocks:
        if block.kind == "paragraph" and not block.items and is_caps(block.text.plain):
            named += section_kind(block.text.plain) is not None
    return named >= 2


def heads_blocks(document: Document) -> bool:
    """Whether two or more paragraphs open with a line that stands above the others."""
    free = [b for b in document.blocks if b.kind == "paragraph" and not b.items]
    return sum(stands_above(block.text.lines()) for block in free) >= 2


def stands_above(lines: list[Text]) -> bool:
    """Whether the first of several lines is nothing but a heading of the vocabulary, without a stop."""
    words = lines[0].plain if len(lines) > 1 else ""
    return words[:1].isupper() and section_kind(words) is not None and is_heading_phrase(words)


def heads_items(blocks: Sequence[Block], index: int) -> bool:
    """Whether a list, at most below one line about it, fills the room between a heading and the next."""
    below = list(takewhile(lambda block: block.kind != "heading", blocks[index + 1 :]))
    listed = below[1:] if len(below) > 1 and below[0].kind == "paragraph" else below
    return bool(listed) and all(block.kind == "item" for block in listed)


def heads_items_behind(blocks: Sequence[Block], index: int, lines: list[Text]) -> bool:
    """Whether the last line of an item is a heading without its mark, for the rest of the list behind it.

    In Markdown a line right below an item goes on with it, wherever it begins.
    """
    item, behind = blocks[index], blocks[index + 1 : index + 2]
    if item.kind != "item" or len(lines) < 2 or not behind or item.list_id != behind[0].list_id:
        return False
    last = lines[-1].plain
    words, bracket, remark = last.partition(" (")
    if bracket and not remark.endswith(")"):
        return False
    is_over = lines[-2].plain.endswith((*'.)]!?”"', *digits))
    is_named = is_over and section_kind(words) is not None and is_heading_phrase(words)
    told = find_statuses(words) or is_label(words) or find_notes(last)
    return is_named and words[0].isupper() and not told


def is_label_above(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line in capitals right above a heading only labels it, as designed pages have it."""
    behind = blocks[index + 1] if index + 1 < len(blocks) else None
    alone = "\n" not in blocks[index].text.plain and is_caps(blocks[index].text.plain)
    return alone and behind is not None and behind.kind == "heading" and not is_caps(behind.text.plain)


def goes_on_below_title(above: Sequence[Line], line: str, *, phrase: bool) -> bool:
    """Whether a line goes on with the work whose heading is right `above`: no `phrase`, or a status."""
    below = bool(above) and above[-1].source.kind == "heading"
    return below and (not phrase or bool(find_statuses(line)))


def is_badge(text: Text) -> bool:
    """Whether a line is nothing but the label of a link ("Project" below a paper)."""
    return text.covered("link") > 0.9 and is_label(text.plain)


def is_date(heading: str, above: Kind | None = None) -> bool:
    """Whether a heading is nothing but a date, or years ("2015 and earlier").

    Below papers (`above` is the kind of the section) "Publications in 2015" is, too.
    """
    if above == "publication" and _is_year_of_papers(heading):
        return True
    return parse_dates(heading) is not None or (is_year_heading(heading) and not is_counted(heading))


def _is_year_of_papers(heading: str) -> bool:
    """Whether a heading names one year of a list of papers: "Publications in 2022", "Papers 2019"."""
    words = fold(heading).split()
    dated = [word for word in words if word.isdigit()]
    if len(dated) != 1 or heading_year(dated[0]) is None or len(words) < 2:
        return False
    return words_of("headings", "words", "yearly").issuperset(word for word in words if not word.isdigit())


def group_lines(block: Block, lines: list[Text]) -> frozenset[int]:
    """Which lines of a paragraph outside lists group the papers below them, if its first is one of several:
    nothing but a heading's phrase, in bold ("Accepted", "Under Review")."""
    if block.kind != "paragraph" or block.items or len(lines) < 2 * MIN_GROUPS or not _is_group(lines[0]):
        return frozenset()
    found = frozenset(number for number, line in enumerate(lines) if _is_group(line))
    return found if len(found) >= MIN_GROUPS else frozenset()


def _is_group(line: Text) -> bool:
    words = line.plain
    bold = line.covered("bold") > 0.9 and is_short(words)
    return bold and section_kind(words) == "publication" and is_heading_phrase(words)


def is_inner_capitals(block: Block, line: Text) -> bool:
    """Whether a line of a paragraph outside lists is set in capitals, and short."""
    return block.kind == "paragraph" and not block.items and is_short(line.plain) and is_caps(line.plain)


def is_lone_year(block: Block) -> bool:
    """Whether a paragraph outside lists is nothing but a year."""
    return block.kind == "paragraph" and not block.items and heading_year(block.text.plain) is not None


def closes_with_year(block: Block, lines: list[Text]) -> bool:
    """Whether the last of several lines of a paragraph outside lists is a year in bold."""
    if block.kind != "paragraph" or block.items or len(lines) < 2:
        return False
    return heading_year(lines[-1].plain) is not None and lines[-1].covered("bold") > 0.9


def uses_years(document: Document) -> bool:
    """Whether lines that are only a year come several times, each one earlier than the one before."""
    years = [heading_year(b.text.plain) or "" for b in document.blocks if is_lone_year(b)]
    return len(years) >= MIN_YEARS and all(above > year for above, year in pairwise(years))


def capitals_rank(document: Document) -> bool:
    """Whether headings of one level are of two ranks, the upper one in capitals."""
    headings = [b for b in document.blocks if b.kind == "heading" and section_kind(b.text.plain)]
    if len({b.level for b in headings}) != 1:
        return False
    capitals = sum(is_caps(b.text.plain) for b in headings)
    return min(capitals, len(headings) - capitals) >= 2
