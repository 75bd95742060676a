"""The history of one CV in git: its versions, the periods they fall into, and what changed in each.

`versions` asks git, `besides` adds the commits of files that the CV prints, `limits` understands `--since`
and `--until`, `periods` groups, `walk` reads and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cvdiff.dataclass import dataclass
from cvdiff.errors import InputError
from cvdiff.history import limits
from cvdiff.history.besides import with_besides
from cvdiff.history.periods import Grouping, periods_of
from cvdiff.history.versions import find_place, versions_of
from cvdiff.history.walk import Step, Unread, Walk
from cvdiff.settings import Settings
from cvdiff.source import MAX_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What became of a file, newest first; `steps` reads the versions as it is asked for the next step.

    `warning` is a sentence for the user, empty where there is none.
    """

    file: str
    by: Grouping
    steps: Iterator[Step | Unread]
    warning: str


def read_history(
    name: str,
    *,
    by: Grouping = "month",
    since: str | None = None,
    until: str | None = None,
    format: str | None = None,
    max_bytes: int = MAX_BYTES,
    settings: Settings | None = None,
    progress: Callable[[int, int], None] = lambda done, all: None,
) -> History:
    """The history of the file `name` along the first parents of HEAD, or of `until` where that is a revision.

    `since` and `until` are dates or revisions; `progress` is told how many periods are done, of how many.
    Raises `InputError` where there is no history to read.
    """
    place = find_place(name)
    start = limits.revision(place.git, until)
    begin = start or limits.revision(place.git, "HEAD")
    if begin is None:
        raise InputError(
            f"{name}: the repository has no commits yet, so there is no history; commit the file"
        )
    versions = with_besides(place, begin, versions_of(place, begin), format)
    if until and not start:
        versions = limits.until_date(place.git, versions, until)
    before = limits.before(place.git, versions, begin, since) if since else ()
    inside = versions[: len(versions) - len(before)]
    walk = Walk(place.git, format, max_bytes, settings)
    return History(
        file=name,
        by=by,
        steps=walk.steps(periods_of(place.git, begin, inside, by), before, progress),
        warning=place.cut_off if place.fetch and not before else "",
    )
