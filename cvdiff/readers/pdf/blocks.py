"""Lines -> blocks: where entries begin, which lines belong to them, which list items enclose them."""

from __future__ import annotations

from collections.abc import Sequence

from cvdiff.document import Block, BlockKind
from cvdiff.readers.pdf.cuts import has_year
from cvdiff.readers.pdf.drafts import Draft, Item
from cvdiff.readers.pdf.extents import are_neighbours, edge
from cvdiff.readers.pdf.joining import Joiner
from cvdiff.readers.pdf.labels import repeat_dates
from cvdiff.readers.pdf.layout import Line
from cvdiff.readers.pdf.margins import SAME_EDGE
from cvdiff.readers.pdf.measures import INDENT, Measures
from cvdiff.readers.pdf.shapes import parted, regrouped
from cvdiff.readers.pdf.stacks import join_labels
from cvdiff.readers.pdf.tags import MAX_ELEMENTS
from cvdiff.readers.pdf.terms import find_terms

HEADING_PITCH = 1.5
"""In ems: the lines of one heading are no farther apart."""

OTHER_SIZE = 1.3
SMALLER = 0.95
"""Times the size of an entry's first line: smaller type below it without a gap begins no entry."""

MAX_OUTDENT = 4.0
"""In ems: paragraphs with an indented first line are indented less."""

_INNER_MARKS = (", ", "; ")
_ENDS = tuple(".!?:;")


