"""Commands of what a CV is made of: headings, items, entries and their parts."""

from __future__ import annotations

import re

from cvdiff.readers.tex.interpreter import Handler, Interpreter
from cvdiff.readers.tex.tokens import Token

_MARKER = re.compile(r"[\[(]?[A-Za-z]{0,3}[-. ]?\d{1,3}[\])]?[.:)]?|[\[(]?[A-Za-z][\]).]|\W*")
"""Labels that number their items or are bullets. Any other label, a year above all, is text."""


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


def _entry(tex: Interpreter, token: Token) -> None:
    frame = tex.writer.begin_entry()
    tex.in_group(lambda: None, lambda: tex.writer.end_entry(frame, paragraphs=token.text == "@open"))


def _entries(tex: Interpreter, token: Token) -> None:
    """`\\@entries{{SQL/4}, {R, git/6}}`: a list of groups, each an entry; anything else is text."""
    listed, depth = tex.stream.argument(), 0
    parts: list[list[Token]] = [[]]
    for part in listed:
        depth += (part.kind == "{") - (part.kind == "}")
        if part.kind == "word" and part.text.startswith(",") and not depth:
            parts.append([])
            part = part._replace(text=part.text[1:])
        parts[-1].append(part)
    grouped = len(parts) > 1 and all(any(t.kind == "{" for t in part) for part in parts if _has_text(part))
    open_, close = Token("{", "{", token.line), Token("}", "}", token.line)
    entry = Token("macro", "@open", token.line)
    shown = [t for part in parts if _has_text(part) for t in (entry, open_, *part, close)]
    tex.stream.push(shown if grouped else listed)


def _has_text(tokens: list[Token]) -> bool:
    return any(token.kind == "word" and token.text for token in tokens)


def _gap(tex: Interpreter, token: Token) -> None:
    tex.in_group(tex.writer.gap)


def _nl(tex: Interpreter, token: Token) -> None:
    tex.in_group(tex.writer.line_break)


def _curve_entry(tex: Interpreter, token: Token) -> None:
    """curve's `\\entry*[dates] text`: the text goes on to the next entry."""
    dates = tex.stream.argument()
    tex.writer.end_sticky()
    frame = tex.writer.begin_entry()
    tex.then(
        [*dates, Token("macro", "hfill", token.line)],
        lambda: tex.writer.end_entry(frame, paragraphs=True),
    )


COMMANDS: dict[str, Handler] = {
    "item": _item,
    "bibitem": _bibitem,
    "@startsection": _section,
    "@runin": _run_in,
    "@entry": _entry,
    "@open": _entry,
    "@entries": _entries,
    "@gap": _gap,
    "@nl": _nl,
    "@curveentry": _curve_entry,
}
