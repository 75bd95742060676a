"""What the keys of data files mean: `data/cv_keys.toml`, looked up."""

from __future__ import annotations

import re
from collections.abc import Mapping as Table
from functools import cache, lru_cache

from cvdiff.readers.data.tree import Mapping, Node, Scalar
from cvdiff.vocabulary import entries, fold, load, words_of

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEPARATORS = re.compile(r"[_\-./\s]+")
_LANGUAGE = re.compile(r" (?:en|de|fr|es|it|pt|nl)$")


@lru_cache(maxsize=2048)
def folded(key: str) -> str:
    """A key as words in lower case: "startDate" and "start_date" are "start date"."""
    return _LANGUAGE.sub("", fold(_SEPARATORS.sub(" ", _HUMP.sub(" ", key))))


@cache
def _slots() -> Table[str, str]:
    return {key: slot for slot, keys in load("cv_keys")["slots"].items() for key in entries(keys)}


def slot(key: str) -> str:
    """What the value of a key is to a reader ("role", "date" ...), "hidden", "link", or "" for unknown."""
    name = folded(key)
    if name in words_of("cv_keys", "hidden", "keys"):
        return "hidden"
    if name in words_of("cv_keys", "link_keys", "keys"):
        return "link"
    return _slots().get(name, "")


def is_one_of(key: str, table: str, name: str) -> bool:
    """Whether a key is in one list of the vocabulary."""
    return folded(key) in words_of("cv_keys", table, name)


def readable(key: str) -> str:
    """A key as a heading or label prints it: `open_source` -> "Open Source", "Open source" as it is."""
    title = load("cv_keys")["headings"].get(folded(key))
    if title:
        return str(title)
    if " " in key.strip():
        return key.strip()
    words = _SEPARATORS.sub(" ", _HUMP.sub(" ", key)).strip()
    return words if any(char.isupper() for char in words) and " " not in words else _capitals(words)


def _capitals(words: str) -> str:
    return " ".join(word if word[:1].isupper() else word.capitalize() for word in words.split())


def is_shown(node: Mapping) -> bool:
    """Whether no key of a record says that it is not printed (`visible: false`, `draft: yes`)."""
    for key, value in node.pairs:
        said = value.value.strip().lower() if isinstance(value, Scalar) else ""
        if not said:
            continue
        if said in words_of("cv_keys", "hidden", "no") and is_one_of(key, "hidden", "shown"):
            return False
        if said in words_of("cv_keys", "hidden", "yes") and is_one_of(key, "hidden", "unshown"):
            return False
    return True


def is_switch(node: Node) -> bool:
    """Whether a value is a yes or no in words, which no page prints."""
    return isinstance(node, Scalar) and node.value.strip() in words_of("cv_keys", "hidden", "switches")


def is_printed(key: str, value: Node) -> bool:
    """Whether a page prints the value of a key."""
    return slot(key) != "hidden" and not is_switch(value)
