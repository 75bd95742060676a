"""Every table and key of `.cvdiff.toml`, and what each may hold: the one place to look one up.

A new key is a row here, a field of `Settings`, a line in `cvdiff.config.values`, and a section of
docs/configuration.md, which a test holds to this table both ways.
"""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Callable, Mapping
from typing import Any, get_args

from cvdiff.checks.finding import SEVERITIES
from cvdiff.dataclass import dataclass
from cvdiff.model import KINDS, FieldName
from cvdiff.settings import FailOn
from cvdiff.vocabulary import fold

_FINGERPRINT = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Value:
    """What a key may hold: in words for an error, and the test of a value.

    `words` are the values to choose from, where there is such a list.
    """

    what: str
    accepts: Callable[[Any], bool]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the file: the keys that it knows, or the value that `others`, the user's own keys, hold.

    `repeated` tables are written `[[name]]`, each one an entry. Of the keys in `required` each must be
    there, of those in `one_of` at least one.
    """

    keys: Mapping[str, Value | Table]
    others: Value | None = None
    repeated: bool = False
    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(fold(value))


def _is_path(value: Any) -> bool:
    """Whether a path stays in the folder of the file: what a repository asks for is read in it."""
    if not _is_text(value) or "\0" in value or posixpath.isabs(value) or re.match(r"[A-Za-z]:|\\", value):
        return False
    return ".." not in value.replace("\\", "/").split("/")


def _several(accepts: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and bool(value) and all(map(accepts, value))


def _is_day(value: Any) -> bool:
    return isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)


def _is_score(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _one_of(*words: str) -> Value:
    return Value("one of " + ", ".join(words), lambda value: value in words, words)


TEXT = Value("a text in quotes", _is_text)
NAME = Value("a text in quotes with a letter or digit", _is_name)
NAMES = Value('a list of names, such as ["Ada Quist"]', _several(_is_name))
PATH = Value("the path of a file, from the folder of this file and inside it", _is_path)
PATHS = Value("a list of paths, from the folder of this file and inside it", _several(_is_path))
KIND = _one_of(*KINDS)
SEVERITY = _one_of(*SEVERITIES, "off")
FAIL_ON = _one_of(*get_args(FailOn))
FIELD = _one_of(*get_args(FieldName))
DAY = Value("a day without quotes, such as 2027-01-31", _is_day)
FINGERPRINT = Value(
    "12 digits of 0-9 and a-f, as cvdiff check prints them",
    lambda value: isinstance(value, str) and _FINGERPRINT.fullmatch(value) is not None,
)

SCORE = Value("a number from 0 to 1", _is_score)

_PAIR = Table(keys={"old": NAME, "new": NAME}, repeated=True, required=("old", "new"))

ROOT = Table(
    keys={
        "owner": Table(keys={"names": NAMES, "aliases": NAMES}, required=("names",)),
        "sections": Table(keys={}, others=KIND),
        "same": _PAIR,
        "different": _PAIR,
        "thresholds": Table(keys={"publication": SCORE, "job": SCORE, "entry": SCORE}),
        "check": Table(keys={"fail-on": FAIL_ON, "severity": Table(keys={}, others=SEVERITY)}),
        "cv": Table(keys={"path": PATH, "also": PATHS}, repeated=True, required=("path",)),
        "ignore": Table(
            keys={"rule": TEXT, "record": NAME, "field": FIELD, "reason": TEXT},
            repeated=True,
            one_of=("rule", "record", "field"),
        ),
        "accepted": Table(
            keys={"fingerprint": FINGERPRINT, "reason": TEXT, "expires": DAY, "rule": TEXT, "record": TEXT},
            repeated=True,
            required=("fingerprint", "reason"),
        ),
    }
)
