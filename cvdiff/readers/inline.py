"""Inline Markdown: the parser that the Markdown and the plain-text reader share, and its tokens' way
into a tree."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_inline import StateInline, link
from markdown_it.token import Token
from markdown_it.utils import EnvType

from cvdiff.patterns import pattern
from cvdiff.readers import markdown_latex
from cvdiff.readers.html_tree import Node, TreeBuilder

_ATTRIBUTES = pattern(r"\{(?::[^{}\n]*|[ ]?[.#][^{}\n]*|-)\}")
"""Kramdown's `{: .class}` and pandoc's `{.class #id key=value}` or `{-}`."""

_LONGEST_LABEL = 1_000
_LONGEST_PARAGRAPH = 10_000
_LONGEST_DENSE_PARAGRAPH = 100
"""Longer ones are cut in pieces, as markdown-it takes quadratic time for some."""

_SPECIAL = pattern(r"[\[<&*_$\\]")
_DENSE = 2_000
"""A paragraph with more special characters than this is no author list of a collaboration, but garbage."""


MAX_NESTING = 100
"""Levels of blocks, two for a list in a list; markdown-it leaves out what lies deeper."""


def make_parser() -> MarkdownIt:
    """A CommonMark parser with GFM's tables and strikethrough and the attributes of other dialects.

    URLs are kept as they are written, whatever their scheme: they are compared, not opened.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    parser.block.ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.inline.ruler.at("link", _link)
    parser.inline.ruler.before("link", "span", _bracketed_span)
    parser.inline.ruler.after("link", "attributes", _attributes)
    markdown_latex.enable(parser)
    return parser


def _list(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """CommonMark's rule for lists, without its limit of three spaces before a marker.

    The limit keeps indented code apart, which CVs do not have, and would make one item of a list
    that stands four spaces deep.
    """
    if not silent:
        return list_block(state, first, end, silent)
    limit, state.listIndent = state.listIndent, -1
    starts = list_block(state, first, end, silent)
    state.listIndent = limit
    return starts


def _link(state: StateInline, silent: bool) -> bool:
    """CommonMark's rule for links, asked only where the text has one: brackets alone cost it much time."""
    if "](" not in state.src and not state.env.get("references"):
        return False
    return link(state, silent)


def parse_inline(parser: MarkdownIt, text: str, env: EnvType) -> list[Token]:
    """The inline tokens of a paragraph; one of unreasonable length is parsed in pieces."""
    tokens: list[Token] = []
    for piece in _pieces(text):
        found: list[Token] = []
        parser.inline.parse(piece, parser, env, found)
        tokens += found
    return tokens


def _pieces(text: str) -> list[str]:
    if len(text) <= _DENSE:
        return [text]
    is_dense = len(_SPECIAL.findall(text)) > _DENSE
    longest = _LONGEST_DENSE_PARAGRAPH if is_dense else _LONGEST_PARAGRAPH
    pieces, start = [], 0
    while len(text) - start > longest:
        limit = start + longest
        end = max(text.rfind("\n", start, limit), text.rfind(" ", start, limit)) + 1 or limit
        pieces.append(text[start:end])
        start = end
    return [*pieces, text[start:]]


def add_inline(tree: TreeBuilder, tokens: Sequence[Token], first: int, last: int) -> None:
    """Add the inline tokens of a block that stands in the lines `first` to `last` (1-based)."""
    opened: list[Node] = []
    for token in tokens:
        if token.type == "html_inline":
            tree.html(token.content, first)
        elif token.type == "hardbreak":
            tree.void("br", first)
        elif token.type == "softbreak":
            tree.text("\n", first, last)
        elif token.type == "code_inline":
            node = tree.open("code", first)
            tree.text(token.content, first, last)
            tree.close(node)
        elif token.nesting > 0:
            opened.append(
                tree.open(token.tag, first, {key: str(value) for key, value in token.attrs.items()})
            )
        elif token.nesting < 0:
            tree.close(opened.pop())
        elif token.type != "image":
            tree.text(token.content, first, last)


def _attributes(state: StateInline, silent: bool) -> bool:
    """Drop an attribute list that follows a link, a span, a style or ends a heading."""
    if state.src[state.pos] != "{":
        return False
    match = _ATTRIBUTES.match(state.src, state.pos)
    if not match or not _may_have_attributes(state, match):
        return False
    state.pos = match.end()
    return True


def _may_have_attributes(state: StateInline, match: re.Match[str]) -> bool:
    before = state.src[state.pos - 1] if state.pos else " "
    at_edge = match.end() == state.posMax and before.isspace()
    return match.group().startswith("{:") or before in ")]*_`~>" or at_edge


def _bracketed_span(state: StateInline, silent: bool) -> bool:
    """Pandoc's `[text]{.class}`: the text, without its brackets."""
    source, start = state.src, state.pos
    if source[start] != "[":
        return False
    end = source.find("]{", start, min(state.posMax, start + _LONGEST_LABEL))
    if end < 0 or "[" in source[start + 1 : end]:
        return False
    attributes = _ATTRIBUTES.match(source, end + 1)
    if not attributes:
        return False
    if not silent:
        maximum = state.posMax
        state.push("span_open", "span", 1)
        state.pos, state.posMax = start + 1, end
        state.md.inline.tokenize(state)
        state.posMax = maximum
        state.push("span_close", "span", -1)
    state.pos = attributes.end()
    return True
