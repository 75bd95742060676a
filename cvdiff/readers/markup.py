"""Cleaning a Markdown source before it is parsed: what is in the file but not on the page.

Comments, Liquid and Hugo tags and LaTeX's layout commands go; every newline stays, so that line numbers
hold. Fenced code is left alone.
"""

from __future__ import annotations

import re

from cvdiff.document import Diagnostic
from cvdiff.patterns import pattern
from cvdiff.readers import markdown_tex
from cvdiff.readers.latex_commands import in_markdown
from cvdiff.readers.markdown_tex import Environment

_OPENINGS = re.compile(
    r"(?P<fence>^ {0,3}(?P<fencemark>`{3,}|~{3,}))|(?P<ticks>`+)|<!--|\{%|\{\{|\{::comment\}", re.MULTILINE
)
_CODE_SPAN = 500
"""A code span longer than this is taken for a stray backtick, which keeps the scan linear."""

# Patterns that are strings serve few sources: they are compiled when the first one needs them.
_BLANK_LINE = pattern(r"\n[ \t]*(?:\n|\Z)")
_STRAY_END = r"(?m)^[ \t]*-->[ \t]*$"
_TAG_NAME = pattern(r"\{%-?\s*(\w*)")
_COMMENT_END = pattern(r"\{%-?\s*endcomment\s*-?%\}")
_LITERAL = pattern(r"""\{\{-?\s*(?:"([^"]*)"|'([^']*)')""")
_OUTPUT_NAME = pattern(r"[\w.]+")

_NEARBY = 200
"""How far to look on a line for text around a template's output."""

_TOC = r"(?m)^([ \t]*(?:[*+-]|\d+\.)[ \t][^\n]*)\n([ \t]*\{:[ \t]*toc[^}\n]*\}[ \t]*)$"
_ATTRIBUTE_LINE = r"(?m)^[ \t]*\{::?[^{}\n]*\}[ \t]*$"

_COMMENT_LINE = r"(?m)^[ \t]*\[(?://|comment)\]:[ \t]*(?:#|<>)[^\n]*$"
"""A definition that nothing refers to: kramdown hides it whatever stands behind the hash."""

_SLANTED_POINT = r"(?<=[^\s*])\*([.,;:])\*(?=\s|$)|(?<=[^\s*][.,;:])\*[ \t]+\*(?=\s|$)"
"""Italics around a point alone, which a converter took from a word processor: "bogs*.*", "bogs.*  *"."""

_BREAK_ABOVE_HEADING = r"(?m)^[ \t]*(?:<br[^<>\n]*>[ \t]*)+\n(?=#{1,6} )"
"""To CommonMark the heading below such a line is raw HTML; kramdown shows a heading."""

_UNSPACED_HEADING = r"(?m)^(#{2,6})(?=[^\W_]|[*_\[])"
_UNSPACED_TITLE = r"(?m)^#(?=[^\W\d_][^#\n]*$)"
"""To CommonMark a `##Heading` is text; kramdown and what came before it show a heading. One hash may open
a line of tags: it is a heading's where the source has such headings of more."""

_LATEX_LINE = r"(?m)^[ \t]*\\[^\n]*$"
_LATEX_COMMAND = r"[ \t]*\\([A-Za-z]+)\*?((?:\[[^\]\n]*\]|\{[^{}\n]*\})*)[ \t]*"
_LENGTH = r"=?[ \t]*-?[\d.]+[ \t]*(?:pt|in|cm|mm|em|ex|pc|bp|sp)\b[ \t]*"


def clean(source: str) -> tuple[str, tuple[Environment, ...], tuple[Diagnostic, ...]]:
    """The source without what is not printed, line for line, its environments of LaTeX, and diagnostics."""
    source, diagnostics = _without_spans(source)
    environments: tuple[Environment, ...] = ()
    if "\\end" in source:
        source, environments = markdown_tex.cut(source, _lays_out)
    if "-->" in source:
        source = re.sub(_STRAY_END, "", source)
    if "]: #" in source or "]: <>" in source:
        source = re.sub(_COMMENT_LINE, "", source)
    if ".*" in source:
        source = re.sub(_SLANTED_POINT, r"\1", source)
    if "{:" in source:
        source = re.sub(_ATTRIBUTE_LINE, "", re.sub(_TOC, "\n", source))
    if "\n##" in source:
        source = _with_spaced_headings(source)
    if "<br" in source:
        source = re.sub(_BREAK_ABOVE_HEADING, "\n", source)
    if "\\" in source:
        source = re.sub(_LATEX_LINE, _without_layout, source)
    return source, environments, diagnostics


def _with_spaced_headings(source: str) -> str:
    """The source with a space behind the hashes of its headings."""
    spaced, unspaced = re.subn(_UNSPACED_HEADING, r"\1 ", source)
    return re.sub(_UNSPACED_TITLE, "# ", spaced) if unspaced else source


