"""The history of the files that a CV prints beside its own text: `\\input` and `.bib` of LaTeX.

A commit that only touches such a file changes the CV too, and is a version of it.
"""

from __future__ import annotations

from dataclasses import replace

from cvdiff.errors import InputError
from cvdiff.history.versions import Place, Version, log, parse
from cvdiff.inputs.files import beside, inside
from cvdiff.inputs.git import Revision
from cvdiff.readers import detect, read_document
from cvdiff.source import MAX_BYTES

_MOST = 500
"""Files beside a CV whose history is told."""


def with_besides(
    place: Place, start: str, versions: tuple[Version, ...], format: str | None
) -> tuple[Version, ...]:
    """The versions of the CV, those included where only a file beside it changed.

    Which files these are, the newest and the oldest version of the CV say.
    """
    present = [version for version in versions if version.blob]
    paths: dict[str, None] = {}
    for version in present[:1] + present[-1:]:
        paths |= dict.fromkeys(_asked_for(place, version, format))
    if not paths:
        return versions
    own = {version.commit: version for version in versions}
    others = {version.commit: version for version in parse(log(place, start, list(paths)[:_MOST]))}
    chain = place.git("rev-list", "--first-parent", start).stdout.decode().split()
    merged: list[Version] = []
    latest: Version | None = None
    for commit in reversed(chain):
        if commit in own:
            latest = own[commit]
            merged.append(latest)
        elif commit in others and latest is not None and latest.blob:
            merged.append(replace(others[commit], path=latest.path, blob=latest.blob, absent=""))
    return tuple(reversed(merged))


def _asked_for(place: Place, version: Version, format: str | None) -> list[str]:
    """The files that reading a version asks for; none where its format has none or it cannot be read."""
    revision = Revision(place.git, version.short, f"{version.commit}:", MAX_BYTES)
    find = beside(revision, version.path)
    asked: list[str] = []

    def recorded(name: str) -> bytes | None:
        data = find(name)
        path = inside(version.path.rpartition("/")[0], name)
        if data is not None and path:
            asked.append(path)
        return data

    try:
        [data] = revision.read([version.path])
        if data and (format or detect(data, version.path)) == "latex":
            read_document(data, version.path, format, recorded)
    except InputError:  # told when the version is read for its records
        pass
    return asked
