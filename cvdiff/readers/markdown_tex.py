"""Environments of LaTeX inside Markdown, which pandoc and R Markdown pass on to LaTeX as they are.

`cut` takes those out whose content is commands (`\\item`, `\\cventry`) or a table before the Markdown is
parsed, and `put_back` sets what LaTeX prints of them between the blocks. An environment around Markdown,
such as the columns of `multicols`, is layout alone and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from cvdiff.dataclass import dataclass
from cvdiff.document import Block, BlockIds, Diagnostic
from cvdiff.patterns import pattern

_EDGE = pattern(r"\\(begin|end)[ \t]*\{([A-Za-z]+)\*?\}")
_OPENING = pattern(r" {0,3}\\begin[ \t]*\{")
_COMMAND = pattern(r"[ \t]*\\([A-Za-z]+)")
_FENCE = pattern(r" {0,3}(?:`{3}|~{3})")
_TABLES = frozenset({"tabular", "tabularx", "longtable"})
_MARKER = "***"
"""Stands for an environment: a rule ends every paragraph and list above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """The source of an environment and the 1-based line where it begins."""

    source: str
    line: int


def cut(source: str, lays_out: Callable[[str], bool]) -> tuple[str, tuple[Environment, ...]]:
    """The source with a rule in place of each environment of commands, line for line, and these.

    `lays_out` tells commands that print nothing: an environment that begins with another one is LaTeX.
    """
    lines = source.split("\n")
    found = []
    for first, end in _environments(lines):
        if end - first > 1 and _is_latex(lines[first:end], lays_out):
            found.append(Environment(source="\n".join(lines[first:end]), line=first + 1))
            lines[first:end] = ["", _MARKER, *[""] * (end - first - 2)]
    return "\n".join(lines), tuple(found)


def _environments(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first line of each outermost environment and the line behind it; none that is never closed."""
    first = depth = 0
    is_fenced = False
    for number, line in enumerate(lines):
        if depth == 0:
            is_fenced ^= _FENCE.match(line) is not None
            if is_fenced or not _OPENING.match(line):
                continue
            first = number
        depth += sum(1 if edge[1] == "begin" else -1 for edge in _EDGE.finditer(line))
        if depth <= 0:
            depth = 0
            yield first, number + 1


def _is_latex(lines: Sequence[str], lays_out: Callable[[str], bool]) -> bool:
    """Whether the lines of an environment are a table's or begin with a command that prints something."""
    opening = _EDGE.search(lines[0])
    if opening and opening[2] in _TABLES:
        return True
    for line in lines[1:]:
        command = _COMMAND.match(line)
        if line.strip() and not (command and lays_out(command[1])):
            return command is not None
    return False


def put_back(
    blocks: Sequence[Block], environments: Sequence[Environment]
) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """The blocks with those of the environments in their places, and what could not be read of these."""
    if not environments:
        return tuple(blocks), ()
    from cvdiff.readers.tex import read

    ids = BlockIds(blocks)
    waiting = list(reversed(blocks))
    placed: list[Block] = []
    diagnostics: list[Diagnostic] = []
    for environment in environments:
        while waiting and not _is_behind(waiting[-1], environment.line):
            placed.append(waiting.pop())
        if waiting and waiting[-1].kind == "rule" and _is_at(waiting[-1], environment.line + 1):
            waiting.pop()
        document = read(environment.source, "")
        above = environment.line - 1
        placed += ids.renumbered(_lower(block, above) for block in document.blocks)
        diagnostics += [replace(told, line=told.line and told.line + above) for told in document.diagnostics]
    return (*placed, *reversed(waiting)), tuple(diagnostics)


def _is_behind(block: Block, line: int) -> bool:
    return block.lines is not None and block.lines[0] >= line


def _is_at(block: Block, line: int) -> bool:
    return block.lines is not None and block.lines[0] == line


def _lower(block: Block, lines: int) -> Block:
    """The block so many lines further down."""
    return replace(block, lines=block.lines and (block.lines[0] + lines, block.lines[1] + lines))
