"""The layouts in which an invented CV can be written: functions from a `Resume` to the text of a file.

Papers stand under the heading of their section, sections in the order in which the papers name them.
"""

from __future__ import annotations

import html
import json
import re
from calendar import month_abbr
from collections.abc import Callable, Iterable
from dataclasses import replace

from cv_factory import Paper, Post, Resume

Layout = Callable[[Resume], str]


def by_section(papers: Iterable[Paper]) -> dict[str, list[Paper]]:
    """The papers below each heading."""
    sections: dict[str, list[Paper]] = {}
    for paper in papers:
        sections.setdefault(paper.section, []).append(paper)
    return sections


def posts_by_heading(resume: Resume) -> tuple[tuple[str, tuple[Post, ...]], ...]:
    return ("Positions", resume.posts), ("Education", resume.degrees)


# --- Markdown and plain text ----------------------------------------------------------------------


def escape(text: str) -> str:
    """Text that Markdown prints as it is."""
    return re.sub(r"([\\`*_\[\]<>|#$&@])", r"\\\1", text)


def _markdown(
    resume: Resume, paper: Callable[[int, Paper], str], post: Callable[[Post], str], gap: str, head: str = ""
) -> str:
    parts = [f"# {resume.owner}"]
    for heading, papers in by_section(resume.papers).items():
        items = gap.join(paper(number, p) for number, p in enumerate(papers, 1))
        parts += [f"## {heading}", head + items]
    for heading, posts in posts_by_heading(resume):
        parts += [f"## {heading}", gap.join(map(post, posts))]
    for heading, lines in resume.lines:
        parts += [f"## {heading}", "\n".join(f"- {escape(line)}" for line in lines)]
    return "\n\n".join(parts) + "\n"


def numbered(resume: Resume) -> str:
    """A numbered list, authors first; jobs as bullets on one line."""
    return _markdown(
        resume,
        lambda number, p: f"{number}. {', '.join(p.authors)}. {escape(p.title)}. *{p.venue}*, {p.year}.",
        _post_in_a_line,
        "\n",
    )


def _post_in_a_line(p: Post) -> str:
    return f"- **{p.role}**, {p.organization}, {p.place}, {p.dates}"


def bold_titles(resume: Resume) -> str:
    """Bullets with a bold title, the authors and the venue on lines of their own."""
    return _markdown(
        resume,
        lambda _, p: f"- **{escape(p.title)}**  \n  {', '.join(p.authors)}  \n  *{p.venue}*, {p.year}",
        lambda p: f"- **{p.organization}**, {p.place}  \n  *{p.role}*, {p.dates}",
        "\n",
    )


def quoted(resume: Resume) -> str:
    """A paragraph a paper with the title in quotes; jobs under headings."""
    return _markdown(
        resume,
        lambda _, p: f'{", ".join(p.authors)} ({p.year}). "{escape(p.title)}." *{p.venue}*.',
        lambda p: f"### {p.role}, {p.organization}\n\n{p.place}, {p.dates}",
        "\n\n",
    )


def html_list(resume: Resume) -> str:
    """The papers as HTML lists inside Markdown."""
    body = numbered(replace(resume, papers=()))
    lists = [f"## {heading}\n\n{_ordered(papers)}\n" for heading, papers in by_section(resume.papers).items()]
    head, _, rest = body.partition("\n\n")
    return "\n\n".join((head, *lists, rest))


def table(resume: Resume) -> str:
    """The papers in a table a section."""
    return _markdown(
        resume,
        lambda _, p: f"| {p.year} | {escape(p.title)} | {', '.join(p.authors)} | {p.venue} |",
        _post_in_a_line,
        "\n",
        "| Year | Title | Authors | Venue |\n|---|---|---|---|\n",
    )


def plain_text(resume: Resume) -> str:
    """Plain text with headings in capitals and entries over several lines."""
    parts = [resume.owner]
    for heading, papers in by_section(resume.papers).items():
        parts.append(heading.upper())
        for number, p in enumerate(papers, 1):
            parts.append(f"[{number}] {', '.join(p.authors)}.\n{p.title}.\n{p.venue}, {p.year}.")
    for heading, posts in posts_by_heading(resume):
        parts += [heading.upper(), *(f"{p.role}, {p.organization}\n{p.place}\n{p.dates}" for p in posts)]
    for heading, lines in resume.lines:
        parts += [heading.upper(), "\n".join(f"- {line}" for line in lines)]
    return "\n\n".join(parts) + "\n"


# --- HTML -----------------------------------------------------------------------------------------


def _ordered(papers: Iterable[Paper]) -> str:
    items = (f"<li>{_html_paper(p)}</li>" for p in papers)
    return "\n".join(("<ol>", *items, "</ol>"))


def _html_paper(p: Paper) -> str:
    return f"{', '.join(p.authors)}. {html.escape(p.title, quote=False)}. <i>{p.venue}</i>, {p.year}."


def page(resume: Resume) -> str:
    """A page of its own: numbered papers, a paragraph a job, lists."""
    parts = [f"<h1>{resume.owner}</h1>"]
    for heading, papers in by_section(resume.papers).items():
        parts += [f"<h2>{heading}</h2>", _ordered(papers)]
    for heading, posts in posts_by_heading(resume):
        rows = (f"<p><b>{p.role}</b>, {p.organization}, {p.place}<br>\n{p.dates}</p>" for p in posts)
        parts += [f"<h2>{heading}</h2>", *rows]
    for heading, lines in resume.lines:
        items = (f"<li>{html.escape(line)}</li>" for line in lines)
        parts += [f"<h2>{heading}</h2>", "<ul>", *items, "</ul>"]
    body = "\n".join(parts)
    head = f"<head><title>{resume.owner}</title></head>"
    return f"<!DOCTYPE html>\n<html>\n{head}\n<body>\n{body}\n</body>\n</html>\n"


