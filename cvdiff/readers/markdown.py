"""Markdown: CommonMark, GFM's tables and strikethrough, and what Jekyll, Hugo, kramdown and pandoc add.

Indented code is read as text: in CVs four spaces are a continuation or a layout, not a program.
Images, raw LaTeX layout, comments and template tags are not part of the text. The front matter's values are
the document's `meta`; degrees, jobs and papers that it lists stand below the text.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from cvdiff.document import Diagnostic, Document
from cvdiff.patterns import pattern
from cvdiff.readers import front_matter, markdown_html, markdown_tex, markup, wrapping
from cvdiff.readers.html_blocks import blocks_of
from cvdiff.readers.html_tree import HEADINGS, Node, TreeBuilder
from cvdiff.readers.hyphens import Hyphens
from cvdiff.readers.inline import MAX_NESTING, add_inline, make_parser, parse_inline

_LAID_OUT = frozenset({"html_block", "div_open"})
_DEFINITION = re.compile(r"^[ \t]*[:~][ \t]+\S", re.MULTILINE)
_TASK = re.compile(r"\A\[[ xX]\][ \t]+")
_STRAY_MARK = pattern(r"_(?=(?:19|20)\d\d\b)")
_RUNS_ON = frozenset(("link_open", "link_close", "em_open", "em_close", "strong_open", "strong_close"))
_HARD_BREAK = re.compile(r"(?: {2}|\\|<br\s*/?>\s*)$", re.IGNORECASE)


def read(text: str, name: str) -> Document:
    """Read Markdown. Nothing in it is an error; what is broken is told in the diagnostics."""
    page = front_matter.cut(text.split("\n"))
    source, environments, diagnostics = markup.clean("\n".join(page.lines))
    source = markdown_html.hang_folded(source)
    tree = TreeBuilder()
    tokens = _parser(source, page.lines).parse(source)
    _add(tree, tokens)
    if any(token.type in _LAID_OUT for token in tokens):
        from cvdiff.readers.html import arrange

        arrange(tree.root, source)
    blocks, unread = markdown_tex.put_back(blocks_of(tree.root), environments)
    document = Document(
        format="markdown",
        blocks=blocks,
        meta=page.meta,
        diagnostics=page.diagnostics + diagnostics + unread + _too_deep(tokens),
    )
    if front_matter.may_hold_records(page.matter):
        from cvdiff.readers.front_records import with_records

        return with_records(document, page.matter, name)
    return document


def _too_deep(tokens: list[Token]) -> tuple[Diagnostic, ...]:
    """Whether something lies deeper than the parser looks."""
    for token in tokens:
        if token.level >= MAX_NESTING - 1:
            line = token.map[0] + 1 if token.map else None
            return (Diagnostic(message="nested too deep; what lies deeper is not read", line=line),)
    return ()


def _parser(source: str, lines: list[str]) -> MarkdownIt:
    parser = make_parser().disable("code")
    markdown_html.enable(parser)
    if _DEFINITION.search(source):
        from mdit_py_plugins.deflist import deflist_plugin

        parser.use(deflist_plugin)
    if ":::" in source:
        from cvdiff.readers import markdown_divs

        markdown_divs.enable(parser, source)
    if "\n|" in source:
        from cvdiff.readers.markdown_tables import make_tables

        parser.core.ruler.before("inline", "bare_table", make_tables)
    parser.core.ruler.before("inline", "fill", lambda state: _join_wrapped_lines(state, lines))
    parser.core.ruler.at("inline", _parse_inline)
    return parser


def _parse_inline(state: StateCore) -> None:
    for index, token in enumerate(state.tokens):
        if token.type == "inline":
            if state.tokens[index - 2].type == "list_item_open":
                token.content = _TASK.sub("", token.content, count=1)
            if token.content.endswith("\\"):  # Quarto's editor leaves such a mark of a break
                token.content = token.content.rstrip("\\")
            token.children = parse_inline(state.md, token.content, state.env)
            _join_lines_inside(token.children)
            if token.content.startswith("_") and token.children[0].type == "text":
                token.children[0].content = _STRAY_MARK.sub("", token.children[0].content, count=1)


def _join_lines_inside(tokens: list[Token]) -> None:
    """Turn the line ends inside a link or an emphasis into spaces: what is marked as one thing is one."""
    depth = 0
    for index, token in enumerate(tokens):
        if token.type in _RUNS_ON:
            depth += token.nesting
        elif token.type == "softbreak" and depth:
            is_cut = wrapping.cuts_identifier(tokens[index - 1].content, tokens[index + 1].content)
            token.type, token.content = "text", "" if is_cut else " "


def _join_wrapped_lines(state: StateCore, lines: list[str]) -> None:
    """Turn the line ends that are the editor's wrapping into spaces, before the inline parsing."""
    paragraphs = [token for token in state.tokens if token.type == "inline" and "\n" in token.content]
    breaks = [_breaks(token, lines) for token in paragraphs]
    decided = wrapping.wrapped([list(found.values()) for found in breaks])
    hyphens = Hyphens(lines)
    for token, found, joins in zip(paragraphs, breaks, decided, strict=True):
        wrapped = {index for index, is_wrapping in zip(found, joins, strict=True) if is_wrapping}
        if wrapped:
            token.content = wrapping.join(token.content.split("\n"), wrapped, hyphens)


def _breaks(token: Token, lines: list[str]) -> dict[int, wrapping.Break]:
    """The soft line ends of a paragraph, each by the index of the line that it ends.

    Widths are those of the source's `lines`, where list markers and indentation count.
    """
    content = token.content.split("\n")
    first, last = token.map or (0, 0)
    if last - first != len(content):
        return {}
    return {
        index: wrapping.Break(lines[first + index], content[index + 1])
        for index in range(len(content) - 1)
        if not _HARD_BREAK.search(content[index])
    }


def _add(tree: TreeBuilder, tokens: list[Token]) -> None:
    opened: list[Node] = []
    first = last = 1
    for token in tokens:
        is_in_heading = bool(opened) and opened[-1].tag in HEADINGS  # its underline is part of it
        if token.map and not is_in_heading:
            first = token.map[0] + 1
            last = max(first, token.map[1])
        if token.type == "inline":
            add_inline(tree, token.children or [], first, last)
        elif token.type == "html_block":
            tree.html(token.content, first)
        elif token.type == "fence" and token.info.lstrip().startswith("{"):
            continue  # a chunk of R Markdown's or Quarto's, which is run and not shown, or raw output
        elif token.type in ("fence", "code_block"):
            node = tree.open("pre", first)
            tree.text(token.content, first, last)
            tree.close(node)
        elif token.type == "hr":
            tree.void("hr", first)
        elif token.nesting > 0:
            opened.append(tree.open(token.tag, first, _attributes(token)))
        elif token.nesting < 0:
            tree.close(opened.pop())


def _attributes(token: Token) -> dict[str, str]:
    if token.type == "list_item_open":
        return {"data-marker": (token.info or "") + token.markup}
    if token.type == "div_open":
        return {"class": str(token.attrGet("class"))}
    return {}
