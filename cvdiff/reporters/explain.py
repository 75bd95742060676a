"""Why records were matched or left apart."""

from __future__ import annotations

from cvdiff.model import AnyRecord, Match, NearTie, Report
from cvdiff.reporters.escape import escape, shorten
from cvdiff.reporters.facts import record_name
from cvdiff.reporters.layout import bullets, title
from cvdiff.reporters.wording import noun, say, table

_LONGEST = 90  # characters of a record's name


def explain_sections(report: Report, level: int) -> list[str]:
    """The matches in the new version's order, then the near ties."""
    blocks: list[str] = []
    if report.matches:
        lines = [[_match(match)] for match in report.matches]
        blocks += [title(level, f"{say('matches_heading')} ({len(lines)})"), bullets(lines)]
    if report.ambiguous:
        lines = [[_tie(tie)] for tie in report.ambiguous]
        blocks += [title(level, f"{say('ties_heading')} ({len(lines)})"), bullets(lines)]
    return blocks


def _match(match: Match) -> str:
    evidence = table("evidence")[match.evidence]
    return f"{match.score:.2f} {evidence} · {_pair(match.old, match.new)}"


def _tie(tie: NearTie) -> str:
    return f"{tie.score:.2f} {escape(tie.reason)} · {_pair(tie.old, tie.new, between='≠')}"


def _pair(old: AnyRecord, new: AnyRecord, *, between: str = "→") -> str:
    before, after = _name(old), _name(new)
    names = f"“{after}”" if before == after else f"“{before}” {between} “{after}”"
    kinds = noun(new.kind) if old.kind == new.kind else f"{noun(old.kind)} → {noun(new.kind)}"
    return f"{kinds} {names}{_places(old, new)}"


def _name(record: AnyRecord) -> str:
    return escape(shorten(record_name(record), _LONGEST))


def _places(old: AnyRecord, new: AnyRecord) -> str:
    if old.lines is None or new.lines is None:
        return ""
    return " " + say("places", old=_range(old.lines), new=_range(new.lines))


def _range(lines: tuple[int, int]) -> str:
    first, last = lines
    return str(first) if first == last else f"{first}–{last}"