def _without_layout(match: re.Match[str]) -> str:
    """A line that opens with LaTeX commands, without those of them that only lay out."""
    line, position = match.group(), 0
    while position < len(line):
        command = re.compile(_LATEX_COMMAND).match(line, position)
        if not command or not _lays_out(command.group(1)):
            return line[position:]
        length = re.compile(_LENGTH).match(line, command.end())
        position = length.end() if length else command.end()
    return ""


def _lays_out(name: str) -> bool:
    """Whether a LaTeX command prints nothing, or nothing but a line."""
    return name in in_markdown("layout") or name in in_markdown("silent")


def _without_spans(source: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The source without comments and template tags, which may span lines and blocks."""
    kept: list[str] = []
    diagnostics: list[Diagnostic] = []
    last_ends = _last_ends(source)
    position = counted = 0
    line = 1
    while opening := _OPENINGS.search(source, position):
        start = opening.start()
        kept.append(source[position:start])
        if opening["fence"] or opening["ticks"]:
            position = _fence_end(source, opening) if opening["fence"] else _ticks_end(source, opening)
            kept.append(source[start:position])
            continue
        position, shown = _span(source, opening, last_ends)
        kept.append(shown)
        if opening.group() == "<!--" and last_ends["-->"] < start:
            line, counted = line + source.count("\n", counted, start), start
            diagnostics.append(Diagnostic(message="comment is never closed; dropped up to here", line=line))
    kept.append(source[position:])
    return "".join(kept), tuple(diagnostics)


def _last_ends(source: str) -> dict[str, int]:
    """Where each end of a comment or tag stands last, -1 for nowhere: none is looked for behind that."""
    ends = {end: source.rfind(end) for end in ("-->", "%}", "}}", "{:/", "endcomment")}
    if ends["endcomment"] >= 0:
        ends["endcomment"] = max((found.start() for found in _COMMENT_END.finditer(source)), default=-1)
    return ends


def _fence_end(source: str, opening: re.Match[str]) -> int:
    """Where the fenced code that opens here ends; never closed, it is all the rest."""
    mark = re.escape(opening["fencemark"])
    closing = re.compile(rf"^ {{0,3}}{mark}{mark[-1]}*[ \t]*$", re.MULTILINE).search(source, opening.end())
    return closing.end() if closing else len(source)


def _ticks_end(source: str, opening: re.Match[str]) -> int:
    """Where the code span that opens here ends, or the end of the backticks if none does."""
    ticks, end = opening.group(), opening.end()
    for closing in re.finditer(r"`+", source[end : end + _CODE_SPAN]):
        if closing.group() == ticks:
            return end + closing.end()
    return end


def _span(source: str, opening: re.Match[str], last_ends: dict[str, int]) -> tuple[int, str]:
    """Where the comment or tag that opens here ends, and what is kept of it."""
    start, mark = opening.start(), opening.group()
    if mark == "<!--":
        end = source.find("-->", start + 4) + 3 if last_ends["-->"] >= start + 4 else -1
        return _dropped(source, start, end if end >= 0 else _block_end(source, start))
    if mark == "{::comment}":
        end = source.find("{:/", start) if last_ends["{:/"] > start else -1
        closing = source.find("}", end) if end >= 0 else -1
        return _dropped(source, start, closing + 1 if closing >= 0 else opening.end())
    closer = "%}" if mark == "{%" else "}}"
    end = source.find(closer, start) + 2 if last_ends[closer] > start else 0
    if not end:
        return opening.end(), mark
    if mark == "{%":
        return _dropped(source, start, _tag_end(source, start, end, last_ends["endcomment"]))
    return end, _output(source, start, end)


def _dropped(source: str, start: int, end: int) -> tuple[int, str]:
    return end, "\n" * source.count("\n", start, end)


def _block_end(source: str, start: int) -> int:
    blank = _BLANK_LINE.search(source, start)
    return blank.start() if blank else len(source)


def _tag_end(source: str, start: int, end: int, last_comment: int) -> int:
    """The end of a Liquid tag, or for `comment` of what it comments out, if one ends at `last_comment`."""
    name = _TAG_NAME.match(source, start)
    if not name or name.group(1) != "comment" or last_comment < end:
        return end
    closing = _COMMENT_END.search(source, end)
    return closing.end() if closing else end


def _output(source: str, start: int, end: int) -> str:
    """What is kept of `{{ ... }}`: a literal, or the name where it is part of a text or a URL."""
    newlines = "\n" * source.count("\n", start, end)
    literal = _LITERAL.match(source, start, end)
    if literal:
        return (literal.group(1) or literal.group(2) or "") + newlines
    before = source[max(0, start - _NEARBY) : start].rpartition("\n")[2]
    after = source[end : end + _NEARBY].partition("\n")[0]
    name = _OUTPUT_NAME.search(source, start, end)
    if source[start + 2] in "<%" or not name or all(char in " \t{}" for char in before + after):
        return newlines
    return f"{{{{{name.group()}}}}}{newlines}"
