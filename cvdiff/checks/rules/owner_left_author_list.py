"""The CV's owner was among the authors of a publication and no longer is.

Only where both versions name the owner in their author lists as a rule, and the new list is whole: many
CVs print "with A. Bee and C. Dee".
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit, hit
from cvdiff.checks.owner import is_complete, names_owner, owner_names, usually_named
from cvdiff.model import Publication, Report


def find(report: Report, context: Context) -> Iterator[Hit]:
    """Each paper that the owner left."""
    before, now = owner_names(report.old, context), owner_names(report.new, context)
    if not (usually_named(report.old, before) and usually_named(report.new, now)):
        return
    for match in report.matches:
        old, new = match.old, match.new
        if not (isinstance(old, Publication) and isinstance(new, Publication)) or old.authors == new.authors:
            continue
        if is_complete(new) and names_owner(old, before) and not names_owner(new, now):
            yield hit(report.new, new, "authors", owner=now[0])
