"""Commands that read other files: `\\input` and its kin, and style files that lie beside the document."""

from __future__ import annotations

from pathlib import PurePosixPath

from cvdiff.readers import latex_commands
from cvdiff.readers.tex import tables
from cvdiff.readers.tex.interpreter import Handler, Interpreter
from cvdiff.readers.tex.project import Project
from cvdiff.readers.tex.tokens import Lexer, Token


def commands(project: Project) -> dict[str, Handler]:
    """The commands, reading from a project."""
    reader = _Files(project)
    return {
        **dict.fromkeys(("input", "include", "subfile", "InputIfFileExists", "@input"), reader.input),
        **dict.fromkeys(("subfileinclude", "includestandalone", "makerubric"), reader.part),
        **dict.fromkeys(("import", "subimport", "inputfrom", "includefrom"), reader.import_),
        **dict.fromkeys(("documentclass", "usepackage", "RequirePackage", "LoadClass"), reader.style),
    }


class _Files:
    def __init__(self, project: Project) -> None:
        self._project = project

    def input(self, tex: Interpreter, token: Token) -> None:
        """`\\input{file}` and `\\input file`."""
        self._read(tex, _name(tex), token)

    def part(self, tex: Interpreter, token: Token) -> None:
        """`\\makerubric*[flavor]{file}` of the class curve, and what else takes options."""
        tex.stream.star()
        tex.stream.option()
        self.input(tex, token)

    def import_(self, tex: Interpreter, token: Token) -> None:
        """`\\import{folder}{file}`."""
        tex.stream.star()
        folder = _name(tex)
        self._read(tex, _name(tex), token, folder)

    def style(self, tex: Interpreter, token: Token) -> None:
        """Note a class or packages; one of the project's own is read for its definitions."""
        options = _words(tex.plain(tex.stream.option() or []))
        names = _words(_name(tex))
        tex.stream.option()
        for name in names:
            bare = name.rpartition("/")[2]
            tex.classes.append(bare)
            _note_german(tex, bare, options)
            ending = ".cls" if token.text in ("documentclass", "LoadClass") else ".sty"
            path = None if tables.families([bare]) else self._project.find(name, ending)
            if path is not None:
                self._definitions(tex, path, token.line)

    def _definitions(self, tex: Interpreter, path: PurePosixPath, line: int) -> None:
        text = self._project.read(path, line)
        if text is None or not self._project.enter(path):
            return
        muted, writer = tex.writer.muted, tex.writer
        writer.muted = True

        def at_end() -> None:
            writer.muted = muted
            self._project.leave()

        tex.stream.open(Lexer(text, line=line, at_letter=True), at_end)

    def _read(self, tex: Interpreter, name: str, token: Token, folder: str = "") -> None:
        project, line = self._project, token.line
        path = project.find(name, ".tex", folder)
        if path is None:
            self._missing(name, token)
            return
        text = project.read(path, line)
        if text is None:
            return
        if not project.enter(path):
            project.note(f"\\{token.text}{{{name}}}: not read again inside itself", line)
            return
        muted, writer = tex.writer.muted, tex.writer
        writer.muted = muted or "\\begin{document}" in text

        def at_end() -> None:
            writer.muted = muted
            project.leave()

        tex.stream.open(Lexer(text, line=line), at_end)

    def _missing(self, name: str, token: Token) -> None:
        if tables.is_system_input(name):
            return
        if not self._project.folder_is_known:
            reason = "the document was given without its folder"
        elif name.startswith("/") or ".." in name.split("/"):
            reason = "there is no such file inside the project's folder"
        else:
            reason = "there is no such file beside the document"
        self._project.note(f"\\{token.text}{{{name}}}: not read, {reason}", token.line)


def _words(listed: str) -> list[str]:
    return [word.strip() for word in listed.split(",")]


def _note_german(tex: Interpreter, name: str, options: list[str]) -> None:
    """Of babel's own options the last is the main language; any other that names one is passed on to it."""
    if not tables.german().isdisjoint((name, *(options[-1:] if name == "babel" else options))):
        tex.typed = latex_commands.typed_in_german()
    elif name == "babel" and options != [""]:
        tex.typed = latex_commands.typed()


def _name(tex: Interpreter) -> str:
    if tex.stream.has_group():
        return tex.plain(tex.stream.argument(), raw=True)
    name = ""
    while (token := tex.stream.next()) is not None:  # \input name, up to white space
        if token.kind not in ("word", "_", "~", "^"):
            tex.stream.back(token)
            break
        name += token.text
    return name
