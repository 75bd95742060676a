"""Reading PDFs, from pages that the tests draw themselves."""

from __future__ import annotations

import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvdiff.document import Block, Document
from cvdiff.errors import InputError
from cvdiff.readers import read_document
from cvdiff.readers.pdf import guard, pdfium
from pdf_writer import assemble, pdf, width
from sample_pdf import ARTICLES, AWARDS, EDUCATION, POSITIONS, PROCEEDINGS, SAMPLE
from sample_pdf import pages as sample_pages
from tables import cases, tables_in

PAGE = "72 700 B14 Ada Quill\n72 680 R10 Studies the drying of raised bogs."


def read(*pages: str) -> Document:
    return read_document(pdf(pages), "cv.pdf")


def short(block: Block) -> str:
    kind = {"heading": f"H{block.level}", "item": "I", "term": "T", "paragraph": "P", "row": "R"}[block.kind]
    marker = f"{block.marker} " if block.marker else ""
    return f"{kind}{'.' * len(block.items)} {marker}{block.text.plain}"


RUNS = """
run1 72 700 R10 On the depth of bogs
run1 72 680 R10 in the north
run2 72 660 R10 A. Quill
72 640 R10 a remark
"""


@pytest.mark.parametrize(
    ("producer", "blocks"),
    [
        ("Skia/PDF m150", ["P On the depth of bogs in the north", "P A. Quill", "P a remark"]),
        ("Word 2021", ["P On the depth of bogs", "P in the north", "P A. Quill", "P a remark"]),
    ],
)
def test_browsers_mark_lines_that_wrap(producer: str, blocks: list[str]) -> None:
    document = read_document(pdf([RUNS], producer=producer), "cv.pdf")
    assert [short(block) for block in document.blocks] == blocks


@pytest.mark.parametrize("case", cases(*tables_in("pdf")))
def test_blocks_of(case: dict[str, Any]) -> None:
    assert [short(block) for block in read(*case["pages"]).blocks] == case["blocks"]


def styles(text: str, document: Document) -> set[tuple[str, str]]:
    """The kinds and values of the styles over exactly this text."""
    found = set()
    for block in document.blocks:
        for style in block.text.styles:
            if block.text.plain[style.start : style.end] == text:
                found.add((style.kind, style.value))
    return found


def test_bold_and_italic_come_from_the_fonts() -> None:
    document = read("72 700 R10 by\n+3 700 B10 A. Quill\n+3 700 R10 in\n+3 700 I10 Annals of Roots")
    assert document.blocks[0].text.plain == "by A. Quill in Annals of Roots"
    assert styles("A. Quill", document) == {("bold", "")}
    assert styles("Annals of Roots", document) == {("italic", "")}
    assert len(document.blocks[0].text.styles) == 2


def test_a_type_goes_on_over_the_end_of_a_line() -> None:
    first, second = "A. Quill, B. Rowe. Roots of the raised bogs in winter. In Annals", "of Roots, 12, 2021."
    left, after = 72 + width(first.removesuffix("Annals"), 10), 72 + width("of Roots", 10)
    document = read(
        f"72 700 R10 {first.removesuffix('Annals')}\n{left:.1f} 700 I10 Annals\n"
        f"72 688 I10 of Roots\n{after:.1f} 688 R10 {second.removeprefix('of Roots')}"
    )
    assert document.blocks[0].text.plain == f"{first} {second}"
    assert styles("Annals of Roots", document) == {("italic", "")}
    apart = read("72 700 I10 Annals of Roots\n+3 700 R10 and\n+3 700 I10 Bog Letters")
    assert len(apart.blocks[0].text.styles) == 2


def test_formulas_are_not_stressed() -> None:
    document = read("72 700 R10 Flow at\n+3 700 M10 Re\n+3 700 I10 in Annals of Roots")
    assert document.blocks[0].text.plain == "Flow at Re in Annals of Roots"
    assert [style.kind for style in document.blocks[0].text.styles] == ["italic"]
    assert styles("in Annals of Roots", document) == {("italic", "")}


def test_a_link_covers_the_words_below_it_and_no_bracket() -> None:
    left = 72 + width("Roots from below [", 10)
    right = left + width("PDF", 10)
    document = read(
        "72 700 R10 Roots from below [PDF], 2021\n"
        f"link {left:.1f} 697 {right:.1f} 709 https://northmoor.example/r.pdf"
    )
    assert styles("PDF", document) == {("link", "https://northmoor.example/r.pdf")}
    assert len(document.blocks[0].text.styles) == 1


