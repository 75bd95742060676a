"""LaTeX CVs: what the typeset page shows, from the source and the files beside it.

`interpreter` says how commands are found and carried out; what classes of CVs and packages print is
told in `data/latex.toml`. Lines are those of the document itself: what comes from an `\\input` file
or a .bib stands in the line that asks for it.
"""

from __future__ import annotations

import re
from itertools import islice

from cvdiff.document import Diagnostic, Document
from cvdiff.readers.tex import (
    boxes,
    condition_commands,
    definition_commands,
    entry_commands,
    environment_commands,
    file_commands,
    head_commands,
    layout_commands,
    tabled_commands,
    text_commands,
    tikz_commands,
)
from cvdiff.readers.tex.bibliography import Bibliography
from cvdiff.readers.tex.bullets import with_bullets
from cvdiff.readers.tex.dittos import with_dittos
from cvdiff.readers.tex.interpreter import Interpreter
from cvdiff.readers.tex.large_type import with_levels
from cvdiff.readers.tex.project import Project
from cvdiff.readers.tex.rows import with_headings
from cvdiff.readers.tex.tokens import Lexer, Token
from cvdiff.readers.tex.typed_rules import with_rules
from cvdiff.source import Beside

MAX_FOOTNOTES = 5_000
"""So many are printed; more come of macros that expand without end."""

_HAS_PREAMBLE = re.compile(r"^[^%\n]{0,200}\\begin\s*\{document\}", re.MULTILINE)


def read(text: str, name: str, beside: Beside | None = None) -> Document:
    """The visible content of a LaTeX document, or of a fragment that another one reads by `\\input`.

    `name` is what the user calls the file, `beside` leads to the files beside it. What cannot be found or
    understood is told in the diagnostics.
    """
    project = Project(name, beside)
    bibliography = Bibliography(project)
    tex = _interpreter(project, bibliography)
    writer = tex.writer
    writer.muted = _HAS_PREAMBLE.search(text) is not None
    tex.stream.open(Lexer(text), lambda: None)
    tex.run()
    _print_footnotes(tex)
    writer.muted = False
    printed = with_rules(with_headings(with_levels(writer.finish(), writer.sizes, tex.owner)))
    blocks = with_bullets(bibliography.insert(with_dittos(printed)))
    meta = (("name", tex.owner),) if tex.owner else ()
    diagnostics = (*tex.stream.diagnostics, *project.diagnostics)
    return Document(format="latex", blocks=tuple(blocks), meta=meta, diagnostics=diagnostics)


def _interpreter(project: Project, bibliography: Bibliography) -> Interpreter:
    commands = {
        **text_commands.COMMANDS,
        **tikz_commands.COMMANDS,
        **layout_commands.COMMANDS,
        **boxes.COMMANDS,
        **entry_commands.COMMANDS,
        **environment_commands.COMMANDS,
        **head_commands.COMMANDS,
        **definition_commands.COMMANDS,
        **condition_commands.COMMANDS,
        **file_commands.commands(project),
        **bibliography.commands(),
    }
    environments = {**environment_commands.ENVIRONMENTS, **bibliography.environments()}
    return Interpreter(commands, environments, otherwise=tabled_commands.carry_out)


def _print_footnotes(tex: Interpreter) -> None:
    """Each footnote as a paragraph; those inside footnotes come to the end of the list while it is read."""
    for note in islice(tex.footnotes, MAX_FOOTNOTES):
        tex.stream.push([Token("par", "", tex.stream.line), *note, Token("par", "", tex.stream.line)])
        tex.run()
    if len(tex.footnotes) > MAX_FOOTNOTES:
        message = f"more than {MAX_FOOTNOTES:,} footnotes; the others are left out"
        tex.stream.diagnostics.append(Diagnostic(message=message))
