"""Entries with labels in the left margin that go on beside and below their first line.

    Oct 2025  |  **Master in Fenland Studies**, University of Ashby        Accepted  |  Tides and Tolls
    Oct 2023  |  Thesis: Tolls of the Western Marsh                        May 2025  |  With A. Brandt

A label beside each line may as well be an entry each. That it is the rest of the label above shows where the
entries of a section open with a bold title, or where those of the document are set apart by gaps. Below a
bold title, lines in other type go on with the entry, be there a gap above them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from cvdiff.readers.pdf.cuts import LONGEST_DATE, has_year
from cvdiff.readers.pdf.extents import are_neighbours
from cvdiff.readers.pdf.layout import Line
from cvdiff.readers.pdf.lines import Segment
from cvdiff.readers.pdf.margins import SAME_EDGE
from cvdiff.readers.pdf.measures import Measures
from cvdiff.values.dates import parse_dates

ENOUGH_ENTRIES = 3
"""So many entries show how entries are set."""

TITLED_SHARE = 0.5
"""At least so many titles have a label beside them; in a tall row it stands beside the second line."""

PAIRED_SHARE = 0.15
"""Where the labels of entries have two lines, they do so in no fewer of them."""

SPACED_SHARE = 0.75
"""Entries are set apart by gaps if so many labelled lines below others have one above."""

NEAR = 2.0
"""Times the pitch: lines of one entry are no farther apart."""


class _Entry:
    """An entry below a bold title: the indices of its lines, and of those that have labels."""

    __slots__ = ("is_open", "labelled", "lines")

    def __init__(self) -> None:
        self.lines: list[int] = []
        self.labelled: list[int] = []
        self.is_open = True


def join_labels(lines: Sequence[Line], levels: Mapping[int, int], measures: Measures) -> frozenset[int]:
    """Put the rest of labels behind the labels above; gives the indices of lines that go on with an entry.

    `levels` are those of headings, by index.
    """
    firsts = _spaced_pairs(lines, levels, measures)
    rest: set[int] = set()
    sections = [_titled_entries(lines, section, measures) for section in _sections(lines, levels)]
    sections = _alike_in_labels(sections)
    if sum(map(len, sections)) >= ENOUGH_ENTRIES:
        for entry in (entry for section in sections for entry in section):
            rest.update(entry.lines[1:])
            firsts.update((index, entry.lines[0]) for index in entry.labelled if index != entry.lines[0])
    for second, first in firsts.items():
        _join(lines[first], lines[second])
    return frozenset(rest | set(firsts))


def _alike_in_labels(sections: Sequence[list[_Entry]]) -> list[list[_Entry]]:
    """The sections, without those where labels stand in pairs as they do in hardly any entry elsewhere.

    The second of such a pair is the label of an entry that opens without bold type.
    """
    paired = [sum(len(entry.labelled) > 1 for entry in section) for section in sections]
    if sum(paired) >= PAIRED_SHARE * sum(map(len, sections)):
        return list(sections)
    return [section for section, pairs in zip(sections, paired, strict=True) if not pairs]


def _join(first: Line, second: Line) -> None:
    """Put the label of a line behind that of another; two ends of a range get a dash, the earlier first."""
    below = second.pop_label()
    is_beside = _is_labelled(first) and first.cells[0][0].x0 < below[-1].x1
    above = first.cells[0] if is_beside else []
    label, rest = _text(above), _text(below)
    if parse_dates(f"{rest} – {label}"):
        first.put_label(below, above, " – ")
    else:
        between = " – " if parse_dates(f"{label} – {rest}") and has_year(label) else " "
        first.put_label(above, below, between)


def _sections(lines: Sequence[Line], levels: Mapping[int, int]) -> Iterator[range]:
    """The indices of the lines between headings."""
    start = 0
    for index, line in enumerate(lines):
        if index in levels or line.is_heading:
            yield range(start, index)
            start = index + 1
    yield range(start, len(lines))


def _is_labelled(line: Line) -> bool:
    """Whether a short text stands left of other text on a line."""
    if len(line.cells) < 2 or line.marker or line.is_heading:
        return False
    label = line.cells[0]
    if all(segment.icons for segment in label):
        return False
    return label[-1].x1 - label[0].x0 <= LONGEST_DATE * line.size


def _has_label(line: Line, text_x: float) -> bool:
    """Whether a label stands left of `text_x`, and text begins there or is indented."""
    return _is_labelled(line) and line.cells[0][-1].x1 < text_x <= _text_x(line) + SAME_EDGE


def _text_x(line: Line) -> float:
    return line.cells[1][0].x0 if _is_labelled(line) else line.x0


def _usual_text_x(lines: Sequence[Line]) -> float:
    """Where most labelled lines of a section have their text."""
    edges = Counter(round(_text_x(line) / SAME_EDGE) for line in lines if _is_labelled(line))
    return SAME_EDGE * edges.most_common(1)[0][0] if edges else 0.0


def _titled_entries(lines: Sequence[Line], section: range, measures: Measures) -> list[_Entry]:
    """The entries of a section if each opens with a bold title, and has one label; else none."""
    text_x = _usual_text_x([lines[index] for index in section])
    titles = _titles(lines, section, text_x, measures)
    entries: list[_Entry] = []
    for index in section:
        line, entry = lines[index], entries[-1] if entries else None
        label = _has_label(line, text_x)
        if index in titles:
            entries.append(entry := _Entry())
        elif entry is None or not (entry.is_open and _is_near(lines[index - 1], line, measures)):
            if label:
                return []
            continue
        elif not label and (line.marker or line.x0 < text_x - SAME_EDGE):
            entry.is_open = False
            continue
        entry.lines.append(index)
        if label:
            entry.labelled.append(index)
    entries = [entry for entry in entries if entry.labelled]
    return entries if _are_alike(lines, entries) else []


def _titles(lines: Sequence[Line], section: range, text_x: float, measures: Measures) -> set[int]:
    """The indices of the lines with which a title begins: not its second line, nor a bold name below it."""
    bold = [index for index in section if _is_bold(lines[index], text_x)]
    rest = {index for index in bold if index - 1 in bold}
    above = [
        lines[index - 1].y - lines[index].y for index in bold if index not in rest and index in section[1:]
    ]
    least = min((distance for distance in above if distance > 0), default=0.0)
    return {
        index
        for index in bold
        if index not in rest
        or not are_neighbours(lines[index - 1], lines[index])
        or lines[index - 1].y - lines[index].y >= least
    }


def _is_bold(line: Line, text_x: float) -> bool:
    """Whether text that begins at `text_x` is bold: its start beside a label, else the most of it."""
    cell = 1 if _has_label(line, text_x) else 0
    if abs(line.cells[cell][0].x0 - text_x) > SAME_EDGE or line.marker:
        return False
    if cell:
        return line.look(cell)[1]
    return sum(len(run.text) * (1 if run.face.bold else -1) for run in line.runs[cell]) > 0


def _is_near(above: Line, line: Line, measures: Measures) -> bool:
    if line.page == above.page + 1:
        return True
    return are_neighbours(above, line) and above.y - line.y <= NEAR * measures.pitch * line.size


def _are_alike(lines: Sequence[Line], entries: Sequence[_Entry]) -> bool:
    """Whether most titles have labels beside them, and no label of an entry is one of another."""
    beside = sum(entry.labelled[0] == entry.lines[0] for entry in entries)
    whole = all(_are_one_label([lines[index] for index in entry.labelled]) for entry in entries)
    return beside >= TITLED_SHARE * len(entries) and whole


def _are_one_label(labelled: Sequence[Line]) -> bool:
    """Whether the labels of an entry's lines can be one: a word and a date, or two points in time."""
    if len(labelled) == 1:
        return True
    first, second, *more = labelled
    label, rest = _text(first.cells[0]), _text(second.cells[0])
    return not more and not (_is_range(label) or _is_range(rest)) and has_year(rest)


