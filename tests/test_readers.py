"""The readers against `data/readers/*.toml`, and the laws that hold for every text.

A case has a `source` and the `blocks` it must give, one a line:

    kind+level  item ids, outermost first  [marker]  lines  text

Line breaks show as ⏎, column gaps as ⇥, a form feed of the source as ␌. Where `styles` is set,
styled text stands in ⟨kind text⟩, for a link ⟨link=URL text⟩.
"""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvdiff.document import Block, Document, Text
from cvdiff.errors import InputError
from cvdiff.readers import READERS, detect, read_document, wrapping
from tables import cases, tables_in

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("**/*.md"))


def shown(document: Document, styles: bool) -> str:
    numbers: dict[int, int] = {}
    return "\n".join(shown_block(block, numbers, styles) for block in document.blocks)


def shown_block(block: Block, numbers: dict[int, int], styles: bool) -> str:
    items = ".".join(str(numbers.setdefault(item, len(numbers) + 1)) for item in block.items)
    assert block.lines is not None
    first, last = block.lines
    text = styled(block.text) if styles else block.text.plain
    parts = [
        block.kind + (str(block.level) if block.level else ""),
        items,
        f"[{block.marker}]" if block.marker else "",
        f"{first}-{last}" if first != last else str(first),
        text.replace("\n", "⏎").replace("\t", "⇥"),
    ]
    return " ".join(part for part in parts if part)


def styled(text: Text) -> str:
    marks: dict[int, str] = {}
    for style in text.styles:
        value = f"={style.value}" if style.value else ""
        marks[style.start] = marks.get(style.start, "") + f"⟨{style.kind}{value} "
        marks[style.end] = "⟩" + marks.get(style.end, "")
    pieces = [marks.get(index, "") + character for index, character in enumerate(text.plain)]
    return "".join(pieces) + marks.get(len(text.plain), "")


@pytest.mark.parametrize("case", cases(*tables_in("readers")))
def test_blocks(case: dict[str, Any]) -> None:
    source = str(case["source"]).replace("␌", "\f")
    document = read_document(source.encode(), "cv", case["format"])
    assert shown(document, bool(case.get("styles"))) == str(case["blocks"]).strip("\n")
    assert dict(document.meta) == case.get("meta", {})
    found = [f"{diagnostic.line}: {diagnostic.message}" for diagnostic in document.diagnostics]
    assert found == case.get("diagnostics", [])


# Every visible word of the source is in some block, in order, and nothing else is.

WORDS = st.lists(st.from_regex(r"[A-Za-zé]{1,9}", fullmatch=True), min_size=1, max_size=8)


def words_of(document: Document) -> list[str]:
    return [word for block in document.blocks for word in re.findall(r"[^\W\d_]+", block.text.plain)]


def markdown_block(words: list[str], shape: str) -> str:
    text = " ".join(words)
    lines = "\n".join(words)
    return {
        "paragraph": text,
        "lines": lines,
        "heading": f"## {text} {{#id}}",
        "item": f"- {text}",
        "numbered": f"7. **{words[0]}** {' '.join(words[1:])}\n\n   {words[0]}",
        "deep": f"{text}\n\n      - {text}\n      - {words[0]}",
        "table": f"| {words[0]} | {text} |\n|---|---|\n| {text} | {words[-1]} |",
        "term": f"{text}\n:   {text}\n\n    {words[0]}\n:   {words[-1]}",
        "html": f"<div><p>{text}<ul><li>{text}<li>{words[0]}</ul></div>",
        "inline": f"<b>{text}</b> [{text}](http://0.0/1){{:.c}} *{text}*\\footnote{{x}}",
        "comment": f"{text} <!-- gone\n\ngone --> {text}",
        "quote": f"> {text}\n> {words[0]}",
        "code": f"```\n{lines}\n```",
        "indented": f"    {text}",
        "latex": f"\\vspace{{3pt}}\n\n\\textbf{{{text}}} \\hfill {words[0]}\\\\\n{words[-1]}",
    }[shape]


