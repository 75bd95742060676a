"""Commands of the page: breaks, gaps, rules, headings, items, entries, environments."""

from __future__ import annotations

import re
from collections.abc import Callable

from cvdiff.readers.tex import tables
from cvdiff.readers.tex.interpreter import Handler, Interpreter
from cvdiff.readers.tex.macros import Macro
from cvdiff.readers.tex.tokens import Token

_UNITS = r"(?:true)?(?:pt|em|ex|cm|mm|in|bp|sp|pc|mu|dd|fill?l?)"
_DIMENSION = re.compile(rf"\s*=?\s*[-+]*\s*[\d.,]*\s*({_UNITS})?(?![a-z])")
_UNIT = re.compile(rf"{_UNITS}(?![a-z])")
_LENGTH = re.compile(r"(-?)\s*([\d.]+)\s*(pt|em|ex|cm|mm|in|bp)?")
_POINTS = {"pt": 1.0, "bp": 1.0, "em": 10.0, "ex": 4.3, "cm": 28.5, "mm": 2.85, "in": 72.3}
_COLUMN = 10.0
"""Points of white space that set columns apart rather than words: about an em."""

_MARKER = re.compile(r"[\[(]?[A-Za-z]{0,3}[-. ]?\d{1,3}[\])]?[.:)]?|[\[(]?[A-Za-z][\]).]|\W*")
"""Labels that number their items or are bullets. Any other label, a year above all, is text."""
_FILLING = frozenset({"fill", "hfill", "textwidth", "linewidth", "columnwidth", "hsize"})


def _line_break(tex: Interpreter, token: Token) -> None:
    tex.stream.star()
    following = tex.stream.peek()
    if following is not None and following.text == "[":
        option = tex.stream.option()
        if option is not None and not tex.is_setting(option):  # a bracket of the next line's text
            tex.stream.push([Token("word", "[", token.line), *option, Token("word", "]", token.line)])
    if not tex.writer.row():
        tex.writer.line_break()


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
    if any(t.kind == "macro" and t.text in _FILLING for t in argument):
        tex.writer.gap()
        return
    length = _LENGTH.match("".join(t.text for t in argument if t.kind == "word"))
    if (
        length
        and not length[1]
        and float("0" + length[2].strip(".").replace("..", "")) * _POINTS.get(length[3], 1) >= _COLUMN
    ):
        tex.writer.gap()
    elif not length or not length[1]:
        tex.writer.text(" ", token.line)


def _rule_box(tex: Interpreter, token: Token) -> None:
    """`\\rule[raise]{width}{height}`: a line across the page or nothing to read."""
    tex.stream.option()
    width, _ = tex.stream.argument(), tex.stream.argument()
    if any(t.kind == "macro" and t.text in _FILLING for t in width):
        tex.writer.rule(token.line, inline=True)


def _rule(tex: Interpreter, token: Token) -> None:
    if token.text == "hrule":
        while (following := tex.stream.peek()) is not None and following.text in ("width", "height", "depth"):
            tex.stream.next()
            skip_dimension(tex)
    tex.writer.rule(token.line, inline=False)


def _drawn_line(tex: Interpreter, token: Token) -> None:
    """`\\line(1,0){450}`: a line across the page, drawn."""
    if tex.stream.option("(", ")") is not None:
        tex.stream.argument()
        tex.writer.rule(token.line, inline=False)


def skip_dimension(tex: Interpreter) -> None:
    """Take off a length as TeX writes it: `= -5pt plus 1fil`, `.5\\hoffset`, `=1 true cm`."""
    stream = tex.stream
    for _ in range(3):
        if not _skip_number(tex) and (token := stream.peek()) is not None and _is_length(token):
            stream.next()
        following = stream.peek()
        if following is None or following.text not in ("plus", "minus"):
            return
        stream.next()


def _skip_number(tex: Interpreter) -> bool:
    """Take off a number, an equals sign before it, and its unit; whether a unit was there."""
    token = tex.stream.peek()
    match = _DIMENSION.match(token.text) if token is not None and token.kind == "word" else None
    if token is None or not match or not match.end():
        return False
    _take_off(tex, token, match.end())
    if match[1] or match.end() < len(token.text):
        return bool(match[1])
    if token.text == "=":
        return _skip_number(tex)
    following = tex.stream.peek()
    if following is not None and following[:2] == ("word", "true"):
        tex.stream.next()
        following = tex.stream.peek()
    unit = _UNIT.match(following.text) if following is not None and following.kind == "word" else None
    if following is not None and unit:
        _take_off(tex, following, unit.end())
    return unit is not None