class _Builder:
    def __init__(self, lines: Sequence[Line], levels: dict[int, int], measures: Measures) -> None:
        self._lines, self._levels, self._measures = lines, levels, measures
        self._rest = join_labels(lines, levels, measures)
        self._terms = find_terms(lines, levels, measures)
        self._drafts: list[Draft] = []
        self._items: list[Item] = []
        self._edges = _left_edges(lines)
        self._ids = 0

    def drafts(self) -> list[Draft]:
        for index, line in enumerate(self._lines):
            level = self._levels.get(index, 0)
            draft = self._drafts[-1] if self._drafts else None
            if index in self._terms:
                self._start_term(line, self._terms[index])
            elif draft and index in self._rest and not draft.level:
                draft.add(line, self._measures.wraps_right_below(draft.lines[-1], line))
            elif draft and self._continues(draft, line, level):
                self._add(draft, line)
            elif draft and not level and _is_rest_of_sentence(draft, line):
                self._resume(line)
            elif level:
                self._items = []
                self._drafts.append(Draft(line, "heading", level=level))
            else:
                self._start(line)
        return self._drafts

    def _continues(self, draft: Draft, line: Line, level: int) -> bool:
        last = draft.lines[-1]
        if level or draft.level:
            return level == draft.level and _is_rest_of_heading(draft, line, self._measures)
        if (last.page, last.tag.row) != (line.page, line.tag.row) and (last.tag.row or line.tag.row):
            return _is_row_overleaf(draft, line)
        if line.tag.row and not (line.marker or draft.lines[0].marker):
            return line.column == last.column
        if draft.kind == "term" or line.marker or line.is_heading or self._measures.is_footnote(line):
            return False
        if not are_neighbours(last, line):
            return self._continues_elsewhere(draft, line)
        if self._measures.has_gap(last, line):
            return False
        if draft.lines[0].marker:
            return self._continues_item(draft, line)
        return self._continues_paragraph(draft, line)

    def _continues_item(self, draft: Draft, line: Line) -> bool:
        first, last = draft.lines[0], draft.lines[-1]
        tolerance = INDENT * line.size
        if line.x0 >= min(first.text_x, draft.hang or first.text_x) - tolerance and line.x0 > first.x0 + 1:
            return True
        if abs(line.x0 - first.x0) > SAME_EDGE:
            return False
        return self._measures.is_forced(last, line) or self._measures.continues_beside(last, line)

    def _continues_paragraph(self, draft: Draft, line: Line) -> bool:
        first, last = draft.lines[0], draft.lines[-1]
        tolerance = INDENT * line.size
        if not 1 / OTHER_SIZE < line.size / last.size < OTHER_SIZE:
            return False
        if line.x0 < first.x0 - MAX_OUTDENT * line.size:
            return False
        if line.x1 < last.x0 or line.x0 > last.x1 or _is_head(draft, line):
            return False
        if not self._wraps(last, line) and (
            _begins_with_label(line, draft) or self._begins_like_first(draft, line)
        ):
            return False
        if draft.hang is not None and draft.hang > first.x0 + tolerance:
            return line.x0 > first.x0 + tolerance
        if line.x0 < min(first.x0, draft.hang or first.x0) - tolerance:
            return self._measures.is_forced(last, line)
        if self._measures.begins_hanging(line) and abs(line.x0 - first.x0) <= SAME_EDGE:
            if line.size <= SMALLER * first.size:
                return True
            return self._measures.is_inside_sentence(last, line)
        return True

    def _wraps(self, last: Line, line: Line) -> bool:
        """Whether the first cell of a line, left of a date or not, goes on with the words of the last."""
        is_below = len(last.cells) == 1 and abs(line.x0 - last.x0) <= SAME_EDGE
        return is_below and self._measures.surely_wraps(last, line)

    def _begins_like_first(self, draft: Draft, line: Line) -> bool:
        """Whether a line has a date at the margin as the first line has, after lines without."""
        first, last = draft.lines[0], draft.lines[-1]
        if min(len(line.cells), len(first.cells)) < 2 or last is first or len(last.cells) > 1:
            return False
        if not (self._measures.is_full(first) and self._measures.is_full(line)):
            return False
        face, other = first.runs[0][0].face, line.runs[0][0].face
        return (face.bold, face.italic) == (other.bold, other.italic) and face.size == other.size

    def _continues_elsewhere(self, draft: Draft, line: Line) -> bool:
        """Whether an entry goes on after the end of a page or column."""
        first, last = draft.lines[0], draft.lines[-1]
        shift = 0.0
        if line.column or last.column:
            shift = self._edges[line.page, line.column] - self._edges[last.page, last.column]
        x0, tolerance = line.x0 - shift, INDENT * line.size
        forced = self._measures.is_forced(last, line)
        if len(line.cells) > 1 and (x0 <= first.x0 + tolerance or not forced):
            return self._wraps(last, line)
        if _looks_like_first(draft, line):
            return False
        hang = first.text_x if first.marker and not (draft.hang and first.text) else draft.hang
        if hang is not None and hang > first.x0 + tolerance / 2:
            return abs(x0 - hang) <= tolerance
        if hang is None and edge(first) in self._measures.hangs:
            return x0 > first.x0 + tolerance and forced
        if abs(x0 - first.x0) > tolerance:
            return False
        if line.text[:1].islower() or self._measures.is_full(last):
            return True
        return forced and not last.text.endswith(_ENDS)

    def _add(self, draft: Draft, line: Line) -> None:
        last = draft.lines[-1]
        if are_neighbours(last, line) and self._measures.continues_beside(last, line):
            line.insert_cell(last.pop_cell())
            draft.add(line, True)
        else:
            draft.add(line, bool(draft.level) or self._measures.is_wrapped(last, line))

    def _resume(self, line: Line) -> None:
        """Go on with a sentence, around a formula that is set apart in it."""
        formula, before = self._drafts[-1], self._drafts[-2:-1]
        if len(formula.lines) == 1 and before and _is_set_apart(before[0], formula.lines[0], line):
            self._drafts.pop()
            before[0].add(formula.lines[0], True)
        draft = self._drafts[-1]
        draft.add(line, True)
        self._items = list(draft.items)

    def _start(self, line: Line) -> None:
        if line.marker:
            self._start_item(line, line.text_x, line.x0 - INDENT * line.size)
            kind: BlockKind = "item"
        else:
            defines = bool(self._drafts) and self._defines(self._drafts[-1], line)
            while not defines and self._items and not self._is_inside(self._items[-1], line):
                self._items.pop()
            kind = "item" if defines else "row" if line.tag.row and len(line.cells) > 1 else "paragraph"
        self._drafts.append(Draft(line, kind, self._items))

    def _start_term(self, line: Line, text_x: float) -> None:
        self._start_item(line, text_x, line.x0 - SAME_EDGE)
        self._drafts.append(Draft(line, "term", self._items))

    def _start_item(self, line: Line, text_x: float, outer: float) -> None:
        """Open an item, within those that begin left of `outer`; it may go on with the list of its kind."""
        before = None
        while self._items and self._items[-1].x > outer:
            before = self._items.pop()
        item = Item(line, self._next_id(), 0, text_x)
        same = before and before.family == item.family
        item.list_id = before.list_id if before and same else self._next_id()
        self._items.append(item)

    def _defines(self, draft: Draft, line: Line) -> bool:
        """Whether a line is what the term above it stands for, be it overleaf."""
        return draft.kind == "term" and abs(line.x0 - self._items[-1].text_x) <= SAME_EDGE

    def _is_inside(self, item: Item, line: Line) -> bool:
        draft, last = self._drafts[-1], self._drafts[-1].lines[-1]
        near = last.page == line.page and last.y - line.y < 2 * self._measures.pitch * line.size
        hangs = draft.kind == "item" and (draft.hang or 0.0) > item.text_x + INDENT * line.size
        return near and not hangs and abs(line.x0 - item.text_x) <= SAME_EDGE and line.x0 > item.x + 1

    def _next_id(self) -> int:
        self._ids += 1
        return self._ids