def expected_words(source: str) -> list[str]:
    visible = re.sub(r"<!--.*?-->", " ", source, flags=re.DOTALL)
    visible = re.sub(r"\\footnote\{x\}|\\vspace\{3pt\}|\\[a-z]+|\]\(.*?\)|\{[:#][^}]*\}", " ", visible)
    return re.findall(r"[^\W\d_]+", re.sub(r"</?[a-z]+>", " ", visible))


SHAPES = (
    "paragraph", "lines", "heading", "item", "numbered", "deep", "table", "term", "html", "inline",
    "comment", "quote", "code", "indented", "latex",
)  # fmt: skip
PARTS = st.lists(st.tuples(WORDS, st.sampled_from(SHAPES)), min_size=1, max_size=6)


@given(PARTS)
@settings(max_examples=60, deadline=None)
def test_every_word_of_markdown_is_kept_in_order(parts: list[tuple[list[str], str]]) -> None:
    source = "\n\n".join(markdown_block(words, shape) for words, shape in parts)
    assert words_of(read_document(source.encode(), "cv.md")) == expected_words(source)


@given(st.lists(st.tuples(st.sampled_from(["", "- ", "3. ", "  * ", "        "]), WORDS), min_size=1))
@settings(max_examples=60, deadline=None)
def test_every_word_of_plain_text_is_kept_in_order(lines: list[tuple[str, list[str]]]) -> None:
    source = "\n".join(prefix + " ".join(words) for prefix, words in lines)
    assert words_of(read_document(source.encode(), "cv.txt")) == re.findall(r"[^\W\d_]+", source)


ALPHABET = st.sampled_from([*"ab 12\n\t.*_`[](){}<>/|#-:=+$\\!&;\"'~", "<b>", "<li>", "</p>", "<!--", "-->"])


@pytest.mark.parametrize("name", ["cv.md", "cv.txt"])
@given(st.lists(ALPHABET, min_size=1, max_size=120).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_blocks_that_keep_the_contract(name: str, source: str) -> None:
    try:
        document = read_document(source.encode(), name)
    except InputError:
        assert not source.strip()
        return
    for block in document.blocks:
        assert_contract(block, source.count("\n") + 1)


def assert_contract(block: Block, line_count: int) -> None:
    plain = block.text.plain
    assert bool(plain) is (block.kind != "rule")
    assert not re.search(r"[ \t\n]{2}|^\s|\s\Z|[^\S \t\n]", plain)
    starts = [style.start for style in block.text.styles]
    assert starts == sorted(starts)
    assert all(0 <= style.start < style.end <= len(plain) for style in block.text.styles)
    assert block.lines is not None
    assert 1 <= block.lines[0] <= block.lines[1] <= line_count


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples_are_read_with_every_block_in_its_place(path: Path) -> None:
    source = path.read_text("utf-8")
    document = read_document(source.encode(), path.name)
    lines = [block.lines for block in document.blocks if block.lines]
    assert lines == sorted(lines)
    for block in document.blocks:
        assert_contract(block, source.count("\n") + 1)


# What is wrapped and what is meant.

PROSE = (
    "The group studies how small rivers carry sand and gravel after heavy rain and what that means for "
    "the bridges of the towns below, with field work in three valleys and a model of the whole basin "
    "that students extend every year as part of the summer school on water and sediment in mountains."
)
ENTRY = ["Sand Waves in Small Rivers", "A. Bee, C. Dee, E. Eff", "Journal of Rivers 12 (3), 2021"]


def filled(width: int) -> list[str]:
    lines = [""]
    for word in PROSE.split():
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def breaks(lines: list[str]) -> list[wrapping.Break]:
    return [wrapping.Break(line, following) for line, following in pairwise(lines)]


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100, 120])
def test_filled_prose_is_wrapped_at_any_width(width: int) -> None:
    paragraphs = [breaks(filled(width)), breaks(filled(width)[:-1]), breaks(filled(width))]
    assert all(all(found) for found in wrapping.wrapped(paragraphs))


