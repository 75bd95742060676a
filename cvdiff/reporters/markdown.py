"""The changelog in GitHub-flavoured Markdown."""

from __future__ import annotations

from cvdiff.model import KINDS, Change, Kind, Report
from cvdiff.reporters import entries, jobs, publications
from cvdiff.reporters.cosmetic import cosmetic_section
from cvdiff.reporters.counts import sentence
from cvdiff.reporters.escape import escape, file_names, linked
from cvdiff.reporters.explain import explain_sections
from cvdiff.reporters.facts import hidden
from cvdiff.reporters.layout import bullets, title
from cvdiff.reporters.repeated import repeated
from cvdiff.reporters.view import View, narrow
from cvdiff.reporters.wording import say, section_title, table


def render_report(report: Report, view: View) -> str:
    """The changelog, with the marks of `paint` in it."""
    report = narrow(report, view.only)
    blocks = [_heading(report, view.level), *body(report, view)]
    if view.cosmetic:
        blocks += cosmetic_section(report, view.level + 1)
    if view.explain:
        blocks += explain_sections(report, view.level + 1)
    if not view.cosmetic and (number := hidden(report)):
        blocks.append(say("hidden_one" if number == 1 else "hidden_many", n=number))
    return "\n\n".join(block for block in blocks if block) + "\n"


def body(report: Report, view: View) -> list[str]:
    """The blocks below the heading: the counts, the warnings, and the changes of content by kind."""
    below = view.level + 1
    blocks = [sentence(report) or _nothing(view)]
    blocks += [f"> {say('warning', text=linked(text))}" for text in report.warnings]
    for kind in KINDS:
        blocks += _section(kind, [c for c in report.changes if c.kind == kind], report, below)
    if report.sections:
        lines = [[entries.section_bullet(s)] for s in report.sections]
        blocks += [title(below, section_title("section")), bullets(lines)]
    return blocks


def _heading(report: Report, level: int) -> str:
    owner = report.new.owner or report.old.owner
    old, new = file_names(report.old.file, report.new.file)
    if owner is None:
        return title(level, say("heading_nobody", old=old, new=new))
    return title(level, say("heading", owner=escape(owner), old=old, new=new))


def _nothing(view: View) -> str:
    return say("nothing" if view.only is None else "nothing_of_kinds")


def _section(kind: Kind, changes: list[Change], report: Report, level: int) -> list[str]:
    if not changes:
        return []
    head = title(level, section_title(kind))
    if kind == "publication":
        return [head, *_papers(changes, report.new.owner or report.old.owner, level + 1)]
    bullet = jobs.bullet if kind in ("position", "education") else entries.bullet
    return [head, bullets([bullet(change) for change in changes])]


def _papers(changes: list[Change], owner: str | None, level: int) -> list[str]:
    once = repeated(changes)
    blocks = [bullets([[line] for line in once.lines])] if once.lines else []
    groups: dict[publications.Group, list[Change]] = {}
    for change in changes:
        groups.setdefault(publications.group_of(change), []).append(change)
    for group in publications.GROUPS:
        if members := groups.get(group):
            lines = [publications.bullet(c, owner, moved=not once.tells_move_of(c)) for c in members]
            blocks += [title(level, f"{table('groups')[group]} ({len(members)})"), bullets(lines)]
    return blocks