def test_a_link_goes_on_over_the_end_of_a_line_and_to_the_end_of_a_word() -> None:
    first = "A. Quill and B. Rowe, Roots of the raised bogs in the long winters of the northern"
    second = "moor, 2021."
    left, right = 72 + width("A. Quill and B. Rowe, ", 10), 72 + width(first.removesuffix("ern"), 10)
    url, after = "https://northmoor.example/r.pdf", 72 + width("moor", 10)
    boxes = f"link {left:.1f} 697 {right:.1f} 709 {url}\nlink 72 685 {after:.1f} 697 {url}"
    document = read(f"72 700 R10 {first}\n72 688 R10 {second}\n{boxes}")
    whole = "Roots of the raised bogs in the long winters of the northern moor"
    assert styles(whole, document) == {("link", url)}
    assert len(document.blocks[0].text.styles) == 1
    two = read(f"72 700 R10 {first}\n72 688 R10 {second}\n{boxes}2")
    assert styles("moor", two) == {("link", f"{url}2")}


def test_a_printed_url_is_a_link() -> None:
    document = read("72 700 R10 Roots from below, https://northmoor.example/roots, 2021")
    assert styles("https://northmoor.example/roots", document) == {
        ("link", "https://northmoor.example/roots")
    }


def test_a_raised_mark_stays_with_its_name() -> None:
    document = read("72 700 R10 A. Quill\n+0 704 R6 *\n+0 700 R10 , B. Bee and C. Dee")
    assert document.blocks[0].text.plain == "A. Quill*, B. Bee and C. Dee"
    assert styles("*", document) == {("superscript", "")}


def test_blocks_carry_their_page_and_no_lines() -> None:
    document = read(PAGE, "72 700 R10 Overleaf")
    assert [block.page for block in document.blocks] == [1, 1, 2]
    assert {block.lines for block in document.blocks} == {None}


def test_items_of_one_list_share_its_id() -> None:
    blocks = read("72 700 R10 • One\n72 688 R10 • Two\n72 650 R10 Plain text\n72 600 R10 • Three").blocks
    assert [block.list_id is None for block in blocks] == [False, False, True, False]
    assert blocks[0].list_id == blocks[1].list_id
    assert len({block.items for block in blocks}) == 4


def test_the_sample_is_what_its_script_draws() -> None:
    assert read_document(SAMPLE.read_bytes(), "cv.pdf") == read_document(pdf(sample_pages()), "cv.pdf")


def test_the_sample_is_read_entry_by_entry() -> None:
    """Two pages, with a date column, headings on rules, numbered papers and one of them overleaf."""
    blocks = read_document(SAMPLE.read_bytes(), "cv.pdf").blocks
    headings = ["Positions", "Education", "Journal Articles", "Conference Papers", "Awards"]
    assert [block.text.plain for block in blocks if block.level] == ["Ingrid Solberg", *headings]
    assert [block.text.plain for block in blocks if block.marker.startswith("[")] == ARTICLES + PROCEEDINGS
    dated = [block.text.plain.split("\t")[0] for block in blocks if "\t" in block.text.plain]
    assert dated == [entry[0] for entry in (*POSITIONS, *EDUCATION, *AWARDS)]


def encrypted() -> bytes:
    """A file whose passwords nobody knows."""
    keys = b"/Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b">"
    return pdf([PAGE], trailer=b"/ID [<00><00>] /Encrypt << " + keys + b" >>")


def packed(head: bytes, content: bytes) -> bytes:
    stream = zlib.compress(content, 9)
    return b"<< %s /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (head, len(stream), stream)


def drawing(content: bytes, *forms: bytes) -> bytes:
    """A page with this drawing; the forms, objects 5 and on, draw the next one as /F."""
    resources = b"/Resources << /XObject << /F %d 0 R >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R " + resources % 5 + b" >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        page,
        packed(b"", content),
    ]
    for number, form in enumerate(forms, 6):
        objects.append(packed(b"/Subtype /Form /BBox [0 0 9 9] " + resources % number, form))
    return assemble(objects)


