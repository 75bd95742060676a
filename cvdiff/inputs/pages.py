"""Pages of a homepage: the front matter, and what stands below it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

from cvdiff import source
from cvdiff.errors import InputError

if TYPE_CHECKING:
    from cvdiff.readers.data.tree import Mapping, Node

_YAML = re.compile(r"\A\s*---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\s*\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$", re.DOTALL | re.MULTILINE)
_TIME = re.compile(r"(?<=^\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*$")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


def parted(data: bytes, name: str) -> tuple[str, str]:
    """The front matter of a page in YAML, as text, and what stands below it.

    Raises `InputError`, which calls the page `name`, for what is no text.
    """
    text = source.decode(data, name)[0]
    found = _YAML.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def front_matter(data: bytes, name: str) -> Mapping:
    """The front matter of a page, in YAML or TOML, with its values as the page shows them.

    Raises `InputError`, which calls the page `name`, where there is none that can be read.
    """
    from cvdiff.readers.data import yaml_file
    from cvdiff.readers.data.tree import Mapping

    text = source.decode(data, name)[0]
    found = _YAML.match(text)
    trees = yaml_file.parse(found[1], name) if found else _of_toml(text, name)
    if len(trees) != 1 or not isinstance(trees[0], Mapping):
        raise InputError(f"{name}: has no front matter")
    return Mapping(tuple((key, _readable(value)) for key, value in trees[0].pairs), 1, 1, 1)


def _of_toml(text: str, name: str) -> list[Node]:
    """The tree of a front matter between lines of three plus signs; none where there is none."""
    found = _TOML.match(text)
    if not found:
        return []
    import json
    import tomllib

    from cvdiff.readers.data import json_file

    try:
        return json_file.parse(json.dumps(tomllib.loads(found[1]), default=str), name)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{name}: {error}; mend the TOML there") from None


def _readable(value: Node) -> Node:
    """A value as the page shows it: without tags and entities, a time of day behind its date left out."""
    from cvdiff.readers.data.tree import Scalar

    if not isinstance(value, Scalar):
        return value
    return replace(value, value=_TIME.sub("", _MARKUP.sub("", unescape(value.value))))
