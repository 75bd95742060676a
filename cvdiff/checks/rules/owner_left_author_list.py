"""The CV's owner was among the authors of a publication and no longer is.

Only where both versions name the owner in their author lists as a rule, and the new list is whole: many
CVs print "with A. Bee and C. Dee".
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit, hit
from cvdiff.checks.owner import is_complete, names_owner, usually_named
from cvdiff.model import Publication, Report


def find(report: Report, context: Context) -> Iterator[Hit]:
    """Each paper that the owner left."""
    old_owner, new_owner = report.old.owner, report.new.owner
    if not (old_owner and new_owner and usually_named(report.old) and usually_named(report.new)):
        return
    for match in report.matches:
        old, new = match.old, match.new
        if not (isinstance(old, Publication) and isinstance(new, Publication)) or old.authors == new.authors:
            continue
        if is_complete(new) and names_owner(old, old_owner) and not names_owner(new, new_owner):
            yield hit(report.new, new, "authors", owner=new_owner)