def _take_off(tex: Interpreter, token: Token, end: int) -> None:
    """Take off the first characters of the word that comes next."""
    tex.stream.next()
    if end < len(token.text):
        tex.stream.back(token._replace(text=token.text[end:]))


def _is_length(token: Token) -> bool:
    return token.kind == "macro" and token.text in tables.lengths()


def _skip(tex: Interpreter, token: Token) -> None:
    if token.text in ("hskip", "kern"):
        tex.writer.text(" ", token.line)
    skip_dimension(tex)


def _item(tex: Interpreter, token: Token) -> None:
    label = tex.stream.option()
    if label is None:
        tex.writer.item()
        return
    text = tex.render(label)
    if _MARKER.fullmatch(text.plain):
        tex.writer.item(text.plain)
        return
    tex.writer.item("")
    tex.writer.printed(text, token.line)
    tex.writer.gap()


def _bibitem(tex: Interpreter, token: Token) -> None:
    tex.stream.option()
    tex.stream.argument()
    tex.writer.item()


def _section(tex: Interpreter, token: Token) -> None:
    """`\\@startsection{name}{level}{indent}{before}{after}{style}` and then the heading itself."""
    arguments = [tex.stream.argument() for _ in range(6)]
    level = tex.plain(arguments[1])
    tex.stream.star()
    tex.stream.option()
    tex.heading(tex.stream.argument(), int(level) if level.isdecimal() and len(level) == 1 else 1)


def _run_in(tex: Interpreter, token: Token) -> None:
    """`\\@runin{level}{text}`: a heading that stands in the line of the text below it, if there is any."""
    level = int(tex.plain(tex.stream.argument()))
    tex.writer.paragraph()
    bold = [Token("macro", "textbf", token.line), Token("{", "{", token.line)]
    tex.then(
        [*bold, *tex.stream.argument(), Token("}", "}", token.line)],
        lambda: tex.writer.end_run_in(level),
    )


def _begin(tex: Interpreter, token: Token) -> None:
    name = "".join(t.text for t in tex.stream.argument() if t.kind in ("word", "space"))
    if tables.is_skipped(name) or tex.flags.get(f"excluded {name}"):
        _skip_environment(tex, name)
    elif name == "document":
        tex.writer.muted = False
        tex.writer.flush()
    else:
        tex.begin(name)


def _skip_environment(tex: Interpreter, name: str) -> None:
    stream = tex.stream
    while (token := stream.next()) is not None:
        if token[:2] != ("macro", "end") or not stream.has_group():
            continue
        if "".join(t.text for t in stream.argument()) == name:
            return


def _end(tex: Interpreter, token: Token) -> None:
    name = "".join(t.text for t in tex.stream.argument() if t.kind in ("word", "space"))
    if name == "document":
        tex.stream.close()
    else:
        tex.end(name)


def _exclude(tex: Interpreter, token: Token) -> None:
    tex.flags["excluded " + tex.plain(tex.stream.argument())] = True


def _entry(tex: Interpreter, token: Token) -> None:
    frame = tex.writer.begin_entry()
    tex.in_group(lambda: None, lambda: tex.writer.end_entry(frame, paragraphs=token.text == "@open"))


def _gap(tex: Interpreter, token: Token) -> None:
    tex.in_group(tex.writer.gap)


def _nl(tex: Interpreter, token: Token) -> None:
    tex.in_group(tex.writer.line_break)


def _head_line(tex: Interpreter, token: Token) -> None:
    writer = tex.writer
    muted = writer.muted

    def before() -> None:
        writer.muted = False
        writer.line_break()

    def after() -> None:
        writer.line_break()
        writer.muted = muted

    tex.in_group(before, after)


def _name(tex: Interpreter, token: Token) -> None:
    """The owner's name: a line of the head, and what the document says of itself."""
    name = tex.stream.argument()
    tex.owner = tex.owner or tex.plain(name)
    tex.stream.push([Token("{", "{", token.line), *name, Token("}", "}", token.line)])
    _head_line(tex, token)