def _is_row_overleaf(draft: Draft, line: Line) -> bool:
    """Whether the last cell of a table's row, as the file tells it, goes on at the top of the next page."""
    last, first = draft.lines[-1], draft.lines[0]
    if not (last.tag.row and line.tag.row and line.page == last.page + 1 and len(line.cells) == 1):
        return False
    return len(first.cells) > 1 and abs(first.cells[-1][0].x0 - line.x0) <= SAME_EDGE


def _is_rest_of_heading(draft: Draft, line: Line, measures: Measures) -> bool:
    last = draft.lines[-1]
    close = are_neighbours(last, line) and last.y - line.y <= HEADING_PITCH * line.size
    return close and not line.is_heading and measures.is_wrapped(last, line)


def _is_rest_of_sentence(draft: Draft, line: Line) -> bool:
    """Whether a line begins with a mark that never begins a sentence."""
    return line.text.startswith(_INNER_MARKS) and not draft.level and are_neighbours(draft.lines[-1], line)


def _is_set_apart(before: Draft, formula: Line, after: Line) -> bool:
    """Whether a line stands, indented and without a marker, between two parts of one sentence."""
    indented = formula.x0 > max(before.lines[0].text_x, after.x0) + formula.size
    return indented and not (before.level or formula.marker) and are_neighbours(before.lines[-1], formula)


def _is_head(draft: Draft, line: Line) -> bool:
    """Whether a draft is one bold line, in smaller type than the text below it or left of a date there."""
    first = draft.lines[0]
    if len(draft.lines) > 1 or len(first.cells) > 1 or not (first.runs[0] and line.runs[0]):
        return False
    if line.runs[0][0].face.bold or not all(run.face.bold for run in first.runs[0]):
        return False
    is_left = len(line.cells) > 1 and first.x0 < line.x0 - INDENT * line.size
    return first.size < SMALLER * line.size or (is_left and has_year(line.cells[0][0].text()))


def _looks_like_first(draft: Draft, line: Line) -> bool:
    """Whether a line is larger or bolder than the last, as the draft's first line is: a title."""
    opening, above, here = (one.look(-1)[:2] for one in (draft.lines[0], draft.lines[-1], line))
    return opening == here and above < here


def _begins_with_label(line: Line, draft: Draft) -> bool:
    """Whether a date or label stands left of the text that the draft's lines run in."""
    if len(line.cells) < 2:
        return False
    text_x = draft.lines[0].cells[1][0].x0 if len(draft.lines[0].cells) > 1 else draft.hang
    if text_x is None:
        text_x = draft.lines[0].x0
    return abs(line.cells[1][0].x0 - text_x) <= SAME_EDGE and line.x0 < text_x - line.size


def _left_edges(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    edges: dict[tuple[int, int], float] = {}
    for line in lines:
        place = (line.page, line.column)
        edges[place] = min(edges.get(place, line.x0), line.x0)
    return edges


def _list_of(draft: Draft) -> int | None:
    """The list or table that a block is part of; those of tables are below zero."""
    if draft.kind in ("item", "term"):
        return draft.items[-1].list_id
    first = draft.lines[0]
    return -(first.page * MAX_ELEMENTS + first.tag.table) if draft.kind == "row" else None


def blocks(lines: Sequence[Line], levels: dict[int, int], measures: Measures) -> list[Block]:
    """The blocks of a document; `levels` are those of its headings, by index of line."""
    joiner = Joiner(lines)
    out = []
    drafts = regrouped(parted(_Builder(lines, levels, measures).drafts()))
    repeat_dates([() if draft.level else draft.lines for draft in drafts])
    for draft in drafts:
        text = joiner.text(draft.lines, draft.wrapped)
        if not any(character.isalnum() for character in text.plain):
            continue  # the bars between the icons of an address
        first = draft.lines[0]
        out.append(
            Block(
                kind=draft.kind,
                text=text,
                level=draft.level,
                items=tuple(item.id for item in draft.items),
                list_id=_list_of(draft),
                marker=first.marker,
                **draft.place,
            )
        )
    return out
