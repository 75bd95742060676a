"""Bibliographies: which .bib files a document names, which entries it cites, and which are printed where.

Only what is printed counts: an entry of a .bib file is part of the CV where a `\\printbibliography`,
`\\bibliography`, `\\bibentry` or `\\fullcite` prints it. Which entries a bibliography prints is known
only at the end, as `\\nocite` may follow it: until then it is a place among the blocks.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import NamedTuple

from cvdiff.document import Block, join
from cvdiff.readers.tex import multibib
from cvdiff.readers.tex.bib_files import BibFiles, entry_blocks
from cvdiff.readers.tex.filters import Options, selects
from cvdiff.readers.tex.interpreter import Handler, Interpreter
from cvdiff.readers.tex.project import Project
from cvdiff.readers.tex.tokens import Token

_CITES = (
    "cite",
    "citep",
    "citet",
    "parencite",
    "textcite",
    "autocite",
    "footcite",
    "citeauthor",
    "citetitle",
    "supercite",
    "Cite",
)
_TITLES = ("cvbibname", "refname", "bibname")
"""Macros that hold the title of a bibliography; the first is currvita's."""
_FIRST_ID = 1_000_000
"""Ids of entries' items begin here, above those of the lists of the document."""


class _Section:
    """A reference section or list of citations: its own .bib files and citations.

    A list that has commands of its own has a `title`, too.
    """

    def __init__(self, resources: list[str], title: list[Token] | None = None) -> None:
        self.resources, self.cited, self.title = resources, dict[str, None](), title
        self.all = False


class _Place(NamedTuple):
    """Where a bibliography is printed."""

    block: int
    section: _Section
    options: Options
    line: int


