"""A history as JSON, version 1; docs/json-format.md explains every key."""

from __future__ import annotations

from cvdiff.history import History
from cvdiff.history.walk import Step, Unread
from cvdiff.reporters.json_form import Json, dump, report_form, side_form
from cvdiff.reporters.view import View, has_content


def render_log(history: History, view: View) -> str:
    """The history as `cvdiff-log/1`; periods that changed no content are only counted."""
    periods: list[Json] = []
    unread: list[Json] = []
    unchanged = 0
    for step in history.steps:
        if isinstance(step, Unread):
            version = step.version
            unread.append({"commit": version.commit, "date": version.date, "reason": step.reason})
        elif step.first or (step.report and has_content(step.report, view.only)):
            periods.append(_period(step, view))
        else:
            unchanged += 1
    return dump(
        {
            "format": "cvdiff-log/1",
            "file": history.file,
            "by": history.by,
            "periods": periods,
            "unchanged": unchanged,
            "unread": unread,
        }
    )


def _period(step: Step, view: View) -> Json:
    versions = step.period.versions
    return {
        "title": step.period.title,
        "date": step.period.date,
        "commit": step.version.commit,
        "commits": [{"commit": v.commit, "date": v.date, "subject": v.subject} for v in versions],
        "first": side_form(step.first) if step.first else None,
        "report": report_form(step.report, view) if step.report else None,
    }
