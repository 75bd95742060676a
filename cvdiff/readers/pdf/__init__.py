"""PDF, read by PDFium: what stands where, in which type, put together to headings, entries and lists.

A PDF holds letters and their places, no words, lines or paragraphs. Each module makes the next larger unit:
`pdfium` fragments of a `page`, `strokes` its rules and dots, `tags` what the file itself tells of them,
`lines` segments of lines, `bullets` those that are drawn, `furniture` drops running headers, `tables` and
`columns` put `rows` in reading order, `cuts` part labels and dates from them, `margins` the headings beside
the text, `layout` lines, `nameplate` a name in two of them, `markers` list items, `extents` the columns'
edges, `measures` pitch and indents, `headings` levels, `stacks` labels of several lines, `blocks` and
`shapes` the entries, `labels` the dates that a margin leaves out, `joining` the text. How the limits were
found: docs/decisions/pdf-reader.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from cvdiff.document import Block, Diagnostic, Document, Text
from cvdiff.errors import InputError
from cvdiff.readers.jumps import MIN_JUMPS
from cvdiff.readers.pdf.blocks import blocks
from cvdiff.readers.pdf.bullets import put_bullets
from cvdiff.readers.pdf.columns import rows_in_order
from cvdiff.readers.pdf.fonts import Face
from cvdiff.readers.pdf.footnotes import cut_footnotes
from cvdiff.readers.pdf.furniture import without_furniture
from cvdiff.readers.pdf.headings import find_headings
from cvdiff.readers.pdf.layout import Line, lines
from cvdiff.readers.pdf.letters import readable
from cvdiff.readers.pdf.lines import Segment, segments
from cvdiff.readers.pdf.markers import find_markers
from cvdiff.readers.pdf.measures import Measures
from cvdiff.readers.pdf.nameplate import join_wrapped
from cvdiff.readers.pdf.page import Page
from cvdiff.readers.pdf.pdfium import pages
from cvdiff.readers.pdf.rows import Row
from cvdiff.readers.pdf.tables import headings as table_headings
from cvdiff.readers.pdf.tables import rows_of_page

MIN_LETTERS = 20
"""Fewer are a stamp on a scan, not a CV."""

UNREADABLE_SHARE = 0.02
"""Icons without text are up to 0.013 of a page's glyphs; on a page in a font without letters, 0.23."""


def read(data: bytes, name: str) -> Document:
    """Read a PDF.

    Raises `InputError` for what is no PDF, is encrypted, damaged, too large, or has no text layer.
    """
    found = pages(data, name)
    letters = sum(len(fragment.text) for page in found for fragment in (*page.fragments, *page.aside))
    if letters < MIN_LETTERS:
        raise InputError(f"{name}: has no text layer; export the CV from its source or run OCR on it first")
    return Document(format="pdf", blocks=blocks_of_pages(found), diagnostics=tuple(_diagnostics(found)))


def blocks_of_pages(found: Sequence[Page]) -> tuple[Block, ...]:
    """The blocks of the pages of a document."""
    body = _body(found)
    kept = without_furniture([_segments(page) for page in found])
    table: list[Row] = []
    notes: list[Row] = []
    edges: list[float] = []
    for page, page_segments in zip(found, kept, strict=True):
        main, below = cut_footnotes(page_segments, page.rules, body)
        table += rows_of_page(main, edges)
        notes += rows_in_order(below, edges)
    table += notes
    text_lines = _without_jumps(join_wrapped(lines(table, body), body))
    find_markers(text_lines)
    measures = Measures(text_lines, [rule for page in found for rule in page.rules])
    levels = find_headings(text_lines, body, {page.number: page.rules for page in found}, measures)
    levels |= table_headings(text_lines)
    return (*blocks(text_lines, levels, measures), *_turned(found))


def _without_jumps(text_lines: Sequence[Line]) -> list[Line]:
    """The lines without runs of those that hold nothing but a link to a place in the document each."""
    out: list[Line] = []
    for jumps, group in groupby(text_lines, lambda line: line.jumps):
        run = list(group)
        if not jumps or len(run) < MIN_JUMPS:
            out += run
    return out


def _segments(page: Page) -> list[Segment]:
    """The segments of a page, from top to bottom, with the bullets that are drawn before them."""
    found = segments(page.fragments, page.number)
    put_bullets(found, page.dots)
    return found


def _body(found: Sequence[Page]) -> Face:
    """The face of most of the text."""
    counts: dict[Face, int] = {}
    for page in found:
        for fragment in page.fragments:
            counts[fragment.face] = counts.get(fragment.face, 0) + len(fragment.text)
    return max(counts, key=lambda face: counts[face])


def _turned(found: Sequence[Page]) -> list[Block]:
    """Text along the edge of a page, which stands in no order with the rest."""
    out = []
    for page in found:
        text = " ".join(readable(fragment.text) for fragment in page.aside)
        if text:
            out.append(Block(kind="paragraph", text=Text(text), page=page.number))
    return out


def _diagnostics(found: Sequence[Page]) -> list[Diagnostic]:
    out = []
    for page in found:
        glyphs = sum(len(fragment.text) for fragment in page.fragments)
        if page.unreadable > max(UNREADABLE_SHARE * glyphs, MIN_LETTERS):
            message = "some fonts do not tell their letters; export the CV again with another program"
            out.append(Diagnostic(message=message, page=page.number))
    return out