BAD = {
    "encrypted": (encrypted, "is encrypted; save a copy without a password and give that"),
    "no PDF": (lambda: b"Ada Quill", "is no PDF file, whatever its name says; check the file"),
    "truncated": (lambda: pdf([PAGE])[:600], "is a damaged PDF; export it again from its source"),
    "no text": (
        lambda: pdf(["rule 72 540 700"]),
        "has no text layer; export the CV from its source or run OCR on it first",
    ),
    "too many pages": (
        lambda: pdf(["72 700 R10 x"] * 201),
        "has 201 pages, more than the limit of 200; is this a CV?",
    ),
    "a large drawing": (
        lambda: drawing(b"0 0 m 9 9 l S " * 400_000),
        "holds a drawing of more than 5,000,000 bytes; is this a CV?",
    ),
    "many large drawings": (
        lambda: drawing(b"/F Do", *[b"0 0 m 9 9 l S " * 350_000] * 21),
        "its drawings hold more than 100,000,000 bytes; is this a CV?",
    ),
    "forms in forms": (
        lambda: drawing(b"/F Do", *[b"/F Do " * 10] * 9),
        "its drawings repeat each other without end; is this a CV?",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_one_line_that_says_what_to_do(kind: str) -> None:
    make, message = BAD[kind]
    with pytest.raises(InputError) as caught:
        read_document(make(), "cv.pdf")
    assert str(caught.value) == f"cv.pdf: {message}"


def test_limits_on_objects_and_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf([PAGE])
    monkeypatch.setattr(pdfium, "MAX_OBJECTS", 2)
    assert read_document(data, "cv.pdf").blocks
    monkeypatch.setattr(pdfium, "MAX_OBJECTS", 1)
    with pytest.raises(InputError, match="page 1 draws 2 objects, more than the limit of 1"):
        read_document(data, "cv.pdf")
    monkeypatch.setattr(pdfium, "MAX_OBJECTS", 10)
    monkeypatch.setattr(pdfium, "MAX_CHARACTERS", 20)
    with pytest.raises(InputError, match="more than 20 characters up to page 1"):
        read_document(data, "cv.pdf")
    monkeypatch.setattr(pdfium, "MAX_CHARACTERS", 1_000)
    monkeypatch.setattr(pdfium, "MAX_ALL_OBJECTS", 4)
    read_document(pdf([PAGE, PAGE]), "cv.pdf")
    with pytest.raises(InputError, match="more than 4 objects up to page 3"):
        read_document(pdf([PAGE, PAGE, PAGE]), "cv.pdf")


def test_a_name_without_end_is_looked_at_once() -> None:
    guard.refuse_bombs(drawing(b"/F Do", b"/" * 4_000_000), "cv.pdf")


def test_figures_in_figures_are_no_bomb() -> None:
    guard.refuse_bombs(drawing(b"/F Do", *[b"/F Do " * 3] * 12), "cv.pdf")


def test_glyphs_without_letters_are_told_of() -> None:
    lost = "\n".join(f"72 {700 - 12 * row} X10 {'C' * 60}" for row in range(5))
    document = read(f"72 740 R10 Ada Quill studies the drying of bogs\n{lost}")
    assert [diagnostic.page for diagnostic in document.diagnostics] == [1]
    assert not read(PAGE).diagnostics


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_files_are_read_or_refused(data: st.DataObject) -> None:
    """Whatever happens to the bytes, there is a document or one line that names the file."""
    whole = bytearray(pdf([PAGE, "72 700 R10 • One\n72 688 R10 • Two"]))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    told = ""
    try:
        document = read_document(bytes(whole), "cv.pdf")
    except InputError as error:
        told = str(error)
    assert told.startswith("cv.pdf: ") if told else document.blocks


_WORDS = ["peat", "moss", "bog", "Root", "2021", "root-deep", "(2020),", "A.", "•"]
_words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(60, 320), st.integers(11, 24), _words), min_size=2, max_size=30))
def test_every_word_of_a_page_is_in_one_block(drawn: list[tuple[int, int, list[str]]]) -> None:
    """No layout loses a letter or gives one twice; hyphens at line ends may go.

    Lines do not overlap: PDFium drops words drawn over the same words, as shadows are.
    """
    page, y = "", 760
    for x, gap, words in drawn:
        y -= gap
        page += f"{x} {y} R10 {' '.join(words)}\n"
    document = read_document(pdf([page + "72 20 R10 so that the page has text enough"]), "cv.pdf")
    kept = "".join(block.marker + block.text.plain for block in document.blocks)
    wanted = "".join(word for _, _, words in drawn for word in words) + "sothatthepagehastextenough"
    assert sorted(_letters(kept)) == sorted(_letters(wanted))


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
