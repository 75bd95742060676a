"""The reading of LaTeX: tokens are taken one by one, macros expanded, commands carried out.

What a command does is found in this order: the document's own definition; a command written in
Python (`commands`); the tables of `data/latex.toml` (`tabled_commands`). What nobody knows prints its
arguments (`unknown`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cvdiff.document import Text, join
from cvdiff.readers import latex_commands
from cvdiff.readers.tex import tables
from cvdiff.readers.tex.macros import Environment, Macro, arguments_of, expand
from cvdiff.readers.tex.stream import TokenStream
from cvdiff.readers.tex.tokens import Token, tokens_of
from cvdiff.readers.tex.writer import Writer

Handler = Callable[["Interpreter", Token], None]

_MAX_NESTED = 12
"""How deep a rendering may stand in a rendering (a label in a label)."""


class Interpreter:
    """The state of reading one document."""

    def __init__(
        self, commands: Mapping[str, Handler], environments: Mapping[str, Handler], otherwise: Handler
    ) -> None:
        """`commands` and `environments` are those written in Python, `otherwise` carries out all others."""
        self.stream, self.writer = TokenStream(), Writer()
        self.macros: dict[str, Macro] = {}
        self.environments: dict[str, Environment] = {}
        self.flags: dict[str, bool] = {}
        self.footnotes: list[list[Token]] = []
        self.classes: list[str] = []
        self.math = self.link_label = self.owner = ""
        self.typed = latex_commands.typed()
        self.commands, self.built_in_environments = commands, environments
        self._otherwise = otherwise
        self._nested = 0

    def run(self, until: Token | None = None) -> None:
        """Carry out everything up to a token."""
        while (token := self.stream.next()) is not None and token is not until:
            self.execute(token)

    def execute(self, token: Token) -> None:
        """Carry out one token."""
        kind, writer = token.kind, self.writer
        if kind == "word":
            writer.text(self._readable(token.text), token.line)
        elif kind == "space":
            if writer.obeys_lines and token.text == "\n":
                writer.line_break()
            else:
                writer.text(" ", token.line)
        elif kind == "macro":
            self._macro(token)
        elif kind == "{":
            writer.begin_scope()
        elif kind == "}":
            writer.end_group()
        elif kind == "call" and token.action:
            token.action()
        else:
            self._special(token)

    @property
    def is_rendering(self) -> bool:
        """Whether an argument is rendered by itself, which is printed later if at all."""
        return self._nested > 0

    def render(self, tokens: Sequence[Token], *, raw: bool = False) -> Text:
        """What tokens print, by itself; `raw` for URLs, where every character stands for itself."""
        if self._nested >= _MAX_NESTED:
            return Text(" ".join("".join(t.text if t.kind == "word" else " " for t in tokens).split()))
        outer, self.writer, math, self.math = self.writer, Writer(), self.math, ""
        self.writer.raw = raw
        self._nested += 1
        stop = Token("call", "", self.stream.line)
        self.stream.push([*tokens, stop])
        self.run(stop)
        text = join([block.text for block in self.writer.finish() if block.text])
        self._nested -= 1
        self.writer, self.math = outer, math
        return text

    def plain(self, tokens: Sequence[Token], *, raw: bool = False) -> str:
        """What tokens print, without styles."""
        return self.render(tokens, raw=raw).plain

    def then(self, tokens: Sequence[Token], action: Callable[[], None]) -> None:
        """Carry out tokens next, and the action after them."""
        self.stream.push([*tokens, Token("call", "", self.stream.line, action)])

    def in_group(self, before: Callable[[], None], after: Callable[[], None] | None = None) -> None:
        """Carry out the argument that follows as a group, `before` at its begin and `after` at its end."""
        stream = self.stream
        token = stream.peek()
        if token is None or token.kind in ("}", "par", "call"):
            return
        if token.kind == "{":
            stream.next()
        else:
            stream.push([*stream.argument(), Token("}", "}", token.line)])
        scope = self.writer.begin_scope()
        if after:
            scope.at_end.append(after)
        before()

    def expand_text(self, source: str, arguments: list[list[Token]], line: int) -> None:
        """Carry out a piece of LaTeX of the tables with its arguments."""
        self.stream.push(expand(tokens_of(source), arguments, line))

    def _readable(self, text: str) -> str:
        if self.writer.raw or self.math:
            return text
        for written, printed in self.typed.items():
            if written in text:
                text = text.replace(written, printed)
        return text.replace("'", "’")

    def _special(self, token: Token) -> None:
        kind, writer = token.kind, self.writer
        if kind == "par":
            self.math = ""
            writer.paragraph()
        elif writer.raw:
            writer.text(token.text, token.line)
        elif kind == "~":
            writer.text(" ", token.line)
        elif kind == "&":
            writer.cell()
        elif kind == "$":
            self._toggle_math()
        elif kind in "^_" and self.math:
            self._script(kind)
        elif kind != "call":
            writer.text(token.text, token.line)

    def _toggle_math(self) -> None:
        token = self.stream.next()
        if token is not None and token.kind != "$":
            self.stream.back(token)
        self.math = "" if self.math else "$"

    def _script(self, kind: str) -> None:
        writer = self.writer
        if kind == "^":
            self.in_group(lambda: writer.inline.set_fonts(writer.inline.fonts | {"superscript"}))

    # Commands

    def _macro(self, token: Token) -> None:
        name = token.text
        macro = self.macros.get(name)
        if macro is not None and not macro.alias:
            self._expand(token, macro)
            return
        name = macro.alias if macro is not None else name
        command = self.commands.get(name)
        if command is not None:
            command(self, token._replace(text=name))
        elif name.startswith("if"):
            self.commands["if"](self, token._replace(text=name))
        else:
            self._otherwise(self, token._replace(text=name))

    def _expand(self, token: Token, macro: Macro) -> None:
        if self.stream.exhausted:
            return
        level = tables.heading_level(token.text) or int(tables.heads_margin(token.text, macro.body))
        if level and macro.mandatory and tables.sets_heading(token.text, macro.body):
            self._own_heading(macro, level)
            return
        arguments = arguments_of(macro, self.stream)
        body = expand(macro.body, arguments, token.line)
        if macro.mandatory >= 3 or (macro.mandatory == 2 and tables.has_columns(macro.body)):
            frame = self.writer.begin_entry()
            self.then(body, lambda: self.writer.end_entry(frame, paragraphs=False))
        else:
            self.stream.push(body or [Token("call", "", token.line)])

    def _own_heading(self, macro: Macro, level: int) -> None:
        """A document's own way of setting headings: the heading is the first mandatory argument, and what is
        printed of the others stands below."""
        self.stream.star()
        arguments = arguments_of(macro, self.stream)
        measures = tables.measures(macro.body)
        given = [
            argument
            for n, (argument, parameter) in enumerate(zip(arguments, macro.parameters, strict=True), 1)
            if parameter.kind == "m" and n not in measures
        ] or [[]]
        self.stream.push([token for argument in given[1:] for token in argument])
        self.heading(given[0], level)

    def heading(self, tokens: Sequence[Token], level: int) -> None:
        """Carry out tokens as a heading."""
        self.writer.begin_heading(level)
        self.then(
            [Token("{", "{", self.stream.line), *tokens, Token("}", "}", self.stream.line)],
            self.writer.end_heading,
        )

    def set_font(self, font: str) -> None:
        """Change the font as a font switch of the tables says."""
        writer = self.writer
        for change in font.split():
            if change.lstrip("-").isdecimal():
                writer.size = int(change)
            elif change.startswith("-"):
                writer.inline.set_fonts(writer.inline.fonts - {change[1:]})
            else:
                writer.inline.set_fonts(writer.inline.fonts | {change})
