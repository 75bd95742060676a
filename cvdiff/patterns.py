"""Regular expressions that are compiled when they are first used: see docs/decisions/start-up.md.

    _ENTITY = pattern(r"&#?\\w{1,32};")

For patterns at module level that many runs do not need. To a type checker `pattern` is `re.compile`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any


class _Uncompiled:
    """Stands for a compiled pattern, whose methods become its own when they are asked for.

    It is no `re.Pattern` itself: use its methods, do not give it to the functions of `re`.
    """

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value


if TYPE_CHECKING:
    pattern = re.compile
else:
    pattern = _Uncompiled
