"""YAML text to trees, through the events of PyYAML's C parser."""

from __future__ import annotations

import re

import yaml

from cvdiff import source
from cvdiff.document import Document
from cvdiff.errors import InputError
from cvdiff.readers import data
from cvdiff.readers.data.tree import Node, TreeBuilder

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters at which a YAML parser stops; on no page they print anything."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_SET = "tag:yaml.org,2002:set"


def read(text: str, name: str, beside: source.Beside | None = None) -> Document:
    """Read a YAML file. Raises `InputError` with the line where the text is no YAML."""
    return data.document_of(parse(text, name), name, "yaml", beside)


def parse(text: str, name: str) -> list[Node]:
    """The documents of a file. Raises `InputError` with the line where the text is no YAML."""
    builder = TreeBuilder(name)
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        for event in yaml.parse(_FORBIDDEN.sub(" ", text), Loader=loader):
            _take(builder, event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f", line {mark.line + 1}" if mark else ""
        problem = error.problem or error.context or "no YAML"
        raise InputError(f"{name}{place}: {problem}; mend the YAML there") from None
    except yaml.YAMLError as error:
        raise InputError(f"{name}: no YAML: {str(error).splitlines()[0]}") from None
    return builder.documents


def _take(builder: TreeBuilder, event: yaml.Event) -> None:
    begin, end = event.start_mark, event.end_mark
    line = begin.line + 1 if begin else 1
    if isinstance(event, yaml.ScalarEvent):
        is_null = event.implicit[0] and event.value in _NULLS
        last = end.line + (1 if end.column else 0) if end else line
        builder.scalar("" if is_null else event.value, line, max(line, last), event.anchor or "")
    elif isinstance(event, yaml.MappingStartEvent):
        builder.begin(line, is_mapping=True, anchor=event.anchor or "", is_set=event.tag == _SET)
    elif isinstance(event, yaml.SequenceStartEvent):
        builder.begin(line, is_mapping=False, anchor=event.anchor or "")
    elif isinstance(event, yaml.CollectionEndEvent):
        builder.end()
    elif isinstance(event, yaml.AliasEvent):
        builder.alias(event.anchor or "", line)