def _is_range(text: str) -> bool:
    dates = parse_dates(text)
    return dates is not None and (dates.current or dates.start != dates.end)


def _spaced_pairs(lines: Sequence[Line], levels: Mapping[int, int], measures: Measures) -> dict[int, int]:
    """The index of each labelled line right below another, with that; where gaps set entries apart."""
    firsts: dict[int, int] = {}
    gaps = below = 0
    for index in range(1, len(lines)):
        above, line = lines[index - 1], lines[index]
        if not (_is_labelled(line) and are_neighbours(above, line)) or index - 1 in levels:
            continue
        if abs(_text_x(above) - _text_x(line)) > SAME_EDGE:
            continue
        below += 1
        if measures.has_gap(above, line):
            gaps += 1
        elif _may_share_label(above, line):
            firsts[index] = index - 1
    is_chain = not firsts.keys().isdisjoint(firsts.values())
    return firsts if gaps >= SPACED_SHARE * below and gaps >= ENOUGH_ENTRIES and not is_chain else {}


def _may_share_label(above: Line, line: Line) -> bool:
    """Whether both lines have a label and one text, no more cells of a table, and their labels can be one."""
    return _is_labelled(above) and len(above.cells) == len(line.cells) == 2 and _are_one_label([above, line])


def _text(cell: Sequence[Segment]) -> str:
    return " ".join(segment.text() for segment in cell)
