"""What a rule may know beside the CVs that it looks at."""

from __future__ import annotations

from datetime import date

from cvdiff.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """`today` is the day of the check; `aliases` are the names of the owner that the user gave."""

    today: date
    aliases: tuple[str, ...] = ()
