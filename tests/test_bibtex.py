"""BibTeX: LaTeX in values, names, entries and what is broken in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvdiff.document import Text
from cvdiff.errors import InputError
from cvdiff.readers import read_document
from cvdiff.readers.bibtex import read, read_entries
from cvdiff.readers.bibtex_names import people
from cvdiff.readers.latex_text import latex_to_text
from tables import cases

SAMPLE = Path(__file__).parent.parent / "samples" / "oduya.bib"


def styles_of(text: Text) -> list[str]:
    described = []
    for style in text.styles:
        words = f"{style.kind}: {text.plain[style.start : style.end]}"
        described.append(f"{words} <{style.value}>" if style.value else words)
    return described


@pytest.mark.parametrize("case", cases("bibtex/latex"))
def test_latex_prints_as_text(case: dict[str, Any]) -> None:
    text = latex_to_text(case["source"])
    assert text.plain == case["text"]
    assert sorted(styles_of(text)) == sorted(case.get("styles", []))


@pytest.mark.parametrize("case", cases("bibtex/names"))
def test_names_come_in_reading_order(case: dict[str, Any]) -> None:
    assert people(case["source"]).plain == case["people"]


@pytest.mark.parametrize("case", cases("bibtex/entries"))
def test_entries_print_as_references(case: dict[str, Any]) -> None:
    document = read(case["bib"], "x.bib")
    heading, *items = document.blocks
    assert (heading.kind, heading.text.plain) == ("heading", "Publications")
    assert [item.text.plain.replace("\n", " / ") for item in items] == case["items"]
    told = [f"{d.line}: {d.message}" for d in document.diagnostics]
    expected = case.get("diagnostics", [])
    assert len(told) == len(expected)
    for message, words in zip(told, expected, strict=True):
        line, _, part = words.partition(": ")
        assert message.startswith(f"{line}: ")
        assert part in message
    if "links" in case:
        assert [s.value for item in items for s in item.text.styles if s.kind == "link"] == case["links"]


def test_title_is_bold_and_venue_italic() -> None:
    item = read("@article{a, title={An {\\it Odd} Lake}, journal={Ice}, year=2001}", "x.bib").blocks[1]
    assert [style for style in styles_of(item.text) if not style.startswith("field")] == [
        "bold: An Odd Lake", "italic: Odd", "italic: Ice"
    ]  # fmt: skip


def test_fields_are_told_as_the_file_names_them() -> None:
    source = "@article{a, title={An Odd Lake}, author={Roe, J. and Doe, A.}, journal={Ice}, year=2001}"
    item = read(source, "x.bib").blocks[1]
    assert [style for style in styles_of(item.text) if style.startswith("field")] == [
        "field: An Odd Lake <title>",
        "field: J. Roe <author>",
        "field: A. Doe <author>",
        "field: Ice <venue>",
        "field: 2001 <date>",
    ]


def test_lines_are_those_of_the_entries() -> None:
    document = read_document(SAMPLE.read_bytes(), "oduya.bib")
    source = SAMPLE.read_text(encoding="utf-8").split("\n")
    items = document.blocks[1:]
    assert len(items) == 9
    for item in items:
        assert item.lines is not None
        assert source[item.lines[0] - 1].startswith("@")
        assert source[item.lines[1] - 1] == "}"


def test_fields_keep_repetitions_and_inherited_values_come_last() -> None:
    source = "@a{k, note={1}, NOTE={2}, crossref={p}}\n@b{p, publisher={P}}"
    entry = read_entries(source, "x.bib")[0][0]
    assert entry.fields == (("note", "1"), ("note", "2"), ("crossref", "p"), ("publisher", "P"))
    assert (entry.key, entry.type, entry.get("note"), entry.get("absent")) == ("k", "a", "1", "")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("no entry here, only jane@example.org", "no BibTeX entry"),
        ("@comment{all gone}", "no BibTeX entry"),
        ("@string{a={" + "x" * 1000 + "}}\n@misc{k, title=a" + "#a" * 20_000 + "}", "x.bib, line 2: @string"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_one_line(source: str, words: str) -> None:
    with pytest.raises(InputError) as error:
        read(source, "x.bib")
    assert words in str(error.value)
    assert "\n" not in str(error.value)


FIELD_VALUES = st.text(
    st.characters(codec="utf-8", exclude_characters="{}\r", exclude_categories=["Cs"]), max_size=30
)


@given(st.lists(FIELD_VALUES, min_size=1, max_size=5))
def test_a_braced_value_comes_back_whole(values: list[str]) -> None:
    fields = ",\n".join(f"  f{index} = {{{value}}}" for index, value in enumerate(values))
    (entry,), diagnostics = read_entries(f"@misc{{k,\n{fields}\n}}\n", "x.bib")
    assert [value for _, value in entry.fields] == [" ".join(value.split()) for value in values]
    assert not diagnostics


@given(st.text('ab {}@"#=,%()\n\\misc', max_size=80))
def test_an_entry_is_found_behind_any_broken_one(garbage: str) -> None:
    entries, _ = read_entries(f"@misc{{a,\n{garbage}\n@article{{last, title = {{T}}}}\n", "x.bib")
    assert ("last", "T") in [(entry.key, entry.get("title")) for entry in entries] or "@comment" in garbage


@given(st.text("ab {}$\\^_~'\"`-\n[]hrefu%&", max_size=80))
def test_any_latex_keeps_the_contract_of_text(source: str) -> None:
    text = latex_to_text(source)
    for line in text.plain.split("\n"):
        assert line == line.strip()
        assert "  " not in line
    assert all(0 <= style.start < style.end <= len(text.plain) for style in text.styles)


@given(st.lists(st.from_regex(r"[A-Za-z0-9.,;:?!()]{1,8}", fullmatch=True), min_size=1))
def test_words_without_markup_stay(words: list[str]) -> None:
    plain = " ".join(words)
    assert latex_to_text(f"{{{plain}}}").plain == plain.replace(",,", "„")
