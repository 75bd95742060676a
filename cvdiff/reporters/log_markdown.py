"""A history as one Markdown changelog, newest first."""

from __future__ import annotations

from collections import Counter

from cvdiff.history import History
from cvdiff.history.walk import Step, Unread
from cvdiff.model import CV, KINDS, Kind
from cvdiff.reporters import markdown
from cvdiff.reporters.escape import escape, file_names
from cvdiff.reporters.layout import bullets, title
from cvdiff.reporters.view import View, has_content, narrow
from cvdiff.reporters.wording import counted, table

_LEVEL = 2


def render_log(history: History, view: View) -> str:
    """The changelog, with the marks of `paint` in it; periods that changed no content are only counted."""
    blocks: list[str] = []
    unread: list[Unread] = []
    owner: str | None = None
    unchanged = steps = 0
    for step in history.steps:
        if isinstance(step, Unread):
            unread.append(step)
            continue
        steps += 1
        owner = owner or _owner(step)
        told = _step(step, history.by, view)
        unchanged += not told
        blocks += told
    closing = [_say("nothing")] if not blocks else []
    closing += [_unchanged(history.by, unchanged, steps)] if unchanged else []
    closing += _unread(unread)
    return "\n\n".join([_heading(history.file, owner), *blocks, *closing]) + "\n"


def _say(key: str, /, **values: object) -> str:
    return str(table("log")[key]).format(**values)


def _heading(file: str, owner: str | None) -> str:
    [name] = file_names(file)
    return title(
        1, _say("heading", owner=escape(owner), file=name) if owner else _say("heading_nobody", file=name)
    )


def _owner(step: Step) -> str | None:
    if step.report:
        return step.report.new.owner or step.report.old.owner
    return step.first.owner if step.first else None


def _step(step: Step, by: str, view: View) -> list[str]:
    """The blocks of a period; none where nothing of content changed."""
    blocks = []
    if step.report and has_content(step.report, view.only):
        blocks += markdown.body(narrow(step.report, view.only), view._replace(level=_LEVEL))
    if step.first:
        blocks.append(_first(step.first, view))
    return [title(_LEVEL, _title(step, by)), *blocks] if blocks else []


def _title(step: Step, by: str) -> str:
    """`2024-03 (a1b2c3d, 2024-03-28, 4 commits)`; a commit is called by its date and subject."""
    number = len(step.period.versions)
    place = [step.version.short, *([step.period.date] if by != "commit" else [])]
    place += [_say("commits", n=number)] if number > 1 else []
    name = step.period.title
    name = _say("untagged") if name is None else name or _say("no_subject")
    return f"{escape(f'{step.period.date} {name}' if by == 'commit' else name)} ({', '.join(place)})"


def _first(cv: CV, view: View) -> str:
    """How the history began: a sentence with the number of records of each kind."""
    return _say("first", commit=escape(cv.file.partition(":")[0]), counts=_counts(cv, view.only))


def render_alone(old: CV | None, new: CV | None) -> str:
    """A CV that has no other version to compare it with: one that came or one that went."""
    cv = new or old
    assert cv is not None, "one of both is there"
    key = "came" if new else "went"
    return f"{title(1, _say(key, file=file_names(cv.file)[0]))}\n\n{_counts(cv, None)}.\n"


def _counts(cv: CV, only: frozenset[Kind] | None) -> str:
    """`34 papers, 3 positions`."""
    number = Counter(record.kind for record in cv.records if only is None or record.kind in only)
    counts = ", ".join(counted(kind, number[kind]) for kind in KINDS if number[kind])
    return counts or _say("no_records")


def _unchanged(by: str, number: int, steps: int) -> str:
    return _say(f"unchanged_{by}_{'one' if number == 1 else 'many'}", n=number, all=steps)


def _unread(unread: list[Unread]) -> list[str]:
    if not unread:
        return []
    lines = [[f"{u.version.short} ({u.version.date}): {escape(u.reason)}"] for u in unread]
    return [_say("unread"), bullets(lines)]