def _curve_entry(tex: Interpreter, token: Token) -> None:
    """curve's `\\entry*[dates] text`: the text goes on to the next entry."""
    dates = tex.stream.argument()
    tex.writer.end_sticky()
    frame = tex.writer.begin_entry()
    tex.then(
        [*dates, Token("macro", "hfill", token.line)],
        lambda: tex.writer.end_entry(frame, paragraphs=True),
    )


def _obey_lines(tex: Interpreter, token: Token) -> None:
    tex.writer.obeys_lines = True


def _block(tex: Interpreter, token: Token) -> None:
    """An environment that only sets its content apart."""
    tex.writer.flush()
    tex.writer.scopes[-1].at_end.append(tex.writer.flush)


def _float(tex: Interpreter, token: Token) -> None:
    """A table or figure that may be set elsewhere, with a word on where: `[h]`."""
    tex.stream.option()
    _block(tex, token)


def _multirow(tex: Interpreter, token: Token) -> None:
    """`\\multirow[place]{rows}[struts]{width}[shift]{text}`."""
    for _ in range(2):
        tex.stream.option()
        tex.stream.argument()
    tex.stream.option()


def _tabbing(tex: Interpreter, token: Token) -> None:
    """`\\=` and `\\>` go to the next column here, where `\\=` is no accent."""
    _block(tex, token)
    outer = tex.macros.get("=")
    tex.macros["="] = Macro(body=(Token("macro", ">", token.line),))

    def restore() -> None:
        tex.macros.pop("=", None)
        if outer:
            tex.macros["="] = outer

    tex.writer.scopes[-1].at_end.append(restore)


def _minipage(tex: Interpreter, token: Token) -> None:
    """Side by side: a column each, as long as neither holds paragraphs."""
    for _ in range(3):
        tex.stream.option()
    tex.stream.argument()
    tex.writer.gap()
    tex.writer.scopes[-1].at_end.append(_end_minipage(tex))


def _end_minipage(tex: Interpreter) -> Callable[[], None]:
    before = len(tex.writer.blocks)

    def close() -> None:
        if len(tex.writer.blocks) > before or tex.writer.has_breaks:
            tex.writer.flush()
        else:
            tex.writer.gap()

    return close


def _fonts_environment(tex: Interpreter, token: Token) -> None:
    tex.stream.push([Token("macro", token.text, token.line)])


def _maketitle(tex: Interpreter, token: Token) -> None:
    line = token.line
    tex.stream.push([Token("par", "", line)])
    for name in ("@date", "@author", "@title"):
        if name in tex.macros:
            group = [Token("{", "{", line), Token("macro", name, line), Token("}", "}", line)]
            tex.stream.push([Token("macro", "@line", line), *group])


def _font_size(tex: Interpreter, token: Token) -> None:
    size, _ = tex.plain(tex.stream.argument()), tex.stream.argument()
    points = _LENGTH.match(size)
    number = float("0" + points[2].split(".")[0]) if points else 10.0
    tex.writer.size = 0 if number < 13 else 1 if number < 15 else 2 if number < 18 else 3


COMMANDS: dict[str, Handler] = {
    "\\": _line_break,
    "kill": _kill,
    "multirow": _multirow,
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
    "line": _drawn_line,
    "@rule": _rule,
    "vskip": _skip,
    "hskip": _skip,
    "kern": _skip,
    "raise": _skip,
    "lower": _skip,
    "moveleft": _skip,
    "moveright": _skip,
    "item": _item,
    "bibitem": _bibitem,
    "@startsection": _section,
    "@runin": _run_in,
    "begin": _begin,
    "end": _end,
    "excludecomment": _exclude,
    "@entry": _entry,
    "@open": _entry,
    "@gap": _gap,
    "@nl": _nl,
    "@line": _head_line,
    "@name": _name,
    "@curveentry": _curve_entry,
    "obeylines": _obey_lines,
    "maketitle": _maketitle,
    "fontsize": _font_size,
}
_BLOCKS = ("center", "flushleft", "flushright", "quote", "quotation", "resume")
_FONTS = ("small", "footnotesize", "large", "Large", "bfseries", "itshape")

ENVIRONMENTS: dict[str, Handler] = {
    **dict.fromkeys(_BLOCKS, _block),
    **dict.fromkeys(("table", "table*", "figure", "figure*"), _float),
    **dict.fromkeys(_FONTS, _fonts_environment),
    "minipage": _minipage,
    "tabbing": _tabbing,
}
