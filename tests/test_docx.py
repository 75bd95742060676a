"""DOCX and ODT: packages made here, part by part; what is read of them, and what is refused."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvdiff.errors import InputError
from cvdiff.readers import docx, odt, office
from cvdiff.readers.docx_styles import written
from tables import cases

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
O_NAMES = " ".join(
    f'xmlns:{prefix}="{OFFICE}:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip
X = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def package(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return buffer.getvalue()


def document(body: str) -> str:
    return f"<w:document {W} {R} {MC} {M}><w:body>{body}</w:body></w:document>"


def docx_of(case: dict[str, str]) -> bytes:
    parts = {"word/document.xml": document(case["body"])}
    for key, root, path in (
        ("styles", "w:styles", "word/styles.xml"),
        ("numbering", "w:numbering", "word/numbering.xml"),
    ):
        if key in case:
            parts[path] = f"<{root} {W}>{case[key]}</{root}>"
    if "links" in case:
        parts["word/_rels/document.xml.rels"] = f"<Relationships>{case['links']}</Relationships>"
    return package(dict(parts))


def odt_of(case: dict[str, str]) -> bytes:
    styles = f"<office:automatic-styles>{case.get('styles', '')}</office:automatic-styles>"
    body = f"<office:body><office:text>{case['body']}</office:text></office:body>"
    content = f"<office:document-content {O_NAMES} {X}>{styles}{body}</office:document-content>"
    return package({"content.xml": content})


def shown(blocks: tuple[object, ...]) -> str:
    """The blocks as in tests/test_readers.py, but without lines, which these formats do not have."""
    from test_readers import styled

    numbers: dict[int, int] = {}
    out = []
    for block in blocks:
        assert block.lines is None
        items = ".".join(str(numbers.setdefault(item, len(numbers) + 1)) for item in block.items)
        marker = f"[{block.marker}]" if block.marker else ""
        text = styled(block.text).replace("\n", "⏎").replace("\t", "⇥")
        parts = [block.kind + (str(block.level) if block.level else ""), items, marker, text]
        out.append(" ".join(part for part in parts if part))
    return "\n".join(out)


@pytest.mark.parametrize("case", cases("docx/cases"))
def test_docx(case: dict[str, str]) -> None:
    assert shown(docx.read(docx_of(case), "cv.docx").blocks) == case["blocks"].strip("\n")


@pytest.mark.parametrize("case", cases("odt/cases"))
def test_odt(case: dict[str, str]) -> None:
    assert shown(odt.read(odt_of(case), "cv.odt").blocks) == case["blocks"].strip("\n")


WHOLE = package({"word/document.xml": document("<w:p><w:r><w:t>Ada</w:t></w:r></w:p>")})
NESTED = "<w:sdt>" * office.MAX_DEPTH + "</w:sdt>" * office.MAX_DEPTH


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"Ada Marlow", "is no DOCX file", id="text"),
        pytest.param(WHOLE[:-30], "part of one", id="truncated"),
        pytest.param(WHOLE[:40], "part of one", id="truncated early"),
        pytest.param(package({"a.txt": "Ada"}), "has no word/document.xml", id="another zip"),
        pytest.param(b"\xd0\xcf\x11\xe0" + bytes(600), "encrypted", id="password or DOC"),
        pytest.param(package({"word/document.xml": document("<w:p>")}), r"damaged \(line 1", id="cut XML"),
        pytest.param(
            package({"word/document.xml": document(" " * office.MAX_PART)}), "unpacks to", id="zip bomb"
        ),
        pytest.param(
            package({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]>' + document("&b;")}),
            "declares entities",
            id="entities",
        ),
        pytest.param(package({"word/document.xml": document(NESTED)}), "too deeply nested", id="depth"),
        pytest.param(
            package({"word/document.xml": document("<w:p/>" * office.MAX_ELEMENTS)}), "too many", id="number"
        ),
    ],
)
def test_what_is_no_document_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=f"^cv.docx: .*{message}") as error:
        docx.read(data, "cv.docx")
    assert "\n" not in str(error.value)


def test_a_whole_document_is_not_refused() -> None:
    assert [block.text.plain for block in docx.read(WHOLE, "cv.docx").blocks] == ["Ada"]


def test_a_damaged_archive_is_refused() -> None:
    middle = WHOLE.index(b"word/document.xml") + 30
    damaged = (
        WHOLE[:middle] + bytes(byte ^ 0xFF for byte in WHOLE[middle : middle + 20]) + WHOLE[middle + 20 :]
    )
    with pytest.raises(InputError, match="damaged"):
        docx.read(damaged, "cv.docx")


@given(st.integers(0, len(WHOLE)), st.binary(max_size=6))
def test_any_damage_is_one_error_or_a_document(place: int, garbage: bytes) -> None:
    with contextlib.suppress(InputError):
        docx.read(WHOLE[:place] + garbage + WHOLE[place + len(garbage) :], "cv.docx")


# Text survives, whatever runs it is cut into: adjacent runs that are set alike are one.


@given(st.lists(st.text("ab .", min_size=1, max_size=4), min_size=1, max_size=8))
def test_how_a_paragraph_is_cut_into_runs_does_not_matter(texts: list[str]) -> None:
    runs = "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in texts)
    one = f"<w:r><w:t>{''.join(texts)}</w:t></w:r>"
    cut = docx.read(docx_of({"body": f"<w:p>{runs}</w:p>"}), "cv.docx")
    assert cut == docx.read(docx_of({"body": f"<w:p>{one}</w:p>"}), "cv.docx")


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (1, "decimal", "1"), (27, "lowerLetter", "aa"), (3, "upperLetter", "C"), (4, "upperRoman", "IV"),
        (1994, "lowerRoman", "mcmxciv"), (5000, "upperRoman", "5000"), (2, "ordinal", "2"),
    ],
)  # fmt: skip
def test_numbers_as_they_are_printed(number: int, form: str, expected: str) -> None:
    assert written(number, form) == expected