def test_breaks_of_entries_are_meant() -> None:
    entries = [
        breaks([f"{title} {line}" if index == 0 else line for index, line in enumerate(ENTRY)])
        for title in ("On", "A Short Note About", "More Than You Wanted to Know About", "The")
    ]
    assert not any(any(found) for found in wrapping.wrapped(entries))


def test_a_filled_document_keeps_a_break_with_room_to_spare() -> None:
    paragraphs = [breaks(filled(72)), breaks(filled(72)), breaks(ENTRY)]
    *prose, entry = wrapping.wrapped(paragraphs)
    assert all(all(found) for found in prose)
    assert entry == [False, False]


def test_a_filled_document_joins_lines_that_open_with_names_or_hang() -> None:
    prose, named = breaks(filled(60)), breaks([line.title() for line in filled(60)])
    hanging = breaks([filled(60)[0], "text and", "Photo"])
    *found, entry = wrapping.wrapped([prose, prose, prose, named, hanging, breaks(ENTRY)])
    assert all(all(joined) for joined in found[:-1])
    assert found[-1][-1]
    assert entry == [False, False]


def test_prose_broken_by_hand_may_have_one_short_line_of_eight() -> None:
    words = PROSE.split()
    lines = [" ".join(words[i : i + 5]) for i in range(0, len(words), 5)]
    assert all(all(found) for found in wrapping.wrapped([breaks([*lines[:4], "so that", *lines[4:]])]))
    assert not any(all(found) for found in wrapping.wrapped([breaks([*lines[:2], "so that", *lines[2:4]])]))


def test_a_filled_paragraph_in_a_document_of_entries_is_joined() -> None:
    entries = [breaks(ENTRY)] * 8
    *kept, prose = wrapping.wrapped([*entries, breaks(filled(60))])
    assert all(prose)
    assert not any(any(found) for found in kept)


def test_few_breaks_are_no_evidence() -> None:
    assert wrapping.wrapped([breaks(filled(110))[:2]]) == [[False, False]]


def test_lines_of_a_copied_page_agree_on_no_width_and_run_on() -> None:
    copied = [filled(width)[:2] for width in (60, 64, 69, 75, 81, 88, 96, 104)]
    assert all(found == [True] for found in wrapping.wrapped([breaks(lines) for lines in copied]))
    below = [
        [title, f"with {title}"] for title in ("A. Bee", "C. Dee and E. Eff", "G. Aitch", "I. Jay", "K. Ell")
    ]
    assert not any(any(found) for found in wrapping.wrapped([breaks(lines) for lines in below]))


def test_a_line_that_ends_in_half_a_word_goes_on() -> None:
    assert wrapping.wrapped([breaks(["A. Bee, How sand waves an-", "swer", "Journal, 2021"])]) == [
        [True, False]
    ]
    assert wrapping.wrapped([breaks(["A. Bee, 2019-", "Small Rivers"])]) == [[False]]
    assert wrapping.join(["doi: 10.5555/", "moss.1"], {0}) == "doi: 10.5555/moss.1"
    assert wrapping.join(["Rivers 10.", "Moss"], {0}) == "Rivers 10. Moss"


def test_lines_that_open_with_labels_are_rows() -> None:
    rows = ["_Position_ : Head of the moss", "_Location_ : University of Norrvik", "_Date_: 2019 - present"]
    for source in (rows, [row.replace("_", "**") for row in rows], [row.replace("_", "") for row in rows]):
        assert wrapping.wrapped([breaks(source)] * 3) == [[False, False]] * 3


def test_a_line_that_ends_in_a_preposition_goes_on() -> None:
    entry = ["A. Bee, Sand Waves That Move on", "Small Rivers", "Journal of Rivers 12 (3), 2021"]
    assert wrapping.wrapped([breaks(entry)]) == [[True, False]]
    assert wrapping.wrapped([breaks(["A. Bee, Sand Waves on", "- Small Rivers"])]) == [[False]]


