"""Document -> outline: which lines are headings, what kind of record stands below each.

A heading is one of three things: a heading of the format; a line that only looks like one (capitals,
a bold line, an underlined phrase of heading words); or, below a section of jobs, papers or projects,
the first line of a record ("### Research Fellow, Some Institute"). The first two open a `Part`, the
third stays among the lines of the part around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cvdiff.document import Block, Document, Text
from cvdiff.model import Kind
from cvdiff.outline.headed import Below
from cvdiff.outline.heading_lines import (
    NAMED,
    are_titles,
    capitals_rank,
    closes_with_year,
    goes_on_below_title,
    group_lines,
    heads_blocks,
    heads_items,
    heads_items_behind,
    is_badge,
    is_caps,
    is_date,
    is_inner_capitals,
    is_label_above,
    is_lone_year,
    is_short,
    is_stage,
    names_entry,
    names_section,
    stands_above,
    uses_caps,
    uses_headings,
    uses_years,
    without_remark,
)
from cvdiff.outline.lettered import with_letters
from cvdiff.outline.list_headings import with_list_headings
from cvdiff.outline.page import is_told_by_page, page_heading
from cvdiff.outline.parts import Line, Part
from cvdiff.outline.ranks import (
    BESIDE_PAPERS,
    BOLD_LEVEL,
    CAPS_LEVEL,
    DATED_LISTS,
    ENTRY_HEADING_KINDS,
    GROUPED_KINDS,
    YEAR_LEVEL,
    says_what_of,
)
from cvdiff.outline.run_in import opened_items, outside_table, run_in_headings
from cvdiff.outline.tables import head_columns
from cvdiff.outline.year_items import YearItems
from cvdiff.values.dates import find_dates
from cvdiff.values.headings import (
    are_years,
    heading_key,
    is_ambiguous,
    is_continued,
    is_counted,
    is_heading_phrase,
    is_of_both,
    names_papers,
    section_kind,
    without_exceptions,
)
from cvdiff.values.roles import degree_like, organization_like, role_like
from cvdiff.values.stamps import is_stamp
from cvdiff.values.status import find_statuses

__all__ = ["Line", "Part", "outline"]


def outline(document: Document, sections: Iterable[tuple[str, Kind]] = ()) -> list[Part]:
    """The parts of a document in reading order; every line that is no heading is in exactly one.

    `sections` are headings and kinds that the user gives: they come before the vocabulary.
    """
    document = with_letters(with_list_headings(document))
    builder = _Builder(document, {heading_key(heading): kind for heading, kind in sections})
    for index, block in enumerate(document.blocks):
        builder.add(index, block)
    return builder.finish()


class _Builder:
    """Collects lines below a stack of open headings."""

    def __init__(self, document: Document, given: Mapping[str, Kind]) -> None:
        self.given = given
        self.document_blocks = document.blocks
        self.below = Below(document)
        self.years = YearItems(document)
        self.uses_caps, self.uses_years = uses_caps(document), uses_years(document)
        self.capitals_rank = capitals_rank(document)
        self.stands_above = heads_blocks(document)
        self.uses_headings = uses_headings(document)
        self.run_ins = (opened_items if self.uses_headings else run_in_headings)(document)
        self.open = page_heading(document)
        self.parts: list[Part] = []
        self.heading = self.printed = ""
        self.kind: Kind | None = self.open[0][2] if self.open else None
        self.level = 0.0
        self.blocks: list[int] = []
        self.lines: list[Line] = []
        self.stamps: list[Line] = []
        self.columns: list[tuple[int | None, tuple[str, ...]]] = []
        self.table: int | None = None

    def add(self, index: int, block: Block) -> None:
        lines = block.text.lines()
        if not lines and block.kind != "heading":
            return
        begins_table = block.kind == "row" and block.list_id != self.table
        if begins_table and (columns := head_columns(block.text.plain)):
            self.blocks.append(index)
            self.columns.append((block.list_id, columns))
            self.table = block.list_id
            return
        self.table = block.list_id if block.kind == "row" else None
        if block.kind == "paragraph" and len(lines) == 1 and is_stamp(lines[0].plain):
            self.stamps.append(Line(lines[0], index, 0, block))
            return
        if self.kind in DATED_LISTS and self.years.open(index):
            self.start(index, block.text.plain, YEAR_LEVEL)
            return
        block = self.years.outside(block)
        if index in self.run_ins:
            self.start_run_in(index, outside_table(block), lines)
            return
        groups = group_lines(block, lines) if self.kind == "publication" else frozenset()
        level = BOLD_LEVEL if groups else self.heading_level(block, lines)
        if 0 < level < YEAR_LEVEL and self.is_entry_heading(index, block.text.plain, level):
            level = 0
        labels = level == CAPS_LEVEL and self.uses_headings and is_label_above(self.document_blocks, index)
        if labels or (level and self.blocks and is_continued(block.text.plain)):
            self.blocks.append(index)
            return
        if level:
            heading = " ".join(t.plain for t in lines) if level < CAPS_LEVEL else lines[0].plain
            self.start(index, heading, level)
            lines = [] if level < CAPS_LEVEL else lines[1:]
        offset = 1 if level >= CAPS_LEVEL else 0
        ends_in_heading = heads_items_behind(self.document_blocks, index, lines)
        for number, text in enumerate(lines, offset):
            closes = ends_in_heading and text is lines[-1]
            if number and (closes or (is_inner_capitals(block, text) and self.is_phrase(text.plain))):
                self.start(index, text.plain, CAPS_LEVEL)
            elif number in groups:
                self.start(index, text.plain, BOLD_LEVEL)
            elif text is lines[-1] and self.kind in DATED_LISTS and closes_with_year(block, lines):
                self.start(index, text.plain, YEAR_LEVEL)
            else:
                self.lines.append(Line(text, index, number, block))

    def start_run_in(self, index: int, block: Block, lines: list[Text]) -> None:
        """Begin the part of a heading that stands in the line of its text, with the lines of its block."""
        first, end = lines[0], self.run_ins[index]
        self.start(index, first.plain[:end].rstrip(" :."), BOLD_LEVEL)
        rest = [first.slice(end, len(first.plain)), *lines[1:]] if end < len(first.plain) else lines[1:]
        self.lines += [Line(text, index, number, block) for number, text in enumerate(rest)]

    def given_kind(self, heading: str) -> Kind | None:
        """The kind that the user gives for a heading."""
        return self.given.get(heading_key(heading)) if self.given else None

    def is_phrase(self, text: str) -> bool:
        """Whether a short text is a heading even without markup: by its words, or as the user says."""
        return is_heading_phrase(text) or self.given_kind(text) is not None

    def opens_year(self, year: Text) -> bool:
        """Whether a year alone on its line heads what is below: the first line of its list, or after another.

        Behind an entry it may be its own, torn off by a page break or a line's end, but for years in order.
        """
        if not self.lines or self.uses_years or is_counted(year.plain):
            return True
        torn = self.lines[-1].text.plain.endswith(",")
        in_bold = self.kind == "publication" and year.covered("bold") > 0.9
        return in_bold or (self.level == YEAR_LEVEL and not torn)

    def heading_level(self, block: Block, lines: list[Text]) -> float:
        """1 to 8 for a heading, 0 for none; a half more below headings in capitals of one level."""
        if block.kind == "heading":
            return (block.level or 1) + 0.5 * (self.capitals_rank and not is_caps(block.text.plain))
        if block.kind == "term" and len(block.items) == 1 and self.is_phrase(block.text.plain):
            return BOLD_LEVEL
        if block.kind == "term" and is_stage(block.text, self.kind, styled=True):
            return YEAR_LEVEL
        if block.kind != "paragraph" or block.items or (self.kind == "publication" and is_badge(lines[0])):
            return 0
        first, alone = lines[0], len(lines) == 1
        if self.kind in DATED_LISTS and is_lone_year(block):
            return YEAR_LEVEL if self.opens_year(first) else 0
        words = without_remark(first.plain)
        if not is_short(words):
            return 0
        if is_stage(first, self.kind):
            return YEAR_LEVEL
        phrase = self.is_phrase(words) and not ("\t" in words and find_dates(words))
        if self.kind == "publication" and goes_on_below_title(self.lines, first.plain, phrase=phrase):
            return 0
        in_page = self.parts or self.blocks or section_kind(first.plain)  # or it is the owner's name
        if in_page and is_caps(words) and (phrase or (alone and self.uses_caps)):
            return CAPS_LEVEL
        styled = max(first.covered("bold"), first.covered("italic"), first.covered("underline")) > 0.9
        if alone and styled and names_section(first.plain, self.kind, is_top=not self.parts):
            return BOLD_LEVEL
        labels = self.kind == "publication" and first.plain.endswith(":")
        marked = labels or max(first.covered("bold"), first.covered("underline")) > 0.8
        plain = not self.uses_headings and not first.plain.endswith(".")  # "Languages." may be a journal
        bare = plain and (self.stands_above or marked) and stands_above(lines)
        return BOLD_LEVEL if phrase and ((alone and (marked or plain)) or bare) else 0

    def is_entry_heading(self, index: int, text: str, level: float) -> bool:
        """Whether a heading below a section is the first line of a record, not a sub-section."""
        kind = self.kind_above(level)
        if kind not in ENTRY_HEADING_KINDS or self.given_kind(text) or is_date(text) or is_counted(text):
            return False
        if find_dates(text):
            return not is_date(text, kind)
        listed = heads_items(self.document_blocks, index)
        beside = bool(self.open) and self.open[-1][0] == level
        if kind == "position" and self.below.is_employer(index) and (beside or not listed):
            return not listed  # beside an employer that heads a list of jobs, it does so, too
        if self.below.is_list(index) or self.below.is_divided(index):
            return False
        if beside and are_titles(self.open[-1][1], text):
            return False
        if kind == "publication":
            return self.below.is_title(index)
        if is_heading_phrase(text) and not names_entry(text, kind):
            return False
        role, place = max(role_like(text), degree_like(text)), organization_like(text)
        if kind in GROUPED_KINDS and place >= NAMED > role and listed:
            return False
        return self.below.is_entry(index) or max(role, place) >= NAMED

    def kind_above(self, level: float) -> Kind | None:
        for other, _, kind in reversed(self.open):
            if other < level and kind is not None:
                return kind
        return None

    def start(self, index: int, heading: str, level: float) -> None:
        self.close(leads=level > self.level)
        while self.open and (self.open[-1][0] >= level or are_years(self.open[-1][1], heading)):
            self.open.pop()
        inherited = self.kind_above(level)
        dated = is_date(heading, inherited)
        named = None if dated else self.named_kind(heading, level)
        given = self.given_kind(heading)
        kind = given or named or inherited
        names_itself = given or not (dated and inherited)
        shown = heading if names_itself else next((h for _, h, _ in reversed(self.open)), heading)
        self.open.append((level, shown, kind))
        self.heading, self.printed, self.kind, self.level, self.blocks = shown, heading, kind, level, [index]

    def named_kind(self, heading: str, level: float) -> Kind | None:
        """The kind that a heading names itself; None where it names none, or the one above it holds."""
        above = self.kind_above(level)
        own = without_exceptions(heading)
        told = find_statuses(own) and not find_dates(heading)
        named = "publication" if told else section_kind(heading)
        if is_told_by_page(self.open):  # one titled "Publications" may hold more
            return None if above == "publication" and is_ambiguous(heading) else named
        phrases = own, own.partition(" (")[0]  # "Articles (single author)"
        if above not in (None, "other") and not any(map(is_heading_phrase, phrases)):
            return None
        of_papers = named == "service" and names_papers(own)
        if above == "publication" and (named not in BESIDE_PAPERS or is_ambiguous(heading) or of_papers):
            return None
        if above == "talk" and named == "publication" and not is_of_both(self.open[-1][1]):
            return None  # "Conference papers" among presentations
        return None if says_what_of(above, heading) else named

    def close(self, *, leads: bool = False) -> None:
        if self.blocks or self.lines or self.stamps:
            path = tuple(h for _, h, _ in self.open)
            self.parts.append(
                Part(
                    self.heading, self.printed, self.kind, self.level, path,
                    tuple(self.blocks), tuple(self.lines), tuple(self.columns),
                    stamps=tuple(self.stamps), given=any(map(self.given_kind, path)), leads=leads,
                )
            )  # fmt: skip
        self.blocks, self.lines, self.columns, self.stamps = [], [], [], []

    def finish(self) -> list[Part]:
        self.close()
        return self.parts
