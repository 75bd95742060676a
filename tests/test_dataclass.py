"""`cvdiff.dataclass` against the standard library's: the same classes, the same behaviour."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import pytest

from cvdiff.dataclass import dataclass
from cvdiff.model import Job, Publication


@dataclass(frozen=True, slots=True)
class Quick:
    name: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickChild(Quick):
    year: int
    note: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Usual:
    name: str
    marks: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class UsualChild(Usual):
    year: int
    note: str | None = None


PAIRS = [(Quick, Usual), (QuickChild, UsualChild)]
CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a",), {}),
    (("a", ("b",)), {}),
    ((), {"marks": (), "name": "a"}),
    (("a",), {"year": 1}),
    (("a", (), 1), {}),
    (("a",), {"year": 1, "note": "n", "more": 2}),
    ((), {"year": 1, "note": "n"}),
]


def outcome(make: Any, args: tuple[Any, ...], values: dict[str, Any]) -> str:
    """What a call gives: the object as printed, or the error's type."""
    try:
        return repr(make(*args, **values)).replace("Quick", "Usual")
    except TypeError:
        return "TypeError"


@pytest.mark.parametrize(("args", "values"), CALLS)
@pytest.mark.parametrize(("quick", "usual"), PAIRS)
def test_takes_and_prints_the_same(
    quick: Any, usual: Any, args: tuple[Any, ...], values: dict[str, Any]
) -> None:
    assert outcome(quick, args, values) == outcome(usual, args, values)


def test_equal_values_of_one_class_are_equal() -> None:
    child = QuickChild("a", year=1)
    assert child == QuickChild("a", year=1)
    assert hash(child) == hash(QuickChild("a", year=1))
    assert child != QuickChild("a", year=2)
    assert Quick("a") != Usual("a")
    assert Quick("a") != child


def test_knows_its_fields() -> None:
    names = [[field.name for field in dataclasses.fields(cls)] for cls in (QuickChild, UsualChild)]
    assert names[0] == names[1]
    assert dataclasses.asdict(QuickChild("a", year=1)) == dataclasses.asdict(UsualChild("a", year=1))
    assert dataclasses.replace(QuickChild("a", year=1), year=2) == QuickChild("a", year=2)


def test_cannot_be_changed() -> None:
    value: Any = Quick("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.name
    with pytest.raises(AttributeError):
        value.other = "b"
    assert not hasattr(value, "__dict__")


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_copies(again: Any) -> None:
    value = QuickChild("a", ("b",), year=1)
    assert again(value) == value


def test_every_class_has_an_init_of_its_own() -> None:
    paper = Publication(kind="publication", section="", text="t", title="t")
    job = Job(kind="position", section="", text="t", role="r")
    assert (paper.title, paper.venue, job.role, job.dates) == ("t", None, "r", None)
