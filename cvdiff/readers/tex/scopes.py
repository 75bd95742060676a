"""Groups and environments that are open: what each restores when it ends, and what happens then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from cvdiff.readers.tex.tokens import Token


class Scope:
    """A group or, with a name, an environment (`ending` is carried out before the actions `at_end`)."""

    __slots__ = ("at_end", "ending", "environment", "fonts", "obeys_lines", "size")

    def __init__(self, environment: str, fonts: frozenset[str], size: int, obeys_lines: bool) -> None:
        self.environment, self.fonts, self.size, self.obeys_lines = environment, fonts, size, obeys_lines
        self.at_end: list[Callable[[], None]] = []
        self.ending: list[Token] = []


class Scopes:
    """The open scopes, the innermost last. Asking for an environment that is not open takes no time."""

    def __init__(self) -> None:
        self._open: list[Scope] = []
        self._names: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._open)

    @property
    def innermost(self) -> Scope:
        """The scope begun last; there must be one."""
        return self._open[-1]

    def push(self, scope: Scope) -> None:
        """Begin a scope."""
        self._open.append(scope)
        self._names[scope.environment] += 1

    def pop(self) -> Scope:
        """End the innermost scope."""
        scope = self._open.pop()
        self._names[scope.environment] -= 1
        return scope

    def environment(self, name: str) -> Scope | None:
        """The innermost environment of a name, None where none is open."""
        if not self._names[name]:
            return None
        return next(scope for scope in reversed(self._open) if scope.environment == name)
