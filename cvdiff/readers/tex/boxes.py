"""Boxes that stand side by side or anywhere on the page: minipages, blocks of textpos, pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cvdiff.document import join
from cvdiff.readers.tex.dimensions import fills_line, points
from cvdiff.readers.tex.interpreter import Handler, Interpreter
from cvdiff.readers.tex.large_type import is_headline
from cvdiff.readers.tex.tokens import Token

_MARGIN_SHARE = 0.3
_MARGIN_POINTS = 110.0
"""A box of this share of the page's width, or as wide as this, is a margin rather than a column."""

_LABEL_SIZE = 0
"""Words in the margin are set in type of normal size: they head less than a name in large type does."""

_BETWEEN_BOXES = 12
"""So many tokens part boxes that stand side by side: a space and its width."""


def _minipage(tex: Interpreter, token: Token) -> None:
    """Side by side: a column each, as long as neither holds paragraphs; a bold word in a margin heads its
    neighbour."""
    for _ in range(3):
        tex.stream.option()
    width = tex.stream.argument()
    inline = tex.writer.inline
    is_begun = inline.line_is_begun or inline.has_breaks
    is_margin = not is_begun and _is_narrow(width) and not _has_sections(tex)
    tex.writer.gap()
    tex.writer.at_end(_end_margin(tex) if is_margin else _end_minipage(tex))


def _is_narrow(width: Sequence[Token]) -> bool:
    size = points("".join(t.text for t in width if t.kind == "word"))
    return size is not None and size <= (_MARGIN_SHARE if fills_line(width) else _MARGIN_POINTS)


def _has_sections(tex: Interpreter) -> bool:
    """Whether the document has headings that are not only set large."""
    writer = tex.writer
    return any(block.kind == "heading" and i not in writer.sizes for i, block in enumerate(writer.blocks))


def _end_minipage(tex: Interpreter) -> Callable[[], None]:
    before = len(tex.writer.blocks)

    def close() -> None:
        if len(tex.writer.blocks) > before or tex.writer.inline.has_breaks:
            tex.writer.flush()
        else:
            tex.writer.gap()

    return close


def _end_margin(tex: Interpreter) -> Callable[[], None]:
    before, close = len(tex.writer.blocks), _end_minipage(tex)

    def close_margin() -> None:
        if len(tex.writer.blocks) > before or tex.writer.inline.line.plain or not _box_follows(tex):
            close()
        else:
            _print_label(tex)
            close()

    return close_margin


def _box_follows(tex: Interpreter) -> bool:
    """Whether another minipage begins in the same paragraph."""
    taken: list[Token] = []
    while (token := tex.stream.next()) is not None:
        taken.append(token)
        if token[:2] == ("macro", "begin") or token.kind == "par" or len(taken) > _BETWEEN_BOXES:
            break
    follows = bool(taken) and taken[-1][:2] == ("macro", "begin") and tex.stream.has_group()
    if follows:
        name = tex.stream.argument()
        follows = "".join(t.text for t in name) == "minipage"
        taken += [Token("{", "{", tex.stream.line), *name, Token("}", "}", tex.stream.line)]
    for token in reversed(taken):
        tex.stream.back(token)
    return follows


def _print_label(tex: Interpreter) -> None:
    """Print the text being set as a heading if all of it is bold, else as it is."""
    writer = tex.writer
    texts, (line, _) = writer.inline.take()
    label = join(texts)
    plain = " ".join(label.plain.split())
    is_label = label.covered("bold") == 1 and is_headline(plain) and not any(map(str.isdigit, plain))
    if is_label:
        writer.begin_heading(1)
    if texts:
        writer.printed(label, line)
    if is_label:
        writer.end_heading()
        writer.sizes[len(writer.blocks) - 1] = _LABEL_SIZE


def _text_block(tex: Interpreter, token: Token) -> None:
    """textpos: a width, and a place on the page: `{4}(1,2)`."""
    tex.stream.option()
    tex.stream.argument()
    tex.stream.option("(", ")")
    set_apart(tex, token)


def _picture(tex: Interpreter, token: Token) -> None:
    """A drawing of a size: `(1000,1)`; what its `\\put(0,-20){...}` place is printed."""
    tex.stream.option("(", ")")
    tex.stream.option("(", ")")
    set_apart(tex, token)


def _put(tex: Interpreter, token: Token) -> None:
    tex.stream.option("(", ")")


def set_apart(tex: Interpreter, token: Token) -> None:
    """An environment that only sets its content apart."""
    tex.writer.flush()
    tex.writer.at_end(tex.writer.flush)


COMMANDS: dict[str, Handler] = {"put": _put}

ENVIRONMENTS: dict[str, Handler] = {
    "minipage": _minipage,
    "picture": _picture,
    "textblock": _text_block,
    "textblock*": _text_block,
}
