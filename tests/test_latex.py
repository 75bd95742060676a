"""LaTeX: what the page shows, one table of cases; files beside the document; nothing hostile gets far."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvdiff.document import Block, Document
from cvdiff.inputs import read_input
from cvdiff.readers.tex import read
from cvdiff.vocabulary import listed, load
from tables import table

CASES = table("latex/cases")


def written(blocks: tuple[Block, ...]) -> list[str]:
    """Blocks in the notation of the cases."""
    seen: set[int] = set()
    out = []
    for block in blocks:
        inside = len(block.items) > 1 or (bool(block.items) and block.items[-1] in seen)
        seen.update(block.items)
        kind = f"{block.kind}{block.level or ''}{' ' + block.marker if block.marker else ''}"
        text = block.text.plain.replace("\n", " ⏎ ").replace("\t", " ⇥ ")
        out.append(f"{'>' if inside else ''}{kind}|{text}")
    return out


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    case = CASES[name]
    document = read(case["source"], "cv.tex")
    assert written(document.blocks) == case["blocks"]
    assert [d.message for d in document.diagnostics] == case.get("diagnostics", [])
    if "styles" in case:
        styles = [f"{s.kind} {s.start}-{s.end}" for s in document.blocks[0].text.styles]
        assert sorted(styles) == sorted(case["styles"])


def test_what_all_readers_of_latex_know_is_not_told_twice() -> None:
    own, shared = load("latex"), load("latex_commands")
    for key in ("silent", "styled"):
        assert not words(own[key]) & words(shared[key])
    assert not set(own["fonts"]) & words(shared["declared"])
    known = {entry.split(" ")[0] for entry in listed("latex_commands", "symbols")}
    assert set(own["symbols"]) & known == {"sim"}  # a document's addresses have it for a tilde


def words(lists: dict[str, str]) -> set[str]:
    return {word for names in lists.values() for word in names.split()}


def test_lines_are_those_of_the_call_and_the_arguments() -> None:
    document = read("\\newcommand{\\x}[1]{very\n\n long #1}\none\n\\x{two\nthree}\n", "cv.tex")
    assert [block.lines for block in document.blocks] == [(4, 5), (5, 6)]


def test_links_are_styles() -> None:
    text = read(r"see \href{https://a.example/b_c}{the \textbf{page}}", "cv.tex").blocks[0].text
    links = [(text.plain[s.start : s.end], s.value) for s in text.styles if s.kind == "link"]
    assert links == [("the page", "https://a.example/b_c")]


def test_owner_is_told() -> None:
    source = r"\documentclass{moderncv}\name{Ada}{Bee}\begin{document}x\end{document}"
    assert read(source, "cv.tex").meta == (("name", "Ada Bee"),)


def project(folder: Path, **files: str) -> Document:
    """Read main.tex of a folder with these files (`__` in a name is a folder's slash)."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    main = folder / "main.tex"
    return read_input(str(main))[1]


def test_input_is_read_where_it_stands(tmp_path: Path) -> None:
    document = project(
        tmp_path,
        main_dot_tex="one\n\n\\input{parts/jobs}\n\nthree",
        parts__jobs_dot_tex="two\\input{more}",
        more_dot_tex="!",
    )  # fmt: skip
    assert written(document.blocks) == ["paragraph|one", "paragraph|two!", "paragraph|three"]
    assert document.blocks[1].lines == (3, 3)
    assert document.diagnostics == ()


@pytest.mark.parametrize("command", [r"\makerubric", r"\makerubric*[long]", r"\includestandalone[width=1em]"])
def test_a_part_of_a_class_is_read_where_it_stands(tmp_path: Path, command: str) -> None:
    main = f"one\n\n{command}{{jobs}}\n\nthree"
    document = project(tmp_path, main_dot_tex=main, jobs_dot_tex=r"\begin{rubric}{Jobs}two\end{rubric}")
    assert written(document.blocks) == ["paragraph|one", "heading1|Jobs", "paragraph|two", "paragraph|three"]
    assert document.diagnostics == ()


def test_sections_of_curve_are_files(tmp_path: Path) -> None:
    body = r"\begin{document}\makeheaders[t]\makerubric{jobs}\end{document}"
    main = rf"\documentclass{{curve}}\subtitle{{Ada Bee}}{body}"
    jobs = r"\begin{rubric}{Jobs}\entry*[2019] Warden, Moss Museum\end{rubric}"
    blocks = project(tmp_path, main_dot_tex=main, jobs_dot_tex=jobs).blocks
    assert written(blocks)[:3] == ["paragraph|Ada Bee", "heading1|Jobs", "item|2019"]
    assert blocks[-1].text.plain == "Warden, Moss Museum"


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (r"\input{absent}", "there is no such file beside the document"),
        (r"\input{../secret}", "there is no such file inside the project's folder"),
        (r"\input{/etc/hostname}", "there is no such file inside the project's folder"),
        (r"\input{main}", "not read again inside itself"),
        (r"\input{loop}", "not read again inside itself"),
    ],
)
def test_input_that_is_refused(tmp_path: Path, command: str, reason: str) -> None:
    (tmp_path / "secret.tex").write_text("secret", encoding="utf-8")
    document = project(tmp_path / "cv", main_dot_tex=f"one\n{command}", loop_dot_tex=r"\input{loop}")
    assert written(document.blocks) == ["paragraph|one"]
    assert [(reason in d.message, d.line) for d in document.diagnostics] == [(True, 2)]


