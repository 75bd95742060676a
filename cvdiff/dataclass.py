"""Frozen dataclasses at a fraction of what making them costs: see docs/decisions/start-up.md.

    @dataclass(frozen=True, slots=True)
    class Style: ...

To a type checker `dataclass` is that of the standard library. At run time the standard library only
collects the fields (so that `dataclasses.replace` and `fields` work as on any dataclass); the methods are
shared or made on first use, where the original compiles six functions for every class.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

Class = TypeVar("Class", bound=type)


def _quick_dataclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> Callable[[Class], Class]:
    """`dataclasses.dataclass` for frozen, slotted classes of two fields or more without factories."""
    assert frozen
    assert slots
    collect = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)

    def decorate(cls: Class) -> Class:
        made: Any = collect(cls)
        names = tuple(made.__dataclass_fields__)
        made._values = attrgetter(*names)
        made.__init__ = _first_init
        made.__eq__, made.__hash__, made.__repr__ = _equal, _hash, _represent
        made.__setattr__, made.__delattr__ = _refuse, _refuse
        made.__getstate__, made.__setstate__ = _values_of, _restore
        return made  # type: ignore[no-any-return]

    return decorate


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    dataclass = _quick_dataclass


def _first_init(self: Any, *args: Any, **values: Any) -> None:
    """The `__init__` of a class that has no instance yet: compiles the real one and takes its place."""
    cls = type(self)
    cls.__init__ = _compiled_init(cls)
    cls.__init__(self, *args, **values)


def _compiled_init(cls: Any) -> Any:
    """`__init__` with the class's fields as parameters; each is set through its slot."""
    positional: list[str] = []
    keywords: list[str] = []
    scope: dict[str, Any] = {}
    for name, field in cls.__dataclass_fields__.items():
        scope[f"set_{name}"] = getattr(cls, name).__set__
        required = field.default is dataclasses.MISSING
        scope[f"default_{name}"] = field.default
        (keywords if field.kw_only else positional).append(name if required else f"{name}=default_{name}")
    parameters = ", ".join(["self", *positional, *(["*", *keywords] if keywords else [])])
    body = "".join(f"\n    set_{name}(self, {name})" for name in cls.__dataclass_fields__)
    exec(f"def __init__({parameters}):{body}", scope)
    return scope["__init__"]


def _equal(self: Any, other: Any) -> Any:
    return self._values(self) == self._values(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._values(self))


def _represent(self: Any) -> str:
    pairs = zip(self.__dataclass_fields__, self._values(self), strict=True)
    return f"{type(self).__qualname__}({', '.join(f'{name}={value!r}' for name, value in pairs)})"


def _refuse(self: Any, name: str, value: object = None) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")


def _values_of(self: Any) -> Any:
    return self._values(self)


def _restore(self: Any, values: tuple[Any, ...]) -> None:
    for name, value in zip(self.__dataclass_fields__, values, strict=True):
        object.__setattr__(self, name, value)
