"""How GitHub's runner reads a line of a step's log: as a command, of the newer or the older form, or as text.

Written after https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs.
"""

from __future__ import annotations

from dataclasses import dataclass

KNOWN = {
    *("error", "warning", "notice", "debug", "group", "endgroup", "echo", "add-mask", "add-matcher"),
    *("remove-matcher", "set-output", "set-env", "add-path", "save-state", "stop-commands"),
}


@dataclass(frozen=True)
class Command:
    name: str
    properties: dict[str, str]
    data: str


def command_of(line: str) -> Command | None:
    """The command that the runner would carry out; None for a line of text."""
    return _newer(line) or _older(line)


def parse(line: str) -> Command:
    command = command_of(line.rstrip("\n"))
    assert command, line
    return command


def _newer(line: str) -> Command | None:
    """`::name a=b,c=d::data`, at the beginning of the line."""
    line = line.lstrip()
    if not line.startswith("::") or (end := line.find("::", 2)) < 0:
        return None
    name, _, rest = line[2:end].partition(" ")
    if name not in KNOWN:
        return None
    return Command(name, _properties(rest, ",", {"%3A": ":", "%2C": ","}), _unescape(line[end + 2 :], {}))


def _older(line: str) -> Command | None:
    """`##[name a=b;c=d]data`, anywhere in the line."""
    start = line.find("##[")
    if start < 0 or (end := line.find("]", start)) < 0:
        return None
    name, _, rest = line[start + 3 : end].partition(" ")
    signs = {"%3B": ";", "%5D": "]"}
    if name not in KNOWN:
        return None
    return Command(name, _properties(rest, ";", signs), _unescape(line[end + 1 :], signs))


def _properties(text: str, separator: str, signs: dict[str, str]) -> dict[str, str]:
    pairs = [pair.split("=", 1) for pair in text.strip().split(separator) if pair]
    return {pair[0].lower(): _unescape(pair[1], signs) for pair in pairs if len(pair) == 2 and pair[1]}


def _unescape(text: str, signs: dict[str, str]) -> str:
    for sign, character in {"%0D": "\r", "%0A": "\n", **signs, "%25": "%"}.items():
        text = text.replace(sign, character)
    return text
