"""What nothing defines: commands and environments whose arguments are printed.

Which of the arguments are text, and which only set something, is all there is to go by.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cvdiff.readers.tex import tables
from cvdiff.readers.tex.dimensions import is_dimension
from cvdiff.readers.tex.interpreter import Interpreter
from cvdiff.readers.tex.tokens import Token

_LONG = 80
"""An argument of an unknown command that is longer stands in a line of its own."""

_SHORT = 40
"""A line break in a shorter argument only keeps its column narrow (a range of dates)."""

_SETTING = re.compile(r"[\w*-]+\s*=|[-+]?[\d.,]*\s*(?:pt|em|ex|cm|mm|in|bp|sp)?$|[a-zA-Z!*]{1,4}$|\\")


def command(tex: Interpreter, token: Token) -> None:
    """Print the arguments of a command; with several it is an entry."""
    tex.stream.star()
    options: list[list[Token]] = []
    groups: list[list[Token]] = []
    while (option := tex.stream.option()) is not None or tex.stream.has_group():
        if option is not None:
            options.append(option)
        else:
            groups.append(tex.stream.argument())
        if len(groups) + len(options) == 9:
            break
    if not options and not groups:
        _switch(tex, token.text)
    if tex.writer.muted:
        return
    texts = [option for option in options if not is_setting(option)]
    texts += [group for group in groups if not is_dimension(group)]
    if len(groups) < 2:
        tex.stream.push([token for tokens in texts for token in tokens])
    else:
        _entry_of(tex, texts, paragraphs=False)


def _switch(tex: Interpreter, name: str) -> None:
    """`\\draftfalse`, `\\drafttrue`: set the conditional `\\ifdraft` of a class that is not at hand."""
    for value in ("true", "false"):
        if name.endswith(value):
            tex.flags[name.removesuffix(value)] = value == "true"


def _entry_of(tex: Interpreter, texts: list[list[Token]], *, paragraphs: bool) -> None:
    """Print arguments as one entry: short ones as columns of a line, long ones as lines."""
    frame, line = tex.writer.begin_entry(), tex.stream.line
    tokens: list[Token] = []
    for text in texts:
        length = sum(len(token.text) for token in text)
        name = "@nl" if length > _LONG else "@gap"
        if length <= _SHORT:
            text = [Token("space", " ", t.line) if t[:2] == ("macro", "\\") else t for t in text]
        tokens += [Token("macro", name, line), Token("{", "{", line), *text, Token("}", "}", line)]
    tex.then(tokens, lambda: tex.writer.end_entry(frame, paragraphs=paragraphs))


def is_setting(tokens: Sequence[Token]) -> bool:
    """Whether an argument sets something (`leftmargin=1em`, `2`, `t`) rather than being printed."""
    source = "".join("\\" + t.text if t.kind == "macro" else t.text for t in tokens).strip()
    return not source or _SETTING.match(source) is not None or is_dimension(tokens)


def environment(tex: Interpreter, name: str) -> None:
    """Begin an environment: a heading if its name says so, else its text arguments."""
    tex.writer.flush()
    tex.writer.at_end(tex.writer.flush)
    texts: list[list[Token]] = []
    while (option := tex.stream.option()) is not None or tex.stream.has_group():
        text = option if option is not None else tex.stream.argument()
        if not is_setting(text):
            texts.append(text)
    level = tables.heading_level(name)
    if level and len(texts) == 1:
        tex.heading(texts[0], level)
    elif texts and not tex.writer.muted:
        tex.writer.at_end(tex.writer.end_sticky)
        _entry_of(tex, texts, paragraphs=True)
