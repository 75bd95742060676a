"""HTML against `data/html/cases.toml`, encodings, bad input, and the laws that hold for every page."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvdiff.errors import InputError
from cvdiff.readers import html, html_css
from tables import table
from test_readers import shown

CASES = table("html/cases")["case"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_blocks(case: dict[str, object]) -> None:
    document = html.read(str(case["source"]).encode(), "cv.html")
    assert shown(document, bool(case.get("styles"))) == str(case["blocks"]).strip("\n")
    assert dict(document.meta) == case.get("meta", {})


# Every word of a page without hidden parts is in exactly one block, and no other word is.

TAGS = [
    "a", "b", "blockquote", "br", "dd", "div", "dl", "dt", "font", "h2", "hr", "li", "ol", "p", "section",
    "table", "tbody", "td", "th", "tr", "ul",
]  # fmt: skip
ATTRIBUTES = ["", ' class="a"', ' class="b"', ' size="+2"', ' href="x"']
PIECES = st.one_of(
    st.tuples(st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)).map(lambda tag: f"<{tag[0]}{tag[1]}>"),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
    st.text("abcxyz", min_size=1, max_size=4).map(lambda word: f" {word} "),
)


@given(st.lists(PIECES, max_size=60))
def test_every_word_is_in_one_block(pieces: list[str]) -> None:
    words = Counter(piece.strip() for piece in pieces if piece.startswith(" "))
    document = html.read("".join(["<body>", *pieces]).encode(), "cv.html")
    assert Counter(word for block in document.blocks for word in block.text.plain.split()) == words


@given(st.lists(PIECES, max_size=40))
def test_white_space_between_elements_does_not_matter(pieces: list[str]) -> None:
    narrow = html.read(" ".join(["<body>", *pieces]).encode(), "cv.html")
    wide = html.read("\n\t ".join(["<body>", *pieces]).encode(), "cv.html")
    assert [(block.kind, block.text, block.items) for block in narrow.blocks] == [
        (block.kind, block.text, block.items) for block in wide.blocks
    ]


@given(st.text("<>/=\"'ab &;{}@-!p1#.\n", max_size=200))
def test_any_text_is_read(text: str) -> None:
    html.read(f"<p>x{text}".encode(), "cv.html")


@pytest.mark.parametrize(
    ("page", "word"),
    [
        ('<meta charset="iso-8859-2"><p>Wróbel'.encode("iso-8859-2"), "Wróbel"),
        ('<meta http-equiv=Content-Type content="text/html; charset=gb2312"><p>李'.encode("gb2312"), "李"),
        ("<?xml version='1.0' encoding='shift_jis'?><p>港".encode("shift_jis"), "港"),
        ("<p>Wróbel".encode("utf-16"), "Wróbel"),
        ('<meta charset="iso-8859-1"><p>“x”'.encode("cp1252"), "“x”"),
        # near misses: a wrong or unknown declaration
        ('<meta charset="utf-8"><p>Müller'.encode("latin-1"), "Müller"),
        ('<meta charset="x-none"><p>Müller'.encode(), "Müller"),
    ],
)
def test_encodings(page: bytes, word: str) -> None:
    assert html.read(page, "cv.html").blocks[-1].text.plain == word


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"<p>" + b"\0\1\2" * 100, "binary"),
        (b"<b>" * (html.MAX_TAGS + 1), "tags"),
    ],
)
def test_what_is_no_page_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=f"^cv.html: .*{message}"):
        html.read(data, "cv.html")


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (".a { display: none }", {".a": ("none",)}),
        ("p.a, #b{DISPLAY:none!important;color:red}", {"p.a": ("none",), "#b": ("none",)}),
        (".a{display:none} .a{display:block}", {".a": ("block",)}),
        (".a{font-weight:700;font-style:italic;font-size:1.5em}", {".a": ("bold", "italic", "large")}),
        (".a{font-weight:400;font-size:9pt}", {}),
        (".a .b, .a:hover, .a > p {display:none}", {}),
        ("@media print { .a{display:none} } .b{display:none}", {".b": ("none",)}),
        ("/* .a{display:none} */", {}),
        (".a{display:none", {}),
    ],
)
def test_style_rules(css: str, expected: dict[str, tuple[str, ...]]) -> None:
    assert html_css.rules(f"<style>{css}</style>") == expected
