"""The reading of LaTeX: tokens are taken one by one, macros expanded, commands carried out.

What a command does is found in this order: the document's own definition; a command written in
Python (`commands`); and the tables of `data/latex.toml`: fonts, commands that print nothing, the
macros of CV classes, symbols. What nobody knows prints its arguments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from cvdiff.document import Text, join
from cvdiff.readers.tex import tables
from cvdiff.readers.tex.macros import Environment, Macro, arguments_of, expand
from cvdiff.readers.tex.stream import TokenStream
from cvdiff.readers.tex.tokens import Token, tokens_of
from cvdiff.readers.tex.writer import Writer

Handler = Callable[["Interpreter", Token], None]

_MAX_NESTED = 12
"""How deep a rendering may stand in a rendering (a label in a label)."""

_LONG = 80
"""An argument of an unknown command that is longer stands in a line of its own."""

_SHORT = 40
"""A line break in a shorter argument only keeps its column narrow (a range of dates)."""

_LIGATURES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘"), ("'", "’"), (",,", "„"))
_SETTING = re.compile(r"[\w*-]+\s*=|[-+]?[\d.,]*\s*(?:pt|em|ex|cm|mm|in|bp|sp)?$|[a-zA-Z!*]{1,4}$|\\")


class Interpreter:
    """The state of reading one document."""

    def __init__(self, commands: Mapping[str, Handler], environments: Mapping[str, Handler]) -> None:
        self.stream, self.writer = TokenStream(), Writer()
        self.macros: dict[str, Macro] = {}
        self.environments: dict[str, Environment] = {}
        self.flags: dict[str, bool] = {}
        self.footnotes: list[list[Token]] = []
        self.classes: list[str] = []
        self.math = self.link_label = self.owner = ""
        self._commands, self._built_in = commands, environments
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
        for written, printed in _LIGATURES:
            if written in text:
                text = text.replace(written, printed)
        return text

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
            self.in_group(lambda: writer.set_fonts(writer.fonts | {"superscript"}))

    # Commands

    def _macro(self, token: Token) -> None:
        name = token.text
        macro = self.macros.get(name)
        if macro is not None and not macro.alias:
            self._expand(token, macro)
            return
        name = macro.alias if macro is not None else name
        command = self._commands.get(name)
        if command is not None:
            command(self, token._replace(text=name))
        elif name.startswith("if"):
            self._commands["if"](self, token._replace(text=name))
        else:
            self._tabled(token._replace(text=name))

    def _expand(self, token: Token, macro: Macro) -> None:
        if self.stream.exhausted:
            return
        level = tables.heading_level(token.text) or int(tables.heads_margin(token.text, macro.body))
        if level and macro.mandatory and not tables.makes_heading(macro.body):
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
        """A document's own way of setting headings: the heading is the first mandatory argument."""
        self.stream.star()
        arguments = arguments_of(macro, self.stream)
        given = [a for a, parameter in zip(arguments, macro.parameters, strict=True) if parameter.kind == "m"]
        self.stream.push([token for argument in given[1:] for token in argument])
        self.heading(given[0], level)

    def heading(self, tokens: Sequence[Token], level: int) -> None:
        """Carry out tokens as a heading."""
        self.writer.begin_heading(level)
        self.then(
            [Token("{", "{", self.stream.line), *tokens, Token("}", "}", self.stream.line)],
            self.writer.end_heading,
        )

    def _tabled(self, token: Token) -> None:
        name = token.text
        font = tables.fonts().get(name)
        if font is not None:
            self._set_font(font)
        elif name in tables.styled():
            self.in_group(lambda: self._set_font(tables.styled()[name]))
        elif name in tables.silent():
            self._silent(tables.silent()[name])
        elif name in tables.lengths():
            self._commands["@length"](self, token)
        elif tables.is_heading(name) and self._has_heading():
            self.heading(self.stream.argument(), tables.heading_level(name))
        elif not self.class_macro(token):
            self._symbol(token)

    def _has_heading(self) -> bool:
        self.stream.star()
        self.stream.option()
        return self.stream.has_group()

    def _set_font(self, font: str) -> None:
        writer = self.writer
        for change in font.split():
            if change.lstrip("-").isdecimal():
                writer.size = int(change)
            elif change.startswith("-"):
                writer.set_fonts(writer.fonts - {change[1:]})
            else:
                writer.set_fonts(writer.fonts | {change})

    def _silent(self, arguments: int) -> None:
        self.stream.star()
        for _ in range(arguments):
            while self.stream.option() is not None:
                pass
            self.stream.argument()
        if arguments:
            self.stream.option()

    def class_macro(self, token: Token) -> bool:
        """Carry out a macro of a CV class; False if no class has it."""
        variants = tables.shims(token.text, self.classes)
        if not variants:
            return False
        self.stream.star()
        option = self.stream.option() or []
        groups: list[list[Token]] = []
        while len(groups) < max(variants) and self.stream.has_group():
            groups.append(self.stream.argument())
        wanted = max((n for n in variants if n <= len(groups)), default=min(variants))
        for surplus in reversed(groups[wanted:]):
            self.stream.push([Token("{", "{", token.line), *surplus, Token("}", "}", token.line)])
        groups = groups[:wanted] + [[] for _ in range(wanted - len(groups))]
        body = variants[wanted].replace("#0", f"#{wanted + 1}")
        self.expand_text(body, [*groups, option], token.line)
        return True

    def _symbol(self, token: Token) -> None:
        name = token.text
        if tables.is_icon(name):
            self.stream.star()
            self.stream.option()
            self.link_label = tables.icon_word(name)
            return
        symbol = tables.symbol(name)
        if symbol is not None:
            self.writer.text(symbol, token.line)
            self.stream.empty_group()
        else:
            self._unknown(token)

    def _unknown(self, token: Token) -> None:
        """A command that nothing defines prints its arguments; with several it is an entry."""
        self.stream.star()
        options: list[list[Token]] = []
        groups: list[list[Token]] = []
        while (option := self.stream.option()) is not None or self.stream.has_group():
            if option is not None:
                options.append(option)
            else:
                groups.append(self.stream.argument())
            if len(groups) + len(options) == 9:
                break
        if self.writer.muted:
            return
        texts = [option for option in options if not self.is_setting(option)] + groups
        if len(groups) < 2:
            self.stream.push([token for tokens in texts for token in tokens])
        else:
            self.entry_of(texts, paragraphs=False)

    def entry_of(self, texts: list[list[Token]], *, paragraphs: bool) -> None:
        """Print arguments as one entry: short ones as columns of a line, long ones as lines."""
        frame, line = self.writer.begin_entry(), self.stream.line
        tokens: list[Token] = []
        for text in texts:
            length = sum(len(token.text) for token in text)
            name = "@nl" if length > _LONG else "@gap"
            if length <= _SHORT:
                text = [Token("space", " ", t.line) if t[:2] == ("macro", "\\") else t for t in text]
            tokens += [Token("macro", name, line), Token("{", "{", line), *text, Token("}", "}", line)]
        self.then(tokens, lambda: self.writer.end_entry(frame, paragraphs=paragraphs))

    def is_setting(self, tokens: Sequence[Token]) -> bool:
        """Whether an argument sets something (`leftmargin=1em`, `2`, `t`) rather than being printed."""
        source = "".join("\\" + t.text if t.kind == "macro" else t.text for t in tokens).strip()
        return not source or _SETTING.match(source) is not None

    # Environments

    def begin(self, name: str) -> None:
        """Begin an environment."""
        writer = self.writer
        defined = self.environments.get(name)
        scope = writer.begin_scope(name)
        if defined is not None and not self.stream.exhausted:
            arguments = arguments_of(defined.begin, self.stream)
            scope.ending = expand(defined.end, arguments, self.stream.line)
            self.stream.push(expand(defined.begin.body, arguments, self.stream.line))
        elif name in self._built_in:
            self._built_in[name](self, Token("macro", name, self.stream.line))
        else:
            self._begin_tabled(name)

    def end(self, name: str) -> None:
        """End an environment; what its definition says for the end comes first."""
        writer = self.writer
        scope = next((scope for scope in reversed(writer.scopes) if scope.environment == name), None)
        if scope is not None:
            self.then(scope.ending, lambda: writer.end_environment(name))

    def _begin_tabled(self, name: str) -> None:
        writer = self.writer
        bare = name.rstrip("*")
        scope = writer.scopes[-1]
        if bare in tables.lists():
            for _ in range(2):
                self.stream.option()
            for _ in range(tables.list_arguments().get(bare, 0)):
                self.stream.argument()
            frame = writer.begin_list(tables.lists()[bare])
            scope.at_end.append(lambda: writer.close_frame(frame))
        elif bare in tables.tables():
            for _ in range(tables.tables()[bare] + (name == "tabular*")):
                self.stream.option()
                self.stream.argument()
            scope.at_end.append(self._table())
        else:
            self._begin_shim(name)

    def _table(self) -> Callable[[], None]:
        frame = self.writer.begin_table()
        frame.depth = len(self.writer.scopes)
        return lambda: self.writer.close_frame(frame)

    def _begin_shim(self, name: str) -> None:
        shim = tables.environment(name, self.classes)
        scope = self.writer.scopes[-1]
        if shim is None:
            self._begin_unknown(name)
            return
        count, begin, end = shim
        option = self.stream.option() or []
        arguments = [self.stream.argument() if self.stream.has_group() else [] for _ in range(count)]
        scope.ending = list(tokens_of(end))
        scope.at_end.append(self.writer.end_sticky)
        self.expand_text(begin.replace("#0", f"#{count + 1}"), [*arguments, option], self.stream.line)

    def _begin_unknown(self, name: str) -> None:
        """An environment that nothing defines: a heading if its name says so, else its text arguments."""
        self.writer.flush()
        self.writer.scopes[-1].at_end.append(self.writer.flush)
        texts: list[list[Token]] = []
        while (option := self.stream.option()) is not None or self.stream.has_group():
            text = option if option is not None else self.stream.argument()
            if not self.is_setting(text):
                texts.append(text)
        level = tables.heading_level(name)
        if level and len(texts) == 1:
            self.heading(texts[0], level)
        elif texts and not self.writer.muted:
            self.writer.scopes[-1].at_end.append(self.writer.end_sticky)
            self.entry_of(texts, paragraphs=True)