# --- LaTeX and BibTeX -----------------------------------------------------------------------------

_TEX_SIGNS = {
    "\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    **{sign: f"\\{sign}" for sign in "#$%&_{}"},
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
}  # fmt: skip


def tex(text: str) -> str:
    """Text that LaTeX prints as it is."""
    return "".join(_TEX_SIGNS.get(sign, sign) for sign in text)


def article(resume: Resume) -> str:
    """An article with numbered papers, titles in quotes, and jobs with their dates at the right."""
    parts = [
        r"\documentclass{article}",
        r"\begin{document}",
        rf"\begin{{center}}{{\LARGE {resume.owner}}}\end{{center}}",
    ]
    for heading, papers in by_section(resume.papers).items():
        items = (
            rf"\item {', '.join(p.authors)}. ``{tex(p.title)}.'' \emph{{{p.venue}}}, {p.year}."
            for p in papers
        )
        parts += [rf"\section*{{{heading}}}", r"\begin{enumerate}", *items, r"\end{enumerate}"]
    for heading, posts in posts_by_heading(resume):
        parts.append(rf"\section*{{{heading}}}")
        parts += [
            rf"\textbf{{{p.role}}} \hfill {p.dates} \\ {p.organization}, {p.place}" + "\n" for p in posts
        ]
    parts += _tex_lines(resume)
    return "\n".join((*parts, r"\end{document}", ""))


def moderncv(resume: Resume) -> str:
    """A moderncv with its entry macros."""
    first, _, family = resume.owner.partition(" ")
    parts = [
        r"\documentclass{moderncv}",
        rf"\name{{{first}}}{{{family}}}",
        r"\begin{document}",
        r"\makecvtitle",
    ]
    for heading, papers in by_section(resume.papers).items():
        parts.append(rf"\section{{{heading}}}")
        for p in papers:
            entry = rf"{', '.join(p.authors)}. \textbf{{{tex(p.title)}}}. \textit{{{p.venue}}}."
            parts.append(rf"\cvitem{{{p.year}}}{{{entry}}}")
    for heading, posts in posts_by_heading(resume):
        parts.append(rf"\section{{{heading}}}")
        for p in posts:
            parts.append(rf"\cventry{{{p.dates}}}{{{p.role}}}{{{p.organization}}}{{{p.place}}}{{}}{{}}")
    parts += _tex_lines(resume)
    return "\n".join((*parts, r"\end{document}", ""))


def _tex_lines(resume: Resume) -> list[str]:
    parts: list[str] = []
    for heading, lines in resume.lines:
        items = (rf"\item {tex(line)}" for line in lines)
        parts += [rf"\section*{{{heading}}}", r"\begin{itemize}", *items, r"\end{itemize}"]
    return parts


def bibtex(resume: Resume) -> str:
    """The papers alone, as a bibliography."""
    entries = []
    for p in resume.papers:
        fields = {
            "title": tex(p.title),
            "author": " and ".join(p.authors),
            "journal": p.venue,
            "year": str(p.year),
        }
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
        key = re.sub(r"\W", "", f"{p.authors[0]}{p.year}{p.title}")[:40]
        entries.append(f"@article{{{key},\n{lines}\n}}\n")
    return "\n".join(entries)


# --- YAML -----------------------------------------------------------------------------------------


def iso(date: str) -> str:
    """A date such as "Jun 2019" or "2019" as an ISO prefix."""
    month, _, year = date.rpartition(" ")
    return f"{year}-{list(month_abbr).index(month):02d}" if month else year


def rendercv(resume: Resume) -> str:
    """RenderCV's form of YAML. JSON's strings are YAML's."""
    parts = ["cv:", f"  name: {resume.owner}", "  sections:"]
    for heading, papers in by_section(resume.papers).items():
        parts.append(f"    {heading}:")
        for p in papers:
            parts += [f"      - title: {json.dumps(p.title)}", "        authors:"]
            parts += [f"          - {name}" for name in p.authors]
            parts += [f"        journal: {p.venue}", f"        date: {p.year}"]
    for heading, posts in posts_by_heading(resume):
        place, role = ("company", "position") if heading == "Positions" else ("institution", "degree")
        parts.append(f"    {heading}:")
        for post in posts:
            start, end = (date if date == "Present" else iso(date) for date in post.dates.split(" - "))
            parts += [f"      - {place}: {post.organization}", f"        {role}: {post.role}"]
            parts += [
                f"        location: {post.place}",
                f"        start_date: {start}",
                f"        end_date: {end.lower()}",
            ]
    for heading, lines in resume.lines:
        parts += [f"    {heading}:", *(f"      - {json.dumps(line)}" for line in lines)]
    return "\n".join(parts) + "\n"


LAYOUTS: dict[str, Layout] = {
    "numbered.md": numbered,
    "bold-titles.md": bold_titles,
    "quoted.md": quoted,
    "html-list.md": html_list,
    "table.md": table,
    "plain-text.txt": plain_text,
    "page.html": page,
    "article.tex": article,
    "moderncv.tex": moderncv,
    "rendercv.yaml": rendercv,
}
"""The layouts, by the name of the file that each would be."""

PAPER_LAYOUTS: dict[str, Layout] = {"papers.bib": bibtex}
"""Layouts that hold the papers and nothing else, in no sections."""
