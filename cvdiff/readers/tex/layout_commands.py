"""Commands of the page: breaks, gaps, rules, spaces, the size of type."""

from __future__ import annotations

from cvdiff.readers.tex.dimensions import fills_line, points, skip_dimension, skip_width
from cvdiff.readers.tex.interpreter import Handler, Interpreter
from cvdiff.readers.tex.tokens import Token
from cvdiff.readers.tex.unknown import is_setting

_COLUMN = 10.0
"""Points of white space that set columns apart rather than words: about an em."""

_NORMAL_SIZE = 10.0
"""Points of a document's running text."""


def _line_break(tex: Interpreter, token: Token) -> None:
    tex.stream.star()
    following = tex.stream.peek()
    if following is not None and following.text == "[":
        option = tex.stream.option()
        if option is not None and not is_setting(option):  # a bracket of the next line's text
            tex.stream.push([Token("word", "[", token.line), *option, Token("word", "]", token.line)])
    if not tex.writer.row():
        tex.writer.line_break(printed=True)


def _newline(tex: Interpreter, token: Token) -> None:
    tex.stream.option()
    tex.writer.line_break()


def _kill(tex: Interpreter, token: Token) -> None:
    """The line in front of tabbing's `\\kill` sets the columns and is not printed."""
    tex.writer.drop_line()


def _row(tex: Interpreter, token: Token) -> None:
    tex.writer.row()


def _par(tex: Interpreter, token: Token) -> None:
    tex.writer.paragraph()


def _cells(tex: Interpreter, token: Token) -> None:
    tex.writer.gap()


def _hspace(tex: Interpreter, token: Token) -> None:
    tex.stream.star()
    argument = tex.stream.argument()
    width = points("".join(t.text for t in argument if t.kind == "word")) or 0.0
    if width >= _COLUMN or fills_line(argument):
        tex.writer.gap()
    elif width >= 0:
        tex.writer.text(" ", token.line)


def _rule_box(tex: Interpreter, token: Token) -> None:
    """`\\rule[raise]{width}{height}`: a line across the page or nothing to read."""
    tex.stream.option()
    width, _ = tex.stream.argument(), tex.stream.argument()
    if fills_line(width):
        tex.writer.rule(token.line, inline=True)


def _rule(tex: Interpreter, token: Token) -> None:
    if token.text in ("hrule", "vrule"):
        while (following := tex.stream.peek()) is not None and following.text in ("width", "height", "depth"):
            tex.stream.next()
            skip_dimension(tex.stream)
    if token.text == "vrule":
        tex.writer.text(" ", token.line)
    else:
        tex.writer.rule(token.line, inline=False)


def _drawn_line(tex: Interpreter, token: Token) -> None:
    """`\\line(1,0){450}`: a line across the page, drawn."""
    if tex.stream.option("(", ")") is not None:
        tex.stream.argument()
        tex.writer.rule(token.line, inline=False)


def _skip(tex: Interpreter, token: Token) -> None:
    if token.text in ("hskip", "kern"):
        tex.writer.text(" ", token.line)
    skip_dimension(tex.stream)


def _obey_lines(tex: Interpreter, token: Token) -> None:
    tex.writer.obeys_lines = True


def _narrow(tex: Interpreter, token: Token) -> None:
    """`\\makecell{In \\\\ press}`: the breaks of a narrow column are those of its words, not of its row."""
    tex.stream.star()
    tex.stream.option()
    tex.stream.push(
        [Token("space", " ", t.line) if t[:2] == ("macro", "\\") else t for t in tex.stream.argument()]
    )


def _box(tex: Interpreter, token: Token) -> None:
    """`\\hbox to 3cm{text}`, or without a width."""
    skip_width(tex.stream)
    tex.in_group(lambda: None)


def _advance(tex: Interpreter, token: Token) -> None:
    """`\\advance\\leftskip by 1cm`: a length that grows."""
    tex.stream.argument()
    following = tex.stream.peek()
    if following is not None and following.text == "by":
        tex.stream.next()
    skip_dimension(tex.stream)


def _multirow(tex: Interpreter, token: Token) -> None:
    """`\\multirow[place]{rows}[struts]{width}[shift]{text}`."""
    for _ in range(2):
        tex.stream.option()
        tex.stream.argument()
    tex.stream.option()


def _font_size(tex: Interpreter, token: Token) -> None:
    size, _ = tex.plain(tex.stream.argument()), tex.stream.argument()
    height = points(size) or _NORMAL_SIZE
    tex.writer.size = 0 if height < 13 else 1 if height < 15 else 2 if height < 18 else 3


COMMANDS: dict[str, Handler] = {
    "\\": _line_break,
    "advance": _advance,
    "kill": _kill,
    "multirow": _multirow,
    **dict.fromkeys(("hbox", "vbox", "vtop", "vcenter"), _box),
    **dict.fromkeys(("makecell", "thead", "shortstack"), _narrow),
    "tabularnewline": _row,
    "cr": _row,
    "newline": _newline,
    "linebreak": _newline,
    "break": _newline,
    "par": _par,
    "endgraf": _par,
    "quad": _cells,
    "qquad": _cells,
    "hfill": _cells,
    "hfil": _cells,
    "hss": _cells,
    "dotfill": _cells,
    ">": _cells,
    "hspace": _hspace,
    "rule": _rule_box,
    "hrule": _rule,
    "vrule": _rule,
    "line": _drawn_line,
    "@rule": _rule,
    "vskip": _skip,
    "hskip": _skip,
    "kern": _skip,
    "raise": _skip,
    "lower": _skip,
    "moveleft": _skip,
    "moveright": _skip,
    "obeylines": _obey_lines,
    "fontsize": _font_size,
}