class Bibliography:
    """The bibliographies of one document."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._global = self._section = _Section([])
        self._places: list[_Place] = []
        self._filters: dict[str, str] = {}
        self._categories: dict[str, set[str]] = {}
        self._headings: dict[str, list[Token]] = {}
        self._lists: dict[str, _Section] = {}
        self._files = BibFiles(project)
        self._ids = itertools.count(_FIRST_ID)

    def commands(self) -> dict[str, Handler]:
        """The commands, bound to this document."""
        return {
            **dict.fromkeys(_CITES, self._cite),
            "nocite": self._nocite,
            "bibliography": self._bibliography,
            "nobibliography": self._nobibliography,
            "addbibresource": self._add_resource,
            "addglobalbib": self._add_resource,
            "printbibliography": self._print,
            "printbib": self._print_category,
            "bibentry": self._full,
            "fullcite": self._full,
            "footfullcite": self._full,
            "defbibfilter": self._define_filter,
            "defbibcheck": self._define_check,
            "defbibheading": self._define_heading,
            "addtocategory": self._categorize,
            "DeclareBibliographyCategory": self._declare_category,
            "newrefsection": self._new_section,
            "newcites": self._new_lists,
            "@inlist": self._in_list,
        }

    def environments(self) -> dict[str, Handler]:
        """The environments, bound to this document."""
        return {"refsection": self._begin_section, "refsegment": self._begin_section}

    # Commands

    def _cite(self, tex: Interpreter, token: Token) -> None:
        tex.stream.star()
        while tex.stream.option() is not None:
            pass
        self._section.cited.update(dict.fromkeys(_words(tex)))

    def _nocite(self, tex: Interpreter, token: Token) -> None:
        keys = _words(tex)
        self._section.all |= "*" in keys
        self._section.cited.update(dict.fromkeys(keys))

    def _add_resource(self, tex: Interpreter, token: Token) -> None:
        tex.stream.option()
        self._add_files(_words(tex))

    def _nobibliography(self, tex: Interpreter, token: Token) -> None:
        tex.stream.star()
        self._add_files(_words(tex))

    def _bibliography(self, tex: Interpreter, token: Token) -> None:
        """BibTeX prints here; in a preamble the command only names the files."""
        section, names = self._section, _words(tex)
        resources = self._global.resources if section.title is None else section.resources
        resources += [name for name in names if name not in resources]
        self._files.name(names)
        if tex.writer.muted:
            return
        tex.then([], lambda: self._mark(tex, Options(()), token.line, section))
        named = [tex.macros[name].body for name in _TITLES if name in tex.macros]
        if section.title is not None and "cvbibname" not in tex.macros:
            named = [tuple(section.title)]
        if named:
            self._title(tex, named[0])

    def _new_lists(self, tex: Interpreter, token: Token) -> None:
        names, titles = _words(tex), multibib.listed(tex.stream.argument())
        for index, name in enumerate(names):
            self._lists[name] = _Section([], titles[index] if index < len(titles) else [])
            multibib.define_commands(tex, name)

    def _in_list(self, tex: Interpreter, token: Token) -> None:
        """`\\@inlist{name}\\command`: a command carried out for one of these lists."""
        name, command = tex.plain(tex.stream.argument()), tex.stream.next()
        outer, self._section = self._section, self._lists.get(name, self._section)
        if command is not None:
            tex.execute(command)
        self._section = outer

    def _print(self, tex: Interpreter, token: Token) -> None:
        options = _options(tex, tex.stream.option() or [])
        heading, title = options.get("heading") or "", options.get("title")
        if heading in self._headings:
            named = [Token("word", title or "", token.line)]
            code = [part for t in self._headings[heading] for part in (named if t.kind == "#" else [t])]
            tex.then(code, lambda: self._mark(tex, options, token.line))
            return
        tex.then([], lambda: self._mark(tex, options, token.line))
        if title and heading != "none":
            self._title(tex, (Token("word", title, token.line),))

    def _print_category(self, tex: Interpreter, token: Token) -> None:
        """`\\printbib{category}`, as some CV styles define it."""
        self._mark(tex, Options((("category", tex.plain(tex.stream.argument())),)), token.line)

    def _title(self, tex: Interpreter, title: tuple[Token, ...]) -> None:
        if title:
            tex.heading(list(title), 2 if any(b.kind == "heading" for b in tex.writer.blocks) else 1)

    def _mark(self, tex: Interpreter, options: Options, line: int, section: _Section | None = None) -> None:
        if tex.writer.muted:
            return
        tex.writer.flush()
        self._places.append(_Place(len(tex.writer.blocks), section or self._section, options, line))

    def _full(self, tex: Interpreter, token: Token) -> None:
        tex.stream.star()
        while tex.stream.option() is not None:
            pass
        for key in _words(tex):
            entry = self._files.find(key, self._resources(self._section), token.line)
            if entry is None:
                self._project.note(f"\\{token.text}{{{key}}}: no such entry in the .bib files", token.line)
            elif not tex.writer.muted:
                blocks = entry_blocks(entry, next(self._ids), 0)
                tex.writer.printed(join([block.text for block in blocks]), token.line)

    def _define_filter(self, tex: Interpreter, token: Token) -> None:
        name = tex.plain(tex.stream.argument())
        self._filters[name] = tex.plain(tex.stream.argument(), raw=True)

    def _define_check(self, tex: Interpreter, token: Token) -> None:
        name, _ = tex.plain(tex.stream.argument()), tex.stream.argument()
        self._project.note(
            f"\\defbibcheck{{{name}}}: not evaluated; its bibliography is read whole", token.line
        )

    def _define_heading(self, tex: Interpreter, token: Token) -> None:
        name = tex.plain(tex.stream.argument())
        tex.stream.option()
        self._headings[name] = tex.stream.argument()

    def _declare_category(self, tex: Interpreter, token: Token) -> None:
        self._categories.setdefault(tex.plain(tex.stream.argument()), set())

    def _categorize(self, tex: Interpreter, token: Token) -> None:
        name = tex.plain(tex.stream.argument())
        self._categories.setdefault(name, set()).update(_words(tex))

    def _new_section(self, tex: Interpreter, token: Token) -> None:
        option = tex.stream.option()
        names = tex.plain(option, raw=True) if option else ""
        self._section = _Section([name.strip() for name in names.split(",") if name.strip()])
        self._files.name(self._section.resources)

    def _begin_section(self, tex: Interpreter, token: Token) -> None:
        outer = self._section
        self._new_section(tex, token)
        tex.writer.at_end(lambda: setattr(self, "_section", outer))

    # Entries

    def _add_files(self, names: list[str]) -> None:
        self._global.resources += names
        self._files.name(names)

    def _resources(self, section: _Section) -> list[str]:
        return section.resources or self._global.resources

    def insert(self, blocks: list[Block]) -> list[Block]:
        """The blocks with those of every bibliography at its place."""
        out: list[Block] = []
        start = 0
        for place in self._places:
            out += blocks[start : place.block]
            start = place.block
            out += self._printed(place)
        return out + blocks[start:]

    def _printed(self, place: _Place) -> list[Block]:
        section = place.section
        entries = self._files.entries(self._resources(section), place.line)
        test = selects(place.options, self._filters, self._categories)
        keys = list(entries) if section.all else [key for key in section.cited if key in entries]
        list_id = next(self._ids)
        printed: list[Block] = []
        for key in keys:
            if test(entries[key]):
                blocks = entry_blocks(entries[key], next(self._ids), list_id)
                printed += [replace(block, lines=(place.line, place.line)) for block in blocks]
        return printed


def _words(tex: Interpreter) -> list[str]:
    """An argument that lists keys or files."""
    text = tex.plain(tex.stream.argument(), raw=True)
    return [word for word in text.replace("\n", "").replace(" ", "").split(",") if word]


def _options(tex: Interpreter, tokens: list[Token]) -> Options:
    pairs: list[tuple[str, str]] = []
    part: list[Token] = []
    depth = 0
    for token in [*tokens, Token("word", ",", 0)]:
        depth += (token.kind == "{") - (token.kind == "}")
        head, comma, rest = (
            token.text.partition(",") if token.kind == "word" and not depth else (token.text, "", "")
        )
        while comma:
            if head:
                part.append(token._replace(text=head))
            pairs += _pair(tex, part)
            part = []
            head, comma, rest = rest.partition(",")
        if head or token.kind != "word":
            part.append(token._replace(text=head) if token.kind == "word" else token)
    return Options(tuple(pairs))


def _pair(tex: Interpreter, tokens: list[Token]) -> list[tuple[str, str]]:
    name, equals, value = tex.plain(tokens).partition("=")
    return [(name.strip().lower(), value.strip())] if equals else []
