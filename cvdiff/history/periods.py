"""The versions of a file in groups: one a commit, one a month, or one a tag."""

from __future__ import annotations

from itertools import groupby
from typing import Literal, get_args

from cvdiff.dataclass import dataclass
from cvdiff.history.versions import Version
from cvdiff.inputs.git_program import Git

Grouping = Literal["month", "tag", "commit"]
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Versions that follow each other, newest first, told as one step.

    `title` is the month ("2024-03"), the tags, or the commit's subject; None for what no tag has yet. `date`
    is that of the tag's commit, else that of the newest version.
    """

    title: str | None
    date: str
    versions: tuple[Version, ...]


def periods_of(git: Git, start: str, versions: tuple[Version, ...], by: Grouping) -> tuple[Period, ...]:
    """The versions grouped, newest first. Clocks that ran back make a month come twice."""
    if by == "commit":
        return tuple(Period(title=v.subject, date=v.date, versions=(v,)) for v in versions)
    tagged = _first_tagged(git, start, versions) if by == "tag" else {}
    titles = [tagged.get(v.commit) if by == "tag" else (v.date[:7], "") for v in versions]
    periods = []
    for key, group in groupby(zip(titles, versions, strict=True), key=lambda pair: pair[0]):
        members = tuple(version for _, version in group)
        title, date = key or (None, "")
        periods.append(Period(title=title, date=date or members[0].date, versions=members))
    return tuple(periods)


def _first_tagged(git: Git, start: str, versions: tuple[Version, ...]) -> dict[str, tuple[str, str]]:
    """For each commit of a version, the tags of the first tagged commit that has it, and their date."""
    tags = _tags(git)
    wanted = {version.commit for version in versions}
    found: dict[str, tuple[str, str]] = {}
    latest: tuple[str, str] | None = None
    dated = git(
        "log", "--first-parent", "--no-show-signature", "--format=%H %cd", "--date=format:%Y-%m-%d", start
    )
    for line in dated.stdout.decode(errors="replace").splitlines():
        commit, _, date = line.partition(" ")
        if commit in tags:
            latest = (", ".join(tags[commit]), date)
        if latest and commit in wanted:
            found[commit] = latest
    return found


def _tags(git: Git) -> dict[str, list[str]]:
    """The names of the tags of each commit, sorted; tags of other things name no commit of a branch."""
    listed = git("show-ref", "--tags", "--dereference").stdout.decode(errors="replace")
    commits: dict[str, str] = {}
    for line in listed.splitlines():  # an annotated tag has a second line, with what it stands on
        id, _, ref = line.partition(" ")
        commits[ref.removesuffix("^{}").removeprefix("refs/tags/")] = id
    tags: dict[str, list[str]] = {}
    for name, commit in sorted(commits.items()):
        tags.setdefault(commit, []).append(name)
    return tags