def test_parent_folder_of_the_same_repository_is_allowed(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "shared.tex").write_text("shared", encoding="utf-8")
    document = project(tmp_path / "cv", main_dot_tex=r"\input{../shared}")
    assert written(document.blocks) == ["paragraph|shared"]


def test_own_style_file_gives_its_macros(tmp_path: Path) -> None:
    style = r"\newcommand{\@hidden}{Bee}\newcommand{\me}{Ada \@hidden} stray"
    main = r"\documentclass{article}\usepackage{mine}\begin{document}\me\end{document}"
    assert written(project(tmp_path, main_dot_tex=main, mine_dot_sty=style).blocks) == ["paragraph|Ada Bee"]


BIB = """
@article{tides, title={Tides}, author={Bee, Ada}, journal={Moss}, year={2020}, keywords={refereed}}
@book{moss, title={Moss}, author={Bee, Ada}, year={2019}, keywords={own, long}}
@inproceedings{fern, title={Ferns}, author={Bee, Ada and Dee, C.}, booktitle={Leaf}, year={2021}}
"""
HEAD = "\\documentclass{article}\\addbibresource{refs.bib}"


@pytest.mark.parametrize(
    ("printed", "titles"),
    [
        (r"\printbibliography", []),
        (r"\nocite{*}\printbibliography", ["Tides", "Moss", "Ferns"]),
        (r"\printbibliography[heading=none]\nocite{moss,absent}", ["Moss"]),
        (r"\nocite{*}\printbibliography[type=book]", ["Moss"]),
        (r"\nocite{*}\printbibliography[nottype=book,notkeyword=refereed]", ["Ferns"]),
        (r"\nocite{*}\printbibliography[keyword={own}]", ["Moss"]),
        (r"\nocite{*}\printbibliography[keyword=ow]", []),
        (r"\defbibfilter{f}{type=article or ( keyword=own and not keyword=x )}\nocite{*}"
         r"\printbibliography[filter=f]", ["Tides", "Moss"]),
        (r"\addtocategory{best}{fern}\nocite{*}\printbibliography[category=best]", ["Ferns"]),
        (r"\begin{refsection}\nocite{fern}\printbibliography\end{refsection}\nocite{moss}\printbibliography",
         ["Ferns", "Moss"]),
        (r"\newcites{own,talk}{Own,{Talks, Posters}}\nociteown{moss,tides}\nocitetalk{fern}"
         r"\bibliographystyleown{plain}\bibliographyown{refs}\bibliographytalk{refs}",
         ["Moss", "Tides", "Ferns"]),
        (r"\fullcite{tides}", ["Tides"]),
        (r"\begin{itemize}\item \bibentry{fern}\end{itemize}", ["Ferns"]),
        (r"as shown \cite{tides}", []),
    ],
)  # fmt: skip
def test_only_what_is_printed_counts(tmp_path: Path, printed: str, titles: list[str]) -> None:
    main = f"{HEAD}\\begin{{document}}{printed}\\end{{document}}"
    document = project(tmp_path, main_dot_tex=main, refs_dot_bib=BIB)
    found = [line for block in document.blocks for line in block.text.plain.split("\n")]
    assert [line for line in found if line in ("Tides", "Moss", "Ferns")] == titles


def test_title_of_a_bibliography_is_a_heading(tmp_path: Path) -> None:
    body = r"\section{Papers}\nocite{*}\printbibliography[title={Books, long}, type=book]"
    document = project(
        tmp_path, main_dot_tex=f"{HEAD}\\begin{{document}}{body}\\end{{document}}", refs_dot_bib=BIB
    )
    assert written(document.blocks)[:2] == ["heading1|Papers", "heading2|Books, long"]


def test_title_of_a_list_of_citations_is_a_heading(tmp_path: Path) -> None:
    body = r"\newcites{own,talk}{Own Papers,{Talks, Posters}}\nocitetalk{fern}\bibliographytalk{refs}"
    document = project(
        tmp_path, main_dot_tex=f"{HEAD}\\begin{{document}}{body}\\end{{document}}", refs_dot_bib=BIB
    )
    assert [block.kind for block in document.blocks] == ["heading", "item"]
    assert written(document.blocks)[0] == "heading1|Talks, Posters"