def test_a_line_goes_on_inside_brackets_that_the_next_one_closes() -> None:
    entry = ["Sand Waves (with A. Bee,", "B. Ant), Journal of Rivers"]
    assert wrapping.wrapped([breaks(entry)]) == [[True]]
    assert wrapping.wrapped([breaks(["Sand Waves (with A. Bee", "Journal of Rivers (2021)"])]) == [[False]]


def test_an_item_in_a_paragraph_is_never_joined() -> None:
    lines = filled(60)
    listed = [lines[0], f"- {lines[1]}", f"- {lines[2]}"]
    assert wrapping.wrapped([breaks(lines), breaks(lines), breaks(listed)])[-1] == [False, False]


# Which reader.


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("cv.md", "x", "markdown"),
        ("CV.MARKDOWN", "x", "markdown"),
        ("cv.qmd", "x", "markdown"),
        ("cv.txt", "# x", "text"),
        ("main:pages/cv.text", "x", "text"),
        ("-", "---\ntitle: x\n---\n", "markdown"),
        ("cv", "see [me](http://x.org)", "markdown"),
        ("cv", "ADA EXAMPLE\n\nProfessor", "text"),
    ],
)
def test_format_by_ending_or_content(name: str, content: str, format: str) -> None:
    assert detect(content.encode(), name) == format


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("cv.xyz", b"text", "cv.xyz: unknown ending .xyz; cvdiff reads .md, "),
        ("cv.md", b"\x89PNG\r\n\x1a\n", "cv.md: is a PNG image, which cvdiff does not read"),
        ("cv", b"a\0b\0\0c", "cv: seems to be a binary file"),
    ],
)
def test_what_is_no_text_is_refused(name: str, data: bytes, message: str) -> None:
    with pytest.raises(InputError) as raised:
        detect(data, name)
    assert str(raised.value).startswith(message)
    assert "\n" not in str(raised.value)


def test_unknown_format_is_refused() -> None:
    with pytest.raises(InputError, match="unknown format nonsense; cvdiff reads markdown, "):
        read_document(b"x", "cv.md", "nonsense")


def test_each_ending_belongs_to_one_reader() -> None:
    endings = [ending for reader in READERS for ending in reader.endings]
    assert len(endings) == len(set(endings))
    assert all(ending == ending.lower() and ending.startswith(".") for ending in endings)


def test_every_ending_has_its_section_in_the_docs() -> None:
    text = (Path(__file__).parent.parent / "docs" / "formats.md").read_text(encoding="utf-8")
    sections = [part for part in text.split("\n## ")[1:] if "`." in part.split("\n")[0]]
    documented = [found for part in sections for found in re.findall(r"`(\.\w+)`", part.split("\n")[0])]
    assert sorted(map(str.lower, documented)) == sorted(
        ending for reader in READERS for ending in reader.endings
    )
    assert [part for part in sections if "\nCheck with `cvdiff show" not in part] == []


def test_a_reader_is_imported_when_it_is_needed() -> None:
    code = "import sys, cvdiff.readers; print([name for name in sys.modules if 'markdown' in name])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_markdown_imports_no_other_reader() -> None:
    code = (
        "import sys; from cvdiff.readers import read_document; read_document({!r}, 'cv.md');"
        "print(*(n for n in sys.modules if n == 'statistics' or n.startswith('cvdiff.readers.tex.')))"
    )
    for source, imported in [
        (b"# Ada\n\nA $x^2$ word\n", False),
        (b"\\begin{cv}\n\\item a\n\\end{cv}\n", True),
    ]:
        command = [sys.executable, "-c", code.format(source)]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        assert bool(run.stdout.split()) == imported


def test_definition_lists_are_imported_when_there_is_one() -> None:
    code = (
        "import sys; from cvdiff.readers import read_document; read_document({!r}, 'cv.md');"
        "print('mdit_py_plugins' in sys.modules)"
    )
    for source, imported in [(b"Term: x\n", "False"), (b"Term\n: x\n", "True")]:
        command = [sys.executable, "-c", code.format(source)]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        assert run.stdout.strip() == imported