def test_bib_file_under_the_name_of_the_document(tmp_path: Path) -> None:
    main = f"{HEAD}\\begin{{document}}\\nocite{{*}}\\printbibliography\\end{{document}}"
    assert len(project(tmp_path, main_dot_tex=main, main_dot_bib=BIB).blocks) == 3
    twice = main.replace("\\begin", "\\addbibresource{other.bib}\\begin", 1)
    document = project(tmp_path, main_dot_tex=twice)
    assert document.blocks == ()
    assert [d.message for d in document.diagnostics] == [
        "refs.bib: not found beside the document",
        "other.bib: not found beside the document",
    ]


@pytest.mark.parametrize("path", ["C:/Users/roe/cv/data/refs.bib", "/home/roe/data/refs", "~/refs.bib"])
def test_bib_file_named_by_its_place_on_the_owner_s_machine(tmp_path: Path, path: str) -> None:
    main = f"\\addbibresource{{{path}}}\\begin{{document}}\\nocite{{*}}\\printbibliography\\end{{document}}"
    name = "data__refs_dot_bib" if "data" in path else "refs_dot_bib"
    assert len(project(tmp_path, main_dot_tex=main, **{name: BIB}).blocks) == 3
    assert not project(tmp_path / "other", main_dot_tex=main, elsewhere__refs_dot_bib=BIB).blocks


PIECES = st.sampled_from(
    [
        r"\section{", r"\textbf{", r"\item", r"\begin{itemize}", r"\end{itemize}", r"\begin{tabular}{l}", "&",
        r"\end{tabular}", r"\\", "$", "^", "_", "{", "}", "[", "]", "%", r"\def\x#1{", "#1", r"\x",
        r"\iftrue",
        r"\newcommand{\y}[2][z]{", r"\y", r"\iffalse", r"\else", r"\fi", r"\href{", r"\cventry{", r"\url{",
        r"\let\a=\x", r"\a", "~", r"\begin{minipage}", r"\end{minipage}", r"\begin{foo}", r"\end{foo}",
        r"\footnote{", r"\input{q}", r"\printbibliography[", r"\hrule", r"\verb|", r"\\[", r"\'", r"\c",
        r"\NewDocumentCommand{\z}{", r"\@ifnextchar", r"\csname", r"\endcsname", r"\makeatletter",
        r"\subitem{",
    ]
)  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.text(max_size=5), st.just("\n\n")), max_size=60))
def test_any_text_is_read(pieces: list[str]) -> None:
    blocks = read(" ".join(pieces), "cv.tex").blocks
    assert all(block.text.plain == block.text.plain.strip() for block in blocks)
    assert all(0 <= s.start < s.end <= len(b.text.plain) for b in blocks for s in b.text.styles)


WRAPPERS = st.sampled_from(
    ["{}", r"\textbf{{{}}}", r"{{\em {}}}", r"\section{{{}}}", r"\begin{{itemize}}\item {}\end{{itemize}}",
     "{}\n\n", r"\begin{{tabular}}{{ll}} {} & \end{{tabular}}", r"\cvitem{{}}{{{}}}", r"\foo{{{}}}",
     r"{} \\ ",
     r"\begin{{center}}{}\end{{center}}", r"\href{{http://u}}{{{}}}", r"\newcommand{{\q}}[1]{{#1}}\q{{{}}} "]
)  # fmt: skip


@given(st.lists(WRAPPERS, max_size=25))
def test_every_word_is_printed_once_and_in_order(wrappers: list[str]) -> None:
    words = [f"w{index}w" for index in range(len(wrappers))]
    source = " ".join(wrapper.format(word) for wrapper, word in zip(wrappers, words, strict=True))
    assert " ".join(block.text.plain for block in read(source, "cv.tex").blocks).split() == words


@pytest.mark.parametrize(
    "source",
    [
        r"\def\a{\a\a x}\a end",
        r"\def\a{xx}"
        + "".join(rf"\def\{chr(98 + i)}{{\{chr(97 + i)}\{chr(97 + i)}}}" for i in range(24))
        + r"\y",
        "{" * 20_000,
        r"\textbf{" * 5_000,
        r"\section{" * 3_000,
        r"\item[" * 3_000,
        r"\begin{tabular}{l}" * 300,
        r"\begin{itemize}" * 2_000,
    ],
    ids=["self", "doubling", "braces", "styles", "sections", "labels", "tables", "lists"],
)
def test_bombs_end_small(source: str) -> None:
    blocks = read(source, "cv.tex").blocks
    assert sum(len(block.text.plain) for block in blocks) < 400_000
